"""The headers of takes: read with care, and set right when a crash left them behind.

A take is written by the standard library's `wave`, whose header is 44 bytes long. Killed between
the sound and the header, a file holds up to one write more than its header says; after a power cut
the header may even be zeros. The length of the file is then the truth.
"""

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from app.core.errors import StorageError
from app.storage.files import explained

_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
_MAX_SIZE: Final = 0xFFFF_FFFF - _HEADER.size
_PCM: Final = 1
_SAMPLE_BYTES: Final = 2
_MAX_RATE_HZ: Final = 192_000


@dataclass(frozen=True, slots=True)
class WavShape:
    """What a take's file holds.

    Attributes:
        sample_rate_hz: Frames per second.
        channels: Samples of 16 bits per frame.
        data_bytes: Bytes of whole frames that are in the file, whatever its header says.
        damaged: Whether the header says something else.
    """

    sample_rate_hz: int = 16_000
    channels: int = 1
    data_bytes: int = 0
    damaged: bool = False

    @property
    def frame_bytes(self) -> int:
        """Bytes of one frame."""
        return self.channels * _SAMPLE_BYTES

    @property
    def duration_s(self) -> float:
        """Length of the sound in seconds."""
        return self.data_bytes / self.frame_bytes / self.sample_rate_hz

    @classmethod
    def of(cls, path: Path) -> Self:
        """Look at a take. A file too short to hold sound is an empty one.

        Raises:
            StorageError: It cannot be read, or is no take.
        """
        with explained("The take cannot be read", path), path.open("rb") as file:
            head = file.read(_HEADER.size)
            size = os.fstat(file.fileno()).st_size
        if len(head) < _HEADER.size:
            return cls(damaged=True)
        return cls._parsed(path, head, size)

    @classmethod
    def _parsed(cls, path: Path, head: bytes, size: int) -> Self:
        room = min(size - _HEADER.size, _MAX_SIZE)
        if not any(head):
            plain = cls()
            return cls(data_bytes=room - room % plain.frame_bytes, damaged=True)
        fields = _HEADER.unpack(head)
        riff, riff_size, wave, fmt, _, coding, channels, rate, _, frame, _, data, data_size = fields
        if (riff, wave, fmt, data) != (b"RIFF", b"WAVE", b"fmt ", b"data") or coding != _PCM:
            raise StorageError("That file is not a take of Greenroom.", hint=str(path))
        if not (
            0 < channels <= 2 and frame == _SAMPLE_BYTES * channels and 0 < rate <= _MAX_RATE_HZ
        ):
            raise StorageError("That take has a damaged header.", hint=str(path))
        whole = room - room % frame
        right = (data_size, riff_size, size) == (whole, whole + 36, whole + _HEADER.size)
        return cls(rate, channels, whole, damaged=not right)

    def header(self) -> bytes:
        """Return the 44 bytes that describe the sound."""
        return _HEADER.pack(
            b"RIFF",
            self.data_bytes + _HEADER.size - 8,
            b"WAVE",
            b"fmt ",
            16,
            _PCM,
            self.channels,
            self.sample_rate_hz,
            self.sample_rate_hz * self.frame_bytes,
            self.frame_bytes,
            _SAMPLE_BYTES * 8,
            b"data",
            self.data_bytes,
        )


def repair(path: Path) -> WavShape:
    """Make the header say what is in the file, and cut half a frame off the end.

    Raises:
        StorageError: It cannot be read or written, or is no take.
    """
    shape = WavShape.of(path)
    if shape.damaged:
        with explained("The take cannot be repaired", path), path.open("r+b") as file:
            file.truncate(_HEADER.size + shape.data_bytes)
            file.write(shape.header())
            os.fsync(file.fileno())
    return shape
