"""The table of answers: which rows are chosen, and what keys and clicks mean."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent

from app.core.attempt import AttemptSummary
from app.core.listing import Entry, Order
from app.gui import look
from app.gui.widgets.attempt_delegate import FOUND_ROW_PX, PAD_PX, ROW_PX, AttemptDelegate
from app.gui.widgets.attempt_header import HEIGHT_PX, AttemptHeader
from app.gui.widgets.attempt_model import AttemptModel, Column, Index
from app.gui.widgets.attempt_rows import Listing, SessionHead
from app.gui.widgets.row_table import Columns, RowTable

__all__ = ["PAD_PX", "AttemptTable"]

LEAST_QUESTION_PX: Final = 300
LEAST_ROWS: Final = 4
# More rows than that are not looked for again when the list changes.
MOST_SELECTED: Final = 200

WIDTHS_PX: Final[dict[int, int]] = {
    Column.WHEN: 112,
    Column.TAKE: 60,
    Column.POINTS: 132,
    Column.PACE: 60,
    Column.FILLERS: 92,
    Column.LENGTH: 76,
    Column.RATING: 68,
    Column.BEST: 40,
}
# What makes way first when the question has too little room.
GIVE_WAY: Final = (Column.FILLERS, Column.PACE, Column.LENGTH, Column.TAKE, Column.RATING)

_SELECT_ROWS: Final = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)


class AttemptTable(RowTable):
    """The table. Enter and a double click open a row; columns make way when it is narrow.

    Signals:
        opened: The person wants to see an attempt; carries its number.
        session_opened: The person wants to see what came of a sitting; carries its session_id.
        sort_wanted: The person wants the list sorted; carries a SortBy.
        delete_wanted: The person wants what is selected deleted.
        menu_wanted: The person asks what can be done; carries where, on the screen.
        selected: Other rows are selected.
    """

    opened = Signal(int)
    session_opened = Signal(str)
    sort_wanted = Signal(object)
    delete_wanted = Signal()
    menu_wanted = Signal(QPoint)
    selected = Signal()

    def __init__(
        self, now: Callable[[], datetime], listing: Listing, *, whole: bool = False
    ) -> None:
        """Build the table.

        Args:
            now: The present, for naming days.
            listing: The answers to begin with.
            whole: Whether it is as high as all its rows, and cannot be sorted.
        """
        super().__init__("Answers", several=True)
        self._whole = whole
        self._pressed = -1  # the row a mouse button went down on
        self._model = AttemptModel(now, listing)
        self.setModel(self._model)
        self.setItemDelegate(AttemptDelegate(self))
        self._header = AttemptHeader(self, sortable=not whole)
        self.setHorizontalHeader(self._header)
        self._header.sort_wanted.connect(self.sort_wanted)
        self.doubleClicked.connect(lambda index: self._open(index))
        self.fit()

    @property
    def listing(self) -> Listing:
        """The rows, from top to bottom."""
        return self._model.listing

    @property
    def selected_id(self) -> int | None:
        """The attempt the keyboard has come to; None for none, and for the head of a sitting."""
        index = self.currentIndex()
        row = self.listing.rows[index.row()] if index.isValid() else None
        return row.attempt_id if isinstance(row, Entry) else None

    @property
    def selected_ids(self) -> tuple[int, ...]:
        """The attempts that are selected, from top to bottom."""
        ranges = self.selectionModel().selection().toList()
        places = {row for each in ranges for row in range(each.top(), each.bottom() + 1)}
        rows = (self.listing.rows[place] for place in sorted(places))
        return tuple(row.attempt_id for row in rows if isinstance(row, Entry))

    def summary_of(self, attempt_id: int) -> AttemptSummary | None:
        """Return what is known of an answer in the list."""
        place = self.listing.place_of(attempt_id)
        return None if place is None else self.listing.summary(place)

    def show_listing(self, listing: Listing, order: Order, *, keep: bool) -> None:
        """Replace all rows.

        Args:
            listing: The answers.
            order: How they are sorted, for showing it.
            keep: Whether the rows that were selected stay so, wherever they are now.
        """
        self._model.order = order
        self._header.show_order(order)
        if listing.rows == self.listing.rows and listing.text == self.listing.text:
            self._model.renew(listing)
            return
        current, selected = self.selected_id, self.selected_ids if keep else ()
        self._model.show_listing(listing)
        self.updateGeometry()
        self.fit()
        self._select_again(current if keep else None, selected)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row on Enter, delete on Delete, and show the menu on its keys."""
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.currentIndex())
            case Qt.Key.Key_Delete if self.selected_ids:
                self.delete_wanted.emit()
            case Qt.Key.Key_Menu:
                self._ask_at_row()
            case Qt.Key.Key_F10 if shift:
                self._ask_at_row()
            case _:
                super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing on a letter: going through the words of all rows would read them all."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began: one that is dragged to another row selects rows."""
        self._pressed = self.indexAt(event.position().toPoint()).row()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open a sitting when its head is clicked."""
        super().mouseReleaseEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        index = self.indexAt(event.position().toPoint())
        clicked = index.isValid() and index.row() == self._pressed
        if event.button() == Qt.MouseButton.LeftButton and plain and clicked:
            self._open_head(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is selected; the row below the pointer belongs to it."""
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_at_row()
        elif index.isValid():
            if not self.selectionModel().isSelected(index):
                self.selectionModel().setCurrentIndex(index, _SELECT_ROWS)
            self.menu_wanted.emit(event.globalPos())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other rows are selected."""
        super().selectionChanged(selected, deselected)
        self.selected.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Draw the bar of the row the keyboard has come to."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """Return room for a few rows, or for all."""
        rows = len(self.listing.rows) if self._whole else LEAST_ROWS
        return QSize(look.px(200), look.px(HEIGHT_PX) + rows * look.px(ROW_PX) + 2)

    def sizeHint(self) -> QSize:
        """Return the same: the rest comes from stretching."""
        return self.minimumSizeHint()

    def _open(self, index: Index) -> None:
        if index.isValid() and not self._open_head(index):
            row = self.listing.rows[index.row()]
            assert isinstance(row, Entry)  # a row is one or the other
            self.opened.emit(row.attempt_id)

    def _open_head(self, index: Index) -> bool:
        """Open the sitting whose head a row is; return whether it is a head."""
        row = self.listing.rows[index.row()]
        if isinstance(row, SessionHead) and row.session_id:
            self.session_opened.emit(row.session_id)
        return isinstance(row, SessionHead)

    def _ask_at_row(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            corner = self.visualRect(index).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(corner))

    def _select_again(self, current: int | None, selected: tuple[int, ...]) -> None:
        """Select what was selected, or the first answer."""
        rows = self.listing.rows
        place = None if current is None else self.listing.place_of(current)
        if place is None:
            place = next((n for n, row in enumerate(rows) if isinstance(row, Entry)), None)
            selected = ()
        if place is None:
            return
        here = self._model.index(place, Column.WHEN)
        self.selectionModel().setCurrentIndex(here, _SELECT_ROWS)  # whatever keys are held down
        if 1 < len(selected) <= MOST_SELECTED:
            add = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            for each in selected:
                if (row := self.listing.place_of(each)) is not None:
                    self.selectionModel().select(self._model.index(row, 0), add)
        if current is None:
            self.scrollToTop()

    def fit(self) -> None:
        """Leave out columns until the question has room."""
        high = FOUND_ROW_PX if self.listing.text else ROW_PX
        self.verticalHeader().setDefaultSectionSize(look.px(high))
        self.share_out(Column.QUESTION, WIDTHS_PX, Columns(GIVE_WAY, LEAST_QUESTION_PX))
