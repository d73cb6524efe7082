"""The pages about answers of the past: the history, and one sitting of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.gui.pages.history import HistoryPage
from app.gui.pages.session_summary import SessionPage
from app.gui.presenters import history
from app.gui.presenters.session_summary import SessionPresenter

if TYPE_CHECKING:
    from app.gui.window import Window
    from app.session.services import Services


@dataclass(frozen=True)
class Ways:
    """Where the history leads to.

    Attributes:
        go: Shows a page of the sidebar.
        open_attempt: Shows an answer.
        open_session: Shows what came of a sitting.
        compare: Shows two takes of a question side by side, the earlier one first.
        delete: Moves answers to the trash, and offers to undo that.
        undo_delete: Brings back what was deleted last, while that is offered.
    """

    go: Callable[[str], None]
    open_attempt: Callable[[int], None]
    open_session: Callable[[str], None]
    compare: Callable[[int, int], None]
    delete: Callable[[Sequence[int]], object]
    undo_delete: Callable[[], None]


class Past:
    """Builds both pages, and keeps the one on screen current."""

    def __init__(self, window: Window, services: Services, ways: Ways) -> None:
        self._ways = ways
        list_page, session_page = HistoryPage(), SessionPage()
        exits = history.Exits(
            open_attempt=ways.open_attempt,
            open_session=ways.open_session,
            go_home=lambda: ways.go("home"),
            compare=ways.compare,
            delete=ways.delete,
            undo_delete=ways.undo_delete,
            open_trash=lambda: ways.go("trash"),
        )
        self._history = history.HistoryPresenter(list_page, services, exits)
        self._session = SessionPresenter(
            session_page, services, ways.open_attempt, lambda: ways.go("history")
        )
        window.add_page("history", list_page)
        window.add_page("session", session_page, under="history")

    def open_session(self, session_id: str) -> bool:
        """Fill the page of a sitting; return False, with a notice, when that cannot be."""
        return self._session.open(session_id)

    def enter(self, key: str) -> str:
        """Fill a page that is about to be shown; return the key of the one that can be."""
        if key == "session" and self._session.refresh():
            return key
        self._history.enter()
        return "history"

    def renew(self, key: str) -> None:
        """Show on the page on screen what has changed behind it."""
        if key == "history":
            self._history.refresh()
        elif not self._session.refresh():  # its last answer has just been deleted
            self._ways.go("history")
