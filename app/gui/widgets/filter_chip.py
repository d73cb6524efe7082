"""A filter that is on, as a chip that takes it off."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.widgets.focus import FocusRing, Ringed

HEIGHT_PX: Final = 28
PADDING_PX: Final = 12
CROSS_PX: Final = 14
MOST_PX: Final = 300


class FilterChip(Ringed, QPushButton):
    """What a filter asks for, and a cross; long words end in an ellipsis."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setAccessibleName(f"Remove the filter: {words}")
        self.setToolTip(f"Remove the filter: {words}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._ring = FocusRing(self, HEIGHT_PX / 2)

    def sizeHint(self) -> QSize:
        """Return what the words need."""
        words = QFontMetrics(look.font(13)).horizontalAdvance(self.text())
        width = words + 1 + 2 * look.px(PADDING_PX) + look.px(CROSS_PX) + 6
        return QSize(min(width, look.px(MOST_PX)), look.px(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        """Return room for a word."""
        return QSize(min(self.sizeHint().width(), look.px(100)), look.px(HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, words and cross."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        lively = self.underMouse() or self.isDown()
        painter.setPen(look.pen(colours.accent if lively else colours.accent_soft))
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        edge = look.px(CROSS_PX)
        right = self.width() - look.px(PADDING_PX) - edge
        box = QRectF(right, (self.height() - edge) / 2, edge, edge)
        icons.draw(painter, box, Icon.X, colours.accent_ink)
        left = look.px(PADDING_PX)
        room = QRectF(left, 0, right - 6 - left, self.height())
        font = look.font(13)
        mode = Qt.TextElideMode.ElideRight
        painter.setFont(font)
        painter.setPen(look.pen(colours.accent_ink))
        words = QFontMetrics(font).elidedText(self.text(), mode, round(room.width()) + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
