"""The speech models of a page: what is asked for there, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from app.core.errors import AppError
from app.gui.pages import settings_values as v

if TYPE_CHECKING:
    from app.session.services import Services


class ModelDesk:
    """Does what is asked for on a page with a SpeechModelPart.

    Attributes:
        finding: What was found out last, for showing.
    """

    def __init__(self, services: Services, refresh: Callable[[], None]) -> None:
        """Remember what to work with; refresh shows the page anew."""
        self._services = services
        self._refresh = refresh
        self._finding: v.Finding | None = None

    @property
    def finding(self) -> v.Finding | None:
        """What was found out last, or what is wrong with the speed test."""
        problem = self._services.speed.problem
        if self._finding is None and problem:
            return v.Finding("The speed test did not come to its end", problem, good=False)
        return self._finding

    def enter(self) -> None:
        """Find out what is not known yet: call when the page is shown."""
        self._finding = None
        self._services.shelf.refresh()
        if self._services.quiet():
            self._services.speed.start_once()

    def leave(self) -> None:
        """Give the processors back: call when another page is shown."""
        self._services.speed.cancel()

    def handle(self, event: v.ModelEvent) -> None:
        """Do something; where it is impossible by now, that is the finding."""
        self._finding = None
        try:
            self._handle(event)
        except AppError as error:
            self._finding = v.Finding(str(error), error.hint, good=False)

    def _handle(self, event: v.ModelEvent) -> None:
        services = self._services
        match event:
            case v.MeasureSpeed():
                services.speed.start()
            case v.StopMeasuring():
                services.speed.cancel()
            case v.ReadDrafts():
                services.redraft.start()
            case v.StopReadingDrafts():
                services.redraft.cancel()
            case _:
                self._look_after(event)

    def _look_after(self, event: v.ShelfEvent) -> None:
        shelf = self._services.shelf
        match event:
            case v.ImportModel(folder):
                shelf.import_folder(Path(folder))
            case v.DownloadModel(key):
                shelf.download(key)
            case v.CancelDownload(key):
                shelf.cancel(key)
            case v.DiscardDownload(key):
                shelf.discard(key)
            case v.DeleteModel(key):
                shelf.delete(key)
            case v.CheckModel(key):
                self._finding = v.Finding(f"{shelf.model(key).title} is being checked")
                shelf.check(key, self._checked)
            case _:
                assert_never(event)

    def _checked(self, words: str, whole: bool) -> None:
        self._finding = v.Finding(words, good=whole)
        self._refresh()
