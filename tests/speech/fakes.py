"""A Whisper model that writes what a test tells it to, whatever it hears."""

from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Final

from faster_whisper.transcribe import Word as Part

from app.speech.engines.whisper import WhisperEngine
from app.speech.hearing import SAMPLE_RATE_HZ, Audio

Written = Sequence[SimpleNamespace]
Write = Callable[[Audio, str | None, str | None], Written]
"""Gets the sound, the prompt and the hotwords; returns segments."""

LANGUAGES: Final = ("en", "de", "ja", "pt", "zh")


def segment(
    text: str,
    start_s: float = 0.0,
    end_s: float = 2.0,
    *,
    probability: float = 0.95,
    no_speech: float = 0.01,
    log_probability: float = -0.2,
) -> SimpleNamespace:
    """Return a segment as faster-whisper gives it, its words sharing the time evenly."""
    texts = text.split()
    step_s = (end_s - start_s) / max(1, len(texts))
    parts = [
        Part(start_s + n * step_s, start_s + (n + 1) * step_s, f" {word}", probability)
        for n, word in enumerate(texts)
    ]
    return of_parts(parts, no_speech=no_speech, log_probability=log_probability)


def of_parts(
    parts: Sequence[Part], *, no_speech: float = 0.01, log_probability: float = -0.2
) -> SimpleNamespace:
    """Return a segment of these words."""
    return SimpleNamespace(words=list(parts), no_speech_prob=no_speech, avg_logprob=log_probability)


class FakeModel:
    """Stands in for faster_whisper.WhisperModel.

    Attributes:
        asked: What it was told at each call.
    """

    def __init__(self, write: Write, languages: Sequence[str] = LANGUAGES) -> None:
        self._write = write
        self.supported_languages = list(languages)
        tokens = {f"<|{code}|>": number for number, code in enumerate(languages)}
        self.hf_tokenizer = SimpleNamespace(token_to_id=tokens.get)
        self.asked: list[dict[str, object]] = []

    def transcribe(self, audio: Audio, **told: object) -> tuple[Iterator[SimpleNamespace], None]:
        """Answer as the real one does."""
        self.asked.append(told)
        prompt, hotwords = told["initial_prompt"], told["hotwords"]
        assert prompt is None or isinstance(prompt, str)
        assert hotwords is None or isinstance(hotwords, str)
        return iter(self._write(audio, prompt, hotwords)), None


def fake_engine(write: Write | str) -> tuple[WhisperEngine, FakeModel]:
    """Return an engine with a model that writes this, spread over all it hears."""
    model = FakeModel(_spread(write) if isinstance(write, str) else write)
    return WhisperEngine(model, "fake"), model


def _spread(text: str) -> Write:
    return lambda audio, _prompt, _hotwords: [segment(text, 0.0, len(audio) / SAMPLE_RATE_HZ)]
