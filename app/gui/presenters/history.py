"""The list of attempts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from app.core.errors import AppError
from app.gui.pages import history as page_events
from app.gui.pages.history import HistoryPage, HistoryState

if TYPE_CHECKING:
    from app.gui.pages.data_events import DataEvent
    from app.session.services import Services

MOST: Final = 1000


class HistoryPresenter:
    """Keeps the History page current."""

    def __init__(
        self,
        page: HistoryPage,
        services: Services,
        open_attempt: Callable[[int], None],
        go_home: Callable[[], None],
        carry: Callable[[DataEvent], None],
    ) -> None:
        self._page = page
        self._services = services
        self._open_attempt = open_attempt
        self._go_home = go_home
        self._carry = carry
        page.happened.connect(self._handle)

    def refresh(self) -> None:
        """Show the attempts as they are now."""
        try:
            attempts = self._services.history.summaries(limit=MOST)
        except AppError as error:
            self._services.hooks.complain(error)
        else:
            self._page.show_state(HistoryState(tuple(attempts)))

    def _handle(self, event: page_events.HistoryPageEvent) -> None:
        match event:
            case page_events.OpenAttempt(attempt_id):
                self._open_attempt(attempt_id)
            case page_events.AnswerFirst():
                self._go_home()
            case _:
                self._carry(event)
