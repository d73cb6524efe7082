"""Takes on disk: 16 kHz mono 16 bit WAV, valid after every write; old ones may be FLAC."""

import io
import os
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from app.audio.flac import read_flac
from app.audio.sound import FULL_SCALE, SAMPLE_BYTES, SAMPLE_RATE_HZ, Audio, Samples
from app.core.errors import StorageError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# os.fsync took 3.8 ms where it was measured, so once a second is cheap; what a power cut can take
# is what was written since.
SYNC_EVERY_S: Final = 1.0

FLAC: Final = ".flac"
_HEADER_BYTES: Final = 44  # as the wave module writes it for PCM


class TakeWriter:
    """Writes one take. Killed at any moment, it leaves a file that any player reads.

    Not safe for use from two threads at once.
    """

    def __init__(self, path: Path) -> None:
        """Create the file, or empty it, for its owner's eyes only.

        Raises:
            StorageError: The folder cannot be written to, or the disk is full.
        """
        try:
            self._file = _WholeFile(path, "wb", opener=_owner_only)
        except OSError as error:
            raise _unwritable(error, safe_s=0.0) from error
        self._wave = wave.open(self._file, "wb")  # noqa: SIM115 - open as long as the take
        self._wave.setparams((1, SAMPLE_BYTES, SAMPLE_RATE_HZ, 0, "NONE", "not compressed"))
        self._path = path
        self._frames = 0
        self._synced_at_s = time.monotonic()
        self.write(b"")

    @property
    def duration_s(self) -> float:
        """How much is safely in the file, in seconds; may be asked for from any thread."""
        return self._frames / SAMPLE_RATE_HZ

    def write(self, frames: bytes) -> None:
        """Add frames: mono int16 samples; may be empty.

        Raises:
            StorageError: The disk is full or gone. The file is closed; what was
                written before is kept and readable.
        """
        try:
            # Not writeframesraw(): that one leaves the length in the header behind the data, and
            # a killed take loses 8 s (median) of it.
            self._wave.writeframes(frames)
            self._sync_when_due()
        except OSError as error:
            self._abandon()
            raise _unwritable(error, self.duration_s) from error
        self._frames += len(frames) // SAMPLE_BYTES

    def sync(self) -> None:
        """Put what was written safely on disk now, not within a second.

        Raises:
            StorageError: As from write().
        """
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            self._abandon()
            raise _unwritable(error, self.duration_s) from error

    def close(self) -> None:
        """Put the file safely on disk and close it; a second time does nothing.

        Raises:
            StorageError: The disk failed at the last moment; what is safe is in the text.
        """
        if self._file.closed:
            return
        try:
            self._wave.close()
            os.fsync(self._file.fileno())
        except OSError as error:
            self._abandon()
            raise _unwritable(error, self.duration_s) from error
        self._file.close()

    def discard(self) -> None:
        """Close and delete the file."""
        self._abandon()
        self._path.unlink(missing_ok=True)

    def _sync_when_due(self) -> None:
        now_s = time.monotonic()
        if now_s - self._synced_at_s >= SYNC_EVERY_S:
            os.fsync(self._file.fileno())
            self._synced_at_s = now_s

    def _abandon(self) -> None:
        """Cut off a half-written block, so that header and data agree."""
        with suppress(OSError):
            self._wave.close()
        with suppress(OSError):
            os.ftruncate(self._file.fileno(), _HEADER_BYTES + self._frames * SAMPLE_BYTES)
        with suppress(OSError):
            self._file.close()


class _WholeFile(io.FileIO):
    """An unbuffered file that writes everything or fails.

    A full disk makes write() take a part and report no error; a buffer above it would keep the
    rest and fail again and again when it is closed.
    """

    def write(self, data: "ReadableBuffer", /) -> int:
        view = memoryview(data).cast("B")
        written = 0
        while written < len(view):
            written += super().write(view[written:]) or 0
        return written


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


def _unwritable(error: OSError, safe_s: float) -> StorageError:
    safe = f" {clock(safe_s)} of this take is safe." if safe_s else ""
    return StorageError(
        f"The take could not be written ({error.strerror}).{safe}",
        hint="Free some space, or choose another data folder in the settings.",
    )


def clock(time_s: float) -> str:
    """Return a time as a person writes it: 72.4 -> '1:12'."""
    minutes, seconds = divmod(int(time_s), 60)
    return f"{minutes}:{seconds:02d}"


def read_take(path: Path) -> Audio:
    """Return a whole take: float32, shape (n,), -1..1, 16 kHz; empty for an empty take.

    Raises:
        StorageError: The file is not there, is damaged, or is not a take.
    """
    return read_frames(path).astype(np.float32) / np.float32(FULL_SCALE)


def read_frames(path: Path) -> Samples:
    """Return a whole take as it is stored: int16, shape (n,), 16 kHz.

    Raises:
        StorageError: The file is not there, is damaged, or is not a take.
    """
    if path.suffix == FLAC:
        return read_flac(path)
    with _opened(path) as file:
        return _samples(file.readframes(file.getnframes()))


def waveform(samples: Samples, buckets: int) -> list[tuple[float, float]]:
    """Return the lowest and highest sample of each of `buckets` equal stretches of a take.

    For drawing; each is -1..1. A take that has fewer samples than buckets gives one bucket per
    sample.

    Args:
        samples: int16, shape (n,).
        buckets: How many stretches, at most.
    """
    edges = np.linspace(0, samples.size, min(buckets, samples.size) + 1).astype(int)
    stretches = (samples[start:end] for start, end in pairwise(edges))
    return [
        (float(stretch.min()) / FULL_SCALE, float(stretch.max()) / FULL_SCALE)
        for stretch in stretches
    ]


def _samples(data: bytes) -> Samples:
    whole = len(data) - len(data) % SAMPLE_BYTES
    return np.frombuffer(data[:whole], dtype="<i2").astype(np.int16, copy=False)


@contextmanager
def _opened(path: Path) -> Iterator[wave.Wave_read]:
    try:
        with wave.open(str(path), "rb") as file:
            kind = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            if kind != (1, SAMPLE_BYTES, SAMPLE_RATE_HZ):
                raise StorageError(f"{path.name} is not a take: it is not 16 kHz mono 16 bit.")
            yield file
    except (wave.Error, EOFError) as error:
        raise StorageError(f"{path.name} is damaged, or not a recording.") from error
    except OSError as error:
        raise StorageError(f"{path.name} could not be read ({error.strerror}).") from error
