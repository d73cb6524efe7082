"""Listens to the loudspeakers, and finds in a take what it has heard."""

import os
import threading
import time
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from app.audio.sound import SAMPLE_RATE_HZ, Samples
from tests.audio.support import wait_until
from tests.bench.bench import Bench

# The virtual loudspeaker is heard so much too early; with less, pieces may be lost.
LATENCY_MS: Final = 5
# So much sound is looked for in the take: some periods of a voice, and less than a window of the
# filter that changes the speed.
WINDOW_FRAMES: Final = SAMPLE_RATE_HZ // 25
HOP_FRAMES: Final = SAMPLE_RATE_HZ // 200
ALIKE: Final = 0.93
QUIET_RMS: Final = 400
SWEEP_S: Final = 2.0


class Ear:
    """Listens to the loudspeakers, and knows when it heard what."""

    def __init__(self, bench: Bench) -> None:
        self._process = bench.hear(latency_ms=LATENCY_MS)
        self._data = b""
        self._begun_s = float("inf")
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        wait_until(lambda: bool(self._data))

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while piece := os.read(self._process.stdout.fileno(), 4096):
            self._data += piece
            # The least delayed piece tells best when the first sample was heard.
            sounding_s = len(self._data) / 2 / SAMPLE_RATE_HZ
            self._begun_s = min(self._begun_s, time.monotonic() - sounding_s)

    @property
    def begun_s(self) -> float:
        """When the first sample was heard, on the monotonic clock."""
        return self._begun_s

    def heard(self) -> Samples:
        """Stop listening and return all that was heard."""
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        return np.frombuffer(self._data, np.int16)

    def times_of_clicks_s(self) -> list[float]:
        """Stop listening and return when the clicks were heard, on the monotonic clock."""
        loud = np.flatnonzero(np.abs(self.heard().astype(int)) > 5000)
        firsts = loud[np.diff(loud, prepend=-SAMPLE_RATE_HZ) > SAMPLE_RATE_HZ // 10]
        return [self._begun_s + float(first) / SAMPLE_RATE_HZ for first in firsts]


def sweeps(length_s: float) -> Samples:
    """Return a take that is never the same twice within 2 s: tones that rise, over and over."""
    times_s = np.arange(round(length_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ % SWEEP_S
    phase = 2 * np.pi * times_s * (200 + 1600 * times_s / 2)
    return (9000 * np.sin(phase)).astype(np.int16)


@dataclass(frozen=True, slots=True)
class Found:
    """A bit of sound that was found in a take: where in what was heard, and where in the take."""

    heard_frame: int
    take_frame: int


def find(heard: Samples, at: int, take: Samples, first: int, last: int) -> Found | None:
    """Return where in take[first:last] the 40 ms of sound stand that were heard at a frame.

    None when they are too quiet, or stand nowhere.
    """
    first, last = max(0, first), min(take.size, last)
    window = heard[at : at + WINDOW_FRAMES].astype(float)
    room = take[first:last].astype(float)
    if window.size < WINDOW_FRAMES or room.size < WINDOW_FRAMES:
        return None
    energy = float(window @ window)
    if energy < QUIET_RMS**2 * WINDOW_FRAMES:
        return None
    alike = _correlation(room, window) / np.sqrt(energy * _energies(room))
    best = int(np.argmax(alike))
    return Found(at, first + best) if alike[best] > ALIKE else None


def _correlation(
    room: npt.NDArray[np.float64], window: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    size = 1 << (room.size + window.size).bit_length()
    spectrum = np.fft.rfft(room, size) * np.conj(np.fft.rfft(window, size))
    places = room.size - window.size + 1
    alike: npt.NDArray[np.float64] = np.fft.irfft(spectrum, size)[:places]
    return alike


def _energies(room: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    sums = np.concatenate(([0.0], np.cumsum(room**2)))
    energies: npt.NDArray[np.float64] = sums[WINDOW_FRAMES:] - sums[:-WINDOW_FRAMES]
    return energies.clip(min=1.0)
