"""The small outlined cap that names a key."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import look

HEIGHT_PX: Final = 20
PADDING_PX: Final = 6


def cap_size(text: str) -> QSize:
    """Return the size of the cap of a key, in device-independent pixels."""
    width = QFontMetricsF(look.font(12, "medium")).horizontalAdvance(text) + 2 * PADDING_PX
    return QSize(max(look.px(HEIGHT_PX), round(width) + 2), look.px(HEIGHT_PX))


def draw_cap(painter: QPainter, corner: QPointF, text: str, border: str, ink: str) -> None:
    """Draw the cap of a key with its top left corner at a point."""
    rect = QRectF(corner, cap_size(text).toSizeF())
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen(border))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(look.pen(ink))
    painter.setFont(look.font(12, "medium"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyHint(QWidget):
    """A key cap that stands by itself; empty text hides it but keeps no room."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Key {key}")

    def sizeHint(self) -> QSize:
        """Return the size of the cap."""
        return cap_size(self._key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        draw_cap(painter, QPointF(0, 0), self._key, colours.line_strong, colours.text_2)
