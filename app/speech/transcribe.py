"""Writes down what is said in a sound file; keeps the engine loaded between files."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from app.core.transcript import Transcript, Word
from app.speech.decode import duration_s, read_blocks
from app.speech.engine import Engine, EngineChoice, engine_spec
from app.speech.hearing import SAMPLE_RATE_HZ, Audio, Request
from app.speech.jobs import LoadEngine, TranscribeFile, TranscribeProgress
from app.speech.worker import Handler

log = logging.getLogger(__name__)


class Listener:
    """Does the jobs of `app.speech.jobs`, in the worker."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._loaded: tuple[str, Path | None] | None = None

    @property
    def handlers(self) -> Mapping[type, Handler]:
        """What a worker's toolbox needs to know."""
        return {LoadEngine: self.load, TranscribeFile: self.transcribe}

    def load(self, job: LoadEngine) -> Iterator[object]:
        """Make the engine ready; yields nothing.

        Raises:
            SpeechError: It is not installed, or its model cannot be used.
        """
        self._engine_for(job.choice)
        yield from ()

    def transcribe(self, job: TranscribeFile) -> Iterator[TranscribeProgress | Transcript]:
        """Yield how far it is, again and again, and then the transcript.

        Raises:
            SpeechError: The file cannot be read, or the engine failed.
        """
        began_s = perf_counter()
        expected_s = duration_s(job.path)
        yield TranscribeProgress(0.0)  # loading may take a while: a chance to cancel
        engine = self._engine_for(job.choice)
        sound = _Measured(read_blocks(job.path))
        words: list[Word] = []
        for heard in engine.transcribe(sound, Request(job.choice.language, job.choice.terms)):
            words += heard.words
            if expected_s:
                yield TranscribeProgress(min(1.0, heard.until_s / expected_s))
        log.info("heard %.1f s in %.1f s", sound.length_s, perf_counter() - began_s)
        yield _transcript(job.choice, engine, _within(words, sound.length_s))

    def _engine_for(self, choice: EngineChoice) -> Engine:
        wanted = (choice.name, choice.folder)
        if self._engine is None or self._loaded != wanted:
            self._engine = None  # free the memory of the one before first
            self._engine = engine_spec(choice.name).load(choice.folder)
            self._loaded = wanted
        return self._engine


def transcribe_file(path: Path, choice: EngineChoice) -> Iterator[TranscribeProgress | Transcript]:
    """Do one job without a worker; see `Listener.transcribe`."""
    yield from Listener().transcribe(TranscribeFile(path, choice))


class _Measured:
    """Passes blocks on and adds up how long they are."""

    def __init__(self, blocks: Iterable[Audio]) -> None:
        self._blocks = blocks
        self._length = 0

    @property
    def length_s(self) -> float:
        return self._length / SAMPLE_RATE_HZ

    def __iter__(self) -> Iterator[Audio]:
        for block in self._blocks:
            self._length += len(block)
            yield block


def _within(words: Iterable[Word], length_s: float) -> Iterator[Word]:
    """Keep times inside the take and in order: engines end a last word after the last sample."""
    earliest_s = 0.0
    for word in words:
        start_s = min(max(word.start_s, earliest_s), length_s)
        end_s = min(max(word.end_s, start_s), length_s)
        yield replace(word, start_s=start_s, end_s=end_s)
        earliest_s = start_s


def _transcript(choice: EngineChoice, engine: Engine, words: Iterable[Word]) -> Transcript:
    spec = engine_spec(choice.name)
    return Transcript(
        words=tuple(words),
        engine=spec.name,
        model=engine.model,
        language=choice.language,
        draft=spec.draft,
    )
