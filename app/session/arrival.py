"""Follows something long as it arrives: how much is there, how fast it comes, how long it takes."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Final

from app.session.model_views import Arrival
from app.session.ports import RunSoon

TELL_EVERY_S: Final = 0.2
# Over how long the rate is taken: long enough to be read, short enough to follow the line.
RATE_OVER_S: Final = 5.0
RATE_AFTER_S: Final = 1.0

OnArrival = Callable[[Arrival, str], None]
"""Gets how far it is, and why nothing comes just now; on the session's thread."""


class Pace:
    """How fast something comes, over the last seconds."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, int]] = deque()

    def note(self, now_s: float, done_bytes: int) -> None:
        """Take note of how much is there now."""
        samples = self._samples
        if samples and done_bytes < samples[-1][1]:
            samples.clear()  # it has begun anew
        samples.append((now_s, done_bytes))
        while len(samples) > 2 and samples[1][0] <= now_s - RATE_OVER_S:
            samples.popleft()

    def forget(self) -> None:
        """Begin anew: what comes next says nothing about what came before."""
        self._samples.clear()

    def rate_bytes_per_s(self) -> float | None:
        """Return the rate; None in the first moments."""
        if not self._samples:
            return None
        (first_s, first), (last_s, last) = self._samples[0], self._samples[-1]
        if last_s - first_s < RATE_AFTER_S:
            return None
        return (last - first) / (last_s - first_s)


class Progress:
    """Told by the thread that works; tells the session's thread now and then.

    Attributes:
        total_bytes: How much there will be; set by the one who works, once it is known.
    """

    def __init__(
        self,
        total_bytes: int,
        run_soon: RunSoon,
        on_arrival: OnArrival,
        monotonic_s: Callable[[], float],
    ) -> None:
        self.total_bytes = total_bytes
        self._run_soon = run_soon
        self._on_arrival = on_arrival
        self._monotonic_s = monotonic_s
        self._cancelled = threading.Event()
        self._pace = Pace()
        self._done_bytes: int | None = None
        self._words = ""
        self._told_s = float("-inf")

    def cancel(self) -> None:
        """Have it stopped soon. Safe from any thread."""
        self._cancelled.set()

    # For the thread that works -------------------------------------------------------

    def arrived(self, done_bytes: int) -> None:
        """Take note of how much is there."""
        first = self._done_bytes is None
        self._done_bytes = done_bytes
        self._pace.note(self._monotonic_s(), done_bytes)
        self._tell(now=first or done_bytes >= self.total_bytes)

    def waits(self, words: str) -> None:
        """Take note of why nothing comes just now; empty when it goes on."""
        if words != self._words:
            self._words = words
            self._pace.forget()
            self._tell(now=True)

    def cancelled(self) -> bool:
        """Return whether to stop. It is asked all the time, so a line that slows down shows."""
        if self._done_bytes is not None and not self._words:
            self._pace.note(self._monotonic_s(), self._done_bytes)
        self._tell()
        return self._cancelled.is_set()

    def _tell(self, *, now: bool = False) -> None:
        now_s = self._monotonic_s()
        if not now and now_s - self._told_s < TELL_EVERY_S:
            return
        self._told_s = now_s
        arrival, words = self._arrival(), self._words
        self._run_soon(lambda: self._on_arrival(arrival, words))

    def _arrival(self) -> Arrival:
        done, rate = self._done_bytes or 0, self._pace.rate_bytes_per_s()
        left_s = (self.total_bytes - done) / rate if rate else None
        return Arrival(done, max(done, self.total_bytes), rate, left_s)
