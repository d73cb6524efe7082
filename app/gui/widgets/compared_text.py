"""The words of one of two takes, with what the other does not say marked."""

from functools import reduce
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.gui import look
from app.gui.widgets.transcript_view import TranscriptView

LEGEND: Final = "Marked: what the other take does not say"


class ComparedText(TranscriptView):
    """A transcript in which stretches of words have a ground; a click on a word asks to hear it."""

    def __init__(self) -> None:
        super().__init__()
        self._only_here: frozenset[int] = frozenset()

    def show_only_here(self, stretches: tuple[range, ...]) -> None:
        """Mark these stretches, as indices of words."""
        only_here = frozenset(index for stretch in stretches for index in stretch)
        if only_here != self._only_here:
            self._only_here = only_here
            self.viewport().update()

    def _draw_marks(self, painter: QPainter, shown: QRectF) -> None:
        """Draw the grounds, each with a line below: colour never stands alone."""
        colours = look.colours()
        for line in self._lines_between(shown.top(), shown.bottom()):
            box = self._line_box(line)
            runs: list[list[QRectF]] = []
            before = -2
            for index in self._words_of(line):
                if index in self._only_here:
                    if index != before + 1:
                        runs.append([])
                    runs[-1].append(self._word_box(line, box, index))
                    before = index
            for run in runs:
                rect = reduce(QRectF.united, run)
                painter.fillRect(rect, QColor(colours.accent_soft))
                painter.setPen(look.pen(colours.accent))
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
