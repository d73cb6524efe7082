"""What was said, word by word, in step with the sound; words can be corrected where they stand."""

from bisect import bisect_right
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from app.core.replay import Stretch, words_in
from app.gui import look
from app.gui.evidence import Mark, mark_of_words
from app.gui.widgets.transcript_grounds import (
    draw_chosen,
    draw_current,
    draw_marks,
    draw_parts,
    draw_pauses,
)
from app.gui.widgets.transcript_inks import LINE_PX, unsure_words
from app.gui.widgets.transcript_text import PartMark, Spoken, write
from app.gui.widgets.word_edit import WordEdit
from app.gui.widgets.word_lines import WordLines

# With the view comes what it shows.
__all__ = ["PartMark", "Spoken", "TranscriptView"]

_RELOOK: Final = (
    QEvent.Type.PaletteChange,
    QEvent.Type.ApplicationPaletteChange,
    QEvent.Type.FontChange,
    QEvent.Type.ApplicationFontChange,
)


class TranscriptView(QTextEdit):
    """The words of a take; a click on one asks to hear it.

    Only the mark of the current word changes while the take plays, and that is painted, not laid
    out: a text of any length keeps in step.

    Signals:
        word_picked: The person clicked a word; carries its index.
        word_reached: The person clicked a word with Shift: what is chosen shall reach there.
        pause_picked: The person clicked a pause; carries the Pause.
        editing: A word is about to be corrected (True), or that is over.
        corrected: Words were corrected; carries the first and the last index, and the new text.
        part_wanted: The person asks what part of a story a word belongs to; carries its index, and
            where on the desktop that is.
    """

    word_picked = Signal(int)
    word_reached = Signal(int)
    pause_picked = Signal(object)
    editing = Signal(bool)
    corrected = Signal(int, int, str)
    part_wanted = Signal(int, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self._spoken: Spoken | None = None
        self._lines = WordLines(self.document())
        self._starts_s: list[float] = []
        self._word_marks: list[Mark | None] = []
        self._current: int | None = None
        self._chosen = range(0)  # indices of the words of the stretch that is chosen
        self._follows = True
        self._own_press = False  # whether the button went down for something that is done already
        self._edited = range(0)  # indices of the words that are being corrected
        self._edit = WordEdit(self.viewport())
        self._edit.kept.connect(lambda text: self._keep(text))
        self._edit.left.connect(lambda: self.editing.emit(False))
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

    @property
    def word_count(self) -> int:
        """How many words are shown."""
        return len(self._lines.written.words)

    @property
    def drawn_words(self) -> range:
        """Indices of the words the person has drawn over; empty for none."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return range(0)
        return self._lines.written.words_between(cursor.selectionStart(), cursor.selectionEnd())

    def show_spoken(self, spoken: Spoken | None) -> None:
        """Show another text, or other marks in the same; None for nothing."""
        if spoken == self._spoken:
            return
        before, self._spoken = self._spoken, spoken
        stays = before and spoken and before.attempt_id == spoken.attempt_id
        if not stays or (before and spoken and before.transcript != spoken.transcript):
            self._edit.give_up()  # its words may not be there any more
        at = self.verticalScrollBar().value() if stays else 0
        self._current = None
        self._ink_current()
        self._rebuild()
        self.setAccessibleDescription(unsure_words(spoken.transcript) if spoken else "")
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
            self.scroll_to(current)

    def follow(self) -> None:
        """Scroll with the sound again, after the person had scrolled elsewhere."""
        self._follows = True

    def edit_words(self, words: range) -> bool:
        """Let the person correct some words, where they stand; return whether that is possible."""
        if self._spoken is None or self._spoken.fixed or not words:
            return False
        self.scroll_to(words[0])
        boxes = self._shown_boxes(words)
        if not boxes or words[-1] >= self.word_count:
            return False
        self._edited = words
        self.editing.emit(True)
        said = self._spoken.transcript.words[words[0] : words[-1] + 1]
        self._edit.open(" ".join(word.text for word in said), boxes)
        return True

    def scroll_to(self, index: int) -> None:
        """Bring a word into view; a third from the top, so that the next lines are seen."""
        bar = self.verticalScrollBar()
        for rect in self._boxes_of(index):
            above = rect.top() - bar.value()
            if above < 0 or above + look.px(LINE_PX) > self.viewport().height():
                bar.setValue(round(rect.top() - self.viewport().height() / 3))

    # Building and painting -----------------------------------------------------------

    def _rebuild(self) -> None:
        words = self._spoken.transcript.words if self._spoken else ()
        marks = self._spoken.marks if self._spoken else ()
        self._starts_s = [word.start_s for word in words]
        self._word_marks = mark_of_words(marks, len(words))
        self._lines.written = write(self.document(), self._spoken)
        self.moveCursor(QTextCursor.MoveOperation.Start)  # left at the end, it scrolls there
        self._ink_current()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds of the marks and of the current word, then the words on them."""
        if self.word_count:
            painter = look.smooth(QPainter(self.viewport()))
            painter.translate(0, -self.verticalScrollBar().value())
            shown = QRectF(event.rect()).translated(0, self.verticalScrollBar().value())
            draw_chosen(painter, self._lines, shown, self._chosen)
            draw_marks(painter, self._lines, shown, self._word_marks)
            draw_pauses(painter, self._lines, shown)
            draw_parts(painter, self._lines, shown)
            draw_current(painter, self._boxes_of(self._current))
            painter.end()
        super().paintEvent(event)

    def _ink_current(self) -> None:
        """Write the current word in the colour that can be read on its ground."""
        if self._current is None:
            self.setExtraSelections([])
            return
        start, end = self._lines.written.words[self._current]
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

    def _boxes_of(self, index: int | None) -> list[QRectF]:
        if index is None or index >= self.word_count:
            return []
        return self._lines.boxes(self._lines.written.words[index])

    def _shown_boxes(self, words: range) -> list[QRectF]:
        """Return where words stand in the viewport."""
        scrolled = self.verticalScrollBar().value()
        return [box.translated(0, -scrolled) for index in words for box in self._boxes_of(index)]

    # What the person does -------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click with Shift, which Qt would have select text; it begins the others."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._own_press = bool(shift) and event.button() == Qt.MouseButton.LeftButton
        if not self._own_press:
            super().mousePressEvent(event)
        elif (word := self.word_at(event.position())) is not None:
            self.word_reached.emit(word)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click on a word or a pause; a drag selects text to be copied or corrected."""
        if self._own_press:
            return
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection() or event.button() != Qt.MouseButton.LeftButton:
            return
        self._follows = True
        if (word := self.word_at(event.position())) is not None:
            self.word_picked.emit(word)
        elif (pause := self._lines.pause_at(self._in_text(event.position()))) is not None:
            assert self._spoken is not None  # a pause of it was clicked
            self.pause_picked.emit(self._spoken.pauses[pause])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let the person correct a word."""
        self._own_press = True
        if (word := self.word_at(event.position())) is not None:
            self.edit_words(range(word, word + 1))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to say which part of a story a word belongs to; else what any text offers."""
        word = self.word_at(QPointF(event.pos()))
        drawn = self.textCursor().hasSelection()  # that is to be copied
        if self._spoken is None or not self._spoken.tagged or word is None or drawn:
            super().contextMenuEvent(event)
        else:
            self.part_wanted.emit(word, event.globalPos())

    def place_of(self, index: int) -> QRect:
        """Return where on the desktop a word is, once it is in view."""
        self.scroll_to(index)
        boxes = self._shown_boxes(range(index, index + 1))
        box = boxes[0].toAlignedRect() if boxes else QRect()
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def word_at(self, position: QPointF) -> int | None:
        """Return the index of the word at a point of the viewport; None where there is none."""
        return self._lines.word_at(self._in_text(position))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the text where the person turned it to."""
        self._stop_following()
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line in which words are corrected over them."""
        super().resizeEvent(event)
        if self._edit.isVisible() and (boxes := self._shown_boxes(self._edited)):
            self._edit.place(boxes)

    def changeEvent(self, event: QEvent) -> None:
        """Build the text anew when colours or text size have changed."""
        super().changeEvent(event)
        if event.type() in _RELOOK:
            self._relook.start()

    def _in_text(self, position: QPointF) -> QPointF:
        return position + QPointF(0, self.verticalScrollBar().value())

    def _keep(self, text: str) -> None:
        self.corrected.emit(self._edited[0], self._edited[-1], text)

    def _stop_following(self) -> None:
        self._follows = False
