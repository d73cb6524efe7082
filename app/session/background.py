"""Slow work on files and devices, away from the session's thread."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from app.core.errors import AppError
from app.session.ports import RunSoon

log = logging.getLogger(__name__)

T = TypeVar("T")


class Aside(Protocol):
    """Does slow work elsewhere; what comes of it arrives on the session's thread."""

    def __call__(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AppError], None]
    ) -> None:
        """Do work; hand its result to done, or its foreseen problem to failed."""


class Background:
    """One thread that does one thing after the other. Close it at the end."""

    def __init__(self, run_soon: RunSoon) -> None:
        self._run_soon = run_soon
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="background")
        self._closed = False

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Do work elsewhere; its result, or its foreseen problem, arrives on the session's thread.

        A bug in work is raised on the session's thread too, where it is reported as one.
        """

        def deliver() -> None:
            if self._closed:
                return
            try:
                result = future.result()
            except AppError as error:
                failed(error)
            else:
                done(result)

        future = self._executor.submit(work)
        future.add_done_callback(lambda _future: self._run_soon(deliver))

    def close(self) -> None:
        """Drop what has not begun, and wait for what has; nothing is delivered any more."""
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)
