"""The ring that shows the time to think or to answer."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import look
from app.gui.wording import clock, countdown

SIZE_PX: Final = 232
STROKE_PX: Final = 8


@dataclass(frozen=True, slots=True)
class RingLook:
    """What a ring shows.

    Attributes:
        caption: The word above the figures.
        figures: The figures, such as "0:42".
        note: The words below.
        fraction: How much of the ring is drawn, 0..1.
        ink: Name of the ring's colour in the palette.
        dot: Whether the recording dot stands before the caption.
    """

    caption: str
    figures: str
    note: str = ""
    fraction: float = 0.0
    ink: str = "line_strong"
    dot: bool = False


def thinking(left_s: float, total_s: float) -> RingLook:
    """Return the look of a countdown: neutral and emptying."""
    fraction = left_s / total_s if total_s > 0 else 0.0
    return RingLook("Think", countdown(left_s), f"of {clock(total_s)}", fraction)


def answering(elapsed_s: float, target_s: float) -> RingLook:
    """Return the look of an answer: filling, then amber with how much it is over."""
    if elapsed_s <= target_s:
        note = f"of {clock(target_s)}"
        fraction = elapsed_s / target_s if target_s > 0 else 0.0
        return RingLook("Recording", clock(elapsed_s), note, fraction, "accent", dot=True)
    over = f"+{clock(elapsed_s - target_s)}"
    return RingLook("Recording", over, f"over {clock(target_s)}", 1.0, "amber", dot=True)


class TimerRing(QWidget):
    """Figures in a ring. It keeps its size and place whatever it shows."""

    def __init__(self) -> None:
        super().__init__()
        self._look = RingLook("", "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Timer")

    @property
    def shown(self) -> RingLook:
        """What the ring shows."""
        return self._look

    def show_look(self, ring: RingLook) -> None:
        """Show something else; cheap when nothing changed."""
        if ring == self._look:
            return
        self._look = ring
        self.setAccessibleDescription(f"{ring.caption} {ring.figures} {ring.note}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the diameter in both directions."""
        return QSize(look.px(SIZE_PX), look.px(SIZE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, the arc and the three lines of text."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        stroke = STROKE_PX * look.scale()
        inset = stroke / 2 + 6 * look.scale()
        circle = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(QColor(colours.line), stroke))
        painter.drawEllipse(circle)
        if self._look.fraction > 0:
            pen = QPen(QColor(getattr(colours, self._look.ink)), stroke)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            span = min(self._look.fraction, 1.0) * 360 * 16
            painter.drawArc(circle, 90 * 16, -round(span))  # Qt counts sixteenths of a degree
        self._draw_words(painter)

    def _draw_words(self, painter: QPainter) -> None:
        colours = look.colours()
        note_ink = colours.amber_ink if self._look.ink == "amber" else colours.text_3
        self._draw_line(painter, 76, look.font(14, "medium"), colours.text_2, self._look.caption)
        self._draw_line(painter, 128, look.font(48, "semibold"), colours.text, self._look.figures)
        self._draw_line(painter, 158, look.font(14), note_ink, self._look.note)
        if self._look.dot:
            self._draw_dot(painter)

    def _draw_line(
        self, painter: QPainter, baseline_px: int, font: QFont, ink: str, words: str
    ) -> None:
        painter.setFont(font)
        painter.setPen(look.pen(ink))
        width = QFontMetricsF(font).horizontalAdvance(words)
        left = (self.width() - width) / 2
        painter.drawText(QPointF(left, baseline_px * look.scale()), words)

    def _draw_dot(self, painter: QPainter) -> None:
        width = QFontMetricsF(look.font(14, "medium")).horizontalAdvance(self._look.caption)
        middle = QPointF((self.width() - width) / 2 - look.px(10), 71 * look.scale())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(look.colours(), self._look.ink)))
        painter.drawEllipse(middle, look.px(5), look.px(5))
