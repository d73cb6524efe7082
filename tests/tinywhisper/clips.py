"""Spoken sentences as training sees them."""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

from tests.tinywhisper.voices import TimedWord

_EXTRACTOR: Final = FeatureExtractor()


@dataclass(frozen=True, slots=True)
class Clip:
    """A spoken sentence as training sees it.

    Attributes:
        text: What was said.
        mel: Base-10 logarithm of the power in each mel band, not normalised yet; float16, shape
            (80, frames), 100 frames per second.
        words: Its words with their times.
    """

    text: str
    mel: NDArray[np.float16]
    words: tuple[TimedWord, ...]

    @property
    def length(self) -> int:
        """How many frames it has."""
        return int(self.mel.shape[1])


def log_mel(sound: NDArray[np.float32]) -> NDArray[np.float16]:
    """Return faster-whisper's own features before it normalises them by the loudest frame."""
    window = np.hanning(_EXTRACTOR.n_fft + 1)[:-1].astype(np.float32)
    spectrum = _EXTRACTOR.stft(
        np.pad(sound, (0, _EXTRACTOR.hop_length)),
        _EXTRACTOR.n_fft,
        _EXTRACTOR.hop_length,
        window=window,
        return_complex=True,
    )
    power = np.abs(spectrum[..., :-1]) ** 2
    mel: NDArray[np.float16] = np.log10(
        np.clip(_EXTRACTOR.mel_filters @ power, 1e-10, None)
    ).astype(np.float16)
    return mel


def save(clips: Sequence[Clip], path: Path) -> None:
    """Write clips to a file."""
    path.write_bytes(pickle.dumps(list(clips)))


def load(path: Path) -> list[Clip]:
    """Read clips from a file that `save` wrote."""
    clips: list[Clip] = pickle.loads(path.read_bytes())
    return clips
