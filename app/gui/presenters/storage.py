"""The room everything takes: what is asked for in Settings, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from app.core.errors import AppError
from app.gui.pages import settings_values as v

if TYPE_CHECKING:
    from app.session.services import Services


class StorageDesk:
    """Does what is asked for in the section Storage.

    Attributes:
        open_trash: Shows the deleted answers.
    """

    def __init__(self, services: Services, refresh: Callable[[], None]) -> None:
        """Remember what to work with; refresh shows the page anew, if it is on screen."""
        self.open_trash: Callable[[], None] = lambda: None
        self._services = services
        self._in_trash = 0
        keeping = services.keeping
        keeping.meter.on_change = refresh
        keeping.old_sound.on_change = refresh
        keeping.old_sound.on_done = lambda: self.handle(v.LookAtStorage())

    @property
    def state(self) -> v.StorageState:
        """What there is to show."""
        keeping = self._services.keeping
        return v.StorageState(keeping.meter.used, keeping.old_sound.view, self._in_trash)

    def handle(self, event: v.StorageEvent) -> None:
        """Do something; a problem is a notice."""
        try:
            self._handle(event)
        except AppError as error:
            self._services.hooks.complain(error)

    def _handle(self, event: v.StorageEvent) -> None:
        keeping = self._services.keeping
        match event:
            case v.LookAtStorage():
                self._in_trash = keeping.trash.count()
                keeping.meter.measure()
                keeping.old_sound.choose()
            case v.OpenTrash():
                self.open_trash()
            case v.ChooseOld(months, keep_best):
                keeping.old_sound.choose(months, keep_best=keep_best)
            case v.MakeSmaller():
                keeping.old_sound.make_smaller()
            case v.RemoveSound():
                keeping.old_sound.remove()
            case v.StopOldSound():
                keeping.old_sound.cancel()
            case _:
                assert_never(event)
