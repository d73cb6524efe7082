"""The pages about answers of the past: the history, one sitting of it, trends, and the trash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.gui.pages.history import HistoryPage
from app.gui.pages.session_summary import SessionPage
from app.gui.pages.trash import TrashPage
from app.gui.pages.trends import TrendsPage
from app.gui.presenters import history
from app.gui.presenters.session_summary import SessionPresenter
from app.gui.presenters.trash import TrashPresenter
from app.gui.presenters.trends import TrendsPresenter

if TYPE_CHECKING:
    from app.gui.pages.data_events import DataEvent
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
        export: Writes answers into a file.
        carry: Exports the history, or brings one in.
        open_report: Shows the report of an interview.
    """

    go: Callable[[str], None]
    open_attempt: Callable[[int], None]
    open_session: Callable[[str], None]
    compare: Callable[[int, int], None]
    delete: Callable[[Sequence[int]], object]
    undo_delete: Callable[[], None]
    export: Callable[[Sequence[int]], None]
    carry: Callable[[DataEvent], None]
    open_report: Callable[[str], None]


class Past:
    """Builds these pages, and keeps the one on screen current."""

    def __init__(self, window: Window, services: Services, ways: Ways) -> None:
        self._ways = ways
        list_page, session_page = HistoryPage(), SessionPage()
        trends, trash = TrendsPage(), TrashPage()
        exits = history.Exits(
            open_attempt=ways.open_attempt,
            open_session=ways.open_session,
            go_home=lambda: ways.go("home"),
            compare=ways.compare,
            delete=ways.delete,
            undo_delete=ways.undo_delete,
            open_trash=lambda: ways.go("trash"),
            export=ways.export,
            carry=ways.carry,
        )
        self._history = history.HistoryPresenter(list_page, services, exits)
        self._session = SessionPresenter(
            session_page,
            services,
            ways.open_attempt,
            lambda: ways.go("history"),
            ways.open_report,
        )
        self._trends = TrendsPresenter(trends, services, ways.open_attempt, lambda: ways.go("home"))
        self._trash = TrashPresenter(trash, services, lambda: ways.go("history"))
        window.add_page("history", list_page)
        window.add_page("trends", trends)
        window.add_page("trash", trash, under="history")
        window.add_page("session", session_page, under="history")

    def open_session(self, session_id: str) -> bool:
        """Fill the page of a sitting; return False, with a notice, when that cannot be."""
        return self._session.open(session_id)

    def enter(self, key: str) -> str:
        """Fill a page that is about to be shown; return the key of the one that can be."""
        match key:
            case "trends":
                self._trends.refresh()
            case "trash":
                self._trash.refresh()
            case "session" if self._session.refresh():
                pass
            case _:
                self._history.enter()
                return "history"
        return key

    def renew(self, key: str) -> None:
        """Show what has changed behind the page on screen, if it is one of these."""
        match key:
            case "history":
                self._history.refresh()
            case "session":
                if not self._session.refresh():  # its last answer has just been deleted
                    self._ways.go("history")
            case "trends":
                self._trends.renew()
            case "trash":
                self._trash.refresh()
            case _:
                pass
