"""Up to where a growing take is written down, on spans of our own making."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.speech.hearing import SAMPLE_RATE_HZ, Audio
from app.speech.pieces import Span
from app.speech.stretches import KEPT_SILENCE, LIMIT, PART, settled_until

LEAST = 3 * SAMPLE_RATE_HZ


def spans(*seconds: tuple[float, float]) -> list[Span]:
    return [Span(round(a * SAMPLE_RATE_HZ), round(b * SAMPLE_RATE_HZ)) for a, b in seconds]


def sound(seconds: float) -> Audio:
    return np.full(round(seconds * SAMPLE_RATE_HZ), 0.1, np.float32)


def settled_s(speech: list[Span], length_s: float) -> float:
    return settled_until(speech, sound(length_s), LEAST) / SAMPLE_RATE_HZ


def test_what_is_still_being_said_waits() -> None:
    assert settled_s(spans((0.1, 6.0)), 6.0) == 0


def test_a_sentence_is_settled_once_a_pause_follows_it() -> None:
    assert settled_s(spans((0.1, 6.0)), 6.3) == 0
    assert settled_s(spans((0.1, 6.0)), 6.5) == pytest.approx(6.25)


def test_a_few_words_wait_for_more() -> None:
    assert settled_s(spans((0.1, 1.0)), 2.0) == 0


def test_the_last_long_enough_pause_is_taken() -> None:
    speech = spans((0.0, 4.0), (5.0, 9.0), (9.2, 12.0))
    assert settled_s(speech, 12.1) == pytest.approx(4.5)
    assert settled_s(speech, 12.5) == pytest.approx(12.25)


def test_a_pause_beyond_the_limit_is_left_for_the_next_stretch() -> None:
    speech = spans((0.0, 10.0), (11.0, 27.0))
    assert settled_s(speech, 29.0) == pytest.approx(10.5)


def test_silence_is_passed_over_but_for_the_end_of_it() -> None:
    assert settled_s([], 10.0) == pytest.approx(9.5)
    assert settled_s([], 0.2) == 0
    assert settled_s(spans((8.0, 9.0)), 9.1) == pytest.approx(7.5)


def test_speech_without_a_pause_is_cut_at_its_quietest_moment() -> None:
    audio = sound(26.0)
    dip = round(17.3 * SAMPLE_RATE_HZ)
    audio[dip - 1200 : dip + 1200] = 0.001
    cut = settled_until(spans((0.0, 26.0)), audio, LEAST)
    assert abs(cut - dip) < 1200


@given(st.lists(st.integers(0, PART), min_size=0, max_size=12, unique=True))
def test_a_whole_part_is_never_without_a_settled_stretch(edges: list[int]) -> None:
    edges = sorted(edges)[: len(edges) // 2 * 2]
    speech = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    end = settled_until(speech, np.zeros(PART, np.float32), LEAST)
    assert 0 < end <= PART
    begun = speech[0].start if speech else PART
    assert end <= max(begun + LIMIT + KEPT_SILENCE, PART - KEPT_SILENCE)
