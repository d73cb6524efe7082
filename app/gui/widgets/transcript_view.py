"""What was said, word by word, in step with the sound."""

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from functools import reduce
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QTextLine,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from app.core.replay import Stretch, words_in
from app.core.transcript import Transcript
from app.gui import look
from app.gui.evidence import Mark, mark_of_words
from app.gui.widgets.transcript_inks import (
    LINE_PX,
    block_format,
    char_format,
    gap_words,
    number_format,
    unsure_words,
    word_format,
)

# How far the ground of a word reaches from the line it stands on.
ABOVE_PX: Final = 16
BELOW_PX: Final = 6
# The ground of what is chosen fills its line, so that marks can be seen on it.
CHOSEN_ABOVE_PX: Final = 20
CHOSEN_BELOW_PX: Final = 8
_RELOOK: Final = (
    QEvent.Type.PaletteChange,
    QEvent.Type.ApplicationPaletteChange,
    QEvent.Type.FontChange,
    QEvent.Type.ApplicationFontChange,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the view shows.

    Attributes:
        transcript: The words.
        marks: The stretches that speak for key points.
        fillers: Indices of filler words.
    """

    transcript: Transcript
    marks: tuple[Mark, ...] = ()
    fillers: tuple[int, ...] = ()


class TranscriptView(QTextEdit):
    """The words of a take; a click on one asks to hear it.

    Only the mark of the current word changes while the take plays, and that is painted, not laid
    out: a text of any length keeps in step.

    Signals:
        word_picked: The person clicked a word; carries its index.
        word_reached: The person clicked a word with Shift: what is chosen shall reach there.
    """

    word_picked = Signal(int)
    word_reached = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._spoken: Spoken | None = None
        self._spans: list[tuple[int, int]] = []  # where each word stands in the document
        self._starts_s: list[float] = []
        self._word_marks: list[Mark | None] = []
        self._current: int | None = None
        self._chosen = range(0)  # indices of the words of the stretch that is chosen
        self._follows = True
        self._reaches = False  # whether the button went down with Shift
        self._relook = QTimer(self, singleShot=True, interval=0)
        self._relook.timeout.connect(lambda: self._rebuild())
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName("Transcript")
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalScrollBar().sliderPressed.connect(lambda: self._stop_following())

    @property
    def current_word(self) -> int | None:
        """Index of the word that is marked as being heard; None for none."""
        return self._current

    def show_spoken(self, spoken: Spoken | None) -> None:
        """Show another text, or other marks in the same; None for nothing."""
        if spoken == self._spoken:
            return
        same_text = spoken and self._spoken and spoken.transcript == self._spoken.transcript
        self._spoken = spoken
        at = self.verticalScrollBar().value()
        self._current = None
        self._ink_current()
        self._rebuild()
        self.setAccessibleDescription(unsure_words(spoken.transcript) if spoken else "")
        if same_text:
            self.verticalScrollBar().setValue(at)

    def show_selection(self, selection: Stretch | None) -> None:
        """Put a ground behind the words that are heard in a stretch; None for no words."""
        before = self._chosen
        self._chosen = range(0)
        if self._spoken and selection:
            self._chosen = words_in(self._spoken.transcript, selection)
        if self._chosen != before:
            self.viewport().update()

    def show_position(self, position_s: float, playing: bool) -> None:
        """Mark the word that is heard at a moment, and scroll to it while the take plays."""
        index = bisect_right(self._starts_s, position_s) - 1
        current = index if index >= 0 and (playing or position_s > 0.0) else None
        if current == self._current:
            return
        self._repaint_word(self._current)
        self._current = current
        self._ink_current()
        self._repaint_word(current)
        if playing and self._follows and current is not None:
            self._scroll_to(current)

    def follow(self) -> None:
        """Scroll with the sound again, after the person had scrolled elsewhere."""
        self._follows = True

    # Building the text -------------------------------------------------------------

    def _rebuild(self) -> None:
        self.clear()
        words = self._spoken.transcript.words if self._spoken else ()
        marks = self._spoken.marks if self._spoken else ()
        self._starts_s = [word.start_s for word in words]
        self._word_marks = mark_of_words(marks, len(words))
        self._spans = []
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setBlockFormat(block_format())
        if self._spoken:
            self._insert_words(cursor, self._spoken)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)  # left at the end, it scrolls there
        self._ink_current()
        self.viewport().update()

    def _insert_words(self, cursor: QTextCursor, spoken: Spoken) -> None:
        colours = look.colours()
        plain, light = char_format(colours.text), char_format(colours.text_3)
        styles = {
            (filler, unsure): word_format(filler=filler, unsure=unsure)
            for filler in (False, True)
            for unsure in (False, True)
        }
        fillers, unsure = frozenset(spoken.fillers), frozenset(spoken.transcript.unsure)
        ends: dict[int, list[Mark]] = {}
        for mark in spoken.marks:
            last = min(mark.evidence.last_word, len(spoken.transcript.words) - 1)
            ends.setdefault(last, []).append(mark)
        gaps = deque(spoken.transcript.gaps)
        for index, word in enumerate(spoken.transcript.words):
            while gaps and gaps[0].start_s <= word.start_s:
                cursor.insertText(f"{gap_words(gaps.popleft())} ", light)
            start = cursor.position()
            cursor.insertText(word.text, styles[index in fillers, index in unsure])
            self._spans.append((start, cursor.position()))
            for mark in ends.get(index, ()):
                cursor.insertText(f"\u2009{mark.number}", number_format(unclear=mark.unclear))
            cursor.insertText(" ", plain)
        for gap in gaps:
            cursor.insertText(f"{gap_words(gap)} ", light)

    # Painting ------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds of the marks and of the current word, then the words on them."""
        if self._spans:
            painter = look.smooth(QPainter(self.viewport()))
            painter.translate(0, -self.verticalScrollBar().value())
            shown = QRectF(event.rect()).translated(0, self.verticalScrollBar().value())
            self._draw_chosen(painter, shown)
            self._draw_marks(painter, shown)
            self._draw_current(painter)
            painter.end()
        super().paintEvent(event)

    def _draw_chosen(self, painter: QPainter, shown: QRectF) -> None:
        above, below = look.px(CHOSEN_ABOVE_PX - ABOVE_PX), look.px(CHOSEN_BELOW_PX - BELOW_PX)
        for line in self._lines_between(shown.top(), shown.bottom()):
            box = self._line_box(line)
            words = (index for index in self._words_of(line) if index in self._chosen)
            rects = [self._word_box(line, box, index) for index in words]
            if rects:
                whole = reduce(QRectF.united, rects).adjusted(-2, -above, 2, below)
                painter.fillRect(whole, QColor(look.colours().hover))

    def _draw_marks(self, painter: QPainter, shown: QRectF) -> None:
        colours = look.colours()
        for line in self._lines_between(shown.top(), shown.bottom()):
            for rect, mark in self._marked_runs(line, self._line_box(line)):
                ground = colours.amber_soft if mark.unclear else colours.accent_soft
                painter.fillRect(rect, QColor(ground))
                pen = QPen(QColor(colours.amber if mark.unclear else colours.accent), 2)
                pen.setStyle(Qt.PenStyle.DashLine if mark.unclear else Qt.PenStyle.SolidLine)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(pen)
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _marked_runs(self, line: QTextLine, box: QRectF) -> list[tuple[QRectF, Mark]]:
        """Return where on a line marks lie: one rectangle for neighbours with the same mark."""
        runs: list[tuple[QRectF, Mark]] = []
        before: tuple[int, Mark] | None = None
        for index in self._words_of(line):
            mark = self._word_marks[index]
            if mark is not None:
                rect = self._word_box(line, box, index)
                if before == (index - 1, mark):
                    runs[-1] = (runs[-1][0].united(rect), mark)
                else:
                    runs.append((rect, mark))
                before = (index, mark)
        return runs

    def _draw_current(self, painter: QPainter) -> None:
        for rect in self._boxes_of(self._current):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.colours().accent))
            painter.drawRoundedRect(rect.adjusted(-2, 0, 2, 1), 3, 3)

    def _ink_current(self) -> None:
        """Write the current word in the colour that can be read on its ground."""
        if self._current is None:
            self.setExtraSelections([])
            return
        start, end = self._spans[self._current]
        selection = QTextEdit.ExtraSelection()
        # The stubs do not know the two members of a selection.
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setForeground(QColor(look.colours().on_accent))
        selection.cursor, selection.format = cursor, style
        self.setExtraSelections([selection])

    def _repaint_word(self, index: int | None) -> None:
        scrolled = self.verticalScrollBar().value()
        for rect in self._boxes_of(index):
            self.viewport().update(
                rect.translated(0, -scrolled).adjusted(-4, -2, 4, 4).toAlignedRect()
            )

    # Geometry ---------------------------------------------------------------------------

    def _layout(self) -> QTextLayout:
        return self.document().firstBlock().layout()

    def _line_box(self, line: QTextLine) -> QRectF:
        origin = self.document().documentLayout().blockBoundingRect(self.document().firstBlock())
        return line.rect().translated(origin.topLeft())

    def _words_of(self, line: QTextLine) -> range:
        """Return the indices of the words that have a part on a line."""
        first_char, end_char = line.textStart(), line.textStart() + line.textLength()
        first = bisect_right(self._spans, (first_char, first_char))
        if first > 0 and self._spans[first - 1][1] > first_char:
            first -= 1
        end = bisect_right(self._spans, (end_char - 1, end_char + len(self._spans)))
        return range(first, max(first, end))

    def _word_box(self, line: QTextLine, box: QRectF, index: int) -> QRectF:
        """Return where a word, or its part on this line, is drawn."""
        start, end = self._spans[index]
        start = max(start, line.textStart())
        end = min(end, line.textStart() + line.textLength())
        edges = sorted((_x(line, start), _x(line, end)))
        left = box.left() - line.rect().left()
        top = box.top() + line.ascent() - look.px(ABOVE_PX)
        return QRectF(left + edges[0], top, edges[1] - edges[0], look.px(ABOVE_PX + BELOW_PX))

    def _boxes_of(self, index: int | None) -> list[QRectF]:
        if index is None or index >= len(self._spans):
            return []
        return [self._word_box(line, self._line_box(line), index) for line in self._lines_of(index)]

    def _lines_of(self, index: int) -> list[QTextLine]:
        """Return the lines a word stands on: one, or several for a word longer than a line."""
        layout = self._layout()
        start, end = self._spans[index]
        first = layout.lineForTextPosition(start)
        last = layout.lineForTextPosition(max(start, end - 1))
        if not first.isValid() or not last.isValid():
            return []  # not laid out yet
        return [layout.lineAt(n) for n in range(first.lineNumber(), last.lineNumber() + 1)]

    def _lines_between(self, top: float, bottom: float) -> list[QTextLine]:
        """Return the lines between two heights of the document; all lines are equally high."""
        layout = self._layout()
        origin = self.document().documentLayout().blockBoundingRect(self.document().firstBlock())
        high = look.px(LINE_PX)
        first = max(0, int((top - origin.top()) // high))
        end = min(layout.lineCount(), int((bottom - origin.top()) // high) + 1)
        return [layout.lineAt(number) for number in range(first, end)]

    # What the person does -------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click with Shift, which Qt would have select text; it begins the others."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._reaches = bool(shift) and event.button() == Qt.MouseButton.LeftButton
        if not self._reaches:
            super().mousePressEvent(event)
        elif (word := self.word_at(event.position())) is not None:
            self.word_reached.emit(word)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click on a word; a drag selects text to be copied."""
        if self._reaches:
            return
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection() or event.button() != Qt.MouseButton.LeftButton:
            return
        if (word := self.word_at(event.position())) is not None:
            self._follows = True
            self.word_picked.emit(word)

    def word_at(self, position: QPointF) -> int | None:
        """Return the index of the word at a point of the viewport; None where there is none."""
        at = position + QPointF(0, self.verticalScrollBar().value())
        for line in self._lines_between(at.y(), at.y()):
            box = self._line_box(line)
            hits = (w for w in self._words_of(line) if self._word_box(line, box, w).contains(at))
            return next(hits, None)
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the text where the person turned it to."""
        self._stop_following()
        super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Build the text anew when colours or text size have changed."""
        super().changeEvent(event)
        if event.type() in _RELOOK:
            self._relook.start()

    def _stop_following(self) -> None:
        self._follows = False

    def _scroll_to(self, index: int) -> None:
        """Bring a word into view; a third from the top, so that the next lines are seen."""
        bar = self.verticalScrollBar()
        for rect in self._boxes_of(index):
            above = rect.top() - bar.value()
            if above < 0 or above + look.px(LINE_PX) > self.viewport().height():
                bar.setValue(round(rect.top() - self.viewport().height() / 3))


def _x(line: QTextLine, position: int) -> float:
    """Return where a position of the text stands on its line."""
    found: object = line.cursorToX(position)
    # The stubs promise a number; what comes is a pair with the position it stands for.
    number = found[0] if isinstance(found, tuple) else found
    assert isinstance(number, float)
    return number
