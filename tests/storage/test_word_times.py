"""Words and their times, small."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import StorageError
from app.core.transcript import Word
from app.storage.word_times import pack_times, times_of_words, unpack_words

MS = st.integers(0, 20_000_000)


@st.composite
def spoken(draw: st.DrawFn) -> Word:
    start, length = draw(MS), draw(st.integers(0, 60_000))
    text = draw(st.text(min_size=1).filter(lambda text: text == text.strip()))
    percent = draw(st.integers(0, 100))
    return Word(text, start / 1000, (start + length) / 1000, percent / 100)


@given(st.lists(spoken()))
def test_words_come_back_to_the_millisecond(words: list[Word]) -> None:
    text = " ".join(word.text for word in words)
    assert unpack_words(text, pack_times(words)) == tuple(words)


def test_three_hundred_words_take_little_more_than_their_text() -> None:
    words = [Word("monitoring", 0.36 * i, 0.36 * i + 0.02 * (9 + i % 7), 0.9) for i in range(300)]
    assert len(pack_times(words)) < 300 * 5


@pytest.mark.parametrize(
    "times",
    [
        b"",
        b"torn",
        zlib.compress(b"\xff"),
        zlib.compress(b"{}"),
        pack_times([Word("one", 0, 1)]),
        zlib.compress(b'{"gap_ms": [0, -9], "length_ms": [1, -1], "percent": [1, 1]}'),
    ],
)
def test_damaged_times_are_told_without_quoting_the_text(times: bytes) -> None:
    with pytest.raises(StorageError, match="cannot be read") as caught:
        unpack_words("secret words", times)
    assert "secret" not in f"{caught.value} {caught.value.hint}"


def test_what_an_old_file_holds_is_converted_or_kept_to_be_told() -> None:
    old = '[{"text": "Hello", "start_s": 0.5, "end_s": 1, "probability": 0.25}]'
    assert unpack_words("Hello", times_of_words(old)) == (Word("Hello", 0.5, 1.0, 0.25),)
    with pytest.raises(StorageError):
        unpack_words("Hello", times_of_words("{torn"))
