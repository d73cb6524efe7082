"""The line 'Next time I will ...': kept while it is typed, left with Enter or Esc."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

KEEP_AFTER_MS: Final = 800
MAX_CHARACTERS: Final = 300
_LEAVING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class NoteEdit(QLineEdit):
    """A line that is handed out whenever typing rests and when the field is left.

    Enter and Esc leave the field; on the page around it they would leave much more.

    Signals:
        kept: The text is to be kept; carries it.
        left: The person has left the field with a key.
    """

    kept = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stored = ""
        self._rest = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._rest.timeout.connect(lambda: self.keep())
        self.setMaxLength(MAX_CHARACTERS)
        self.setPlaceholderText("one concrete change, shown before your next take of this question")
        self.setAccessibleName("Next time I will")
        self.textEdited.connect(lambda: self._rest.start())

    def show_note(self, note: str) -> None:
        """Show the stored note, unless the person is typing another."""
        self._stored = note
        if not self._rest.isActive() and not self.hasFocus() and self.text() != note:
            self.setText(note)
            self.setCursorPosition(0)

    def start_anew(self, note: str) -> None:
        """Show the note of another attempt, whatever is in the field."""
        self._rest.stop()
        self._stored = note
        self.setText(note)
        self.setCursorPosition(0)

    def keep(self) -> None:
        """Hand out the text if it is not stored yet."""
        self._rest.stop()
        if self.text().strip() != self._stored:
            self._stored = self.text().strip()
            self.kept.emit(self._stored)

    def event(self, event: QEvent) -> bool:
        """Take the keys that leave the field before the page does."""
        wanted = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if wanted and isinstance(event, QKeyEvent) and event.key() in _LEAVING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the note and leave the field on Enter and Esc."""
        if event.key() in _LEAVING:
            self.keep()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the note when the field is left in any way."""
        super().focusOutEvent(event)
        self.keep()
