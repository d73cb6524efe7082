"""A word of one's own with how often it was said; a click asks to hear it."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent

from app.core.feedback import Said
from app.core.transcript import Place
from app.gui import look
from app.gui.widgets.button import Button
from app.gui.wording import count

HEIGHT_PX: Final = 28
SIDE_PX: Final = 10
GAP_PX: Final = 6
FONT_PX: Final = 13
LEAST_PX: Final = 72
ARROWS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class SaidChip(Button):
    """One word, term or phrase; each click asks for the next place where it was said."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.text, "quiet", size="tiny")
        self._said = said
        self._next = 0
        self._count = f"{said.count}×" if said.count > 1 else ""
        self.setAccessibleName(f"{said.text}, said {_times(said.count)}")

    def set_playable(self, on: bool) -> None:
        """Say whether it can be heard; if not, it is there to be read."""
        self.setEnabled(on)
        self.setToolTip(f"Said {_times(self._said.count)}. Plays the next place." if on else "")
        self.setAccessibleDescription("Plays the next place." if on else "")

    def next_place(self) -> Place:
        """Return the next place where it was said, after the last the first again."""
        place = self._said.places[self._next]
        self._next = (self._next + 1) % self._said.count
        return place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the group; Qt would take the focus wherever it likes."""
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return what the words need."""
        return QSize(self._words_width() + self._count_width() + 2 * look.px(SIDE_PX), self._high())

    def minimumSizeHint(self) -> QSize:
        """Return room for a word: a long phrase ends in an ellipsis where there is less."""
        return QSize(min(self.sizeHint().width(), look.px(LEAST_PX)), self._high())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the words and the count."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        under = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setBrush(QColor(colours.hover if under else colours.raised))
        painter.setPen(look.pen(colours.line_strong if under else colours.line))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 6, 6)
        inside = box.adjusted(look.px(SIDE_PX), 0, -look.px(SIDE_PX), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font(FONT_PX))
        painter.setPen(look.pen(colours.text_3))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, self._count)
        painter.setPen(look.pen(colours.text))
        room = inside.adjusted(0, 0, -self._count_width(), 0)
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.text(), mode, round(room.width()) + 1)
        painter.drawText(room.adjusted(0, 0, 2, 0), middle, shown)

    def _high(self) -> int:
        return look.px(HEIGHT_PX)

    def _words_width(self) -> int:
        return QFontMetrics(look.font(FONT_PX)).horizontalAdvance(self.text()) + 2

    def _count_width(self) -> int:
        if not self._count:
            return 0
        return QFontMetrics(look.font(FONT_PX)).horizontalAdvance(self._count) + look.px(GAP_PX)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number) or count(number, "time")
