"""What is kept of what an engine wrote: only what a voice stands under."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.transcript import Word
from app.speech.truth import Passage, fit_times, keep_said, without_loops
from app.speech.voice import CHUNK_S, PAUSE_S, Voice

LENGTH_S = 12.0


def voice(
    *stretches: tuple[float, float], surest: float = 0.99, length_s: float = LENGTH_S
) -> Voice:
    """Return a voice that speaks in these stretches and nowhere else."""
    probabilities = np.full(round(length_s / CHUNK_S), 0.02, np.float32)
    for start_s, end_s in stretches:
        probabilities[round(start_s / CHUNK_S) : round(end_s / CHUNK_S)] = surest
    return Voice(probabilities)


def passage(text: str, start_s: float, end_s: float, **doubts: float) -> Passage:
    """Return a text whose words share a time evenly."""
    texts = text.split()
    step_s = (end_s - start_s) / len(texts)
    words = (
        Word(word, start_s + number * step_s, start_s + (number + 1) * step_s, 0.95)
        for number, word in enumerate(texts)
    )
    return Passage(tuple(words), **doubts)


def kept(voice: Voice, *passages: Passage) -> str:
    return " ".join(word.text for word in keep_said(passages, voice, LENGTH_S))


SAID = passage("we trained the model every week", 1.0, 3.0)


def test_what_is_said_is_kept() -> None:
    assert kept(voice((1, 3)), SAID) == "we trained the model every week"


@pytest.mark.parametrize("text", ["Thank you for watching", "and then the data was cleaned", "you"])
def test_words_without_a_voice_are_dropped_whatever_they_are(text: str) -> None:
    assert kept(voice((1, 3)), SAID, passage(text, 5, 7)) == "we trained the model every week"


def test_a_polite_phrase_that_is_said_is_kept() -> None:
    thanks = passage("Thank you for watching", 5, 6.5)
    assert kept(voice((1, 3), (5, 6.5)), SAID, thanks).endswith("Thank you for watching")


def test_a_polite_phrase_is_dropped_where_the_sound_leaves_a_doubt() -> None:
    thanks = passage("Thank you", 5, 5.6)
    assert kept(voice((5, 5.6), surest=0.8), thanks) == ""
    doubted = passage("Thank you", 5, 5.6, no_speech=0.5)
    assert kept(voice((5, 5.6)), doubted) == ""
    assert kept(voice((5, 5.6), surest=0.8), passage("Canary release", 5, 5.6)) == "Canary release"


def test_a_sentence_that_only_meets_the_last_syllable_is_dropped_as_a_whole() -> None:
    made_up = passage("I wrote unit tests for the feature store", 2.9, 7.0)
    assert kept(voice((1, 3)), SAID, made_up) == "we trained the model every week"


def test_a_soft_word_beside_the_voice_is_kept() -> None:
    assert kept(voice((1.1, 2.9)), SAID) == "we trained the model every week"


def test_words_after_the_end_of_the_sound_are_dropped() -> None:
    assert kept(voice((1, 3)), SAID, passage("see you next time", 30, 32)) == kept(
        voice((1, 3)), SAID
    )


def test_what_the_engine_doubts_twice_is_dropped() -> None:
    assert kept(voice((5, 6)), passage("Uh", 5, 6, no_speech=0.41, log_probability=-1.08)) == ""
    assert kept(voice((5, 6)), passage("Uh", 5, 6, no_speech=0.1, log_probability=-1.08)) == "Uh"
    assert kept(voice((5, 6)), passage("Uh", 5, 6, no_speech=0.41, log_probability=-0.7)) == "Uh"


def test_a_sure_text_where_no_speech_is_likely_needs_a_voice_all_along() -> None:
    sure = {"no_speech": 0.95, "log_probability": -0.1}
    text = passage("the team could reproduce the results today", 2, 4, **sure)
    assert kept(voice((2, 4)), text) != ""
    assert kept(voice((2, 3.3)), text) == ""
    believed = passage("the team could reproduce the results today", 2, 4)
    assert kept(voice((2, 3.3)), believed) != ""


def test_more_words_than_anybody_could_say_are_dropped() -> None:
    sentence = "I set up a canary deployment for the new model with a small team of engineers"
    assert kept(voice((5, 5.5)), passage(sentence, 5, 5.5)) == ""
    assert kept(voice((5, 9)), passage(sentence, 5, 9)) == sentence


def test_signs_of_chinese_are_not_counted_as_words() -> None:
    said = "我 们 每 天 监 控 特 征 漂 移 并 且 每 周 重 新 训 练 模 型"
    assert kept(voice((5, 7)), passage(said, 5, 7)) == said


def test_a_loop_is_written_once() -> None:
    loop = passage("and then we " * 30, 2, 6)
    assert kept(voice((2, 6)), loop) == "and then we"


def test_a_long_phrase_said_three_times_is_a_loop_however_slow() -> None:
    phrase = "I am not sure if I can get a new one but"
    assert kept(voice((0, 12)), passage(f"{phrase} " * 3, 0, 12)) == phrase
    assert kept(voice((0, 12)), passage(f"{phrase} " * 2, 0, 12)) == f"{phrase} {phrase}"


def test_a_polite_phrase_in_a_loop_is_not_written_at_all() -> None:
    assert kept(voice((2, 6)), passage("I'm sorry. " * 40, 2, 6)) == ""


@pytest.mark.parametrize("text", ["no no no no that was wrong", "very very very very very slow"])
def test_words_that_are_said_again_and_again_are_kept(text: str) -> None:
    assert kept(voice((2, 4)), passage(text, 2, 4)) == text


def test_a_loop_nobody_had_the_time_to_say_is_written_once() -> None:
    words = passage("no no no no no", 2, 2.3).words
    assert [word.text for word in without_loops(words)] == ["no"]


# Times ----------------------------------------------------------------------------------


def test_a_word_does_not_last_across_a_pause() -> None:
    words = [Word("slow", 1, 11), Word("model", 11, 11.5)]
    slow, model = fit_times(words, voice((1, 1.6), (10.9, 11.5)), LENGTH_S)
    assert slow.start_s == 1
    assert slow.end_s == pytest.approx(1.75, abs=0.05)
    assert (model.start_s, model.end_s) == (11, 11.5)


def test_a_word_after_a_pause_begins_where_it_is_said() -> None:
    (word,) = fit_times([Word("then", 2, 11.2)], voice((1, 2.1), (10.9, 11.5)), LENGTH_S)
    assert word.start_s == pytest.approx(10.75, abs=0.05)
    assert word.end_s == 11.2


moments = st.floats(0, 20, allow_nan=False)
spans = st.tuples(moments, moments).map(sorted)


@given(st.lists(spans, max_size=20), st.lists(spans, max_size=4))
def test_times_stay_in_the_piece_and_in_order_and_out_of_pauses(
    words: list[list[float]], stretches: list[list[float]]
) -> None:
    heard = voice(*((start, end) for start, end in stretches))
    fitted = fit_times([Word("word", start, end) for start, end in words], heard, LENGTH_S)
    starts = [word.start_s for word in fitted]
    assert len(fitted) == len(words)
    assert starts == sorted(starts)
    longest = max((end - start for start, end in heard.runs()), default=0.0)
    for word in fitted:
        assert 0 <= word.start_s <= word.end_s <= LENGTH_S
        assert word.end_s - word.start_s <= longest + PAUSE_S + 1e-6


@given(
    st.lists(st.sampled_from(["no", "very", "the", "model", "so"]), max_size=60),
    st.floats(0.01, 0.6),
)
def test_leaving_loops_out_only_ever_takes_words_away(texts: list[str], step_s: float) -> None:
    words = [Word(text, n * step_s, (n + 1) * step_s) for n, text in enumerate(texts)]
    left = without_loops(words)
    assert set(left) <= set(words)
    assert [word.start_s for word in left] == sorted(word.start_s for word in left)
    assert bool(left) == bool(words)
