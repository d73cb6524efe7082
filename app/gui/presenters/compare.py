"""Two takes on their page: what is shown, what is heard, what the person changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from PySide6.QtCore import Qt, QTimer

from app.core.errors import AppError
from app.gui.pages import compare_events as c
from app.gui.pages.compare import ComparePage
from app.session.comparing import SIDES

if TYPE_CHECKING:
    from app.gui.window import Window
    from app.session.compare_views import CompareView
    from app.session.services import Services

PLAYHEAD_MS: Final = 33


@dataclass(frozen=True)
class Exits:
    """Where a comparison leads to.

    Attributes:
        close: Goes back to the page it was opened from; gets its key.
    """

    close: Callable[[str], None]


class ComparePresenter:
    """Shows the comparison on its page, which is built when first needed."""

    def __init__(self, window: Window, services: Services, exits: Exits) -> None:
        self._window = window
        self._services = services
        self._room = services.compare
        self._exits = exits
        self._page: ComparePage | None = None
        self._single_keys = True
        self._back = ""
        self._timer = QTimer(window)
        self._timer.setInterval(PLAYHEAD_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._show_position)
        services.hooks.compare = self._show

    def open(self, attempt_id: int, other_id: int | None = None) -> bool:
        """Show two takes; whether that went well. A problem is shown as a notice.

        Args:
            attempt_id: One of them.
            other_id: The other; None for the best one or the one before.
        """
        page = self._page or self._built()
        page.start_anew()
        try:
            self._room.open(attempt_id, other_id)
        except AppError as error:
            self._services.hooks.complain(error)
            return False
        self._show_position()
        if self._window.page_key != "compare":
            self._back = self._window.page_key
        self._window.show_page("compare")
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def set_single_keys(self, on: bool) -> None:
        """Switch single letters and digits as shortcuts on or off."""
        self._single_keys = on
        if self._page is not None:
            self._page.set_single_keys(on)

    def leave(self) -> None:
        """Fall silent and put both takes away."""
        self._timer.stop()
        self._room.close()

    def _built(self) -> ComparePage:
        self._page = page = ComparePage()
        page.set_single_keys(self._single_keys)
        page.happened.connect(self._handle)
        self._window.add_page("compare", page)
        return page

    def _show(self, view: CompareView) -> None:
        if self._page is not None:
            self._page.show_state(view)
            self._show_position()

    def _show_position(self) -> None:
        if self._page is None:
            return
        playing = self._room.playing
        for side in SIDES:
            self._page.show_position(side, self._room.position_s(side), playing == side)
        if playing and not self._timer.isActive():
            self._timer.start()
        elif not playing:
            self._timer.stop()

    def _handle(self, event: c.ComparePageEvent) -> None:
        try:
            self._do(event)
        except AppError as error:
            self._services.hooks.complain(error)
        self._show_position()

    def _do(self, event: c.ComparePageEvent) -> None:
        match event:
            case c.Choose(side, attempt_id):
                self._room.choose(side, attempt_id)
            case c.PlayTake(side, from_s, until_s):
                self._room.play(side, from_s, until_s)
            case c.PauseTakes():
                self._room.pause()
            case c.SeekTake(side, position_s):
                self._room.seek(side, position_s)
            case c.MarkBest(side, on):
                self._room.set_best(side, on)
            case c.CloseComparison():
                self.leave()
                self._exits.close(self._back)
            case _:
                assert_never(event)
