"""Rows to choose one of many or to tick, with words that wrap, a second line and a key."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.widgets.focus import FocusRing
from app.gui.widgets.keycap import cap_size, draw_cap

MARK_PX: Final = 20
_WRAP: Final = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class RowLook:
    """What a row shows besides its words.

    Attributes:
        key: The key that does the same; empty for none.
        detail: A second line in small print; empty for none.
        muted: Whether the words step back.
        padding: Left and right, top and bottom, in device-independent pixels.
        ground: Whether a chosen row has the colour of a selection behind it.
    """

    key: str = ""
    detail: str = ""
    muted: bool = False
    padding: tuple[int, int] = (0, 8)
    ground: bool = False


class _Row:
    """The geometry and the paint that both kinds of row share."""

    def __init__(self, button: QAbstractButton, row: RowLook) -> None:
        self.look = row
        self._button = button
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(button.text())
        button.setAccessibleDescription(row.detail or (f"Key {row.key}" if row.key else ""))
        self.ring = FocusRing(button, 4)

    def height(self, width: int) -> int:
        words = self._words_rect(width)
        flags = _WRAP | Qt.AlignmentFlag.AlignLeft
        high = QFontMetrics(self._font()).boundingRect(words, flags, self._button.text()).height()
        high += look.px(18) if self.look.detail else 0
        return max(high, look.px(MARK_PX)) + 2 * self.look.padding[1]

    def hint(self) -> QSize:
        text = QFontMetrics(self._font()).horizontalAdvance(self._button.text())
        detail = QFontMetrics(look.font(12)).horizontalAdvance(self.look.detail)
        taken = self._left() + self._right()
        width = max(text, detail) + taken + 1
        return QSize(width, self.height(width))

    def least(self) -> QSize:
        width = self._left() + self._right() + look.px(80)
        return QSize(width, look.px(MARK_PX) + 2 * self.look.padding[1])

    def draw(self, painter: QPainter) -> QRectF:
        """Draw all but the mark, and return where that goes."""
        colours = look.colours()
        button = self._button
        if self.look.ground and (button.isChecked() or button.underMouse()):
            ground = colours.accent_soft if button.isChecked() else colours.hover
            painter.fillRect(button.rect(), QColor(ground))
        words = self._words_rect(button.width())
        ink = colours.text_2 if self.look.muted else colours.text
        painter.setPen(look.pen(ink if button.isEnabled() else colours.disabled))
        painter.setFont(self._font())
        flags = _WRAP | Qt.AlignmentFlag.AlignLeft
        if self.look.detail:
            painter.drawText(words, flags | Qt.AlignmentFlag.AlignTop, button.text())
            painter.setPen(look.pen(colours.text_3))
            painter.setFont(look.font(12))
            painter.drawText(words, Qt.AlignmentFlag.AlignBottom, self.look.detail)
        else:
            painter.drawText(words, flags | Qt.AlignmentFlag.AlignVCenter, button.text())
        self._draw_key(painter)
        edge = look.px(MARK_PX)
        return QRectF(self.look.padding[0], (button.height() - edge) / 2, edge, edge)

    def _draw_key(self, painter: QPainter) -> None:
        if not self.look.key:
            return
        colours = look.colours()
        cap = cap_size(self.look.key)
        right = self._button.width() - self.look.padding[0] - cap.width()
        corner = QPointF(right, (self._button.height() - cap.height()) / 2)
        draw_cap(painter, corner, self.look.key, colours.line_strong, colours.text_2)

    def _font(self) -> QFont:
        strong = self.look.detail or (self.look.ground and self._button.isChecked())
        return look.font(14, "medium" if strong else "regular")

    def _words_rect(self, width: int) -> QRect:
        top = self.look.padding[1]
        room = width - self._left() - self._right()
        return QRect(self._left(), top, max(1, room), self._button.height() - 2 * top)

    def _left(self) -> int:
        return self.look.padding[0] + look.px(MARK_PX + (16 if self.look.ground else 12))

    def _right(self) -> int:
        cap = cap_size(self.look.key).width() + 12 if self.look.key else 0
        return self.look.padding[0] + cap


class RadioRow(QRadioButton):
    """A row of which one in its parent is chosen; arrow keys move the choice."""

    def __init__(self, text: str, row: RowLook | None = None) -> None:
        super().__init__(text)
        self._row = _Row(self, row or RowLook())

    def sizeHint(self) -> QSize:
        """Return what the words need on one line."""
        return self._row.hint()

    def minimumSizeHint(self) -> QSize:
        """Return what a few words need."""
        return self._row.least()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words."""
        return self._row.height(width)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the row."""
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when a key brought the focus here."""
        super().focusInEvent(event)
        self._row.ring.follow(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self._row.ring.follow(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row with a disc: a thick ring when chosen."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        disc = self._row.draw(painter)
        painter.setBrush(QColor(colours.surface))
        if self.isChecked():
            width = disc.width() * 0.3
            colour = colours.accent if self.isEnabled() else colours.disabled
            painter.setPen(look.pen(colour, width))
        else:
            width = 1.5
            painter.setPen(
                look.pen(colours.line_strong if self.isEnabled() else colours.line, width)
            )
        painter.drawEllipse(disc.adjusted(width / 2, width / 2, -width / 2, -width / 2))


class CheckRow(QCheckBox):
    """A row that can be ticked."""

    def __init__(self, text: str, row: RowLook | None = None) -> None:
        super().__init__(text)
        self._row = _Row(self, row or RowLook())

    def sizeHint(self) -> QSize:
        """Return what the words need on one line."""
        return self._row.hint()

    def minimumSizeHint(self) -> QSize:
        """Return what a few words need."""
        return self._row.least()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words."""
        return self._row.height(width)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the row."""
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when a key brought the focus here."""
        super().focusInEvent(event)
        self._row.ring.follow(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self._row.ring.follow(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row with a box: filled and ticked when chosen."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        box = self._row.draw(painter)
        ticked = self.isChecked()
        off = not self.isEnabled()
        border = colours.accent if ticked else colours.line_strong
        painter.setPen(look.pen(colours.disabled if off else border, 1.5))
        ground = colours.accent if ticked else colours.surface
        painter.setBrush(QColor(colours.disabled if off and ticked else ground))
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        if ticked:
            icons.draw(painter, box.adjusted(3, 3, -3, -3), Icon.CHECK_BOLD, colours.on_accent)
