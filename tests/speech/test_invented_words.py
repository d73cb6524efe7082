"""Sounds without speech: no word is written down of them, and none lost around them."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from faster_whisper.transcribe import Word as Part

from app.core.errors import SpeechError
from app.core.transcript import Transcript, Word
from app.speech.engine import WHISPER, EngineChoice
from app.speech.engines.whisper import FILLER_PROMPT, WhisperEngine, load
from app.speech.hearing import SAMPLE_RATE_HZ, Audio, Request
from app.speech.transcribe import transcribe_file
from app.speech.voice import hear_voice
from tests.speech.fakes import Written, fake_engine, of_parts, segment
from tests.speech.noises import SOUNDS, make
from tests.speech.sounds import ANSWER, TINY_MODEL, plain, read_wav, write_wav

pytestmark = pytest.mark.slow

FIRST: Final = "We tracked every experiment with MLflow and it saved us a lot of time."
SECOND: Final = "In production, we monitored feature drift every day."

Render = Callable[[str], Path]


@pytest.fixture(scope="module")
def engine() -> WhisperEngine:
    return load(TINY_MODEL)


def listen(engine: WhisperEngine, sound: Audio) -> list[Word]:
    return [word for step in engine.transcribe([sound], Request()) for word in step.words]


def texts(words: list[Word]) -> list[str]:
    return plain(" ".join(word.text for word in words))


def seconds(sound: Audio) -> float:
    return len(sound) / SAMPLE_RATE_HZ


# The test model, which fills what it is given with sentences ----------------------------


@pytest.mark.parametrize("name", SOUNDS)
def test_of_a_sound_without_speech_no_word_is_made_up(engine: WhisperEngine, name: str) -> None:
    assert listen(engine, make(name, 5.0)) == []


@pytest.mark.parametrize("name", SOUNDS)
def test_sentences_around_a_sound_are_kept_with_their_times(
    engine: WhisperEngine, render_speech: Render, name: str
) -> None:
    first, second = read_wav(render_speech(FIRST)), read_wav(render_speech(SECOND))
    noise = make(name, 3.0)
    sound = np.concatenate([noise[:8000], first, noise, second, noise[:8000]])
    words = listen(engine, sound)
    said, heard = Counter(plain(f"{FIRST} {SECOND}")), Counter(texts(words))
    assert not said - heard
    # A word of the test model's at the edge of a loud noise is all that may be left.
    assert (heard - said).total() <= 1
    first_end_s = 0.5 + seconds(first)
    second_start_s = first_end_s + 3.0
    time_at = next(w.start_s for w in words if w.text == "MLflow")
    production_at = next(w.start_s for w in words if w.text.startswith("production"))
    assert 0.5 < time_at < first_end_s
    assert second_start_s - 0.3 < production_at < second_start_s + 1.5
    assert all(word.end_s - word.start_s < 1.5 for word in words)


def test_a_pause_of_half_a_minute_stays_empty(engine: WhisperEngine, render_speech: Render) -> None:
    first, second = read_wav(render_speech(FIRST)), read_wav(render_speech(SECOND))
    sound = np.concatenate([first, make("room tone", 30.0), second])
    words = listen(engine, sound)
    assert texts(words) == plain(f"{FIRST} {SECOND}")
    end_s = seconds(first)
    assert not [w for w in words if end_s + 0.2 < w.start_s < end_s + 29.8]
    assert not [w for w in words if w.start_s < end_s and w.end_s > end_s + 0.3]


def test_a_file_of_a_cough_gives_an_empty_transcript(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "cough.wav", make("cough", 4.0))
    *_, transcript = transcribe_file(path, EngineChoice(WHISPER, TINY_MODEL))
    assert isinstance(transcript, Transcript)
    assert transcript.words == ()


def test_without_the_filters_there_would_be_words(engine: WhisperEngine) -> None:
    """The sounds above are worth testing with: the model does write them down."""
    segments, _info = engine._model.transcribe(make("cough", 5.0), language="en")
    assert "".join(segment.text for segment in segments).strip()


# Models that make things up on purpose ---------------------------------------------------


def spoken(length_s: float = 9.0) -> Audio:
    """Return speech with silence after it, which together are one piece."""
    return read_wav(ANSWER)[: round(length_s * SAMPLE_RATE_HZ)]


def said_and(*made_up: object) -> Callable[[Audio, str | None, str | None], Written]:
    """Return a model that writes a true sentence over the voice, and then these segments."""

    def write(audio: Audio, _prompt: str | None, _hotwords: str | None) -> Written:
        (start_s, end_s), *_ = hear_voice(audio).runs()
        return [segment("we set up a canary", start_s, end_s), *made_up]  # type: ignore[list-item]  # segments

    return write


@pytest.mark.parametrize(
    "made_up",
    [
        segment("Thank you for watching", 60, 62),
        segment("Thank you for watching", 9.9, 60, no_speech=0.97),
        segment("Thanks for watching and see you in the next video", 40, 41, no_speech=0.9),
        segment("the model was retrained", 31, 33, log_probability=-0.05),
        segment("you", 29.9, 30.0),
    ],
    ids=["after the end", "over the end", "sure of silence", "far away", "you"],
)
def test_words_where_nobody_speaks_are_dropped(made_up: object) -> None:
    engine, _model = fake_engine(said_and(made_up))
    words = listen(engine, np.concatenate([spoken(3.0), make("room tone", 2.0)]))
    assert texts(words) == ["we", "set", "up", "a", "canary"]


def test_nothing_is_asked_of_the_model_where_nobody_speaks() -> None:
    engine, model = fake_engine("Thank you for watching!")
    for name in set(SOUNDS) - {"cough"}:
        assert listen(engine, make(name, 4.0)) == []
    assert model.asked == []


def test_a_sentence_over_a_cough_is_dropped() -> None:
    engine, model = fake_engine("Thank you so much for watching, and see you in the next video.")
    assert listen(engine, make("cough", 4.0)) == []
    assert model.asked


def test_a_model_that_repeats_itself_is_cut_short() -> None:
    def write(audio: Audio, _prompt: str | None, _hotwords: str | None) -> Written:
        runs = hear_voice(audio).runs()
        return [segment("and then we trained it " * 50, runs[0][0], runs[-1][1])]

    engine, _model = fake_engine(write)
    assert texts(listen(engine, spoken(5.0))) == ["and", "then", "we", "trained", "it"]


def test_the_prompt_is_not_believed_when_it_comes_back() -> None:
    engine, model = fake_engine(
        lambda audio, prompt, _hotwords: [segment(prompt, 0, seconds(audio))] if prompt else []
    )
    assert listen(engine, spoken(3.0)) == []
    assert {told["initial_prompt"] for told in model.asked} == {FILLER_PROMPT, None}


def test_a_filler_that_is_heard_without_the_prompt_too_is_kept() -> None:
    engine, _model = fake_engine("Um.")
    assert texts(listen(engine, spoken(3.0))) == ["um"]


def test_words_beyond_human_speed_are_dropped() -> None:
    engine, _model = fake_engine(" ".join(f"remarkable{n}" for n in range(120)))
    assert listen(engine, spoken(3.0)) == []


def test_times_that_make_no_sense_are_mended() -> None:
    def write(audio: Audio, _prompt: str | None, _hotwords: str | None) -> Written:
        (start_s, end_s), *_ = hear_voice(audio).runs()
        middle_s = (start_s + end_s) / 2
        times = ((-3.0, middle_s), (middle_s, middle_s - 2.0), (start_s, 900.0))
        return [of_parts([Part(a, b, f" word{n}", 1.4) for n, (a, b) in enumerate(times)])]

    engine, _model = fake_engine(write)
    sound = np.concatenate([make("silence", 2.0), spoken(3.0), make("silence", 2.0)])
    words = listen(engine, sound)
    starts = [word.start_s for word in words]
    assert [word.text for word in words] == ["word0", "word1", "word2"]
    assert starts == sorted(starts)
    assert all(1.5 <= w.start_s <= w.end_s <= 5.5 for w in words)
    assert all(w.probability == 1.0 for w in words)


def test_parts_of_a_word_are_written_as_one() -> None:
    def write(audio: Audio, _prompt: str | None, _hotwords: str | None) -> Written:
        (start_s, end_s), *_ = hear_voice(audio).runs()
        texts = (" real", "-time", " in", " 1", ",000", " ms")
        step_s = (end_s - start_s) / len(texts)
        return [
            of_parts(
                [
                    Part(start_s + n * step_s, start_s + (n + 1) * step_s, text, 0.9 - n / 10)
                    for n, text in enumerate(texts)
                ]
            )
        ]

    engine, _model = fake_engine(write)
    words = listen(engine, spoken(3.0))
    assert [word.text for word in words] == ["real-time", "in", "1,000", "ms"]
    assert words[0].probability == pytest.approx(0.8)


def test_the_model_is_always_told_the_language_and_shown_fillers_in_english_only() -> None:
    engine, model = fake_engine("wir haben das Modell jede Woche trainiert")
    for language in ("de", "pt-BR", "en-GB"):
        list(engine.transcribe([spoken(3.0)], Request(language)))
    told = [(each["language"], each["initial_prompt"]) for each in model.asked]
    assert told == [("de", None), ("pt", None), ("en", FILLER_PROMPT)]


def test_a_language_the_model_has_no_sign_for_is_refused_in_words() -> None:
    engine, model = fake_engine("hello")
    with pytest.raises(SpeechError, match="does not know Cantonese"):
        list(engine.transcribe([spoken(3.0)], Request("yue")))
    with pytest.raises(SpeechError, match="does not know tlh"):
        list(engine.transcribe([spoken(3.0)], Request("tlh")))
    assert model.asked == []
