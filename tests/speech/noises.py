"""Sounds in which nobody says anything: made by arithmetic, the same on every run.

SOUNDS["cough"](4.0)    4 s of it: float32, 16 kHz
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.speech.hearing import SAMPLE_RATE_HZ, Audio

_Wave = NDArray[np.float64]


def _times(seconds: float) -> _Wave:
    return np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ


def _coloured(seconds: float, slope: float, low_hz: float = 20.0, high_hz: float = 8000.0) -> _Wave:
    """Return noise whose amplitude falls with frequency ** slope, its peak at 1."""
    count = round(seconds * SAMPLE_RATE_HZ)
    white = np.fft.rfft(np.random.default_rng(7).normal(size=count))
    hz = np.fft.rfftfreq(count, 1 / SAMPLE_RATE_HZ)
    shape = np.where((hz >= low_hz) & (hz <= high_hz), np.maximum(hz, 1.0) ** -slope, 0.0)
    return _loudest(np.fft.irfft(white * shape, count), 1.0)


def _loudest(sound: _Wave, peak: float) -> _Wave:
    return sound * (peak / max(float(np.abs(sound).max(initial=0.0)), 1e-9))


def _at(seconds: float, starts_s: Iterator[float], burst: _Wave) -> _Wave:
    """Return silence with a burst at each start."""
    sound = np.zeros(round(seconds * SAMPLE_RATE_HZ) + len(burst))
    for start_s in starts_s:
        at = round(start_s * SAMPLE_RATE_HZ)
        sound[at : at + len(burst)] += burst[: len(sound) - at]
    return sound[: round(seconds * SAMPLE_RATE_HZ)]


def _every(seconds: float, first_s: float, step_s: float) -> Iterator[float]:
    return iter(np.arange(first_s, seconds, step_s).tolist())


def _fading(length_s: float, decay_s: float) -> _Wave:
    """Return a short attack and an exponential decay."""
    time_s = _times(length_s)
    attack = np.minimum(time_s / 0.003, 1.0)
    return np.asarray(attack * np.exp(-time_s / decay_s))


def _tones(seconds: float, pitches_hz: tuple[float, ...], harmonics: int) -> _Wave:
    time_s = _times(seconds)
    return np.asarray(
        sum(
            np.sin(2 * np.pi * pitch * number * time_s) / number**1.5
            for pitch in pitches_hz
            for number in range(1, harmonics + 1)
        )
    )


def _silence(seconds: float) -> _Wave:
    return np.zeros(round(seconds * SAMPLE_RATE_HZ))


def _white(seconds: float) -> _Wave:
    return 0.1 * _coloured(seconds, 0.0)


def _pink(seconds: float) -> _Wave:
    return 0.2 * _coloured(seconds, 0.5)


def _brown(seconds: float) -> _Wave:
    return 0.4 * _coloured(seconds, 1.0)


def _room(seconds: float) -> _Wave:
    """Return the air of a quiet room: -70 dBFS."""
    return 0.0012 * _coloured(seconds, 0.7)


def _hum(seconds: float) -> _Wave:
    """Return the mains: 50 Hz and its harmonics."""
    return _loudest(_tones(seconds, (50.0,), 9), 0.15)


def _fan(seconds: float) -> _Wave:
    time_s = _times(seconds)
    wobble = 1.0 + 0.3 * np.sin(2 * np.pi * 11.0 * time_s)
    return _loudest(wobble * _coloured(seconds, 0.8) + 0.2 * _tones(seconds, (118.0,), 4), 0.2)


def _clipped(seconds: float) -> _Wave:
    return np.clip(6.0 * _coloured(seconds, 0.3), -0.99, 0.99)


def _chords(seconds: float) -> _Wave:
    """Return four chords in turn, each struck and fading."""
    chords = ((220.0, 277.2, 329.6), (196.0, 246.9, 293.7), (174.6, 220.0, 261.6), (164.8, 246.9))
    bars = [_tones(1.2, chord, 8) * _fading(1.2, 0.6) for chord in chords]
    played = np.concatenate(bars * (1 + int(seconds / 4.8)))
    return _loudest(played[: round(seconds * SAMPLE_RATE_HZ)], 0.4)


def _melody(seconds: float) -> _Wave:
    """Return a tune with vibrato, as of a violin: the sound nearest to a voice."""
    steps = np.array((0, 2, 4, 7, 5, 4, 2, -1))
    time_s = _times(seconds)
    pitch_hz = 293.7 * 2.0 ** (steps[(time_s / 0.6).astype(int) % len(steps)] / 12)
    pitch_hz *= 1.0 + 0.012 * np.sin(2 * np.pi * 5.5 * time_s)
    phase = 2 * np.pi * np.cumsum(pitch_hz) / SAMPLE_RATE_HZ
    bow = np.minimum((time_s % 0.6) / 0.08, 1.0)
    return _loudest(bow * sum(np.sin(n * phase) / n for n in range(1, 12)), 0.4)


def _drums(seconds: float) -> _Wave:
    """Return a bass drum and a snare in turn, 100 beats a minute."""
    fall = 60.0 + 80.0 * np.exp(-_times(0.3) / 0.04)
    bass = np.sin(2 * np.pi * np.cumsum(fall) / SAMPLE_RATE_HZ) * _fading(0.3, 0.09)
    snare = _coloured(0.2, 0.1, 200.0) * _fading(0.2, 0.05)
    beats = _at(seconds, _every(seconds, 0.0, 1.2), bass)
    return _loudest(beats + 0.7 * _at(seconds, _every(seconds, 0.6, 1.2), snare), 0.6)


def _breath(seconds: float) -> _Wave:
    """Return breathing in and out: bands of noise that swell, one every 2 s."""
    swell = np.sin(np.pi * np.linspace(0, 1, round(0.9 * SAMPLE_RATE_HZ))) ** 2
    inhale = swell * _coloured(0.9, 0.4, 300.0, 4000.0)
    exhale = swell * _coloured(0.9, 0.6, 150.0, 2500.0)
    drawn = _at(seconds, _every(seconds, 0.3, 3.6), inhale)
    return _loudest(drawn + _at(seconds, _every(seconds, 1.8, 3.6), exhale), 0.12)


def _cough(seconds: float) -> _Wave:
    """Return two coughs: a burst of air, then a short voiced tail."""
    burst = _coloured(0.12, 0.3, 200.0, 5000.0) * _fading(0.12, 0.05)
    throat = _loudest(_tones(0.2, (140.0,), 14), 0.35) * _fading(0.2, 0.07)
    cough = np.concatenate([burst, throat])
    return _loudest(_at(seconds, iter((0.6, 1.1)), cough), 0.6)


def _typing(seconds: float) -> _Wave:
    """Return the keys of a keyboard, unevenly, about seven a second."""
    click = _coloured(0.03, -0.3, 800.0) * _fading(0.03, 0.006)
    gaps = np.random.default_rng(3).uniform(0.07, 0.22, 1 + int(seconds / 0.07))
    starts_s = (0.2 + np.cumsum(gaps)).tolist()
    return _loudest(_at(seconds, (s for s in starts_s if s < seconds), click), 0.25)


def _slam(seconds: float) -> _Wave:
    """Return a door that falls shut once, and its echo."""
    boom = _coloured(0.9, 0.9, 30.0, 3000.0) * _fading(0.9, 0.15)
    return _loudest(_at(seconds, iter((0.8,)), boom), 0.9)


def _clipped_hum(seconds: float) -> _Wave:
    """Return what a loose plug sounds like: loud mains, cut off at full scale."""
    return np.clip(8.0 * _hum(seconds), -0.99, 0.99)


_MADE: Final[Mapping[str, Callable[[float], _Wave]]] = {
    "silence": _silence,
    "room tone": _room,
    "white noise": _white,
    "pink noise": _pink,
    "brown noise": _brown,
    "clipped noise": _clipped,
    "mains hum": _hum,
    "loose plug": _clipped_hum,
    "fan": _fan,
    "chords": _chords,
    "melody": _melody,
    "drums": _drums,
    "breath": _breath,
    "cough": _cough,
    "typing": _typing,
    "door slam": _slam,
}


def make(name: str, seconds: float) -> Audio:
    """Return so many seconds of a sound of SOUNDS."""
    return _MADE[name](seconds).astype(np.float32)


SOUNDS: Final = tuple(_MADE)
