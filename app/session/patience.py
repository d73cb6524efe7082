"""How long the speech process may be silent over a stretch before it counts as hung."""

from collections.abc import Callable
from typing import Final

# A stretch of 25 s read by a large model on a slow computer, before anything has been measured.
LONGEST_S: Final = 180.0
# Other programs may have the computer for a while.
SHORTEST_S: Final = 20.0
# Whisper reads what it doubts up to four times, and with hotwords once more.
TIMES_SLOWEST: Final = 10.0


class Patience:
    """Learns from the stretches that were read how long one may take; for one engine."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._began_s: float | None = None
        self._slowest_s: float | None = None
        self._warm = 0

    def limit_s(self, process: int) -> float:
        """Return after how many seconds without a word a process will not come back.

        Args:
            process: Its number; one that has not read a stretch yet may have a model to load.
        """
        if self._slowest_s is None or process != self._warm:
            return LONGEST_S
        return min(LONGEST_S, max(SHORTEST_S, TIMES_SLOWEST * self._slowest_s))

    def begin(self, process: int) -> None:
        """The engine is loaded, and a stretch is being read from now on."""
        self._began_s, self._warm = self._clock(), process

    def end(self) -> None:
        """The stretch has been read."""
        if self._began_s is not None:
            took_s = self._clock() - self._began_s
            self._slowest_s = max(took_s, self._slowest_s or 0.0)
            self._began_s = None
