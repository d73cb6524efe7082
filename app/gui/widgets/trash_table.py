"""The table of deleted answers: what they were, and for how long they are kept yet."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.gui import look
from app.gui.moments import moment_words
from app.gui.widgets.row_table import Columns, RowTable
from app.gui.wording import clock, count
from app.session.keep_views import TrashItem

Index = QModelIndex | QPersistentModelIndex

ROW_PX: Final = 40
PAD_PX: Final = 12
LEAST_QUESTION_PX: Final = 280
SOON_DAYS: Final = 3


class Column(IntEnum):
    """The columns, from left to right."""

    QUESTION = 0
    ANSWERED = 1
    LENGTH = 2
    DELETED = 3
    LEFT = 4


HEADERS: Final = {
    Column.QUESTION: "Question",
    Column.ANSWERED: "Answered",
    Column.LENGTH: "Length",
    Column.DELETED: "Deleted",
    Column.LEFT: "Kept for",
}
WIDTHS_PX: Final[dict[int, int]] = {
    Column.ANSWERED: 116,
    Column.LENGTH: 72,
    Column.DELETED: 116,
    Column.LEFT: 92,
}
# What makes way first when the question has too little room.
GIVE_WAY: Final = (Column.LENGTH, Column.ANSWERED, Column.DELETED)


class TrashModel(QAbstractTableModel):
    """Deleted answers as rows; `now` names the days."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self.items: tuple[TrashItem, ...] = ()

    def show_items(self, items: tuple[TrashItem, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the words above a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, also for screen readers."""
        item, column = self.items[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(item, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADERS[column]}: {self._words(item, column)}"
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.QUESTION:
            return item.ask
        return None

    def _words(self, item: TrashItem, column: Column) -> str:
        match column:
            case Column.QUESTION:
                return item.ask
            case Column.ANSWERED:
                return moment_words(item.made_at, self._now())
            case Column.LENGTH:
                return clock(item.duration_s)
            case Column.DELETED:
                return moment_words(item.deleted_at, self._now())
            case Column.LEFT:
                return count(item.days_left, "day") if item.days_left else "today"


class _Delegate(QStyledItemDelegate):
    """Draws the cells: a line above each row, and a ground behind those that are selected."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        column = Column(index.column())
        colours = look.colours()
        painter.save()
        look.smooth(painter)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            self._mark_current(painter, rect, index)
        painter.fillRect(rect.left(), rect.top(), rect.width(), 1, QColor(colours.line))
        question = column is Column.QUESTION
        font = look.font(14 if question else 13)
        painter.setFont(font)
        painter.setPen(look.pen(self._ink(index, column)))
        inside = rect.adjusted(PAD_PX, 0, -PAD_PX, 0)
        words = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _ink(self, index: Index, column: Column) -> str:
        colours, model = look.colours(), index.model()
        if column is Column.QUESTION:
            return colours.text
        if column is Column.LEFT and isinstance(model, TrashModel):
            soon = model.items[index.row()].days_left <= SOON_DAYS
            return colours.amber_ink if soon else colours.text_2
        return colours.text_2

    def _mark_current(self, painter: QPainter, rect: QRect, index: Index) -> None:
        view = self.parent()
        if isinstance(view, QTableView) and view.hasFocus() and index.column() == 0:
            current = view.currentIndex().row() == index.row()
            if current:
                colour = QColor(look.colours().accent)
                painter.fillRect(rect.left(), rect.top() + 10, 3, rect.height() - 20, colour)


class TrashTable(RowTable):
    """The table. Several rows can be selected; columns make way when it is narrow.

    Signals:
        selected: Other rows are selected.
    """

    selected = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__("Deleted answers", several=True)
        self._model = TrashModel(now)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalHeader(_Header(self))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())
        self.fit()

    @property
    def selected_ids(self) -> tuple[int, ...]:
        """The numbers of the answers that are selected, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.items[row].attempt_id for row in rows)

    def show_items(self, items: tuple[TrashItem, ...]) -> None:
        """Replace all rows; what was selected and is still there stays selected."""
        if items == self._model.items:
            return
        selected, row = set(self.selected_ids), max(0, self.currentIndex().row())
        self._model.show_items(items)
        rows = [at for at, item in enumerate(items) if item.attempt_id in selected]
        self._select(rows or [min(row, len(items) - 1)] if items else [])
        self.selected.emit()

    def _select(self, rows: Sequence[int]) -> None:
        flags = self.selectionModel().SelectionFlag
        for at, row in enumerate(rows):
            index = self._model.index(row, 0)
            if not at:
                self.setCurrentIndex(index)
            self.selectionModel().select(index, flags.Select | flags.Rows)

    def fit(self) -> None:
        """Leave out columns until the question has room."""
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_PX))
        self.share_out(Column.QUESTION, WIDTHS_PX, Columns(GIVE_WAY, LEAST_QUESTION_PX))


class _Header(QHeaderView):
    """The words above the columns."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look.px(28))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt)
        colours = look.colours()
        painter.save()
        painter.fillRect(rect, QColor(colours.bg))
        painter.setPen(look.pen(colours.text_3))
        painter.setFont(look.font(12))
        inside = rect.adjusted(PAD_PX, 0, -PAD_PX, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, HEADERS[Column(logicalIndex)])
        painter.restore()
