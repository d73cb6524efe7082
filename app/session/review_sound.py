"""The sound of a take under review: read aside, for ten minutes of it are 19 MB."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.audio.sound import Samples
from app.audio.wav import read_frames, waveform
from app.core.errors import AppError, StorageError
from app.storage.recordings import Recordings

WAVEFORM_PEAKS: Final = 400
SOUND_REMOVED: Final = "The sound of this take was removed. Its text stays."


@dataclass(frozen=True, slots=True)
class Sound:
    """What is heard and what is drawn of a take.

    Attributes:
        samples: int16, shape (n,), 16 kHz.
        peaks: Peaks of equal stretches, 0..1.
    """

    samples: Samples
    peaks: tuple[float, ...]


Done = Callable[[Sound], None]
Failed = Callable[[AppError], None]
Aside = Callable[[Callable[[], Sound], Done, Failed], None]
"""Does slow work elsewhere; what comes of it arrives on the session's thread."""


def read_sound(path: Path) -> Sound:
    """Return the sound of a take; 20 ms for ten minutes, 80 ms when the computer is busy.

    A take that was made smaller (FLAC) takes 0.2 s, and the first of them 0.1 s more.

    Raises:
        StorageError: The file is not there, is damaged, is no take, or has no sound in it.
    """
    samples = read_frames(path)
    if not samples.size:
        raise StorageError("There is no sound in this take.")
    peaks = tuple(max(-low, high) for low, high in waveform(samples, WAVEFORM_PEAKS))
    return Sound(samples, peaks)


def sound_of(recordings: Recordings, name: str) -> Sound:
    """Return the sound of the take of this file name; see `read_sound`.

    Raises:
        StorageError: It cannot be read, or (an empty name) is not kept any more.
    """
    if not name:
        raise StorageError(SOUND_REMOVED)
    return read_sound(recordings.path_of(name))


def at_once(work: Callable[[], Sound], done: Done, failed: Failed) -> None:
    """Do the work here and now."""
    try:
        sound = work()
    except AppError as error:
        failed(error)
    else:
        done(sound)
