"""Fetching the embedding model over the network, when the person asks for it and not before."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from app.analysis import published, weights
from app.core.errors import AnalysisError, AppError
from app.session.arrival import Progress
from app.session.assistant import Assistant, Reply
from app.session.background import Background
from app.session.model_views import Arrival
from app.session.ports import Clocks, RunSoon
from app.session.toolbox import ReloadEmbedding

_log = logging.getLogger(__name__)


class EmbeddingFetch:
    """One fetch at a time; lives on the session's thread.

    The code that opens a connection is not even imported before `start` is called.
    """

    def __init__(
        self,
        folder: Path,
        downloads: Background,
        assistant: Assistant,
        run_soon: RunSoon,
        clocks: Clocks,
    ) -> None:
        self.on_change: Callable[[], None] = lambda: None
        self.fraction: float | None = None
        self.problem = ""
        self._folder = folder
        self._downloads = downloads
        self._assistant = assistant
        self._run_soon = run_soon
        self._clocks = clocks
        self._progress: Progress | None = None

    def start(self) -> None:
        """Begin, or go on where an earlier try ended."""
        if self._progress is not None:
            return
        progress = self._progress = Progress(
            published.TOTAL_BYTES, self._run_soon, self._advanced, self._clocks.monotonic_s
        )
        self._set(0.0)
        work = lambda: fetch_weights(self._folder, progress)  # noqa: E731 - reads best here
        self._downloads.run(work, self._done, self._failed)

    def cancel(self) -> None:
        """Stop soon; what has arrived is kept."""
        if self._progress is not None:
            self._progress.cancel()

    def _advanced(self, arrival: Arrival, words: str) -> None:
        if self._progress is not None:
            self._set(arrival.done_bytes / arrival.total_bytes, words)

    def _done(self, arrived: bool) -> None:
        self._progress = None
        if arrived:
            self._assistant.ask(ReloadEmbedding(), Reply(lambda _value: None, lambda _text: None))
        self._set(None)

    def _failed(self, error: AppError) -> None:
        self._progress = None
        self._set(None, f"{error} {error.hint}".strip())

    def _set(self, fraction: float | None, problem: str = "") -> None:
        self.fraction, self.problem = fraction, problem
        self.on_change()


def fetch_weights(target: Path, progress: Progress) -> bool:
    """Fetch the embedding weights and convert them into target. Blocks; for a thread of its own.

    What has arrived is kept beside target, so a broken or cancelled fetch goes on where it ended.

    Returns:
        Whether the model is there; False when it was cancelled.

    Raises:
        HubError: No connection, or wrong or missing files.
        AnalysisError: There is no room on the disk.
    """
    from app.hub.errand import Errand
    from app.hub.files import HubFile
    from app.hub.listing import file_address, hub_address
    from app.hub.patience import Cancelled

    def wanted(file: published.WeightFile) -> HubFile:
        address = file_address(hub, published.REPOSITORY, published.REVISION, file.name)
        return HubFile(file.name, address, file.size_bytes, sha256=file.sha256)

    hub = hub_address()
    folder = target.with_name(target.name + "-download")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        Errand(progress).fetch([wanted(file) for file in published.FILES], folder)
    except Cancelled:
        _log.info("fetching the embedding weights was cancelled")
        return False
    except OSError as error:
        raise AnalysisError(
            f"The embedding weights could not be written: {error.strerror or error}.",
            hint=f"They need {published.TOTAL_BYTES // 10**6 + 25} MB of free space in "
            f"{folder.parent}.",
        ) from error
    weights.convert(folder, target)
    shutil.rmtree(folder, ignore_errors=True)
    return True
