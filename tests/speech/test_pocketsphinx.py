"""The built-in draft engine, on the shipped answer."""

import numpy as np
import pytest
from pocketsphinx import Decoder

from app.core.errors import SpeechError
from app.core.transcript import Word
from app.speech.engines.jargon import PRONUNCIATIONS
from app.speech.engines.pocketsphinx import PocketSphinxEngine, _spoken, load
from app.speech.hearing import Audio, Request
from tests.speech.noises import make
from tests.speech.sounds import ANSWER, ANSWER_TEXT, noise, read_wav, word_error_rate

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def engine() -> PocketSphinxEngine:
    return load()


@pytest.fixture(scope="module")
def words(engine: PocketSphinxEngine) -> list[Word]:
    steps = list(engine.transcribe([read_wav(ANSWER)], Request()))
    until = [step.until_s for step in steps]
    assert until == sorted(until)
    assert len(steps) > 30, "a cancel need not wait for long"
    return [word for step in steps for word in step.words]


def test_a_clear_voice_is_roughly_understood(words: list[Word]) -> None:
    text = " ".join(word.text for word in words)
    assert word_error_rate(ANSWER_TEXT.read_text(), text) < 0.45
    assert "canary deployment" in text


def test_words_have_times_and_probabilities(words: list[Word]) -> None:
    starts = [word.start_s for word in words]
    assert starts == sorted(starts)
    assert starts[0] == pytest.approx(0.6, abs=0.4)
    probabilities = [word.probability for word in words]
    assert 0 <= min(probabilities) < 0.5 < max(probabilities) <= 1


def test_only_words_are_left_of_what_it_hears(words: list[Word]) -> None:
    assert not any(set(word.text) & set("<>[]()+") for word in words)
    assert [_spoken(entry) for entry in ("the(2)", "<sil>", "</s>", "[NOISE]", "++BREATH++")] == [
        "the", "", "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize("sound", [np.zeros(80_000, np.float32), noise(5), noise(0)])
def test_without_speech_no_word_is_made_up(engine: PocketSphinxEngine, sound: Audio) -> None:
    assert [w for s in engine.transcribe([sound], Request()) for w in s.words] == []


def test_a_tune_between_two_sentences_is_not_written_down(engine: PocketSphinxEngine) -> None:
    spoken, tune = read_wav(ANSWER)[: 7 * 16_000], make("melody", 4.0)
    sound = np.concatenate([spoken, tune, spoken])
    heard = [word for step in engine.transcribe([sound], Request()) for word in step.words]
    assert len(heard) > 20
    assert not [word for word in heard if 7.3 < (word.start_s + word.end_s) / 2 < 10.7]


def test_leaving_early_does_not_spoil_the_next_take(engine: PocketSphinxEngine) -> None:
    sound = read_wav(ANSWER)[:160_000]
    steps = engine.transcribe([sound], Request())
    next(steps)
    next(steps)
    del steps
    assert [w for s in engine.transcribe([sound], Request()) for w in s.words]


def test_other_languages_are_refused_in_words(engine: PocketSphinxEngine) -> None:
    with pytest.raises(SpeechError, match="English only"):
        next(engine.transcribe([noise(1)], Request("de")))


def test_every_word_of_the_trade_can_be_spoken() -> None:
    decoder = Decoder(lm=None, loglevel="FATAL")
    sounds = {sound for phones in PRONUNCIATIONS.values() for sound in phones.split()}
    for sound in sounds:
        decoder.add_word(f"only-{sound}", sound, update=False)
    assert list(PRONUNCIATIONS) == sorted(PRONUNCIATIONS)
