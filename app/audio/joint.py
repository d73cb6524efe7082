"""Joins two stretches of sound without a click."""

from typing import Final

import numpy as np

from app.audio.sound import SAMPLE_RATE_HZ, Samples

# Long enough to hide a step of any height, too short to hide a sound.
FADE_FRAMES: Final = SAMPLE_RATE_HZ // 100


class Joint:
    """Lets a stretch begin where the one before it ended.

    The first 10 ms are cross-faded from the last sample before. Nothing is added or taken away,
    and what stands before the joint is left as it is.
    """

    def __init__(self, last_sample: int) -> None:
        self._last_sample = last_sample
        self._faded = 0

    def smooth(self, samples: Samples) -> Samples:
        """Return the next block of the stretch: int16, shape (n,)."""
        count = min(FADE_FRAMES - self._faded, samples.size)
        if count <= 0:
            return samples
        weight = np.arange(self._faded + 1, self._faded + count + 1) / (FADE_FRAMES + 1)
        result = samples.copy()
        result[:count] = np.round(self._last_sample * (1 - weight) + samples[:count] * weight)
        self._faded += count
        return result
