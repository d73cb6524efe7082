"""Events one after the other, also those that come while one is being processed."""

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Event = TypeVar("Event")


class OneByOne(Generic[Event]):
    """Hands events to a step in the order they came. Lives on one thread."""

    def __init__(self, step: Callable[[Event], None]) -> None:
        """Prepare.

        Args:
            step: Processes one event; what it causes may come back through `take`.
        """
        self._step = step
        self._pending: deque[Event] = deque()
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether an event is being processed just now."""
        return self._busy

    def take(self, event: Event) -> None:
        """Process an event, then every event that came meanwhile.

        From within a step it returns at once, and the event waits for its turn.
        """
        self._pending.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._pending:
                self._step(self._pending.popleft())
        finally:
            self._busy = False
