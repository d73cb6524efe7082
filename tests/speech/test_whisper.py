"""Whisper, with a real model of our own that knows 121 words."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from app.core.errors import SpeechError
from app.core.transcript import Word
from app.speech.engines.whisper import WhisperEngine, load
from app.speech.hearing import Audio, Request
from app.speech.voice import find_speech
from tests.speech.sounds import ANSWER, ANSWER_TEXT, TINY_MODEL, noise, plain, read_wav
from tests.speech.sounds import word_error_rate as wer

pytestmark = pytest.mark.slow

# Sentences of the fixture's grammar that are in no test of its own.
LONG_ANSWER: Final = (
    "In my last role, we used Kubeflow to run the training pipelines.",
    "We versioned the data with DVC so the team could reproduce the results.",
    "After that, I wrote unit tests for the feature store.",
    "For example, we tracked every experiment with MLflow and it saved us a lot of time.",
    "In production, we packaged the service in a Docker image.",
    "So, we retrained the model every week because the data changed quickly.",
    "In practice, I compared the new model with the baseline before it reached production.",
    "First of all, we validated the schema of the input data.",
    "To be honest, latency was our biggest problem on a Kubernetes cluster.",
    "We served the model behind a REST endpoint with a small team of engineers.",
    "You know, we stored the artifacts in a model registry after the code review.",
    "In production, we monitored feature drift every day.",
)


@pytest.fixture(scope="module")
def engine() -> WhisperEngine:
    return load(TINY_MODEL)


def listen(engine: WhisperEngine, *blocks: Audio, terms: tuple[str, ...] = ()) -> list[Word]:
    heard = list(engine.transcribe(blocks, Request("en", terms)))
    until = [step.until_s for step in heard]
    assert until == sorted(until)
    return [word for step in heard for word in step.words]


def text_of(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def test_the_shipped_answer_is_written_down_word_for_word(engine: WhisperEngine) -> None:
    words = listen(engine, read_wav(ANSWER))
    assert wer(ANSWER_TEXT.read_text(), text_of(words)) <= 0.02


def test_words_have_times_and_probabilities(engine: WhisperEngine) -> None:
    sound = read_wav(ANSWER)
    words = listen(engine, sound)
    starts = [word.start_s for word in words]
    assert starts == sorted(starts)
    assert all(0 <= word.start_s <= word.end_s <= len(sound) / 16_000 for word in words)
    assert all(0 <= word.probability <= 1 for word in words)
    assert np.mean([word.probability for word in words]) > 0.8


def test_words_are_where_somebody_speaks(engine: WhisperEngine) -> None:
    sound = read_wav(ANSWER)
    loud = {i for span in find_speech(sound) for i in range(span.start // 1600, span.end // 1600)}
    words = listen(engine, sound)
    middles = [int((word.start_s + word.end_s) / 2 * 10) for word in words]
    assert sum(middle in loud for middle in middles) / len(middles) > 0.95


def test_an_answer_of_a_minute_and_more_is_written_down(
    engine: WhisperEngine, render_speech: Callable[[str], Path]
) -> None:
    pause = np.zeros(9_000, np.float32)
    parts = [read_wav(render_speech(sentence)) for sentence in LONG_ANSWER]
    sound = np.concatenate([pause, *(x for part in parts for x in (part, pause))])
    sound += noise(len(sound) / 16_000, 0.001)
    assert 55 < len(sound) / 16_000 < 95
    assert wer(" ".join(LONG_ANSWER), text_of(listen(engine, sound))) <= 0.05


def test_how_the_sound_is_split_into_blocks_changes_little(engine: WhisperEngine) -> None:
    sound = read_wav(ANSWER)
    blocks = [sound[i : i + 100_000] for i in range(0, len(sound), 100_000)]
    assert wer(ANSWER_TEXT.read_text(), text_of(listen(engine, *blocks))) <= 0.10


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.float32),
        np.zeros(10, np.float32),
        np.zeros(80_000, np.float32),
        noise(5),
        noise(5, 0.1),
        np.full(80_000, 0.5, np.float32),
    ],
    ids=["nothing", "ten samples", "silence", "soft noise", "loud noise", "constant"],
)
def test_without_speech_no_word_is_made_up(engine: WhisperEngine, sound: Audio) -> None:
    assert listen(engine, sound) == []


def test_terms_are_not_heard_where_nobody_said_them(engine: WhisperEngine) -> None:
    terms = ("Terraform", "SageMaker", "blue-green", "quantization", "GPUs")
    words = listen(engine, read_wav(ANSWER), terms=terms)
    assert wer(ANSWER_TEXT.read_text(), text_of(words)) <= 0.02
    assert not set(plain(" ".join(terms))) & set(plain(text_of(words)))


def test_leaving_early_stops_the_work(engine: WhisperEngine) -> None:
    steps = engine.transcribe([read_wav(ANSWER)], Request())
    first = next(steps)
    assert first.words
    assert first.until_s < 15
    del steps
    assert listen(engine, read_wav(ANSWER)[:100_000])


def test_a_language_it_does_not_know_is_refused_in_words(engine: WhisperEngine) -> None:
    with pytest.raises(SpeechError, match="knows English only, not German"):
        list(engine.transcribe([noise(1)], Request("de")))


def test_a_region_of_a_language_does_not_matter(engine: WhisperEngine) -> None:
    assert list(engine.transcribe([np.zeros(16_000, np.float32)], Request("en-GB"))) == []


@pytest.mark.parametrize(
    "block",
    [np.zeros((2, 16_000), np.float32), np.full(16_000, np.nan, np.float32)],
    ids=["two channels", "not a number"],
)
def test_what_is_no_sound_is_refused_before_the_model_sees_it(
    engine: WhisperEngine, block: Audio
) -> None:
    with pytest.raises(ValueError, match="sound"):
        list(engine.transcribe([block], Request()))


# Models that pass the look at their folder and still cannot be used ---------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY_MODEL, tmp_path / "tiny"))


def test_a_model_is_named_after_its_folder(folder: Path) -> None:
    assert load(folder).model == "tiny"


def test_weights_that_cannot_be_loaded_are_told_in_words(folder: Path) -> None:
    file = folder / "model.bin"
    data = file.read_bytes()
    head = data.index(b"encoder/conv1/weight")
    file.write_bytes(data[:head] + b"encoder/conv9/weight" + data[head + 20 :])
    with pytest.raises(SpeechError, match="tiny could not be loaded") as caught:
        load(folder)
    assert caught.value.hint


def test_a_vocabulary_of_another_model_is_told_in_words(folder: Path) -> None:
    (folder / "vocabulary.json").write_text(json.dumps(["a", "b", "c"]))
    with pytest.raises(SpeechError, match="tiny could not be loaded"):
        load(folder)


def test_ears_of_another_model_are_told_in_words(folder: Path) -> None:
    file = folder / "preprocessor_config.json"
    config = json.loads(file.read_text()) | {"feature_size": 128}
    file.write_text(json.dumps(config))
    with pytest.raises(SpeechError, match=re.escape("preprocessor_config.json is missing")):
        load(folder)


def test_too_little_memory_is_told_in_words(
    engine: WhisperEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> list[Word]:
        raise MemoryError

    monkeypatch.setattr(WhisperEngine, "_read", fail)
    with pytest.raises(SpeechError, match="too little memory"):
        listen(engine, read_wav(ANSWER))
