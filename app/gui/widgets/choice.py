"""Rows to choose one of many or to tick, with words that wrap, a second line and a key."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy

from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.widgets.focus import FocusRing, Ringed
from app.gui.widgets.keycap import cap_size, draw_cap

MARK_PX: Final = 20
MARK_GAP_PX: Final = 8
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
        mark: A word in a chip behind the words; empty for none.
        fades: Whether the words fade while the row cannot be chosen.
    """

    key: str = ""
    detail: str = ""
    muted: bool = False
    padding: tuple[int, int] = (0, 8)
    ground: bool = False
    mark: str = ""
    fades: bool = True


class _Row(Ringed):
    """The geometry and the paint that both kinds of row share; stands before the Qt class."""

    def __init__(self, text: str, row: RowLook | None = None) -> None:
        super().__init__()
        self.setText(text)
        self._row = row = row or RowLook()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._ring = FocusRing(self, 4)
        self._name()

    def show_row(self, row: RowLook) -> None:
        """Change what is shown besides the words."""
        if row != self._row:
            self._row = row
            self._name()
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return what the words need on one line."""
        text = QFontMetrics(self._text_font()).horizontalAdvance(self.text())
        detail = QFontMetrics(look.font(12)).horizontalAdvance(self._row.detail)
        width = max(text + self._mark_width(), detail) + self._left() + self._right() + 1
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return what a few words need."""
        width = self._left() + self._right() + look.px(80)
        return QSize(width, look.px(MARK_PX) + 2 * self._row.padding[1])

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words."""
        words = self._words_rect(width)
        flags = _WRAP | Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetrics(self._text_font())
        high = metrics.boundingRect(words, flags, self.text()).height()
        high += self._detail_height(words) if self._row.detail else 0
        return max(high, look.px(MARK_PX)) + 2 * self._row.padding[1]

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the row."""
        return self.rect().contains(pos)

    def _draw_row(self, painter: QPainter) -> QRectF:
        """Draw all but the mark, and return where that goes."""
        colours = look.colours()
        if self._row.ground and (self.isChecked() or self.underMouse()):
            ground = colours.accent_soft if self.isChecked() else colours.hover
            painter.fillRect(self.rect(), QColor(ground))
        words = self._words_rect(self.width())
        faded = self._row.fades and not self.isEnabled()
        ink = colours.text_2 if self._row.muted else colours.text
        painter.setPen(look.pen(colours.disabled if faded else ink))
        painter.setFont(self._text_font())
        flags = _WRAP | Qt.AlignmentFlag.AlignLeft
        if self._row.detail:
            painter.drawText(words, flags | Qt.AlignmentFlag.AlignTop, self.text())
            painter.setPen(look.pen(colours.text_3))
            painter.setFont(look.font(12))
            painter.drawText(words, flags | Qt.AlignmentFlag.AlignBottom, self._row.detail)
        else:
            painter.drawText(words, flags | Qt.AlignmentFlag.AlignVCenter, self.text())
        self._draw_mark(painter, words)
        self._draw_key(painter)
        edge = look.px(MARK_PX)
        return QRectF(self._row.padding[0], (self.height() - edge) / 2, edge, edge)

    def _detail_height(self, words: QRect) -> int:
        """Return the height of the second line, which may take several, and the gap above it."""
        metrics, flags = QFontMetrics(look.font(12)), _WRAP | Qt.AlignmentFlag.AlignLeft
        more = metrics.boundingRect(words, flags, self._row.detail).height() - metrics.height()
        return look.px(18) + max(0, more)

    def _draw_mark(self, painter: QPainter, words: QRect) -> None:
        if not self._row.mark:
            return
        colours = look.colours()
        text = QFontMetrics(self._text_font()).horizontalAdvance(self.text())
        width, height = self._mark_width() - look.px(MARK_GAP_PX), look.px(MARK_PX)
        # The middle of the first line: a chip is a little higher than the line itself.
        top = words.top() + (QFontMetrics(self._text_font()).height() - height) / 2
        chip = QRectF(words.left() + text + look.px(MARK_GAP_PX), top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setPen(look.pen(colours.accent_ink))
        painter.setFont(look.font(12))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._row.mark)

    def _mark_width(self) -> int:
        """Return the width of the chip and the gap before it; 0 without one."""
        if not self._row.mark:
            return 0
        word = QFontMetrics(look.font(12)).horizontalAdvance(self._row.mark)
        return word + look.px(16 + MARK_GAP_PX)

    def _name(self) -> None:
        """Say to a screen reader what is drawn."""
        row = self._row
        self.setAccessibleName(self.text())
        said = ", ".join(filter(None, (row.mark, row.detail)))
        self.setAccessibleDescription(said or (f"Key {row.key}" if row.key else ""))

    def _draw_key(self, painter: QPainter) -> None:
        if not self._row.key:
            return
        colours = look.colours()
        cap = cap_size(self._row.key)
        right = self.width() - self._row.padding[0] - cap.width()
        corner = QPointF(right, (self.height() - cap.height()) / 2)
        draw_cap(painter, corner, self._row.key, colours.line_strong, colours.text_2)

    def _text_font(self) -> QFont:
        strong = self._row.detail or (self._row.ground and self.isChecked())
        return look.font(14, "medium" if strong else "regular")

    def _words_rect(self, width: int) -> QRect:
        top = self._row.padding[1]
        room = width - self._left() - self._right()
        return QRect(self._left(), top, max(1, room), self.height() - 2 * top)

    def _left(self) -> int:
        return self._row.padding[0] + look.px(MARK_PX + (16 if self._row.ground else 12))

    def _right(self) -> int:
        cap = cap_size(self._row.key).width() + 12 if self._row.key else 0
        return self._row.padding[0] + cap


class RadioRow(_Row, QRadioButton):
    """A row of which one in its parent is chosen; arrow keys move the choice."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row with a disc: a thick ring when chosen."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        disc = self._draw_row(painter)
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


class CheckRow(_Row, QCheckBox):
    """A row that can be ticked."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row with a box: filled and ticked when chosen."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        box = self._draw_row(painter)
        ticked = self.isChecked()
        off = not self.isEnabled()
        border = colours.accent if ticked else colours.line_strong
        painter.setPen(look.pen(colours.disabled if off else border, 1.5))
        ground = colours.accent if ticked else colours.surface
        painter.setBrush(QColor(colours.disabled if off and ticked else ground))
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        if ticked:
            icons.draw(painter, box.adjusted(3, 3, -3, -3), Icon.CHECK_BOLD, colours.on_accent)
