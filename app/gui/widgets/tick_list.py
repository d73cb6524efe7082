"""A long list of rows that can be ticked: only those on screen are drawn."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.gui import icons, look
from app.gui.icons import Icon

Index = QModelIndex | QPersistentModelIndex

ROW_PX: Final = 52
BOX_PX: Final = 20
PAD_PX: Final = 10
ROWS_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Tickable:
    """A row: its value, its words, a line of small print, and whether it is ticked."""

    value: str
    words: str
    detail: str
    ticked: bool


class TickModel(QAbstractListModel):
    """The rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Tickable, ...] = ()

    def show_rows(self, rows: tuple[Tickable, ...]) -> None:
        """Replace the rows; where only ticks differ, the list stays where it is."""
        same = [row.value for row in rows] == [row.value for row in self.rows]
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
            case Qt.ItemDataRole.DisplayRole:
                return row.words
            case Qt.ItemDataRole.ToolTipRole:
                return row.words
            case Qt.ItemDataRole.AccessibleTextRole:
                state = "attached" if row.ticked else "not attached"
                return ", ".join(filter(None, (row.words, row.detail, state)))
            case _:
                return None


class TickList(QListView):
    """The list; Space or a click ticks a row.

    Signals:
        ticked: The person wants a row ticked, or no longer; carries its value.
    """

    ticked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._model = TickModel()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(lambda index: self._tick(index))

    @property
    def rows(self) -> tuple[Tickable, ...]:
        """The rows, from top to bottom."""
        return self._model.rows

    def show_rows(self, rows: tuple[Tickable, ...]) -> None:
        """Show other rows."""
        if rows != self._model.rows:
            self._model.show_rows(rows)
            self.updateGeometry()
            if rows and not self.currentIndex().isValid():
                self.setCurrentIndex(self._model.index(0))

    def sizeHint(self) -> QSize:
        """Return room for some rows."""
        rows = max(1, min(ROWS_SHOWN, len(self._model.rows)))
        return QSize(look.px(240), rows * look.px(ROW_PX))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and room for some words."""
        return QSize(look.px(160), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Space."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._tick(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _tick(self, index: Index) -> None:
        self.ticked.emit(self._model.rows[index.row()].value)


class _Delegate(QStyledItemDelegate):
    """Draws a box, the words and the small print."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.px(120), look.px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, TickModel)  # the list has no other
        row = model.rows[index.row()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        look.smooth(painter)
        self._draw_ground(painter, rect, state)
        edge = look.px(BOX_PX)
        box = QRectF(rect.left() + PAD_PX, rect.top() + (rect.height() - edge) / 2, edge, edge)
        _draw_box(painter, box, row.ticked)
        left = round(box.right()) + 12
        words = QRect(left, rect.top(), rect.right() - PAD_PX - left, rect.height())
        _draw_words(painter, words, row)
        painter.restore()

    def _draw_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        colours, flags = look.colours(), QStyle.StateFlag
        view = self.parent()
        focused = isinstance(view, QListView) and view.hasFocus()
        if state & flags.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        if state & flags.State_Selected and focused:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(
                rect.left(), rect.top() + 8, 3, rect.height() - 16, QColor(colours.accent)
            )


def _draw_box(painter: QPainter, box: QRectF, ticked: bool) -> None:
    colours = look.colours()
    painter.setPen(look.pen(colours.accent if ticked else colours.line_strong, 1.5))
    painter.setBrush(QColor(colours.accent if ticked else colours.surface))
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
    if ticked:
        icons.draw(painter, box.adjusted(3, 3, -3, -3), Icon.CHECK_BOLD, colours.on_accent)


def _draw_words(painter: QPainter, room: QRect, row: Tickable) -> None:
    colours, mode = look.colours(), Qt.TextElideMode.ElideRight
    half = room.height() // 2
    for words, size, ink, rect, flag in (
        (row.words, 14, colours.text, room.adjusted(0, 0, 0, -half), Qt.AlignmentFlag.AlignBottom),
        (
            row.detail,
            12,
            colours.text_3,
            room.adjusted(0, half + 2, 0, 0),
            Qt.AlignmentFlag.AlignTop,
        ),
    ):
        font = look.font(size)
        painter.setFont(font)
        painter.setPen(look.pen(ink))
        if not row.detail:
            rect, flag = room, Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, flag, QFontMetrics(font).elidedText(words, mode, rect.width()))
