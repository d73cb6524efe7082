"""How loud it is: peak, average and clipping, in decibels below full scale."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.audio.sound import FULL_SCALE, Samples

# Digital silence has no logarithm; the smallest int16 sample is at -90.3 dBFS.
FLOOR_DBFS: Final = -96.0
# Fall of a peak meter of type I in IEC 60268-10: 20 dB in 1.7 s.
FALL_DB_PER_S: Final = 20 / 1.7
# Integration time of a VU meter, IEC 60268-17.
AVERAGE_S: Final = 0.3
HOLD_S: Final = 1.5
# One sample at full scale may be chance; a run of three is a wave with its top cut off.
CLIPPED_RUN: Final = 3
# A sound server that converts the rate leaves ripples on a cut top. Of 133 blocks through
# PulseAudio, 77 of them cut, full scale itself is met three times in a row in 25, half a per cent
# below it in 76; a voice that is as loud and not cut has no such run.
NEAR_FULL: Final = round(0.995 * FULL_SCALE)


@dataclass(frozen=True, slots=True)
class Level:
    """One reading of the meter; each level is FLOOR_DBFS..0.

    Attributes:
        peak_dbfs: The highest sample, falling slowly enough for the eye.
        rms_dbfs: The average of the last 0.3 s; a sine at full scale gives -3.
        hold_dbfs: The highest peak of the last 1.5 s.
        clipped: Whether the sound was cut off at full scale in the last 1.5 s.
    """

    peak_dbfs: float = FLOOR_DBFS
    rms_dbfs: float = FLOOR_DBFS
    hold_dbfs: float = FLOOR_DBFS
    clipped: bool = False


class LevelMeter:
    """A peak meter that is fed with sound and needs no clock: time is what it was fed."""

    def __init__(self, sample_rate_hz: int) -> None:
        self._sample_rate_hz = sample_rate_hz
        self._mean_square = 0.0
        self._held_s = HOLD_S
        self._unclipped_s = HOLD_S
        self._level = Level()

    @property
    def level(self) -> Level:
        """The reading now; may be asked for from any thread."""
        return self._level

    def feed(self, samples: Samples) -> None:
        """Take in the next stretch of sound: int16, shape (n,), n > 0."""
        length_s = samples.size / self._sample_rate_hz
        wide = samples.astype(np.float64)
        peak_dbfs = dbfs(float(np.abs(wide).max()))
        weight = math.exp(-length_s / AVERAGE_S)
        self._mean_square = weight * self._mean_square + (1 - weight) * float(np.mean(wide**2))
        fallen_dbfs = self._level.peak_dbfs - FALL_DB_PER_S * length_s
        self._level = Level(
            peak_dbfs=max(peak_dbfs, fallen_dbfs),
            rms_dbfs=dbfs(math.sqrt(self._mean_square)),
            hold_dbfs=self._hold(peak_dbfs, length_s),
            clipped=self._latch(is_clipped(samples), length_s),
        )

    def _hold(self, peak_dbfs: float, length_s: float) -> float:
        self._held_s += length_s
        if peak_dbfs < self._level.hold_dbfs and self._held_s < HOLD_S:
            return self._level.hold_dbfs
        self._held_s = 0.0
        return peak_dbfs

    def _latch(self, clipped: bool, length_s: float) -> bool:
        self._unclipped_s = 0.0 if clipped else self._unclipped_s + length_s
        return self._unclipped_s < HOLD_S


def dbfs(amplitude: float) -> float:
    """Return a level in dBFS, FLOOR_DBFS..0, of an amplitude of 0..32768."""
    if amplitude <= 0:
        return FLOOR_DBFS
    return min(0.0, max(FLOOR_DBFS, 20 * math.log10(amplitude / FULL_SCALE)))


def is_clipped(samples: Samples) -> bool:
    """Return whether three samples in a row are at full scale, or as good as: int16, (n,)."""
    full = (samples >= NEAR_FULL) | (samples <= -NEAR_FULL)
    runs = full[CLIPPED_RUN - 1 :] & full[1:-1] & full[: -(CLIPPED_RUN - 1)]
    return bool(runs.any())
