"""What the speech part of the worker can be asked to do, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.transcript import Word
from app.speech.engine import EngineChoice


@dataclass(frozen=True, slots=True)
class LoadEngine:
    """Make an engine ready, so that the first answer need not wait for it. Answers nothing.

    Fails with a SpeechError when the engine cannot be used.
    """

    choice: EngineChoice


@dataclass(frozen=True, slots=True)
class TranscribeFile:
    """Write down what is said in a sound file.

    Answers TranscribeProgress as often as it likes, then one Transcript; or fails with a
    SpeechError. The file is only read.
    """

    path: Path
    choice: EngineChoice


@dataclass(frozen=True, slots=True)
class TranscribeNext:
    """Write down the next stretch of one of our own takes, which may still be growing.

    Answers nothing when there is no whole stretch yet; else StretchFound and then StretchHeard,
    or fails with a SpeechError. The file is only read.

    Attributes:
        path: The file: 16 kHz mono 16 bit WAV.
        from_frame: Up to where the take has been written down.
        until_frame: How long the take is by now, in frames.
        final: Whether it will not grow any more, so that the rest need not end in a pause.
        choice: The engine.
    """

    path: Path
    from_frame: int
    until_frame: int
    final: bool
    choice: EngineChoice


@dataclass(frozen=True, slots=True)
class StretchFound:
    """The engine is loaded and begins to read the take from one frame to another."""

    from_frame: int
    until_frame: int


@dataclass(frozen=True, slots=True)
class StretchHeard:
    """What is said in the stretch that was found; final.

    Attributes:
        words: The words, in seconds from the start of the take.
        until_frame: Up to where the take has been written down now.
        model: Name of the model that was used; empty when the engine has only one.
    """

    words: tuple[Word, ...]
    until_frame: int
    model: str


@dataclass(frozen=True, slots=True)
class TranscribeProgress:
    """How far a transcription is: fraction of the take, 0..1."""

    fraction: float


@dataclass(frozen=True, slots=True)
class MeasureSpeed:
    """Find out how fast this computer is with every model, in some ten seconds.

    Answers SpeedMeasured again and again, each with all that is known by then.

    Attributes:
        sound: A spoken answer of at least ten seconds.
    """

    sound: Path


@dataclass(frozen=True, slots=True)
class SpeedMeasured:
    """Seconds of work for one minute of speech.

    Attributes:
        models_s: By the name of a model, as in `app.speech.shapes`; those that are known.
        draft_s: Of the draft engine; None when it is not installed or not known yet.
        processors: How many processors worked at a time; about all of them on a free computer.
    """

    models_s: Mapping[str, float]
    draft_s: float | None = None
    processors: float = 1.0
