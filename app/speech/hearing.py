"""What an engine is given, and what it hears."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.core.transcript import Word

SAMPLE_RATE_HZ: Final = 16_000

Audio = NDArray[np.float32]
"""Sound: float32, shape (n,), -1..1, 16 kHz, mono, every sample finite; see `app.speech.decode`."""


@dataclass(frozen=True, slots=True)
class Request:
    """How to listen.

    Attributes:
        language: Language of the answer as a code, such as "en".
        terms: Words of the trade that may be said, the most important first. An engine may use
            them to spell what it hears, never to expect the question's answer.
    """

    language: str = "en"
    terms: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """One step of listening.

    Attributes:
        words: What is new, in order of start, in seconds from the start of the sound. May be empty.
        fraction: How much of the sound has been heard by now, 0..1; never falls.
    """

    words: tuple[Word, ...]
    fraction: float
