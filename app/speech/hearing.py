"""What an engine is given, and what it hears."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.core.transcript import Word

SAMPLE_RATE_HZ: Final = 16_000

Audio = NDArray[np.float32]
"""Sound: float32, shape (n,), -1..1, 16 kHz, mono, every sample finite."""


@dataclass(frozen=True, slots=True)
class Request:
    """How to listen.

    Attributes:
        language: Language of the answer as a code, such as "en".
        terms: Words of the trade that may be said, the most important first. An engine may use
            them to spell what it hears, never to expect the question's answer.
        careful: Whether it may take several times as long for a few words that are right.
    """

    language: str = "en"
    terms: Sequence[str] = ()
    careful: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """One step of listening.

    Attributes:
        words: What is new, in order of start, in seconds from the start of the take. May be empty.
        until_s: How far into the take everything has been heard, in seconds; never falls.
    """

    words: tuple[Word, ...]
    until_s: float


def check_audio(block: Audio) -> None:
    """Refuse what would make an engine misbehave rather than fail.

    Two channels kept faster-whisper busy for four minutes before it raised; samples that are no
    numbers came out as text.

    Raises:
        ValueError: The block is no Audio. That is a mistake of the caller, not of the person.
    """
    if block.ndim != 1 or block.dtype != np.float32:
        raise ValueError(f"sound must be float32 (n,), not {block.dtype} {block.shape}")
    if not np.isfinite(block).all():
        raise ValueError("sound holds samples that are not finite")
