"""Sound made ready for the loudspeaker a little before it is needed."""

from collections import deque
from typing import Final

import numpy as np

from app.audio.route import Route
from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.audio.tempo import tempo

# Survives a machine that is busy for so long; a seek throws it away, so it is not more.
AHEAD_FRAMES: Final = SAMPLE_RATE_HZ
PIECE_FRAMES: Final = SAMPLE_RATE_HZ // 8
# Rises and dies away over so long where it begins and ends amid the take: nothing clicks.
FADE_FRAMES: Final = SAMPLE_RATE_HZ // 200


class Tape:
    """The sound of a way through a take, at one speed.

    One thread calls prepare() while another calls take(); follow() is called by neither meanwhile.
    """

    def __init__(self, route: Route, speed: float) -> None:
        """Begin a tape.

        Args:
            route: The way.
            speed: Seconds of the take that are heard in a second, 0.5..2.

        Raises:
            AudioError: What changes the speed cannot be loaded.
        """
        self.route = route
        self.speed = speed
        self.given = 0  # how many frames of sound have been handed over
        self._total = None if route.length is None else round(route.length / speed)
        self._tempo = tempo(route.read, speed)
        self._made = 0
        self._pieces: deque[Samples] = deque()

    @property
    def over(self) -> bool:
        """Whether all has been handed over."""
        return self._total is not None and self.given >= self._total

    def frame_at(self, given: int) -> int:
        """Return which frame of the take is heard after so much sound."""
        return self.route.frame(round(given * self.speed))

    def prepare(self) -> None:
        """Make sound until there is enough for a second."""
        while self._made - self.given < AHEAD_FRAMES and self._made != self._total:
            piece = self._tempo.more(PIECE_FRAMES)
            if self._total is not None:
                piece = piece[: self._total - self._made]
            self._pieces.append(self._with_fades(piece))
            self._made += piece.size

    def take(self, out: Samples) -> int:
        """Fill out from its start with what comes next; return how much there was."""
        filled = 0
        while filled < out.size and self._pieces:
            piece = self._pieces.popleft()
            part = piece[: out.size - filled]
            out[filled : filled + part.size] = part
            if part.size < piece.size:
                self._pieces.appendleft(piece[part.size :])
            filled += part.size
        self.given += filled
        return filled

    def follow(self, before: "Tape", skip: int) -> None:
        """Begin `skip` frames later, while what would come next of another tape dies away."""
        ours, theirs = np.zeros(skip + FADE_FRAMES, np.int16), np.zeros(FADE_FRAMES, np.int16)
        ready = max(0, self.take(ours) - skip)
        before.take(theirs)
        head = _rising(ours[skip:], 0) if skip else ours
        head += _rising(theirs[::-1], 0)[::-1]
        self._pieces.appendleft(head[:ready])
        self.given -= ready

    def _with_fades(self, piece: Samples) -> Samples:
        """Let the next piece rise where the tape begins, and die away where it ends."""
        piece = _rising(piece, self._made)
        if self._total is None:
            return piece
        return _rising(piece[::-1], self._total - self._made - piece.size)[::-1]


def _rising(piece: Samples, offset: int) -> Samples:
    """Return a piece that stands `offset` frames after silence, rising from that."""
    count = min(piece.size, FADE_FRAMES - offset)
    if count <= 0:
        return piece
    louder = piece[:count] * (np.arange(offset, offset + count) / FADE_FRAMES)
    return np.concatenate((louder.astype(np.int16), piece[count:]))
