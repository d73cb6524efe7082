"""Correcting words and adding fillers: what stands where, and when it is said."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.corrections import FILLER_S, add_filler, replace_words
from app.core.transcript import Gap, Transcript, Word

SAID = Transcript(
    (
        Word("drift", 0.5, 1.0, 0.3),
        Word("is", 1.0, 1.2, 0.9),
        Word("wen", 1.2, 1.6, 0.4),
        Word("inputs", 4.0, 4.6, 0.8),
        Word("change.", 4.6, 5.2, 0.95),
    ),
    "whisper",
    gaps=(Gap(6.0, 7.0),),
)


def times(transcript: Transcript) -> list[tuple[str, float, float]]:
    return [(w.text, round(w.start_s, 3), round(w.end_s, 3)) for w in transcript.words]


def test_a_corrected_word_keeps_its_time_and_is_sure() -> None:
    after = replace_words(SAID, 2, 2, "when")
    assert after.words[2] == Word("when", 1.2, 1.6, 1.0)
    assert (after.words[:2], after.words[3:]) == (SAID.words[:2], SAID.words[3:])
    assert replace(after, words=SAID.words) == SAID


def test_as_many_words_take_over_the_times_one_by_one_so_that_a_pause_stays() -> None:
    after = replace_words(SAID, 2, 3, "when the")
    assert times(after)[2:4] == [("when", 1.2, 1.6), ("the", 4.0, 4.6)]


def test_more_words_share_the_time_by_their_letters() -> None:
    after = replace_words(SAID, 4, 4, "shift a lot.")
    assert times(after)[4:] == [
        ("shift", 4.6, 4.9), ("a", 4.9, 4.96), ("lot.", 4.96, 5.2),
    ]  # fmt: skip


def test_words_that_stay_at_the_ends_keep_their_times() -> None:
    after = replace_words(SAID, 0, 4, "drift is when all of the inputs change.")
    assert times(after)[:2] == times(SAID)[:2]
    assert times(after)[-2:] == times(SAID)[-2:]
    assert [word.probability for word in after.words] == [1.0] * 8
    assert after.words[2].start_s == 1.2
    assert after.words[5].end_s == pytest.approx(1.6)


def test_a_word_that_is_put_in_shares_the_time_of_the_one_before_it() -> None:
    after = replace_words(SAID, 1, 2, "is not wen")
    assert times(after)[1:4] == [("is", 1.0, 1.08), ("not", 1.08, 1.2), ("wen", 1.2, 1.6)]
    first = replace_words(SAID, 0, 0, "So drift")
    assert [word.text for word in first.words[:2]] == ["So", "drift"]
    assert first.words[1].end_s == 1.0


def test_no_text_deletes_the_words_and_keeps_what_could_not_be_read() -> None:
    after = replace_words(SAID, 1, 3, "  ")
    assert after.text == "drift change."
    assert after.gaps == SAID.gaps
    assert replace_words(SAID, 0, 4, "").words == ()


def test_a_word_that_overlaps_the_next_ends_where_that_begins() -> None:
    words = (Word("one", 0.0, 2.0), Word("two", 1.0, 3.0))
    after = replace_words(Transcript(words, "whisper"), 0, 0, "one and")
    assert times(after) == [("one", 0.0, 0.5), ("and", 0.5, 1.0), ("two", 1.0, 3.0)]
    kept = replace_words(Transcript(words, "whisper"), 0, 1, "first and two")
    assert times(kept) == [("first", 0.0, 0.625), ("and", 0.625, 1.0), ("two", 1.0, 3.0)]


@pytest.mark.parametrize(("first", "last"), [(-1, 0), (2, 1), (0, 5), (7, 7)])
def test_words_that_are_not_there_cannot_be_replaced(first: int, last: int) -> None:
    with pytest.raises(IndexError):
        replace_words(SAID, first, last, "when")


# Fillers ---------------------------------------------------------------------------------


def test_a_filler_stands_in_the_pause_where_it_is_heard() -> None:
    assert times(add_filler(SAID, 2.5))[2:5] == [
        ("wen", 1.2, 1.6), ("um", 2.5, 2.8), ("inputs", 4.0, 4.6),
    ]  # fmt: skip


def test_a_filler_at_the_end_of_a_pause_still_fits_into_it() -> None:
    assert times(add_filler(SAID, 3.95))[3] == ("um", 3.7, 4.0)


def test_a_filler_without_a_pause_takes_time_from_the_word_before_it() -> None:
    assert times(add_filler(SAID, 1.0))[:3] == [
        ("drift", 0.5, 0.75), ("um", 0.75, 1.0), ("is", 1.0, 1.2),
    ]  # fmt: skip


def test_a_filler_stands_at_the_nearer_edge_of_the_word_it_is_heard_in() -> None:
    assert add_filler(SAID, 4.2).text == "drift is wen um inputs change."
    assert add_filler(SAID, 4.4).text == "drift is wen inputs um change."


def test_a_filler_can_be_first_last_and_all_there_is() -> None:
    assert times(add_filler(SAID, 0.1))[0] == ("um", 0.1, 0.4)
    assert times(add_filler(SAID, 8.0))[-1] == ("um", 8.0, 8.3)
    assert times(add_filler(Transcript((), "whisper"), 3.0)) == [("um", 3.0, 3.3)]
    at_once = Transcript((Word("now", 0.0, 0.5),), "whisper")
    assert times(add_filler(at_once, 0.0)) == [("um", 0.0, 0.0), ("now", 0.0, 0.5)]


# Whatever is written and corrected ---------------------------------------------------------

TIMES = st.lists(st.floats(0, 600), min_size=2, max_size=60).map(sorted)
WORDS = ("so", "drift", "inputs,", "the")
TEXT = st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from((*WORDS, "new")), max_size=12).map(" ".join)
)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    starts_s = draw(TIMES)
    lengths_s = draw(st.lists(st.floats(0, 5), min_size=len(starts_s), max_size=len(starts_s)))
    words = (
        Word(draw(st.sampled_from(WORDS)), start_s, start_s + length_s)
        for start_s, length_s in zip(starts_s, lengths_s, strict=True)
    )
    return Transcript(tuple(words), "whisper", gaps=(Gap(1.0, 2.0),))


@given(transcripts(), st.data(), TEXT)
def test_corrected_words_stay_in_order_and_in_their_stretch(
    said: Transcript, data: st.DataObject, text: str
) -> None:
    last_index = len(said.words) - 1
    first = data.draw(st.integers(0, last_index))
    last = data.draw(st.integers(first, last_index))
    after = replace_words(said, first, last, text)
    new = after.words[first : len(after.words) - (last_index - last)]
    old = said.words[first : last + 1]
    assert [word.text for word in new] == text.split()
    assert after.words[:first] == said.words[:first]
    assert after.words[first + len(new) :] == said.words[last + 1 :]
    assert all(word.start_s >= old[0].start_s for word in new)
    assert all(word.end_s <= max(each.end_s for each in old) for word in new)
    assert all(a.start_s <= b.start_s for a, b in pairwise(after.words))
    assert after.gaps == said.gaps


@given(transcripts(), st.floats(0, 650))
def test_a_filler_moves_no_other_word_and_stands_in_order(said: Transcript, at_s: float) -> None:
    after = add_filler(said, at_s)
    at = next(i for i, word in enumerate(after.words) if word.text == "um")
    rest = (*after.words[:at], *after.words[at + 1 :])
    assert [(word.text, word.start_s) for word in rest] == [
        (word.text, word.start_s) for word in said.words
    ]
    assert sum(a != b for a, b in zip(rest, said.words, strict=True)) <= 1
    assert all(a.start_s <= b.start_s for a, b in pairwise(after.words))
    assert after.words[at].end_s - after.words[at].start_s <= FILLER_S + 1e-6
