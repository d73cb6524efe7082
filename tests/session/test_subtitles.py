"""Subtitles: short cues in the right order, with all that was said, at the time it was said."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.core.transcript import Transcript, Word
from app.session.subtitles import LINE_CHARACTERS, LINES, LONGEST_S, cues_of, srt_of, vtt_of
from tests.session.reports import transcript

LONG = (
    "The first is data drift: the inputs start to look different from what we trained on, say a "
    "new group of customers signs up, but the rule that links them to the outcome still holds."
)


@st.composite
def spoken(draw: st.DrawFn) -> Transcript:
    words, at = list[Word](), 0.0
    for text in draw(st.lists(st.text(min_size=1, max_size=100).filter(str.strip), max_size=30)):
        at = max(0.0, at + draw(st.floats(-0.5, 4.0)))
        length_s = draw(st.floats(0.0, 9.0))
        words.append(Word(text.strip(), at, at + length_s))
        at += length_s
    return Transcript(tuple(sorted(words, key=lambda word: word.start_s)), "whisper")


@given(spoken())
def test_every_cue_is_short_and_none_overlaps_the_next(said: Transcript) -> None:
    cues = cues_of(said)
    for cue in cues:
        assert 1 <= len(cue.lines) <= LINES
        assert all(0 < len(line) <= LINE_CHARACTERS for line in cue.lines)
        assert 0 < cue.end_ms - cue.start_ms <= 1000 * LONGEST_S
    for before, after in pairwise(cues):
        assert before.end_ms <= after.start_ms


@given(spoken())
def test_nothing_that_was_said_is_lost(said: Transcript) -> None:
    shown = "".join("".join(cue.lines) for cue in cues_of(said))
    assert letters(shown) == letters(said.text)


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@given(spoken())
def test_both_formats_keep_their_form_whatever_is_said(said: Transcript) -> None:
    times = r"\d\d:\d\d:\d\d[.,]\d{3} --> \d\d:\d\d:\d\d[.,]\d{3}"
    count = len(cues_of(said))
    srt, vtt = srt_of(said), vtt_of(said)
    assert len(re.findall(rf"^\d+\n{times}$", srt, re.MULTILINE)) == count
    assert srt.count("-->") == vtt.count("-->") == count
    assert "\n\n\n" not in srt + vtt
    assert vtt.startswith("WEBVTT\n")
    assert not re.search(r"<(?!$)", vtt.replace("&lt;", ""))


def test_a_long_sentence_breaks_at_clauses_and_times_are_those_of_the_words() -> None:
    said = transcript(LONG, step_s=0.3)
    cues = cues_of(said)
    assert [cue.lines for cue in cues] == [
        ("The first is data drift: the inputs start", "to look different from what we trained on,"),
        ("say a new group of customers signs up,",),
        ("but the rule that links them", "to the outcome still holds."),
    ]
    starts = {round(1000 * word.start_s) for word in said.words}
    ends = {round(1000 * word.end_s) for word in said.words}
    assert all(cue.start_ms in starts and cue.end_ms in ends for cue in cues)


def test_a_pause_ends_a_cue() -> None:
    words = (
        Word("So", 0.0, 0.4),
        Word("drift", 0.5, 1.0),
        Word("is", 4.0, 4.2),
        Word("it", 4.3, 5),
    )
    assert [cue.lines for cue in cues_of(Transcript(words, "whisper"))] == [
        ("So drift",),
        ("is it",),
    ]


def test_a_short_word_stays_long_enough_to_be_read_where_there_is_room() -> None:
    words = (Word("Yes.", 1.0, 1.2), Word("Well.", 5.0, 5.1), Word("No.", 5.3, 5.5))
    times = [(cue.start_ms, cue.end_ms) for cue in cues_of(Transcript(words, "whisper"))]
    assert times == [(1000, 1833), (5000, 5300), (5300, 6133)]


def test_the_files_look_as_players_want_them() -> None:
    said = Transcript((Word("Yes & <no>.", 3661.0, 3662.5),), "whisper")
    assert srt_of(said) == "1\n01:01:01,000 --> 01:01:02,500\nYes & <no>.\n"
    assert vtt_of(said) == "WEBVTT\n\n01:01:01.000 --> 01:01:02.500\nYes &amp; &lt;no&gt;.\n"


def test_without_words_there_are_no_cues() -> None:
    assert srt_of(Transcript((), "whisper")) == "\n"
    assert vtt_of(Transcript((), "whisper")) == "WEBVTT\n"
