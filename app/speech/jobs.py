"""What the speech part of the worker can be asked to do, and what it answers."""

from dataclasses import dataclass
from pathlib import Path

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
class TranscribeProgress:
    """How far a transcription is: fraction of the take, 0..1."""

    fraction: float
