"""What is drawn behind the words of a transcript: evidence, choice, pauses, what is heard."""

from functools import reduce
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLine

from app.gui import look
from app.gui.evidence import Mark
from app.gui.widgets.story_inks import inks_of
from app.gui.widgets.word_lines import ABOVE_PX, BELOW_PX, WordLines

# The ground of what is chosen fills its line, so that marks can be seen on it.
CHOSEN_ABOVE_PX: Final = 20
CHOSEN_BELOW_PX: Final = 8
LETTER_PX: Final = 3  # by so much the ground of a letter is lower than that of a word


def draw_chosen(painter: QPainter, lines: WordLines, shown: QRectF, chosen: range) -> None:
    """Draw the ground of the words that are chosen, as far as it is shown."""
    above, below = look.px(CHOSEN_ABOVE_PX - ABOVE_PX), look.px(CHOSEN_BELOW_PX - BELOW_PX)
    spans = lines.written.words
    for line in lines.between(shown.top(), shown.bottom()):
        words = (index for index in lines.words_of(line) if index in chosen)
        rects = [lines.box(line, spans[index]) for index in words]
        if rects:
            whole = reduce(QRectF.united, rects).adjusted(-2, -above, 2, below)
            painter.fillRect(whole, QColor(look.colours().hover))


def draw_marks(
    painter: QPainter, lines: WordLines, shown: QRectF, marks: list[Mark | None]
) -> None:
    """Draw the grounds of the words that speak for key points, as far as they are shown."""
    colours = look.colours()
    for line in lines.between(shown.top(), shown.bottom()):
        for rect, mark in _marked_runs(lines, line, marks):
            ground = colours.amber_soft if mark.unclear else colours.accent_soft
            painter.fillRect(rect, QColor(ground))
            pen = QPen(QColor(colours.amber if mark.unclear else colours.accent), 2)
            pen.setStyle(Qt.PenStyle.DashLine if mark.unclear else Qt.PenStyle.SolidLine)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def draw_pauses(painter: QPainter, lines: WordLines, shown: QRectF) -> None:
    """Draw a thin frame around each pause that is shown."""
    painter.setPen(look.pen(look.colours().line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for span in lines.written.pauses:
        for rect in lines.boxes(span):
            if rect.intersects(shown):
                painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def draw_parts(painter: QPainter, lines: WordLines, shown: QRectF) -> None:
    """Draw the ground of each letter of a part; those that the person set have a border."""
    inset = look.px(LETTER_PX)
    for span, mark in lines.written.parts:
        inks = inks_of(mark.part)
        for rect in lines.boxes(span):
            if rect.intersects(shown):
                painter.setPen(look.pen(inks.ink, 1.5) if mark.own else Qt.PenStyle.NoPen)
                painter.setBrush(QColor(inks.ground))
                painter.drawRoundedRect(rect.adjusted(0, inset / 2, 0, -inset), 3, 3)


def draw_current(painter: QPainter, rects: list[QRectF]) -> None:
    """Draw the ground of the word that is heard."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.colours().accent))
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(-2, 0, 2, 1), 3, 3)


def _marked_runs(
    lines: WordLines, line: QTextLine, marks: list[Mark | None]
) -> list[tuple[QRectF, Mark]]:
    """Return where on a line marks lie: one rectangle for neighbours with the same mark."""
    runs: list[tuple[QRectF, Mark]] = []
    before: tuple[int, Mark] | None = None
    for index in lines.words_of(line):
        mark = marks[index]
        if mark is not None:
            rect = lines.box(line, lines.written.words[index])
            if before == (index - 1, mark):
                runs[-1] = (runs[-1][0].united(rect), mark)
            else:
                runs.append((rect, mark))
            before = (index, mark)
    return runs
