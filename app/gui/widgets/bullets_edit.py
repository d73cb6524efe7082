"""A field of short sentences, one a line, each with a dot before it."""

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from app.gui import look
from app.gui.widgets.undo_keys import is_for_page

DOT_X_PX: Final = 16
TEXT_X_PX: Final = 14
LINE_PX: Final = 36
MARGIN_PX: Final = 2
DOT_PX: Final = 2.0
# What comes along when a list is pasted.
_DOT: Final = re.compile(r"^\s*(?:[-*•·‣–]|\d{1,2}[.)])\s+")
_UP_DOWN: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class BulletsEdit(QPlainTextEdit):
    """As high as its lines are; Alt+Up and Alt+Down move a line, Tab leaves the field.

    Signals:
        edited: The person has changed something.
    """

    edited = Signal()

    def __init__(self, name: str, example: str) -> None:
        """Build the field.

        Args:
            name: What it asks for, for screen readers.
            example: A line such as might stand here; shown while it is empty.
        """
        super().__init__()
        self._showing = False
        self.setAccessibleName(name)
        self.setAccessibleDescription("One short sentence on each line")
        self.setPlaceholderText(example)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(MARGIN_PX)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.textChanged.connect(lambda: self._changed())
        self._fit()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is written, line by line; empty lines are left out."""
        texts = self.toPlainText().split("\n")
        return tuple(line for text in texts if (line := " ".join(text.split())))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show other lines; nothing moves where they are what is written already."""
        if tuple(lines) == self.lines:
            return
        at = self.textCursor().position()
        self._showing = True
        self.setPlainText("\n".join(lines))
        self._showing = False
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        """Return the height of all lines, which wrap."""
        block, lines = self.document().firstBlock(), 0
        while block.isValid():
            lines += max(1, block.layout().lineCount())
            block = block.next()
        more = (lines - 1) * self.fontMetrics().lineSpacing()
        return QSize(look.px(240), look.px(LINE_PX) + more)

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and room for some words."""
        return QSize(look.px(140), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Leave undoing to the page; draw the dots, which stand outside of the text."""
        if is_for_page(event):
            event.ignore()
            return True
        done = super().event(event)
        if event.type() == QEvent.Type.Paint:
            self._draw_dots()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where another width needs it."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move a line; begin no second empty one."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in _UP_DOWN:
            self._move_line(_UP_DOWN[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.textCursor().block().text().strip():
                self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words; the dots of a list stay behind, since the field has its own."""
        lines = [line for line in source.text().splitlines() if line.strip()]
        if len(lines) > 1 and all(_DOT.match(line) for line in lines):
            lines = [_DOT.sub("", line) for line in lines]
        self.insertPlainText("\n".join(line.strip() for line in lines))

    def _move_line(self, by: int) -> None:
        cursor = self.textCursor()
        at, column = cursor.blockNumber(), cursor.positionInBlock()
        lines = self.toPlainText().split("\n")
        if not 0 <= at + by < len(lines):
            return
        lines[at], lines[at + by] = lines[at + by], lines[at]
        self.setPlainText("\n".join(lines))
        cursor = self.textCursor()
        cursor.setPosition(self.document().findBlockByNumber(at + by).position() + column)
        self.setTextCursor(cursor)

    def _changed(self) -> None:
        self.update()
        if not self._showing:
            self.edited.emit()

    def _fit(self) -> None:
        """Ask for the height of all lines; a single one stands in the middle of the field."""
        edge = (look.px(LINE_PX) - self.fontMetrics().lineSpacing()) // 2 - MARGIN_PX
        self.setViewportMargins(TEXT_X_PX, max(0, edge), 0, 0)
        self.updateGeometry()
        self.update()

    def _draw_dots(self) -> None:
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        painter.setPen(Qt.PenStyle.NoPen)
        block = self.document().firstBlock()
        radius = DOT_PX * look.scale()
        half = self.fontMetrics().lineSpacing() / 2
        while block.isValid():
            painter.setBrush(
                QColor(colours.accent if block.text().strip() else colours.line_strong)
            )
            top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
            at = QPointF(DOT_X_PX, self.viewport().y() + top + half)
            painter.drawEllipse(at, radius, radius)
            block = block.next()
