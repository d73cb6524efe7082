"""The list of attempts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from app.core.errors import AppError
from app.core.listing import Choices, Order, Piece, SortBy
from app.gui.pages import history_values as values
from app.gui.presenters.history_filter import filter_of

if TYPE_CHECKING:
    from app.core.attempt import AttemptSummary
    from app.gui.pages.data_events import DataEvent
    from app.gui.pages.history import HistoryPage
    from app.session.services import Services


AFTER_PAINT_MS: Final = 30


def _ignore(*_: object) -> None:
    """Do nothing: nobody listens yet."""


@dataclass(frozen=True)
class Exits:
    """Where the History page leads to.

    Attributes:
        open_attempt: Shows an answer.
        open_session: Shows what came of a sitting.
        go_home: Goes to where a first question can be answered.
        compare: Shows two takes of a question side by side, the earlier one first.
        export: Writes answers into files.
        delete: Moves answers to the trash, and offers to undo that.
        undo_delete: Brings back what was deleted last, while that is offered.
        open_trash: Shows the deleted answers.
        carry: Exports the history, or brings one in.
    """

    open_attempt: Callable[[int], None]
    open_session: Callable[[str], None]
    go_home: Callable[[], None]
    compare: Callable[[int, int], None] = _ignore
    export: Callable[[Sequence[int]], None] = _ignore
    delete: Callable[[Sequence[int]], object] = _ignore
    undo_delete: Callable[[], None] = _ignore
    open_trash: Callable[[], None] = _ignore
    carry: Callable[[DataEvent], None] = _ignore


class HistoryPresenter:
    """Keeps the History page current. What is wanted there holds until the program ends."""

    def __init__(self, page: HistoryPage, services: Services, exits: Exits) -> None:
        self._page = page
        self._services = services
        self._exits = exits
        self._wanted = values.ALL
        self._order = Order()
        self._choices = Choices()
        self._shown: values.HistoryState | None = None
        page.happened.connect(self._handle)

    def enter(self) -> None:
        """Show the attempts to somebody who has just come to the page."""
        self.refresh()
        # What there is to filter by takes 20 ms of 20,000 answers, and is not seen at first.
        QTimer.singleShot(AFTER_PAINT_MS, self._page, self._offer)

    def refresh(self) -> None:
        """Show the attempts as they are now; what there is to filter by waits for `enter`."""
        try:
            self._show()
        except AppError as error:
            self._services.hooks.complain(error)

    def _offer(self) -> None:
        """Offer what there is to filter by now."""
        try:
            choices = self._services.history_list.choices()
        except AppError as error:
            self._services.hooks.complain(error)
            return
        if choices != self._choices and self._shown is not None:
            self._choices = choices
            self._shown = replace(self._shown, choices=choices)
            self._page.show_state(self._shown)

    def _show(self) -> None:
        now, trash = datetime.now().astimezone(), self._services.keeping.trash
        found = self._services.history_list.entries(filter_of(self._wanted, now), self._order)
        self._shown = values.HistoryState(
            entries=found,
            source=_Source(self._services),
            wanted=self._wanted,
            order=self._order,
            grouped=self._services.preferences.value.group_by_session,
            choices=self._choices,
            anything=bool(found) or bool(self._services.history.summaries(limit=1)),
            in_trash=trash.count() + trash.story_count(),
        )
        self._page.show_state(self._shown)

    def _handle(self, event: values.HistoryPageEvent) -> None:
        try:
            self._do(event)
        except AppError as error:
            self._services.hooks.complain(error)

    def _do(self, event: values.HistoryPageEvent) -> None:
        match event:
            case values.Want(wanted):
                self._wanted = wanted
                self._show()
            case values.Sort(order):
                self._order = order
                self._show()
            case values.GroupBySession(on):
                self._group(on)
                self._show()
            case values.MarkBest(attempt_id, on):
                self._services.history.set_best(attempt_id, on)
                self._choices = self._services.history_list.choices()
                self._show()
            case _:
                self._lead(event)

    def _lead(self, event: values.Leading) -> None:
        """Leave it to somebody else to do what is asked for."""
        exits = self._exits
        match event:
            case values.OpenAttempt(attempt_id):
                exits.open_attempt(attempt_id)
            case values.OpenSession(session_id):
                exits.open_session(session_id)
            case values.AnswerFirst():
                exits.go_home()
            case values.CompareAttempts(first_id, second_id):
                exits.compare(first_id, second_id)
            case values.ExportAttempts(ids):
                exits.export(ids)
            case values.DeleteAttempts(ids):
                exits.delete(ids)
            case values.UndoDelete():
                exits.undo_delete()
            case values.OpenTrash():
                exits.open_trash()
            case _:
                exits.carry(event)

    def _group(self, on: bool) -> None:
        """Have sittings stand together; that is in the order of time."""
        if on and self._order.by is not SortBy.WHEN:
            self._order = Order()
        preferences = self._services.preferences
        preferences.change(replace(preferences.value, group_by_session=on))


class _Source:
    """Reads rows while they are painted: what goes wrong then is told afterwards."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def summaries(self, ids: Sequence[int], /) -> Mapping[int, AttemptSummary]:
        try:
            return self._services.history_list.summaries(ids)
        except AppError as error:
            self._complain(error)
            return {}

    def snippets(self, ids: Sequence[int], text: str, /) -> Mapping[int, tuple[Piece, ...]]:
        try:
            return self._services.history_list.snippets(ids, text)
        except AppError as error:
            self._complain(error)
            return {}

    def _complain(self, error: AppError) -> None:
        QTimer.singleShot(0, lambda: self._services.hooks.complain(error))
