"""What is marked on a waveform: evidence as numbered flags, long pauses, and fillers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.core.feedback import Pause
from app.core.replay import PAUSE_LEAD_S, Stretch, around, with_breath
from app.core.transcript import Word
from app.gui import look
from app.gui.evidence import Mark
from app.gui.wording import clock, count

FLAG_PX: Final = 18
TICK_PX: Final = 9
# A hand hits what is so wide; the tick itself is a hair.
REACH_PX: Final = 6


@dataclass(frozen=True, slots=True)
class WaveMarks:
    """What is marked.

    Attributes:
        evidence: Where key points were heard, in order of time.
        pauses: Long silences between words.
        fillers: Filler words.
    """

    evidence: tuple[Mark, ...] = ()
    pauses: tuple[Pause, ...] = ()
    fillers: tuple[Word, ...] = ()

    @property
    def words(self) -> str:
        """What there is, for whoever does not see it; empty for nothing."""
        counts = (
            (len(self.evidence), "marked point"),
            (len(self.pauses), "long pause"),
            (len(self.fillers), "filler"),
        )
        return ", ".join(count(number, what) for number, what in counts if number)


@dataclass(frozen=True, slots=True)
class Mouthful:
    """Something marked that can be heard: in words, and where."""

    words: str
    stretch: Stretch


def spread(wanted: Sequence[float], gap: float, room: float) -> list[float]:
    """Return positions near the wanted ones, at least gap apart and within 0..room.

    Args:
        wanted: Where each thing would stand, rising.
        gap: The least distance between two.
        room: How much room there is; too little for all means that all stand equally close.
    """
    if len(wanted) > 1:
        gap = min(gap, room / (len(wanted) - 1))
    placed: list[float] = []
    for x in wanted:
        placed.append(max(x, placed[-1] + gap) if placed else x)
    limit = room
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = max(0.0, min(placed[index], limit))
        limit = placed[index] - gap
    return placed


class MarkLayer:
    """Draws what is marked, and says what is at a point.

    Args:
        x_of: Says where a moment stands.
    """

    def __init__(self, x_of: Callable[[float], float]) -> None:
        self.marks = WaveMarks()
        self._x = x_of

    def flags(self, width: float) -> list[tuple[Mark, float]]:
        """Return the evidence with the left edges of its flags, which stand beside each other."""
        edge = look.px(FLAG_PX)
        wanted = [self._x(mark.evidence.start_s) - edge / 2 for mark in self.marks.evidence]
        places = spread(wanted, edge + 2, width - edge - 1)
        return list(zip(self.marks.evidence, places, strict=True))

    def at(self, point: QPointF, size: QSizeF) -> Mouthful | None:
        """Return what can be heard at a point: a flag, else a filler, else a pause."""
        edge = look.px(FLAG_PX)
        if point.y() <= edge + 1:
            # Where they overlap, the one that is drawn last is on top.
            for mark, left in reversed(self.flags(size.width())):
                if left <= point.x() <= left + edge:
                    return _of_mark(mark)
            return None
        low = size.height() - look.px(TICK_PX + REACH_PX)
        near = [word for word in self.marks.fillers if self._off(word, point) <= REACH_PX]
        if near and point.y() >= low:
            return _of_filler(min(near, key=lambda word: self._off(word, point)))
        for pause in self.marks.pauses:
            if self._x(pause.start_s) <= point.x() <= self._x(pause.end_s):
                return of_pause(pause)
        return None

    def draw_pauses(self, painter: QPainter, top: float, bottom: float) -> None:
        """Draw a dotted line on a tint through each long pause."""
        colours = look.colours()
        middle = (top + bottom) / 2
        for pause in self.marks.pauses:
            left, right = self._x(pause.start_s), self._x(pause.end_s)
            ground = QRectF(left, top, right - left, bottom - top)
            painter.fillRect(ground, QColor(colours.raised))
            pen = QPen(QColor(colours.line_strong), 2, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([0.01, 2.0])
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(left + 2, middle), QPointF(right - 2, middle))

    def draw_fillers(self, painter: QPainter, bottom: float) -> None:
        """Draw a short tick at the lower edge for each filler."""
        painter.setPen(look.pen(look.colours().text_2, 2))
        for word in self.marks.fillers:
            x = self._middle(word)
            painter.drawLine(QPointF(x, bottom - look.px(TICK_PX)), QPointF(x, bottom - 1))

    def draw_flags(self, painter: QPainter, width: float, bottom: float) -> None:
        """Draw the flags, each with a dotted line down to its moment."""
        flags = self.flags(width)
        for mark, left in flags:
            self._draw_line(painter, mark, left, bottom)
        for mark, left in flags:
            _draw_flag(painter, mark, left)

    def _draw_line(self, painter: QPainter, mark: Mark, left: float, bottom: float) -> None:
        edge = look.px(FLAG_PX)
        dotted = QPen(QColor(_line_colour(mark)), 1)
        dotted.setDashPattern([2, 3])
        painter.setPen(dotted)
        moment = self._x(mark.evidence.start_s)
        painter.drawLine(QPointF(left + edge / 2, edge + 2), QPointF(moment, edge + 5))
        painter.drawLine(QPointF(moment, edge + 5), QPointF(moment, bottom))

    def _middle(self, word: Word) -> float:
        return self._x((word.start_s + word.end_s) / 2)

    def _off(self, word: Word, point: QPointF) -> float:
        return abs(self._middle(word) - point.x())


def of_pause(pause: Pause) -> Mouthful:
    """Return a pause to hear, with what is said before and after it."""
    return Mouthful(
        f"A pause of {pause.length_s:.1f} s at {clock(pause.start_s)}",
        around(pause.start_s, pause.end_s, PAUSE_LEAD_S),
    )


def _of_filler(word: Word) -> Mouthful:
    return Mouthful(
        f"“{word.text}” at {clock(word.start_s)}", around(word.start_s, word.end_s, PAUSE_LEAD_S)
    )


def _of_mark(mark: Mark) -> Mouthful:
    evidence = mark.evidence
    return Mouthful(
        f"Point {mark.number} at {clock(evidence.start_s)}",
        with_breath(evidence.start_s, evidence.end_s),
    )


def _line_colour(mark: Mark) -> str:
    colours = look.colours()
    return colours.amber if mark.unclear else colours.accent


def _draw_flag(painter: QPainter, mark: Mark, left: float) -> None:
    colours = look.colours()
    edge = look.px(FLAG_PX)
    disc = QRectF(left, 1, edge, edge)
    painter.setPen(look.pen(_line_colour(mark)))
    painter.setBrush(QColor(colours.amber_soft if mark.unclear else colours.accent_soft))
    painter.drawEllipse(disc)
    painter.setPen(look.pen(colours.amber_ink if mark.unclear else colours.accent_ink))
    painter.setFont(look.font(12, "semibold"))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(mark.number))
