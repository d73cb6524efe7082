"""How loud the room is, and how far the voice stands out of it."""

import math
from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.audio.level import FLOOR_DBFS, dbfs, is_clipped
from app.audio.sound import SAMPLE_RATE_HZ, Samples

# Frames of 20 ms, and speech at their 95th percentile: as NIST's "stnr" does (Speech Quality
# Assurance Package, 1992).
FRAME: Final = SAMPLE_RATE_HZ // 50
SPEECH_PERCENTILE: Final = 95
# Even somebody who speaks without a break leaves a tenth of the frames to the room, in the gaps of
# plosives and between words: the idea of quantile-based noise estimation (Stahl, Fischer and
# Bippus, ICASSP 2000).
NOISE_PERCENTILE: Final = 10
WINDOW_S: Final = 8.0
# Fewer frames say nothing yet.
ENOUGH_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a stretch of sound tells of voice and room; levels are FLOOR_DBFS..0.

    Attributes:
        noise_dbfs: The 10th percentile of the loudness of 20 ms frames: the room.
        speech_dbfs: The 95th percentile: the voice, if anybody spoke.
        peak_dbfs: The highest sample.
        clipped: Whether the sound was cut off at full scale.
    """

    noise_dbfs: float
    speech_dbfs: float
    peak_dbfs: float
    clipped: bool

    @property
    def snr_db(self) -> float:
        """How far the voice stands out of the room, in dB; never below 0."""
        return self.speech_dbfs - self.noise_dbfs


def hear(samples: Samples) -> Hearing:
    """Return what a stretch of sound tells: int16, shape (n,), 16 kHz."""
    levels = _frame_levels(samples)
    if not levels.size:
        return Hearing(FLOOR_DBFS, FLOOR_DBFS, FLOOR_DBFS, clipped=False)
    noise_dbfs, speech_dbfs = np.percentile(levels, (NOISE_PERCENTILE, SPEECH_PERCENTILE))
    peak = float(np.abs(samples.astype(np.int32)).max())
    return Hearing(float(noise_dbfs), float(speech_dbfs), dbfs(peak), is_clipped(samples))


class NoiseFloor:
    """Follows the loudness of the room while sound arrives; needs no clock."""

    def __init__(self) -> None:
        self._levels: deque[float] = deque(maxlen=round(WINDOW_S * SAMPLE_RATE_HZ / FRAME))
        self._rest: Samples = np.zeros(0, np.int16)
        self._noise_dbfs: float | None = None

    @property
    def noise_dbfs(self) -> float | None:
        """The room in the last 8 s, FLOOR_DBFS..0; None in the first second. For any thread."""
        return self._noise_dbfs

    def feed(self, samples: Samples) -> None:
        """Take in the next stretch of sound: int16, shape (n,)."""
        waiting = np.concatenate((self._rest, samples))
        whole = waiting.size - waiting.size % FRAME
        self._rest = waiting[whole:]
        self._levels.extend(_frame_levels(waiting[:whole]).tolist())
        if len(self._levels) * FRAME >= ENOUGH_S * SAMPLE_RATE_HZ:
            self._noise_dbfs = float(np.percentile(list(self._levels), NOISE_PERCENTILE))


def _frame_levels(samples: Samples) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the loudness of each whole frame, in dBFS."""
    frames = samples[: samples.size - samples.size % FRAME].reshape(-1, FRAME)
    means = np.mean(frames.astype(np.float64) ** 2, axis=1)
    return np.array([dbfs(math.sqrt(mean)) for mean in means], dtype=np.float64)
