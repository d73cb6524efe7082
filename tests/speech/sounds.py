"""Sounds and sound files for tests of the speech part."""

import re
import wave
from pathlib import Path
from typing import Final

import av
import av.container
import numpy as np

from app.speech.hearing import SAMPLE_RATE_HZ, Audio

ROOT: Final = Path(__file__).parents[2]
TINY_MODEL: Final = ROOT / "tests" / "tinywhisper" / "model"
ANSWER: Final = ROOT / "resources" / "demo" / "answer.wav"
ANSWER_TEXT: Final = ANSWER.with_suffix(".txt")


def tone(seconds: float, rate_hz: int = SAMPLE_RATE_HZ, pitch_hz: float = 440.0) -> Audio:
    time_s = np.arange(round(seconds * rate_hz)) / rate_hz
    return (0.5 * np.sin(2 * np.pi * pitch_hz * time_s)).astype(np.float32)


def noise(seconds: float, level: float = 0.01) -> Audio:
    count = round(seconds * SAMPLE_RATE_HZ)
    return np.random.default_rng(1).normal(0, level, count).astype(np.float32)


def write_wav(path: Path, sound: Audio, rate_hz: int = SAMPLE_RATE_HZ, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        samples = np.repeat(np.round(sound * 32767).astype("<i2"), channels)
        file.writeframes(samples.tobytes())
    return path


def read_wav(path: Path) -> Audio:
    with wave.open(str(path), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return samples.astype(np.float32) / np.float32(32768)


def encode(path: Path, sound: Audio, codec: str, rate_hz: int) -> Path:
    """Write a sound, shape (channels, n), with one of FFmpeg's encoders."""
    layout = "mono" if len(sound) == 1 else "stereo"
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate_hz)
        assert isinstance(stream, av.AudioStream)
        stream.layout = layout
        _write(container, stream, sound, rate_hz)
    return path


def film(path: Path, sound: Audio | None) -> Path:
    """Write a film of one black picture, with or without a sound, shape (1, n), at 16 kHz."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg4", rate=10)
        assert isinstance(video, av.VideoStream)
        video.width = video.height = 16
        audio = container.add_stream("aac", rate=SAMPLE_RATE_HZ) if sound is not None else None
        if isinstance(audio, av.AudioStream):
            audio.layout = "mono"
        container.mux(video.encode(av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8))))
        container.mux(video.encode(None))
        if sound is not None and isinstance(audio, av.AudioStream):
            _write(container, audio, sound, SAMPLE_RATE_HZ)
    return path


def _write(
    container: av.container.OutputContainer, stream: av.AudioStream, sound: Audio, rate_hz: int
) -> None:
    layout = "mono" if len(sound) == 1 else "stereo"
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound), "fltp", layout)
    frame.sample_rate = rate_hz
    stream.codec_context.open(strict=False)
    resampler = av.AudioResampler(
        stream.codec_context.format, layout, rate_hz, frame_size=stream.codec_context.frame_size
    )
    for part in (*resampler.resample(frame), *resampler.resample(None)):
        container.mux(stream.encode(part))
    container.mux(stream.encode(None))


def pitch_hz(sound: Audio) -> float:
    """Return the strongest frequency."""
    return float(np.argmax(np.abs(np.fft.rfft(sound))) * SAMPLE_RATE_HZ / len(sound))


def plain(text: str) -> list[str]:
    """Return the words of a text without case and punctuation."""
    return re.sub(r"[^a-z0-9' ]", " ", text.lower()).split()


def word_error_rate(said: str, heard: str) -> float:
    """Return the share of words that must be changed, left out or put in."""
    wanted, got = plain(said), plain(heard)
    costs = list(range(len(got) + 1))
    for i, word in enumerate(wanted, start=1):
        previous, costs[0] = costs[0], i
        for j, other in enumerate(got, start=1):
            changed = previous + (word != other)
            previous, costs[j] = costs[j], min(changed, costs[j] + 1, costs[j - 1] + 1)
    return costs[-1] / len(wanted)
