"""Where to cut a take so that every piece is short, whole and full of speech.

Whisper hears 30 s at a time, and the shorter the stretch the less it loses or makes up; but each
stretch costs the same however short. So neighbouring utterances share a piece up to `join`, and
one that goes on without a pause is cut at its quietest moment before `limit`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from app.speech.hearing import SAMPLE_RATE_HZ, Audio, check_audio

_QUIET_LENGTH: Final = SAMPLE_RATE_HZ // 10

# Speech that ends closer than this to the end of a block may be cut off there.
_TAIL_LENGTH: Final = SAMPLE_RATE_HZ


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of samples, [start, end)."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many samples it has."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a take with its sound.

    Attributes:
        start: Index of its first sample in the take.
        audio: Its sound.
    """

    start: int
    audio: Audio

    @property
    def start_s(self) -> float:
        """When it begins in the take, in seconds."""
        return self.start / SAMPLE_RATE_HZ

    @property
    def end_s(self) -> float:
        """When it ends in the take, in seconds."""
        return (self.start + len(self.audio)) / SAMPLE_RATE_HZ


@dataclass(frozen=True, slots=True)
class Limits:
    """How long pieces should be, in samples.

    Attributes:
        join: Utterances share a piece up to this length, the pauses between them included.
        limit: No piece is longer than this.
    """

    join: int
    limit: int

    def __post_init__(self) -> None:
        if not 2 * _QUIET_LENGTH <= self.join <= self.limit:
            raise ValueError(f"no sensible lengths: join {self.join}, limit {self.limit}")


FindSpeech = Callable[[Audio], Sequence[Span]]
"""Where somebody speaks, in order, without overlap."""


def plan(speech: Iterable[Span], audio: Audio, limits: Limits) -> list[Span]:
    """Return the pieces of audio, in order, that together hold all of its speech."""
    pieces: list[Span] = []
    for span in chain.from_iterable(_split(span, audio, limits.limit) for span in speech):
        if pieces and span.end - pieces[-1].start <= limits.join:
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    return pieces


def _split(span: Span, audio: Audio, limit: int) -> Iterator[Span]:
    """Cut a stretch that is too long, each time at the quietest moment of the second half."""
    while span.length > limit:
        half = span.start + limit // 2
        cut = half + quietest(audio[half : span.start + limit])
        yield Span(span.start, cut)
        span = Span(cut, span.end)
    if span.length:
        yield span


def quietest(audio: Audio) -> int:
    """Return the middle of the 100 ms with the least energy; audio lasts 100 ms at least."""
    energy = np.convolve(np.square(audio), np.ones(_QUIET_LENGTH), mode="valid")
    return int(np.argmin(energy)) + _QUIET_LENGTH // 2


def cut(blocks: Iterable[Audio], find_speech: FindSpeech, limits: Limits) -> Iterator[Piece]:
    """Yield the pieces of a take that comes in blocks.

    What is still being said at the end of a block is heard together with the next one.

    Raises:
        ValueError: A block is no Audio.
    """
    offset = 0
    rest = np.zeros(0, np.float32)
    for block, is_last in _marking_last(blocks):
        check_audio(block)
        sound = np.concatenate([rest, block])
        spans = plan(find_speech(sound), sound, limits)
        keep_from = len(sound) if is_last else _open_end(spans, len(sound))
        for span in spans:
            if span.start < keep_from:
                yield Piece(offset + span.start, sound[span.start : span.end])
        rest, offset = sound[keep_from:], offset + keep_from


def _marking_last(blocks: Iterable[Audio]) -> Iterator[tuple[Audio, bool]]:
    """Yield each block with whether it is the last, so that nothing is heard twice at the end."""
    waiting: Audio | None = None
    for block in blocks:
        if waiting is not None:
            yield waiting, False
        waiting = block
    if waiting is not None:
        yield waiting, True


def _open_end(spans: Sequence[Span], length: int) -> int:
    """Return from where on the sound must be heard again: what may go on in the next block."""
    quiet_from = max(0, length - _TAIL_LENGTH)
    if spans and spans[-1].end > quiet_from:
        return spans[-1].start
    return quiet_from
