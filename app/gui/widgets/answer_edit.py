"""The field an answer is written in."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

# Twenty minutes of fast speech; what is longer is no answer, and slows everything down.
MAX_CHARACTERS: Final = 20_000


class AnswerEdit(QPlainTextEdit):
    """A field of several lines. Tab leaves it; undo is its own.

    Signals:
        written: The person has changed the text; carries all of it.
    """

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName("Your answer")
        self.setPlaceholderText("Write it the way you would say it.")
        self.textChanged.connect(lambda: self._tell())

    def start_anew(self, text: str) -> None:
        """Show another text, without a signal and with nothing to undo."""
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)

    def _tell(self) -> None:
        # Counted as the cursor counts, to whom an emoji is two: else a cut would take too much.
        if self.document().characterCount() - 1 <= MAX_CHARACTERS:
            self.written.emit(self.toPlainText())
            return
        beyond = QTextCursor(self.document())
        beyond.setPosition(MAX_CHARACTERS)
        beyond.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        beyond.removeSelectedText()  # which leads here once more
