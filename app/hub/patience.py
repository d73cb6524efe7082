"""How long to wait for a hub, how often to ask it again, and how the one who waits is told."""

import time
from dataclasses import dataclass
from typing import Final, Protocol

from app.hub.problems import LineError

# How soon a cancel is felt, whatever the line does.
LOOK_UP_S: Final = 0.1


class Cancelled(Exception):  # noqa: N818 - no error
    """The person changed their mind."""


class Watch(Protocol):
    """Whoever waits for files. All is called on the thread that fetches, and often."""

    def arrived(self, done_bytes: int) -> None:
        """Take note of how much is there of all that was asked for."""

    def waits(self, words: str) -> None:
        """Take note of why nothing comes just now; empty when it goes on."""

    def cancelled(self) -> bool:
        """Return whether to stop; what has arrived is kept."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, and how often to try.

    Attributes:
        silence_s: Silence on the line after which it counts as broken.
        tries: How often to ask again when nothing new comes of it.
        first_wait_s: Pause before the second try; it doubles from try to try.
        longest_wait_s: Longest pause, also when the hub asks for a longer one.
        progress_bytes: A try that brought this much does not count as one.
    """

    silence_s: float = 20.0
    tries: int = 5
    first_wait_s: float = 1.0
    longest_wait_s: float = 60.0
    progress_bytes: int = 1_000_000


class Tries:
    """Counts the tries of one errand, and waits between them."""

    def __init__(self, patience: Patience, watch: Watch) -> None:
        self._patience = patience
        self._watch = watch
        self._failed = 0
        self._reached = False

    def reached(self) -> None:
        """Take note that the hub has answered: from now on a lost connection may come back."""
        self._reached = True
        self._watch.waits("")

    def wait_after(self, error: LineError, new_bytes: int = 0) -> None:
        """Wait until it is time for another try.

        Args:
            error: Why the last one ended.
            new_bytes: What it brought nevertheless.

        Raises:
            LineError: Another try is of no use; it is `error`.
            Cancelled: The person has no more patience.
        """
        self._failed = 0 if new_bytes >= self._patience.progress_bytes else self._failed
        asked_s = error.wait_s or 0.0
        useless = not error.passing or (error.unreachable and not self._reached)
        if useless or self._failed >= self._patience.tries or asked_s > self._longest_s:
            raise error
        pause_s = max(asked_s, min(self._patience.first_wait_s * 2**self._failed, self._longest_s))
        self._failed += 1
        self._watch.waits(f"{error} Trying again in {max(1, round(pause_s))} s.")
        until_s = time.monotonic() + pause_s
        while (left_s := until_s - time.monotonic()) > 0:
            stop_if_cancelled(self._watch)
            time.sleep(min(LOOK_UP_S, left_s))

    @property
    def _longest_s(self) -> float:
        return self._patience.longest_wait_s


def stop_if_cancelled(watch: Watch) -> None:
    """Raise Cancelled when the person wants to stop."""
    if watch.cancelled():
        raise Cancelled
