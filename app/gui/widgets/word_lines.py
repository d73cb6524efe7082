"""Where the words of a transcript are drawn, and which word is at a point."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextDocument, QTextLayout, QTextLine

from app.gui import look
from app.gui.widgets.transcript_inks import LINE_PX
from app.gui.widgets.transcript_text import Span, Written

# How far the ground of a word reaches from the line it stands on.
ABOVE_PX: Final = 16
BELOW_PX: Final = 6


class WordLines:
    """The lines of a document of one paragraph, all equally high; `written` says what is where."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.written = Written()

    def boxes(self, span: Span) -> list[QRectF]:
        """Return where something is drawn: one box, or one on each line it stands on."""
        layout = self._layout()
        first = layout.lineForTextPosition(span[0])
        last = layout.lineForTextPosition(max(span[0], span[1] - 1))
        if not first.isValid() or not last.isValid():
            return []  # not laid out yet
        lines = (layout.lineAt(n) for n in range(first.lineNumber(), last.lineNumber() + 1))
        return [self.box(line, span) for line in lines]

    def box(self, line: QTextLine, span: Span) -> QRectF:
        """Return where something, or its part on this line, is drawn."""
        start = max(span[0], line.textStart())
        end = min(span[1], line.textStart() + line.textLength())
        edges = sorted((_x(line, start), _x(line, end)))
        origin = self._origin()
        top = origin.y() + line.y() + line.ascent() - look.px(ABOVE_PX)
        left = origin.x() + edges[0]
        return QRectF(left, top, edges[1] - edges[0], look.px(ABOVE_PX + BELOW_PX))

    def between(self, top: float, bottom: float) -> list[QTextLine]:
        """Return the lines between two heights of the document."""
        layout, high = self._layout(), look.px(LINE_PX)
        above = self._origin().y()
        first = max(0, int((top - above) // high))
        end = min(layout.lineCount(), int((bottom - above) // high) + 1)
        return [layout.lineAt(number) for number in range(first, end)]

    def words_of(self, line: QTextLine) -> range:
        """Return the indices of the words that have a part on a line."""
        start = line.textStart()
        return self.written.words_between(start, start + line.textLength())

    def word_at(self, point: QPointF) -> int | None:
        """Return the index of the word at a point of the document; None where there is none."""
        for line in self.between(point.y(), point.y()):
            words = self.words_of(line)
            spans = self.written.words
            return next((i for i in words if self.box(line, spans[i]).contains(point)), None)
        return None

    def pause_at(self, point: QPointF) -> int | None:
        """Return the index of the pause at a point of the document; None where there is none."""
        spans = enumerate(self.written.pauses)
        hits = (i for i, span in spans if any(box.contains(point) for box in self.boxes(span)))
        return next(hits, None)

    def _layout(self) -> QTextLayout:
        return self._document.firstBlock().layout()

    def _origin(self) -> QPointF:
        block = self._document.firstBlock()
        return self._document.documentLayout().blockBoundingRect(block).topLeft()


def _x(line: QTextLine, position: int) -> float:
    """Return where a position of the text stands on its line."""
    found: object = line.cursorToX(position)
    # The stubs promise a number; what comes is a pair with the position it stands for.
    number = found[0] if isinstance(found, tuple) else found
    assert isinstance(number, float)
    return number
