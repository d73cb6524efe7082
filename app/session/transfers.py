"""Begins, follows and stops what takes long to arrive, each under its own key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.core.errors import AppError
from app.session.arrival import Progress
from app.session.background import Background
from app.session.model_views import Arrival
from app.session.ports import RunSoon


@dataclass(frozen=True, slots=True)
class Transfer:
    """What is on its way.

    Attributes:
        title: What it is called.
        arrival: How far it is.
        words: Why nothing comes just now; empty when it does.
    """

    title: str
    arrival: Arrival
    words: str = ""


@dataclass(frozen=True)
class Order:
    """What is to be brought.

    Attributes:
        transfer: How it looks at first.
        where: The thread for it; what else waits there comes first.
        work: Brings it, and returns its folder; None when it was cancelled.
        ended: Gets that, on the session's thread.
        failed: Gets a foreseen problem instead, unless it was cancelled.
    """

    transfer: Transfer
    where: Background
    work: Callable[[Progress], Path | None]
    ended: Callable[[Path | None], None]
    failed: Callable[[AppError], None]


class Transfers:
    """Lives on the session's thread."""

    def __init__(
        self, run_soon: RunSoon, monotonic_s: Callable[[], float], on_change: Callable[[], None]
    ) -> None:
        self._run_soon = run_soon
        self._monotonic_s = monotonic_s
        self._on_change = on_change
        self._running: dict[str, Progress] = {}
        self._now: dict[str, Transfer] = {}
        self._unfinished = 0

    @property
    def busy(self) -> bool:
        """Whether something is on its way, or has been cancelled and is just ending."""
        return self._unfinished > 0

    @property
    def now(self) -> Mapping[str, Transfer]:
        """What is on its way, by key."""
        return dict(self._now)

    def begin(self, key: str, order: Order) -> None:
        """Begin, unless something with that key is on its way already."""
        if key in self._running:
            return
        progress = Progress(
            order.transfer.arrival.total_bytes,
            self._run_soon,
            lambda arrival, words: self._advanced(key, progress, arrival, words),
            self._monotonic_s,
        )
        self._running[key], self._now[key] = progress, order.transfer

        self._unfinished += 1

        def work() -> Path | None:
            return None if progress.cancelled() else order.work(progress)

        order.where.run(
            work,
            partial(self._ended, key, progress, order),
            partial(self._failed, key, progress, order),
        )
        self._on_change()

    def cancel(self, key: str) -> Transfer | None:
        """Stop something soon, and return how far it was; None when it is not on its way."""
        progress = self._running.pop(key, None)
        if progress is None:
            return None
        progress.cancel()
        transfer = self._now.pop(key)
        self._on_change()
        return transfer

    def close(self) -> None:
        """Stop everything soon."""
        for key in list(self._running):
            self.cancel(key)

    def _advanced(self, key: str, progress: Progress, arrival: Arrival, words: str) -> None:
        if self._running.get(key) is progress:
            self._now[key] = replace(self._now[key], arrival=arrival, words=words)
            self._on_change()

    def _ended(self, key: str, progress: Progress, order: Order, folder: Path | None) -> None:
        self._unfinished -= 1
        self._forget(key, progress)
        order.ended(folder)

    def _failed(self, key: str, progress: Progress, order: Order, error: AppError) -> None:
        self._unfinished -= 1
        if self._forget(key, progress):
            order.failed(error)
        else:
            order.ended(None)

    def _forget(self, key: str, progress: Progress) -> bool:
        """Return whether it was still wanted."""
        if self._running.get(key) is not progress:
            return False
        del self._running[key], self._now[key]
        return True
