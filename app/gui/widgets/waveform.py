"""The sound of a take as a row of bars, with what is marked or chosen of it, and the playhead."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.replay import Stretch
from app.gui import look
from app.gui.widgets.waveform_marks import FLAG_PX, MarkLayer, Mouthful, WaveMarks
from app.gui.wording import clock

HEIGHT_PX: Final = 96
STEP_PX: Final = 4
BAR_PX: Final = 2.5
LEAST_BAR_PX: Final = 2.0
# A bar that is lower is the room, not a voice: a pause shows its dots instead.
ROOM_BAR: Final = 0.12
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


class Waveform(QWidget):
    """Bars, marks and playhead; a click asks to hear another moment, a drag chooses a stretch.

    Signals:
        sought: The person points at a moment; carries its seconds.
        wanted: The person wants to hear something that is marked; carries a Stretch.
        chosen: The person drew over a stretch; carries a Stretch.
    """

    sought = Signal(float)
    wanted = Signal(object)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._peaks: tuple[float, ...] = ()
        self._bars: list[float] = []
        self._duration_s = 0.0
        self._position_s = 0.0
        self._layer = MarkLayer(self._x)
        self._selection: Stretch | None = None
        self._looping = False
        self._pressed_x: float | None = None  # where the button went down
        self._drawn: Stretch | None = None  # what the pointer is being drawn over
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Waveform")

    @property
    def has_sound(self) -> bool:
        """Whether there is a sound to show."""
        return bool(self._bars)

    def show_take(self, peaks: tuple[float, ...], duration_s: float) -> None:
        """Show another take; without peaks a flat line.

        Args:
            peaks: Peaks of equal stretches of the take, 0..1.
            duration_s: Its length in seconds.
        """
        if (peaks, duration_s) != (self._peaks, self._duration_s):
            self._peaks, self._duration_s = peaks, duration_s
            self._fill()

    def show_marks(self, marks: WaveMarks) -> None:
        """Show where key points were heard, and where there are long pauses and fillers."""
        if marks != self._layer.marks:
            self._layer.marks = marks
            self._describe()
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
        self._describe()

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
        if mouthful := self._marked_at(event.position()):
            self.wanted.emit(mouthful.stretch)
        else:
            self.sought.emit(self._moment(event.position().x()))

    def event(self, event: QEvent) -> bool:
        """Say what is marked where the pointer rests."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mouthful = self._marked_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), mouthful.words if mouthful else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bars, marks, what is chosen and the playhead."""
        painter = look.smooth(QPainter(self))
        self._layer.draw_pauses(painter, self._top, self.height())
        self._draw_selection(painter)
        self._draw_bars(painter, event.rect())
        self._layer.draw_fillers(painter, self.height())
        self._layer.draw_flags(painter, self.width(), self.height())
        self._draw_playhead(painter)

    @property
    def _top(self) -> int:
        """Where the bars begin, below the flags."""
        return look.px(FLAG_PX + 4)

    def _draw_selection(self, painter: QPainter) -> None:
        """Draw the ground of what is chosen, and its two edges."""
        selection = self._drawn or self._selection
        if selection is None:
            return
        colours = look.colours()
        top = self._top
        left, right = self._x(selection.from_s), self._x(selection.until_s)
        ground = QRectF(left, top, right - left, self.height() - top)
        painter.fillRect(ground, QColor(colours.hover))
        painter.setPen(look.pen(colours.accent if self._looping else colours.line_strong, 2))
        for x in (left, right):
            painter.drawLine(QPointF(x, top), QPointF(x, self.height()))

    def _draw_bars(self, painter: QPainter, shown: QRect) -> None:
        """Draw the bars that stand in a part of the widget."""
        colours = look.colours()
        top = self._top
        room = self.height() - top
        played = self._x(self._position_s)
        selection = self._drawn or self._selection
        painter.setPen(Qt.PenStyle.NoPen)
        first = max(0, shown.left() // STEP_PX)
        for index in range(first, min(len(self._bars), shown.right() // STEP_PX + 1)):
            x = index * STEP_PX
            if self._bars[index] < ROOM_BAR and self._in_pause(self._moment(x)):
                continue
            high = max(LEAST_BAR_PX, self._bars[index] * (room - 6))
            chosen = selection is not None and selection.holds(self._moment(x))
            waiting = colours.text_3 if chosen else colours.wave
            painter.setBrush(QColor(colours.accent if x < played else waiting))
            bar = QRectF(x, top + (room - high) / 2, BAR_PX, high)
            painter.drawRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)

    def _draw_playhead(self, painter: QPainter) -> None:
        if not self._duration_s:
            return
        colour = look.colours().text
        x = self._x(self._position_s)
        painter.setPen(look.pen(colour, 2))
        painter.drawLine(QPointF(x, look.px(FLAG_PX) + 2), QPointF(x, self.height() - 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(x, self.height() - KNOB_PX), KNOB_PX, KNOB_PX)

    def _marked_at(self, point: QPointF) -> Mouthful | None:
        return self._layer.at(point, QSizeF(self.size())) if self._duration_s else None

    def _describe(self) -> None:
        """Tell screen readers the moment, and what is marked."""
        words = f"{clock(self._position_s)} of {clock(self._duration_s)}"
        marked = self._layer.marks.words
        words = f"{words}. {marked}." if marked else words
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def _in_pause(self, moment_s: float) -> bool:
        return any(each.start_s <= moment_s < each.end_s for each in self._layer.marks.pauses)

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
