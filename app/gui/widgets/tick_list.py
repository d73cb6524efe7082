"""A long list of rows that can be ticked: only those on screen are drawn."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle

from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.widgets.row_list import Index, Row, RowDelegate, RowList

ROW_PX: Final = 52
BOX_PX: Final = 20
PAD_PX: Final = 10
ROWS_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Tickable(Row):
    """A row with a line of small print, and whether it is ticked."""

    detail: str
    ticked: bool

    @property
    def spoken(self) -> str:
        """The whole row in words, for screen readers."""
        state = "attached" if self.ticked else "not attached"
        return ", ".join(filter(None, (self.words, self.detail, state)))


class TickList(RowList[Tickable]):
    """The list; Space or a click ticks a row.

    Signals:
        ticked: The person wants a row ticked, or no longer; carries its key.
    """

    ticked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setItemDelegate(_Delegate(self, ROW_PX))
        self.clicked.connect(lambda index: self._tick(index))

    def show_rows(self, rows: tuple[Tickable, ...]) -> None:
        """Show other rows."""
        if rows != self.rows:
            self.row_model.show_rows(rows)
            self.updateGeometry()
            if rows and not self.currentIndex().isValid():
                self.setCurrentIndex(self.row_model.index(0))

    def sizeHint(self) -> QSize:
        """Return room for some rows."""
        rows = max(1, min(ROWS_SHOWN, len(self.rows)))
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
        self.ticked.emit(self.rows[index.row()].key)


class _Delegate(RowDelegate[Tickable]):
    """Draws a box, the words and the small print."""

    def draw_row(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, row: Tickable
    ) -> None:
        self._draw_ground(painter, rect, state)
        edge = look.px(BOX_PX)
        box = QRectF(rect.left() + PAD_PX, rect.top() + (rect.height() - edge) / 2, edge, edge)
        _draw_box(painter, box, row.ticked)
        left = round(box.right()) + 12
        words = QRect(left, rect.top(), rect.right() - PAD_PX - left, rect.height())
        _draw_words(painter, words, row)

    def _draw_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        colours, flags = look.colours(), QStyle.StateFlag
        if state & flags.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        if state & flags.State_Selected and self.view.hasFocus():
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
