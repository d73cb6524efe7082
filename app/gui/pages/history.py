"""The page with every answer ever given."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout

from app.core.attempt import AttemptSummary
from app.core.listing import Piece, SortBy
from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.pages.export_offers import HistoryExport
from app.gui.pages.history_filters import Filters
from app.gui.pages.history_menu import answers_menu, offers, sort_menu
from app.gui.pages.history_values import (
    ALL,
    AnswerFirst,
    DeleteAttempts,
    GroupBySession,
    HistoryPageEvent,
    HistoryState,
    OpenAttempt,
    OpenSession,
    OpenTrash,
    Sort,
    UndoDelete,
    Want,
)
from app.gui.pages.history_words import active, order_words, searched_words, sorted_by
from app.gui.widgets.attempt_rows import Listing
from app.gui.widgets.attempt_table import PAD_PX, AttemptTable
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.flow import Flow
from app.gui.widgets.page import MARGINS, ScrollPage
from app.gui.widgets.text import Text
from app.gui.widgets.toggle_button import ToggleButton

# Of more answers than that, nothing is offered that asks what they are.
MOST_ASKED: Final = 2
HEAD_GAP_PX: Final = 16


class HistoryPage(ScrollPage):
    """Shows a HistoryState.

    Signals:
        happened: A HistoryPageEvent.
    """

    happened = Signal(object)

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        """Build the page; `now` tells the present, for naming days."""
        left, top, right, bottom = MARGINS
        # The ground of a selected row stands out on both sides, so that words line up.
        super().__init__((left - PAD_PX, top, right - PAD_PX, bottom))
        self._state = HistoryState((), _Nothing())
        self.table = AttemptTable(now, Listing((), _Nothing()))
        self.sort = Button("", "quiet", icon=Icon.ARROW_DOWN)
        self.by_session = ToggleButton("Group by session", icon=Icon.STACK)
        self.sort.setToolTip("What the list is sorted by (Alt+S)")
        self.by_session.setToolTip("Show the answers of one session together (Alt+G)")
        self.filters = Filters(now, (self.sort, self.by_session))
        self.nothing = EmptyState(
            Icon.CLOCK_COUNTER_CLOCKWISE,
            "No takes yet",
            "Every answer you record is kept here, with what you said and how it went.",
            "Answer a first question",
        )
        self.not_found = EmptyState(Icon.MAGNIFYING_GLASS, "", "", "Clear the search")
        self._count = Text("", ink="text_2")
        self.trash = Button("", "quiet", icon=Icon.TRASH, size="small")
        self.export = HistoryExport()
        self._lay_out()
        self.setFocusProxy(self.table)  # shown by a key, the list answers to keys at once
        reading_order(self.trash, self.export, *self.filters.stops, self.table)
        self._connect()

    def show_state(self, state: HistoryState) -> None:
        """Make the page look like state."""
        before, self._state = self._state, state
        by_date = state.order.by is SortBy.WHEN
        self.by_session.setChecked(state.grouped and by_date)
        listing = Listing(
            state.entries,
            state.source,
            text=state.wanted.text,
            by_session=state.grouped and by_date,
        )
        same = (state.wanted, state.order) == (before.wanted, before.order)
        self.table.show_listing(listing, state.order, keep=same)
        self.filters.show_wanted(state.wanted, state.choices)
        if state.wanted != before.wanted:  # there are other chips
            reading_order(*self.filters.stops, self.table)
        self.sort.setText(order_words(state.order))
        self.sort.set_glyph(Icon.ARROW_DOWN if state.order.descending else Icon.ARROW_UP)
        self.sort.setAccessibleName(f"Sorted: {order_words(state.order)}")
        self.trash.setText(f"Trash ({state.in_trash:,})")
        self.trash.setVisible(state.in_trash > 0)
        self._show_what_there_is(state)
        self._show_count()

    def _show_what_there_is(self, state: HistoryState) -> None:
        found = bool(state.entries)
        if not found:
            filters = [words for words, _ in active(state.wanted, state.choices)]
            self.not_found.show_words(*searched_words(state.wanted, filters))
            cleared = "Clear all filters" if filters else "Clear the search"
            self.not_found.button.setText(cleared)
        self.filters.setVisible(state.anything)
        had_focus = self.table.hasFocus()
        self.table.setVisible(found)
        self._not_found.setVisible(state.anything and not found)
        self._empty.setVisible(not state.anything)
        if had_focus and not found:
            (self.not_found if state.anything else self.nothing).button.setFocus()

    def _show_count(self) -> None:
        number = len(self._state.entries)
        words = f"{number:,} {'answer' if number == 1 else 'answers'}" if number else ""
        chosen = len(self.table.selected_ids) if number else 0
        if chosen > 1:
            words = f"{chosen:,} of {words} selected"
        self._count.setText(words)

    def _lay_out(self) -> None:
        self.column.setSpacing(12)
        head = Flow(HEAD_GAP_PX)
        head.add(Text("History", "page"), greedy=True)
        for widget in (self.trash, self._count, self.export):
            head.add(widget)
        inside = QVBoxLayout()
        inside.setContentsMargins(PAD_PX, 0, PAD_PX, 0)
        inside.setSpacing(self.column.spacing())
        inside.addLayout(head)
        inside.addWidget(self.filters)
        self.column.addLayout(inside)
        self.column.addWidget(self.table, 1)
        self._empty, self._not_found = Card(), Card()
        for card, content in ((self._empty, self.nothing), (self._not_found, self.not_found)):
            card.column.addWidget(content)
            card.hide()
            self.column.addWidget(card, 1)

    def _connect(self) -> None:
        table = self.table
        table.opened.connect(lambda number: self._send(OpenAttempt(number)))
        table.session_opened.connect(lambda session_id: self._send(OpenSession(session_id)))
        table.sort_wanted.connect(lambda by: self._send(Sort(sorted_by(by, self._state.order))))
        table.delete_wanted.connect(lambda: self._send(DeleteAttempts(table.selected_ids)))
        table.menu_wanted.connect(lambda where: self._show_menu(where))
        table.selected.connect(lambda: self._show_count())
        self.nothing.acted.connect(lambda: self._send(AnswerFirst()))
        self.not_found.acted.connect(lambda: self._clear())
        self.filters.wanted.connect(lambda wanted: self._send(Want(wanted)))
        self.filters.search.left.connect(lambda: self.table.setFocus())
        self.sort.clicked.connect(lambda: self._show_sort_menu())
        self.by_session.clicked.connect(lambda on: self._send(GroupBySession(on)))
        self.trash.clicked.connect(lambda: self._send(OpenTrash()))
        self.export.chosen.connect(lambda event: self._send(event))
        keys = Keys(self)
        keys.bind("Ctrl+E", self.export.click)
        keys.bind("Ctrl+F", lambda: self._search())
        keys.bind("Alt+F", lambda: self.filters.more.click())
        keys.bind("Alt+S", lambda: self.sort.click())
        keys.bind("Alt+G", lambda: self.by_session.click())
        keys.bind("Ctrl+Z", lambda: self._send(UndoDelete()))

    def _send(self, event: HistoryPageEvent) -> None:
        self.happened.emit(event)

    def _search(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _clear(self) -> None:
        self._send(Want(ALL))
        self.table.setFocus()

    def _show_menu(self, where: QPoint) -> None:
        ids = self.table.selected_ids
        if ids:
            known = () if len(ids) > MOST_ASKED else self._known(ids)
            offered = offers(known, ids, self._state.wanted)
            self._pop_up(answers_menu(self, offered, self._send), where)

    def _known(self, ids: Sequence[int]) -> tuple[AttemptSummary, ...]:
        summaries = (self.table.summary_of(each) for each in ids)
        return tuple(each for each in summaries if each is not None)

    def _show_sort_menu(self) -> None:
        below = self.sort.mapToGlobal(QPoint(0, self.sort.height() + 4))
        menu = sort_menu(self, self._state.order, lambda order: self._send(Sort(order)))
        self._pop_up(menu, below)

    def _pop_up(self, menu: QMenu, where: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)


class _Nothing:
    """Reads nothing: there are no rows yet."""

    def summaries(self, ids: Sequence[int], /) -> Mapping[int, AttemptSummary]:
        return {}

    def snippets(self, ids: Sequence[int], text: str, /) -> Mapping[int, tuple[Piece, ...]]:
        return {}
