"""The mark of the program, and its name beside it."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import look

NAME: Final = "Greenroom"
EDGE_PX: Final = 24
# The three bars of the mark, in a square of 24: left, top, height.
BARS: Final = ((5.0, 10.0, 4.0), (10.5, 6.0, 12.0), (16.0, 9.0, 6.0))


def draw_mark(painter: QPainter, rect: QRectF, ground: str, ink: str) -> None:
    """Draw the mark in a square."""
    unit = rect.width() / EDGE_PX
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(unit, unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(0, 0, EDGE_PX, EDGE_PX), 6, 6)
    painter.setBrush(QColor(ink))
    for left, top, height in BARS:
        painter.drawRoundedRect(QRectF(left, top, 3, height), 1.5, 1.5)
    painter.restore()


class Brand(QWidget):
    """The mark and the name, at the head of the sidebar."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(NAME)

    def sizeHint(self) -> QSize:
        """Return what the mark and the name need."""
        width = QFontMetrics(look.font(16, "semibold")).horizontalAdvance(NAME)
        return QSize(12 + look.px(EDGE_PX) + 10 + width + 12, look.px(EDGE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark and the name."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        edge = look.px(EDGE_PX)
        draw_mark(painter, QRectF(12, 0, edge, edge), colours.accent, colours.on_accent)
        painter.setPen(look.pen(colours.text))
        painter.setFont(look.font(16, "semibold"))
        words = QRectF(12 + edge + 10, 0, self.width(), edge)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, NAME)
