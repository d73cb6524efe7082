"""The parts of a story as a band over the time of a take, in step with its waveform."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.gui import look
from app.gui.story_runs import Run
from app.gui.widgets.focus import FocusRing, Ringed
from app.gui.widgets.roving import Roving
from app.gui.widgets.story_inks import inks_of
from app.gui.widgets.waveform import KNOB_PX
from app.session.structure_words import initial, part_name

HEIGHT_PX: Final = 22
ROOM_PX: Final = 4  # for the ring of a block that has the focus
SIDE_PX: Final = 8
RADIUS_PX: Final = 3
GAP_PX: Final = 2
LEAST_PX: Final = 3
FONT_PX: Final = 12
OWN_PX: Final = 2  # the line under what the person has said themselves
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class StoryBand(Roving):
    """One block for each run of sentences. Tab comes to one, and arrow keys lead to the others.

    Signals:
        picked: The person wants to hear a run; carries it.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__(_STEPS)
        self.blocks: list[Block] = []
        self._shown: tuple[tuple[Run, ...], float, bool] = ((), 0.0, False)
        self._duration_s = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Parts of the story")
        self.hide()

    def show_runs(self, runs: tuple[Run, ...], duration_s: float, *, audible: bool) -> None:
        """Show the parts of an answer; hidden where there are none.

        Args:
            runs: The parts, in order.
            duration_s: Length of the take in seconds.
            audible: Whether they can be heard, and so happen at times.
        """
        self.setVisible(bool(runs))
        if (runs, duration_s, audible) == self._shown:
            return
        self._shown = (runs, duration_s, audible)
        self._duration_s = max(duration_s, runs[-1].end_s) if runs else 0.0
        at = self.at
        self._build(runs, audible)
        if at is not None and self.blocks:  # the person goes on where they were
            self.go_to(at)

    def sizeHint(self) -> QSize:
        """Return a usual width, and the height of the blocks."""
        return QSize(look.px(480), look.px(HEIGHT_PX) + 2 * ROOM_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the least width that shows something."""
        return QSize(look.px(160), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the blocks in step with the waveform."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._place()

    def _build(self, runs: tuple[Run, ...], audible: bool) -> None:
        for block in self.blocks:
            block.hide()
            block.deleteLater()
        self.blocks = [Block(self, run, audible=audible) for run in runs]
        for block in self.blocks:
            block.clicked.connect(lambda _on=False, run=block.run: self.picked.emit(run))
            block.show()
        self.set_stops(self.blocks)
        self._place()

    def _place(self) -> None:
        high = self.height() - 2 * ROOM_PX
        for index, block in enumerate(self.blocks):
            left, right = self._x(block.run.start_s), self._x(block.run.end_s)
            if index + 1 < len(self.blocks):
                right = min(right, self._x(self.blocks[index + 1].run.start_s) - GAP_PX)
            width = max(LEAST_PX, round(right - left))
            block.setGeometry(round(left), ROOM_PX, width, high)

    def _x(self, moment_s: float) -> float:
        share = moment_s / self._duration_s if self._duration_s else 0.0
        return KNOB_PX + min(1.0, share) * (self.width() - 2 * KNOB_PX)


class Block(Ringed, QAbstractButton):
    """A run of sentences: its name where that fits, else its letter, else its colour alone."""

    def __init__(self, band: QWidget, run: Run, *, audible: bool) -> None:
        super().__init__(band)
        self.run = run
        words = run.words(timed=audible)
        self.setAccessibleName(words)
        what = "Plays this part" if audible else "Shows this part in the text"
        self.setAccessibleDescription(what)
        self.setToolTip(f"{words}. {what}.")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._ring = FocusRing(self, RADIUS_PX)

    @property
    def shown_words(self) -> str:
        """What is written on it."""
        room = self.width() - 2 * SIDE_PX
        metrics = self._metrics()
        for words in (part_name(self.run.part), initial(self.run.part)):
            if metrics.horizontalAdvance(words) <= room:
                return words
        letter = initial(self.run.part)
        return letter if metrics.horizontalAdvance(letter) + 2 <= self.width() else ""

    def sizeHint(self) -> QSize:
        """Return any size: the band places it."""
        return QSize(LEAST_PX, look.px(HEIGHT_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the band; Qt would take the focus wherever it likes."""
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the words, and a line under what the person has said themselves."""
        inks = inks_of(self.run.part)
        painter = look.smooth(QPainter(self))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(inks.ground))
        box = QRectF(self.rect())
        radius = min(RADIUS_PX, box.width() / 2)
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(look.pen(inks.ink))
        painter.setFont(look.font(FONT_PX, "semibold"))
        words, room = self.shown_words, box
        align = Qt.AlignmentFlag.AlignCenter
        if len(words) > 1:
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            room = box.adjusted(SIDE_PX, 0, 0, 0)
        painter.drawText(room, align, words)
        self._draw_own(painter, inks.ink)
        if self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.pen(look.colours().line_strong))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _draw_own(self, painter: QPainter, ink: str) -> None:
        length_s = self.run.end_s - self.run.start_s
        for sentence in self.run.own if length_s else ():
            left = (sentence.start_s - self.run.start_s) / length_s * self.width()
            wide = sentence.length_s / length_s * self.width()
            under = QRectF(left + 1, self.height() - OWN_PX - 1, max(1.0, wide - 2), OWN_PX)
            painter.fillRect(under, QColor(ink))

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(look.font(FONT_PX, "semibold"))
