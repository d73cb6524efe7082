"""Fetching the embedding model over the network, when the person asks for it and not before."""

import threading
from collections.abc import Callable
from pathlib import Path

from app.core.errors import AppError
from app.session.assistant import Assistant, Reply
from app.session.background import Background
from app.session.ports import RunSoon
from app.session.toolbox import ReloadEmbedding


class EmbeddingFetch:
    """One fetch at a time; lives on the session's thread.

    This is the one place in a session that can lead to a connection, and the code that opens
    it is not even imported before `start` is called.
    """

    def __init__(
        self, folder: Path, background: Background, assistant: Assistant, run_soon: RunSoon
    ) -> None:
        self.on_change: Callable[[], None] = lambda: None
        self.fraction: float | None = None
        self.problem = ""
        self._folder = folder
        self._background = background
        self._assistant = assistant
        self._run_soon = run_soon
        self._cancelled = threading.Event()

    def start(self) -> None:
        """Begin, or go on where an earlier try ended."""
        if self.fraction is None:
            self._cancelled.clear()
            self._set(0.0)
            self._background.run(self._fetch, self._done, self._failed)

    def cancel(self) -> None:
        """Stop soon; what has arrived is kept."""
        self._cancelled.set()

    def _fetch(self) -> bool:
        from app.analysis.fetch import fetch_weights

        return fetch_weights(self._folder, self._progress, self._cancelled.is_set)

    def _progress(self, done_bytes: int, total_bytes: int) -> None:
        self._run_soon(lambda: self._set(done_bytes / total_bytes))

    def _done(self, arrived: bool) -> None:
        if arrived:
            self._assistant.ask(ReloadEmbedding(), Reply(lambda _value: None, lambda _text: None))
        self._set(None)

    def _failed(self, error: AppError) -> None:
        self._set(None, f"{error} {error.hint}".strip())

    def _set(self, fraction: float | None, problem: str = "") -> None:
        self.fraction, self.problem = fraction, problem
        self.on_change()
