"""Words over small print, both of which wrap: as the rows of lists draw them."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.gui import look
from app.gui.widgets.focus import FocusRing, Ringed

ROW_PX: Final = 60
MARGIN_PX: Final = 11
PADDING_PX: Final = 12
GAP_PX: Final = 3
_WRAPS: Final = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class TwoLines:
    """The words of a row."""

    words: str
    detail: str

    def height(self, width: int) -> int:
        """Return how high they are in a width, in device-independent pixels."""
        below = look.px(GAP_PX) + _height(self.detail, 12, width) if self.detail else 0
        return _height(self.words, 14, width) + below

    def draw(self, painter: QPainter, corner: QPoint, width: int, *, strong: bool = True) -> None:
        """Draw them; the words are quieter when they are not strong."""
        colours = look.colours()
        high = _height(self.words, 14, width)
        painter.setFont(look.font(14, "medium" if strong else "regular"))
        painter.setPen(look.pen(colours.text if strong else colours.text_2))
        painter.drawText(QRect(corner, QSize(width, high)), _WRAPS, self.words)
        painter.setFont(look.font(12))
        painter.setPen(look.pen(colours.text_3))
        below = corner + QPoint(0, high + look.px(GAP_PX))
        room = QSize(width, _height(self.detail, 12, width))
        painter.drawText(QRect(below, room), _WRAPS, self.detail)


def _height(text: str, size_px: int, width: int) -> int:
    # Measured in the wider weight, so that a row keeps its height when its words become strong.
    metrics = QFontMetrics(look.font(size_px, "medium"))
    return metrics.boundingRect(QRect(0, 0, max(1, width), 0), _WRAPS, text).height()


class TwoLineRow(Ringed, QAbstractButton):
    """A row one can click.

    Args:
        lines: Its words.
        right_px: What is kept free at its right end, at the normal text size.
        ruled: Whether it stands under a thin line.
    """

    def __init__(self, lines: TwoLines, right_px: int = 0, *, ruled: bool = True) -> None:
        super().__init__()
        self.lines = lines
        self._ruled = ruled
        self._right_px = right_px
        self._ring = FocusRing(self, 4, inside=True)
        self.setText(lines.words)
        self.setAccessibleName(lines.words)
        self.setAccessibleDescription(lines.detail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return some width, and the height of two short lines."""
        return QSize(look.px(240), look.px(ROW_PX))

    def hasHeightForWidth(self) -> bool:
        """Return that long words need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need."""
        return self.lines.height(self._room(width)) + 2 * look.px(MARGIN_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the line above, the words, and what stands at the end."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(self.rect().adjusted(0, 1, 0, 0), 6, 6)
        if self._ruled:
            line_px = self.width() - 2 * PADDING_PX
            painter.fillRect(PADDING_PX, 0, line_px, 1, QColor(colours.line))
        corner = QPoint(PADDING_PX, look.px(MARGIN_PX))
        self.lines.draw(painter, corner, self._room(self.width()))
        self.draw_right(painter)

    def draw_right(self, painter: QPainter) -> None:
        """Draw what stands at the right end; nothing unless a subclass does."""

    def _room(self, width: int) -> int:
        return max(1, width - 2 * PADDING_PX - look.px(self._right_px))
