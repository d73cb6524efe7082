"""A long list of rows that draw themselves: only those on screen are drawn."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.gui import look

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """What every row has.

    Attributes:
        key: What it is known by.
        words: What it is called.
    """

    key: str
    words: str

    @property
    def spoken(self) -> str:
        """The whole row in words, for screen readers."""
        return self.words


R = TypeVar("R", bound=Row)


class RowModel(QAbstractListModel, Generic[R]):
    """The rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[R, ...] = ()

    def show_rows(self, rows: tuple[R, ...]) -> None:
        """Replace the rows; where none comes, goes or moves, the list stays where it is."""
        same = [row.key for row in rows] == [row.key for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = rows
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row, also for screen readers."""
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case _:
                return None


class RowList(QListView, Generic[R]):
    """The list. What keys and clicks do is what a subclass makes of it."""

    def __init__(self, name: str) -> None:
        """Set the list up, without a delegate.

        Args:
            name: What it holds, for screen readers.
        """
        super().__init__()
        self.row_model = RowModel[R]()
        self.setModel(self.row_model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows, from top to bottom."""
        return self.row_model.rows


class RowDelegate(QStyledItemDelegate, Generic[R]):
    """Draws the rows of a list; how one looks is for a subclass to say."""

    def __init__(self, view: RowList[R], row_px: int) -> None:
        """Prepare.

        Args:
            view: The list.
            row_px: Height of a row at the normal text size.
        """
        super().__init__(view)
        self.view = view
        self._row_px = row_px

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(look.px(120), look.px(self._row_px))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row, and leave the painter as it was."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        look.smooth(painter)
        self.draw_row(painter, rect, state, self.view.rows[index.row()])
        painter.restore()

    def draw_row(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, row: R) -> None:
        """Draw one row; nothing unless a subclass does."""
