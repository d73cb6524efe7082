"""One sitting, shown again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from app.core.errors import AppError
from app.gui.pages import session_summary as page_events
from app.session.sitting import read_sitting

if TYPE_CHECKING:
    from app.gui.pages.session_summary import SessionPage
    from app.session.services import Services


class SessionPresenter:
    """Fills the page of a sitting."""

    def __init__(
        self,
        page: SessionPage,
        services: Services,
        open_attempt: Callable[[int], None],
        close: Callable[[], None],
        open_report: Callable[[str], None] = lambda session_id: None,
    ) -> None:
        """Connect the page.

        Args:
            page: The page.
            services: What it works with.
            open_attempt: Shows an answer.
            close: Goes back to the history.
            open_report: Shows the report of a sitting that was an interview.
        """
        self._page = page
        self._services = services
        self._open_attempt = open_attempt
        self._close = close
        self._open_report = open_report
        self._session_id = ""
        page.happened.connect(self._handle)

    def open(self, session_id: str) -> bool:
        """Show a sitting; return False, with a notice, when that cannot be."""
        self._session_id = session_id
        return self.refresh()

    def refresh(self) -> bool:
        """Show the sitting as it is now; return False when there is nothing left of it."""
        try:
            self._page.show_state(read_sitting(self._services.history, self._session_id))
        except AppError as error:
            self._services.hooks.complain(error)
            return False
        return True

    def _handle(self, event: page_events.SessionPageEvent) -> None:
        match event:
            case page_events.OpenAttempt(attempt_id):
                self._open_attempt(attempt_id)
            case page_events.OpenReport(session_id):
                self._open_report(session_id)
            case page_events.CloseSession():
                self._close()
            case _:
                assert_never(event)
