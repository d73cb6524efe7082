"""The session's thread when there is no window: calls from elsewhere, one after the other."""

import queue
import time
from collections.abc import Callable


class Inbox:
    """Collects calls from any thread and runs them on the one that waits for something."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def post(self, call: Callable[[], None]) -> None:
        """Have call run on the waiting thread. Safe from any thread."""
        self._calls.put(call)

    def run_until(
        self,
        finished: Callable[[], bool],
        *,
        tick: Callable[[], None] = lambda: None,
        every_s: float = 0.1,
    ) -> None:
        """Run what is posted, and tick in between, until finished() is true."""
        next_tick_s = time.monotonic()
        while not finished():
            wait_s = next_tick_s - time.monotonic()
            if wait_s <= 0:
                tick()
                next_tick_s = time.monotonic() + every_s
                continue
            try:
                call = self._calls.get(timeout=wait_s)
            except queue.Empty:
                continue
            call()
