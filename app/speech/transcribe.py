"""Writes down what is said, in files and in takes that grow; keeps the engine loaded between."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from app.core.transcript import Transcript, Word
from app.speech.decode import duration_s, read_blocks, read_stretch
from app.speech.engine import Engine, EngineChoice, engine_spec
from app.speech.hearing import SAMPLE_RATE_HZ, Audio, Request
from app.speech.jobs import (
    LoadEngine,
    StretchFound,
    StretchHeard,
    TranscribeFile,
    TranscribeNext,
    TranscribeProgress,
)
from app.speech.stretches import PART, settled_until
from app.speech.voice import find_speech
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
        return {
            LoadEngine: self.load,
            TranscribeFile: self.transcribe,
            TranscribeNext: self.transcribe_next,
        }

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
        for heard in engine.transcribe(sound, _request(job.choice)):
            words += heard.words
            if expected_s:
                yield TranscribeProgress(min(1.0, heard.until_s / expected_s))
        log.info("heard %.1f s in %.1f s", sound.length_s, perf_counter() - began_s)
        yield job.choice.transcript(engine.model, _within(words, 0.0, sound.length_s))

    def transcribe_next(self, job: TranscribeNext) -> Iterator[StretchFound | StretchHeard]:
        """Yield what was found to read, and then what is said in it; nothing when it must grow.

        Raises:
            SpeechError: The file cannot be read, or the engine failed.
        """
        part_end = min(job.until_frame, job.from_frame + PART)
        sound = read_stretch(job.path, job.from_frame, part_end)
        # A file that is shorter than it should be is read to its end, and that is that.
        at_end = part_end == job.until_frame or len(sound) < part_end - job.from_frame
        end, until = len(sound), job.until_frame
        if not (job.final and at_end):
            least = round(engine_spec(job.choice.name).stretch_s * SAMPLE_RATE_HZ)
            end = settled_until(find_speech(sound), sound, least)
            until = job.from_frame + end
        if until > job.from_frame:
            engine = self._engine_for(job.choice)
            yield StretchFound(job.from_frame, until)
            yield StretchHeard(_read_stretch(engine, job, sound[:end]), until, engine.model)

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


def _request(choice: EngineChoice) -> Request:
    return Request(choice.language, choice.terms, choice.careful)


def _read_stretch(engine: Engine, job: TranscribeNext, sound: Audio) -> tuple[Word, ...]:
    """Return the words of a stretch, in seconds from the start of the take."""
    start_s = job.from_frame / SAMPLE_RATE_HZ
    end_s = start_s + len(sound) / SAMPLE_RATE_HZ
    words = [
        replace(word, start_s=word.start_s + start_s, end_s=word.end_s + start_s)
        for heard in engine.transcribe([sound], _request(job.choice))
        for word in heard.words
    ]
    return tuple(_within(words, start_s, end_s))


def _within(words: Iterable[Word], start_s: float, end_s: float) -> Iterator[Word]:
    """Keep times inside the sound and in order: engines end a last word after the last sample."""
    earliest_s = start_s
    for word in words:
        word_start_s = min(max(word.start_s, earliest_s), end_s)
        word_end_s = min(max(word.end_s, word_start_s), end_s)
        yield replace(word, start_s=word_start_s, end_s=word_end_s)
        earliest_s = word_start_s
