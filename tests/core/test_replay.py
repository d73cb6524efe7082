"""How fast a take is heard, and which stretch of it."""

import pytest

from app.core.replay import (
    SPEEDS,
    Stretch,
    around,
    nearest_speed,
    next_sentence,
    next_speed,
    sentence_at,
    sentences,
    stretch_of,
    with_breath,
    words_in,
)
from app.core.transcript import Transcript, Word


def said(text: str, *, pause_after: int | None = None) -> Transcript:
    """Return words of 0.4 s, one each half second; one may be followed by 1 s of silence."""
    words, at_s = [], 1.0
    for index, word in enumerate(text.split()):
        words.append(Word(word, at_s, at_s + 0.4))
        at_s += 1.5 if index == pause_after else 0.5
    return Transcript(tuple(words), "whisper")


TEXT = said('It drifts. "Why so?" Nobody knows it')


@pytest.mark.parametrize(
    ("moment_s", "words"),
    [(0.0, (0, 1)), (1.7, (0, 1)), (2.1, (2, 3)), (3.1, (4, 6)), (99.0, (4, 6))],
)
def test_a_sentence_goes_from_full_stop_to_full_stop(
    moment_s: float, words: tuple[int, int]
) -> None:
    assert sentence_at(TEXT, moment_s) == stretch_of(TEXT, *words)


def test_without_full_stops_a_sentence_goes_from_pause_to_pause() -> None:
    draft = said("well it drifts and then we retrain", pause_after=2)
    assert sentence_at(draft, 1.2) == stretch_of(draft, 0, 2)
    assert sentence_at(draft, 4.0) == stretch_of(draft, 3, 6)


def test_sentences_follow_each_other_without_a_word_between() -> None:
    assert sentences(TEXT) == [range(2), range(2, 4), range(4, 7)]
    assert sentences(Transcript((), "whisper")) == []


def test_going_on_by_the_sentence_leads_to_each_and_then_nowhere() -> None:
    starts_s = [stretch_of(TEXT, first, last).from_s for first, last in ((0, 1), (2, 3), (4, 6))]
    assert next_sentence(TEXT, 0.0, 1) == starts_s[0]
    assert next_sentence(TEXT, starts_s[0], 1) == starts_s[1]
    assert next_sentence(TEXT, starts_s[1], 1) == starts_s[2]
    assert next_sentence(TEXT, starts_s[2], 1) is None


def test_going_back_from_within_a_sentence_leads_to_its_start() -> None:
    long = said("Once it drifts nobody knows. Then we see it.")
    start_s = stretch_of(long, 5, 8).from_s
    assert next_sentence(long, start_s + 1.5, -1) == start_s
    assert next_sentence(long, start_s + 0.5, -1) == stretch_of(long, 0, 4).from_s
    assert next_sentence(long, 0.9, -1) is None


def test_what_lies_around_begins_with_the_take_at_the_earliest() -> None:
    assert around(5.0, 6.0, 1.0) == Stretch(4.0, 7.0)
    assert around(0.4, 0.6, 1.0) == Stretch(0.0, 1.6)
    assert with_breath(0.1, 0.6) == Stretch(0.0, 0.6 + 0.3)


def test_no_words_have_no_sentence() -> None:
    assert sentence_at(Transcript((), "whisper"), 1.0) is None


def test_a_stretch_of_words_has_a_breath_around_it_and_no_part_of_other_words() -> None:
    ends = [
        (each.from_s, each.until_s) for each in (stretch_of(TEXT, 0, 1), stretch_of(TEXT, 6, 6))
    ]
    assert ends == [pytest.approx((0.8, 1.95)), pytest.approx((3.95, 4.7))]


@pytest.mark.parametrize(("first", "last"), [(0, 0), (2, 3), (0, 6), (6, 6)])
def test_the_words_of_a_stretch_of_words_are_those_words(first: int, last: int) -> None:
    assert words_in(TEXT, stretch_of(TEXT, first, last)) == range(first, last + 1)


def test_words_without_length_can_be_chosen_too() -> None:
    words = (Word("a", 1.0, 1.0), Word("b", 1.0, 1.0), Word("c", 1.0, 1.5))
    stretch = stretch_of(Transcript(words, "whisper"), 1, 1)
    assert stretch.length_s == pytest.approx(0.01)
    assert len(words_in(TEXT, Stretch(0.0, 0.5))) == 0


@pytest.mark.parametrize(("from_s", "until_s"), [(2.0, 2.0), (3.0, 2.0), (-1.0, 2.0)])
def test_a_stretch_of_nothing_is_refused(from_s: float, until_s: float) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        Stretch(from_s, until_s)


def test_slower_and_faster_stop_at_the_ends() -> None:
    assert [next_speed(1.0, steps) for steps in (-9, -1, 0, 1, 9)] == [0.75, 0.9, 1.0, 1.25, 1.5]
    assert next_speed(1.2, 1) == 1.5
    assert nearest_speed(1.1) in SPEEDS
