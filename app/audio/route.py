"""Which frames of a take are played, one after the other: straight on, or round and round."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from app.audio.sound import SAMPLE_RATE_HZ, Samples

# Where a loop returns, the sound goes on beyond its end for so long while its beginning comes up.
# Long enough that nothing clicks, short enough that no syllable is blurred.
SEAM_S: Final = 0.01


@dataclass(frozen=True, slots=True)
class Route:
    """A way through a take; how far one has come on it is counted in frames from its start.

    Attributes:
        samples: The take: int16, shape (n,), 16 kHz.
        start: The first frame that is played.
        until: The frame before which the way ends, or returns.
        again: The frame it returns to, again and again; None for a way that ends.
    """

    samples: Samples
    start: int
    until: int
    again: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.until <= self.samples.size:
            raise ValueError(f"no way from {self.start} to {self.until}")
        if self.again is not None and not 0 <= self.again < self.until:
            raise ValueError(f"no loop from {self.again} to {self.until}")

    @property
    def length(self) -> int | None:
        """How many frames it has; None for a loop, which has no end."""
        return self.until - self.start if self.again is None else None

    def frame(self, done: int) -> int:
        """Return which frame of the take is reached after so many."""
        frame = self.start + done
        if self.again is None or frame < self.until:
            return min(frame, self.until)
        return self.again + (frame - self.until) % (self.until - self.again)

    def beginning_at(self, frame: int) -> "Route":
        """Return the same way, entered at another frame; beyond its end, at that."""
        return replace(self, start=min(max(0, frame), self.until))

    def read(self, done: int, count: int) -> Samples:
        """Return the next frames after `done`; fewer at the end of the way, then none."""
        pieces: list[Samples] = []
        while count > 0:
            at = self.frame(done)
            returned = self.again is not None and self.start + done >= self.until
            piece = self.samples[at : min(at + count, self.until)]
            if not piece.size:
                break
            if self.again is not None and returned:
                piece = self._with_seam(piece, at - self.again)
            pieces.append(piece)
            done += piece.size
            count -= piece.size
        return np.concatenate(pieces) if pieces else self.samples[:0]

    def _with_seam(self, piece: Samples, offset: int) -> Samples:
        """Let the sound from before a return die away in a piece `offset` frames after it."""
        assert self.again is not None
        seam = min(round(SEAM_S * SAMPLE_RATE_HZ), self.until - self.again)
        count = min(seam - offset, piece.size)
        if count <= 0:
            return piece
        rising = (np.arange(offset, offset + count) + 1) / (seam + 1)
        before = np.zeros(count)
        beyond = self.samples[self.until + offset : self.until + offset + count]
        before[: beyond.size] = beyond
        mixed = piece[:count] * rising + before * (1 - rising)
        return np.concatenate((np.round(mixed).astype(np.int16), piece[count:]))
