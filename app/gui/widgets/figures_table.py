"""A table of words and figures, such as questions and how much of them was covered."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.gui import look
from app.gui.widgets.focus import FocusRing
from app.gui.widgets.row_table import Columns, RowTable

ROW_PX: Final = 36
HEAD_PX: Final = 28
FIGURE_PX: Final = 76
LEAST_WORDS_PX: Final = 180
PAD_PX: Final = 8
MOST_ROWS: Final = 12

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row: what it leads to, its words, and a figure for each further column."""

    key: str
    words: str
    figures: tuple[str, ...]


class _Model(QAbstractTableModel):
    def __init__(self, headers: Sequence[str]) -> None:
        super().__init__()
        self.headers = tuple(headers)
        self.rows: tuple[FigureRow, ...] = ()

    def show_rows(self, rows: tuple[FigureRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        words = (row.words, *row.figures)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headers[index.column()]}: {words}"
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            return words
        return None


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = look.colours()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
        painter.fillRect(rect.left(), rect.top(), rect.width(), 1, QColor(colours.line))
        _draw_words(painter, rect, str(index.data()), 14, colours.text, is_first=not index.column())
        painter.restore()


class _Header(QHeaderView):
    def __init__(self, table: QWidget, headers: Sequence[str]) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._headers = tuple(headers)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look.px(HEAD_PX))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt)
        colours = look.colours()
        painter.save()
        painter.fillRect(rect, QColor(colours.surface))
        words = self._headers[logicalIndex]
        _draw_words(painter, rect, words, 12, colours.text_3, is_first=logicalIndex == 0)
        painter.restore()


class FiguresTable(RowTable):
    """Words on the left, figures on the right; Enter and a double click open a row.

    Signals:
        opened: The person wants to see more of a row; carries its key.
    """

    opened = Signal(str)

    def __init__(self, name: str, headers: Sequence[str], give_way: Sequence[int]) -> None:
        """Build a table without rows.

        Args:
            name: What it holds, for screen readers.
            headers: Of the words, then of each figure.
            give_way: Columns that are left out where there is little width, the first one first.
        """
        super().__init__(name)
        self._model = _Model(headers)
        self._give_way = tuple(give_way)
        self._ring = FocusRing(self, 4)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalHeader(_Header(self, headers))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.doubleClicked.connect(lambda index: self._open(index))
        self.fit()

    @property
    def rows(self) -> tuple[FigureRow, ...]:
        """The rows, from top to bottom."""
        return self._model.rows

    def show_rows(self, rows: tuple[FigureRow, ...]) -> None:
        """Replace all rows."""
        if rows != self._model.rows:
            self._model.show_rows(rows)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for all rows, or for as many as can be taken in at once."""
        rows = min(max(1, len(self.rows)), MOST_ROWS)
        return QSize(look.px(400), look.px(HEAD_PX) + rows * look.px(ROW_PX) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and room for a few words."""
        return QSize(look.px(LEAST_WORDS_PX), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when a key brought the focus here, and the row that keys would open."""
        super().focusInEvent(event)
        self._ring.follow(event)
        self.selectRow(max(0, self.currentIndex().row()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring and the row: nothing is chosen while the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._ring.follow(event)
        self.clearSelection()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows[index.row()].key)

    def fit(self) -> None:
        """Leave out columns until the words have room."""
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_PX))
        widths_px = dict.fromkeys(range(1, len(self._model.headers)), FIGURE_PX)
        self.share_out(0, widths_px, Columns(self._give_way, LEAST_WORDS_PX))


def _draw_words(
    painter: QPainter, rect: QRect, words: str, size: int, ink: str, *, is_first: bool
) -> None:
    font = look.font(size)
    side = Qt.AlignmentFlag.AlignLeft if is_first else Qt.AlignmentFlag.AlignRight
    room = rect.adjusted(PAD_PX, 0, -PAD_PX, 0)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(look.pen(ink))
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
