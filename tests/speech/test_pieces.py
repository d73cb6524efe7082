"""Cutting a take into pieces."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.speech.hearing import SAMPLE_RATE_HZ, Audio
from app.speech.pieces import Limits, Span, cut, plan

S = SAMPLE_RATE_HZ
LIMITS = Limits(join=8 * S, limit=28 * S)
TENTH = S // 10


def speech_of(audio: Audio) -> list[Span]:
    """Find speech in test sounds: whatever is not zero; a pause is 0.2 s of zeros."""
    at = np.flatnonzero(audio)
    if not len(at):
        return []
    breaks = np.flatnonzero(np.diff(at) > 2 * TENTH)
    starts = [at[0], *at[breaks + 1]]
    ends = [*at[breaks], at[-1]]
    return [Span(int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True)]


@st.composite
def takes(draw: st.DrawFn) -> Audio:
    """Silences and utterances by turns, in tenths of a second; a sample's value is unique."""
    lengths = draw(st.lists(st.integers(0, 400), max_size=12))
    total = sum(lengths) * TENTH
    audio = np.linspace(0.1, 1.0, total, dtype=np.float32) if total else np.zeros(0, np.float32)
    at = 0
    for number, length in enumerate(lengths):
        if number % 2 == 0:
            audio[at * TENTH : (at + length) * TENTH] = 0
        at += length
    return audio


@st.composite
def blocks_of(draw: st.DrawFn, audio: Audio) -> list[Audio]:
    places = sorted(draw(st.lists(st.integers(0, len(audio)), max_size=5)))
    return [audio[a:b] for a, b in pairwise([0, *places, len(audio)])]


@settings(deadline=None)  # other work may run on the machine
@given(st.data())
def test_pieces_are_in_order_short_enough_and_hold_all_speech(data: st.DataObject) -> None:
    audio = data.draw(takes())
    blocks = data.draw(blocks_of(audio))
    heard = np.zeros(len(audio), np.int64)
    end = 0
    for piece in cut(blocks, speech_of, LIMITS):
        assert end <= piece.start
        end = piece.start + len(piece.audio)
        assert 0 < len(piece.audio) <= LIMITS.limit
        assert np.array_equal(piece.audio, audio[piece.start : end])
        heard[piece.start : end] += 1
    assert not np.any((audio != 0) & (heard != 1)), "every sample of speech is heard once"


def test_neighbours_share_a_piece_up_to_the_join_length() -> None:
    audio = np.ones(30 * S, np.float32)
    speech = [Span(0, 3 * S), Span(4 * S, 8 * S), Span(9 * S, 12 * S)]
    assert plan(speech, audio, LIMITS) == [Span(0, 8 * S), Span(9 * S, 12 * S)]


def test_speech_without_a_pause_is_cut_at_its_quietest_moment() -> None:
    audio = np.ones(40 * S, np.float32)
    audio[20 * S : 20 * S + TENTH] = 0.1
    first, second = plan([Span(0, 40 * S)], audio, LIMITS)
    assert first == Span(0, 20 * S + TENTH // 2)
    assert second == Span(first.end, 40 * S)


def test_silence_gives_no_pieces() -> None:
    assert list(cut([np.zeros(5 * S, np.float32)] * 3, speech_of, LIMITS)) == []


def test_no_blocks_give_no_pieces() -> None:
    assert list(cut([], speech_of, LIMITS)) == []


def test_a_word_across_two_blocks_is_heard_whole() -> None:
    audio = np.zeros(20 * S, np.float32)
    audio[9 * S : 11 * S] = 0.5
    (piece,) = cut([audio[: 10 * S], audio[10 * S :]], speech_of, LIMITS)
    assert (piece.start_s, piece.end_s) == (9.0, 11.0)


@pytest.mark.parametrize(
    "block",
    [
        np.zeros((2, 100), np.float32),
        np.zeros(100, np.float64),
        np.zeros(100, np.int16),
        np.full(100, np.nan, np.float32),
        np.full(100, np.inf, np.float32),
    ],
    ids=["two channels", "float64", "int16", "not a number", "infinite"],
)
def test_what_is_no_sound_never_reaches_an_engine(block: Audio) -> None:
    with pytest.raises(ValueError, match="sound"):
        list(cut([block], speech_of, LIMITS))


def test_senseless_limits_are_refused() -> None:
    with pytest.raises(ValueError, match="join"):
        Limits(join=10, limit=5)
