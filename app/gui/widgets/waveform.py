"""The sound of a take as a row of bars, with its key points, what is chosen, and the playhead."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.replay import Stretch
from app.gui import look
from app.gui.evidence import Mark
from app.gui.wording import clock

HEIGHT_PX: Final = 96
MARK_PX: Final = 18
STEP_PX: Final = 4
BAR_PX: Final = 2.5
LEAST_BAR_PX: Final = 2.0
KNOB_PX: Final = 5
# A hand that clicks may move so far.
DRAG_PX: Final = 4


def bars_of(peaks: Sequence[float], count: int) -> list[float]:
    """Return that many bars: each the highest of the peaks it stands for, all grown to fill 1.

    Args:
        peaks: Peaks of equal stretches, 0..1.
        count: How many bars there is room for.
    """
    if not peaks or count <= 0:
        return []
    loudest = max(peaks) or 1.0
    bars = []
    for index in range(count):
        first = index * len(peaks) // count
        end = max(first + 1, (index + 1) * len(peaks) // count)
        bars.append(max(peaks[first:end]) / loudest)
    return bars


def spread(wanted: Sequence[float], gap: float, room: float) -> list[float]:
    """Return positions near the wanted ones, at least gap apart and within 0..room.

    Args:
        wanted: Where each thing would stand, rising.
        gap: The least distance between two.
        room: How much room there is; too little for all means that some touch.
    """
    placed: list[float] = []
    for x in wanted:
        placed.append(max(x, placed[-1] + gap) if placed else x)
    limit = room
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = max(0.0, min(placed[index], limit))
        limit = placed[index] - gap
    return placed


class Waveform(QWidget):
    """Bars, marks and playhead; a click asks to hear another moment, a drag chooses a stretch.

    Signals:
        sought: The person points at a moment; carries its seconds.
        chosen: The person drew over a stretch; carries a Stretch.
    """

    sought = Signal(float)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._peaks: tuple[float, ...] = ()
        self._bars: list[float] = []
        self._duration_s = 0.0
        self._position_s = 0.0
        self._marks: tuple[Mark, ...] = ()
        self._selection: Stretch | None = None
        self._looping = False
        self._pressed_x: float | None = None  # where the button went down
        self._drawn: Stretch | None = None  # what the pointer is being drawn over
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Waveform")

    def show_take(self, peaks: tuple[float, ...], duration_s: float) -> None:
        """Show another take; without peaks a flat line.

        Args:
            peaks: Peaks of equal stretches of the take, 0..1.
            duration_s: Its length in seconds.
        """
        if (peaks, duration_s) != (self._peaks, self._duration_s):
            self._peaks, self._duration_s = peaks, duration_s
            self._fill()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show where key points were heard, in order of time."""
        if marks != self._marks:
            self._marks = marks
            self.update()

    def show_selection(self, selection: Stretch | None, looping: bool) -> None:
        """Show the stretch that is chosen, and whether it is played again and again."""
        if (selection, looping) != (self._selection, self._looping):
            self._selection, self._looping = selection, looping
            self.update()

    def show_position(self, position_s: float) -> None:
        """Move the playhead; cheap when it stays on its pixel."""
        before, self._position_s = self._x(self._position_s), position_s
        now = self._x(position_s)
        if int(before) != int(now):
            left, right = sorted((int(before), int(now)))
            around = KNOB_PX + STEP_PX  # bars that have only partly been passed
            self.update(QRect(left - around, 0, right - left + 2 * around, self.height()))
        words = f"{clock(position_s)} of {clock(self._duration_s)}"
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def sizeHint(self) -> QSize:
        """Return a usual width, and the height of marks and bars."""
        return QSize(look.px(480), look.px(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        """Return the least width that shows something."""
        return QSize(look.px(160), look.px(HEIGHT_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw as many bars as there is room for."""
        super().resizeEvent(event)
        self._fill()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click or a drag began."""
        if event.button() == Qt.MouseButton.LeftButton and self._duration_s:
            self._pressed_x = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a drag has chosen so far."""
        if self._pressed_x is None:
            return
        x = event.position().x()
        if self._drawn is not None or abs(x - self._pressed_x) >= DRAG_PX:
            self._drawn = self._stretch_between(self._pressed_x, x)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was drawn over; a click goes to its moment, or to where its mark begins."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_x is None:
            return
        drawn, self._drawn, self._pressed_x = self._drawn, None, None
        self.update()
        if drawn is not None:
            self.chosen.emit(drawn)
            return
        mark = self._mark_at(event.position())
        self.sought.emit(mark.evidence.start_s if mark else self._moment(event.position().x()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bars, marks, what is chosen and the playhead."""
        painter = look.smooth(QPainter(self))
        self._draw_selection(painter)
        self._draw_bars(painter, event.rect())
        for mark, x in self._placed_marks():
            self._draw_mark(painter, mark, x)
        self._draw_playhead(painter)

    def _draw_selection(self, painter: QPainter) -> None:
        """Draw the ground of what is chosen, and its two edges."""
        selection = self._drawn or self._selection
        if selection is None:
            return
        colours = look.colours()
        top = look.px(MARK_PX + 4)
        left, right = self._x(selection.from_s), self._x(selection.until_s)
        ground = QRectF(left, top, right - left, self.height() - top)
        painter.fillRect(ground, QColor(colours.hover))
        painter.setPen(look.pen(colours.accent if self._looping else colours.line_strong, 2))
        for x in (left, right):
            painter.drawLine(QPointF(x, top), QPointF(x, self.height()))

    def _draw_bars(self, painter: QPainter, shown: QRect) -> None:
        """Draw the bars that stand in a part of the widget."""
        colours = look.colours()
        top = look.px(MARK_PX + 4)
        room = self.height() - top
        played = self._x(self._position_s)
        selection = self._drawn or self._selection
        painter.setPen(Qt.PenStyle.NoPen)
        first = max(0, shown.left() // STEP_PX)
        for index in range(first, min(len(self._bars), shown.right() // STEP_PX + 1)):
            x = index * STEP_PX
            high = max(LEAST_BAR_PX, self._bars[index] * (room - 6))
            chosen = selection is not None and selection.holds(self._moment(x))
            waiting = colours.text_3 if chosen else colours.wave
            painter.setBrush(QColor(colours.accent if x < played else waiting))
            bar = QRectF(x, top + (room - high) / 2, BAR_PX, high)
            painter.drawRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)

    def _draw_mark(self, painter: QPainter, mark: Mark, x: float) -> None:
        colours = look.colours()
        line = colours.amber if mark.unclear else colours.accent
        ground = colours.amber_soft if mark.unclear else colours.accent_soft
        edge = look.px(MARK_PX)
        disc = QRectF(x, 1, edge, edge)
        moment = self._x(mark.evidence.start_s)
        dotted = QPen(QColor(line), 1)
        dotted.setDashPattern([2, 3])
        painter.setPen(dotted)
        painter.drawLine(QPointF(disc.center().x(), edge + 2), QPointF(moment, edge + 5))
        painter.drawLine(QPointF(moment, edge + 5), QPointF(moment, self.height()))
        painter.setPen(look.pen(line))
        painter.setBrush(QColor(ground))
        painter.drawEllipse(disc)
        painter.setPen(look.pen(colours.amber_ink if mark.unclear else colours.accent_ink))
        painter.setFont(look.font(12, "semibold"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(mark.number))

    def _draw_playhead(self, painter: QPainter) -> None:
        if not self._duration_s:
            return
        colour = look.colours().text
        x = self._x(self._position_s)
        painter.setPen(look.pen(colour, 2))
        painter.drawLine(QPointF(x, look.px(MARK_PX) + 2), QPointF(x, self.height() - 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(x, self.height() - KNOB_PX), KNOB_PX, KNOB_PX)

    def _placed_marks(self) -> list[tuple[Mark, float]]:
        """Return the marks with the left edge of their discs, which never overlap."""
        edge = look.px(MARK_PX)
        wanted = [self._x(mark.evidence.start_s) - edge / 2 for mark in self._marks]
        places = spread(wanted, edge + 2, self.width() - edge - 1)
        return list(zip(self._marks, places, strict=True))

    def _mark_at(self, point: QPointF) -> Mark | None:
        edge = look.px(MARK_PX)
        hits = (m for m, x in self._placed_marks() if QRectF(x, 0, edge, edge).contains(point))
        return next(hits, None)

    def _fill(self) -> None:
        self._bars = bars_of(self._peaks, self.width() // STEP_PX)
        self.update()

    def _x(self, moment_s: float) -> float:
        """Return where a moment stands; the playhead stays inside at both ends."""
        if not self._duration_s:
            return 0.0
        share = max(0.0, min(1.0, moment_s / self._duration_s))
        return KNOB_PX + share * (self.width() - 2 * KNOB_PX)

    def _moment(self, x: float) -> float:
        share = (x - KNOB_PX) / max(1, self.width() - 2 * KNOB_PX)
        return max(0.0, min(1.0, share)) * self._duration_s

    def _stretch_between(self, one_x: float, other_x: float) -> Stretch | None:
        """Return the stretch between two places; None for places at the same end of the take."""
        from_s, until_s = sorted((self._moment(one_x), self._moment(other_x)))
        return Stretch(from_s, until_s) if from_s < until_s else None
