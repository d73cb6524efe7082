"""Speaks text with espeak-ng or flite, and says when each word begins and ends."""

import ctypes
import functools
import itertools
import random
import re
import subprocess
import tempfile
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
from numpy.typing import NDArray

from tests.tinywhisper.shape import SAMPLE_RATE_HZ

ACCENTS: Final = ("en-us", "en-us", "en", "en-gb-x-rp", "en-gb-scotland")
VARIANTS: Final = (
    "", "+m1", "+m2", "+m3", "+m4", "+m6", "+m7", "+f1", "+f2", "+f3", "+f5", "+klatt", "+klatt2",
    "+klatt4", "+Annie", "+Andy", "+Mike", "+Lee", "+linda", "+david", "+ed",
)  # fmt: skip
FLITE_VOICES: Final = ("kal16", "rms", "awb")

# Never heard in training.
HELD_OUT_ESPEAK: Final = ("en-us+m5", "en+f4", "en-us+Michael")
HELD_OUT_FLITE: Final = ("slt",)

# Words shorter than this are given this length, in seconds.
_SHORTEST_WORD_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word as written, with the seconds it is spoken in."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """A spoken sentence.

    Attributes:
        text: What was said.
        sound: float32, shape (n,), peak 0.5, 16 kHz.
        words: Its words with their times; empty where the voice did not tell them.
    """

    text: str
    sound: NDArray[np.float32]
    words: tuple[TimedWord, ...]


def speak(text: str, rng: random.Random, espeak: "Espeak", *, held_out: bool = False) -> Spoken:
    """Speak a text with some voice: one of training, or one never heard there."""
    if rng.random() < (0.34 if held_out else 0.25):
        voice = rng.choice(HELD_OUT_FLITE if held_out else FLITE_VOICES)
        return speak_with_flite(
            text, voice, stretch=round(rng.uniform(0.85, 1.25), 2), pitch_hz=rng.randint(90, 190)
        )
    voice = rng.choice(HELD_OUT_ESPEAK) if held_out else rng.choice(ACCENTS) + rng.choice(VARIANTS)
    rate_wpm, pitch, span = rng.randint(130, 200), rng.randint(25, 75), rng.randint(30, 70)
    return espeak.speak(text, voice, {RATE: rate_wpm, PITCH: pitch, RANGE: span})


def _finished(text: str, sound: NDArray[np.float32], words: Sequence[TimedWord]) -> Spoken:
    loudest = float(np.abs(sound).max())
    return Spoken(text, (sound * (0.5 / loudest)).astype(np.float32), tuple(words))


def _resampled(sound: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    if rate_hz == SAMPLE_RATE_HZ:
        return sound
    frame = av.AudioFrame.from_ndarray(sound[np.newaxis], "fltp", "mono")
    frame.sample_rate = rate_hz
    resampler = av.AudioResampler("fltp", "mono", SAMPLE_RATE_HZ)
    parts = itertools.chain(resampler.resample(frame), resampler.resample(None))
    return np.concatenate([part.to_ndarray()[0] for part in parts]).astype(np.float32)


# espeak-ng ------------------------------------------------------------------------

# Numbers from espeak-ng's speak_lib.h.
RATE: Final = 1
PITCH: Final = 3
RANGE: Final = 4
_WORD_EVENT: Final = 1
_SYNCHRONOUS: Final = 2
_UTF8: Final = 1


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_id", ctypes.c_int),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position_ms", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Espeak:
    """The espeak-ng library. One at a time in a process: it has one state for all."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        self._rate_hz: int = self._library.espeak_Initialize(_SYNCHRONOUS, 0, None, 0)
        self._sound: list[NDArray[np.int16]] = []
        self._begun_s: dict[int, float] = {}
        self._callback = _Callback(self._collect)  # kept: the library only has its address
        self._library.espeak_SetSynthCallback(self._callback)

    def speak(self, text: str, voice: str, parameters: Mapping[int, int]) -> Spoken:
        """Speak a text.

        Raises:
            ValueError: There is no such voice.
        """
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice}")
        for parameter, value in parameters.items():
            self._library.espeak_SetParameter(parameter, value, 0)
        self._sound, self._begun_s = [], {}
        data = text.encode()
        self._library.espeak_Synth(data, len(data) + 1, 0, 1, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        sound = np.concatenate(self._sound).astype(np.float32) / np.float32(32768)
        sound = _resampled(sound, self._rate_hz)
        return _finished(text, sound, _timed(text, self._begun_s, _end_s(sound)))

    def _collect(self, samples: Any, count: int, events: Any) -> int:
        if samples and count:
            self._sound.append(np.ctypeslib.as_array(samples, (count,)).copy())
        for index in itertools.count():
            event = events[index]
            if not event.type:  # the last of the list
                return 0
            if event.type == _WORD_EVENT:
                self._begun_s.setdefault(event.text_position, event.audio_position_ms / 1000)
        raise AssertionError("a list of events has an end")


def _end_s(sound: NDArray[np.float32]) -> float:
    """Return when the last loud sample is."""
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    return float(loud[-1] if len(loud) else len(sound)) / SAMPLE_RATE_HZ


def _timed(text: str, begun_s: Mapping[int, float], end_s: float) -> list[TimedWord]:
    """Give each word its times; espeak joins some small words, which then share theirs evenly.

    begun_s has the position in the text, counted from 1, of the words it reports.
    """
    words = list(re.finditer(r"\S+", text))
    starts: list[float | None] = [None] * len(words)
    for position, time_s in sorted(begun_s.items(), reverse=True):
        index = max((i for i, word in enumerate(words) if word.start() < position), default=0)
        starts[index] = time_s
    starts[0] = starts[0] or 0.0
    known = [i for i, start in enumerate(starts) if start is not None]
    known_s = [start for start in starts if start is not None]
    begins = np.interp(range(len(words) + 1), [*known, len(words)], [*known_s, end_s])
    return [
        TimedWord(word.group(), float(start), max(float(end), float(start) + _SHORTEST_WORD_S))
        for word, start, end in zip(words, begins[:-1], begins[1:], strict=True)
    ]


# flite -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Phone:
    name: str
    end_s: float


def speak_with_flite(text: str, voice: str, *, stretch: float = 1.0, pitch_hz: int = 110) -> Spoken:
    """Speak a text with a flite voice."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spoken.wav"
        phones = _flite(text, voice, str(path), stretch, pitch_hz)
        with wave.open(str(path), "rb") as file:
            rate_hz = file.getframerate()
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    sound = _resampled(samples.astype(np.float32) / np.float32(32768), rate_hz)
    return _finished(text, sound, _words_of(text, voice, phones))


def _flite(text: str, voice: str, out: str, stretch: float, pitch_hz: int) -> list[_Phone]:
    command = ["flite", "-voice", voice, "-psdur", "--setf", f"duration_stretch={stretch}"]
    command += ["--setf", f"int_f0_target_mean={pitch_hz}", "-t", text, "-o", out]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    pairs = (entry.rsplit(":", 1) for entry in done.stdout.split())
    return [_Phone(name, float(end)) for name, end in pairs]


def _words_of(text: str, voice: str, phones: Sequence[_Phone]) -> list[TimedWord]:
    """Share the phones among the words; none where the counts do not agree."""
    words = text.split()
    counts = [_phone_count(word.strip(".,"), voice) for word in words]
    spoken = [i for i, phone in enumerate(phones) if phone.name != "pau"]
    if sum(counts) != len(spoken):
        return []
    timed, at = [], 0
    for word, count in zip(words, counts, strict=True):
        first, last = spoken[at], spoken[at + count - 1]
        timed.append(TimedWord(word, phones[first - 1].end_s if first else 0.0, phones[last].end_s))
        at += count
    return timed


@functools.cache
def _phone_count(word: str, voice: str) -> int:
    phones = _flite(word, voice, "none", 1.0, 110)
    return sum(phone.name != "pau" for phone in phones)
