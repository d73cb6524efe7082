"""The words of one of two takes, with what the other does not say marked."""

from functools import reduce
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent

from app.gui import look
from app.gui.widgets.transcript_view import TranscriptView

LEGEND: Final = "Marked: what the other take does not say"


class ComparedText(TranscriptView):
    """A transcript in which stretches of words have a ground; a click on a word asks to hear it."""

    def __init__(self) -> None:
        super().__init__()
        self._only_here: tuple[range, ...] = ()
        self._laid_out: object = None  # what the places below were found for
        self._heights: dict[range, tuple[float, float]] = {}  # from where to where each reaches
        self._grounds: dict[range, list[QRectF]] = {}

    def show_only_here(self, stretches: tuple[range, ...]) -> None:
        """Mark these stretches, as indices of words."""
        if stretches != self._only_here:
            self._only_here = stretches
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds, each with a line below: colour never stands alone."""
        colours = look.colours()
        painter = look.smooth(QPainter(self.viewport()))
        scrolled = self.verticalScrollBar().value()
        painter.translate(0, -scrolled)
        painter.setPen(look.pen(colours.accent))
        shown = QRectF(event.rect()).translated(0, scrolled)
        for ground in self._grounds_in(shown):
            painter.fillRect(ground, QColor(colours.accent_soft))
            painter.drawLine(ground.bottomLeft(), ground.bottomRight())
        painter.end()
        super().paintEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Leave the words as they are: the click before has played them."""

    def _grounds_in(self, shown: QRectF) -> list[QRectF]:
        """Return what lies in a part of the document: to find all of a long text takes 30 ms."""
        self._find_heights()
        found: list[QRectF] = []
        for stretch, (top, bottom) in self._heights.items():
            if top <= shown.bottom() and bottom >= shown.top():
                found += self._grounds_of(stretch)
        return [ground for ground in found if ground.intersects(shown)]

    def _find_heights(self) -> None:
        """Find anew where the stretches lie, when they, the text or the width have changed."""
        document = self.document()
        laid_out = (self._only_here, document.revision(), document.size())
        if laid_out == self._laid_out:
            return
        self._laid_out, self._heights, self._grounds = laid_out, {}, {}
        for stretch in self._only_here:
            ends = [*self._boxes_of(stretch[0]), *self._boxes_of(stretch[-1])]
            if ends:  # there are none before the text is laid out
                self._heights[stretch] = ends[0].top(), ends[-1].bottom()

    def _grounds_of(self, stretch: range) -> list[QRectF]:
        """Return the grounds of a stretch, one for each line."""
        if stretch not in self._grounds:
            lines: dict[float, list[QRectF]] = {}
            for index in stretch:
                for box in self._boxes_of(index):
                    lines.setdefault(box.top(), []).append(box)
            self._grounds[stretch] = [reduce(QRectF.united, boxes) for boxes in lines.values()]
        return self._grounds[stretch]
