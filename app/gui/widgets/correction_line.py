"""The quiet line below a transcript: that the person has changed it, and how to go back."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from app.gui import look
from app.gui.announce import announce
from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.text import ElidedText

CORRECTED: Final = "You corrected this transcript"
ORIGINAL: Final = "This is what was written down first"
NARROW_PX: Final = 400
TOLD_MS: Final = 8000


@dataclass(frozen=True, slots=True)
class Edited:
    """What has been changed.

    Attributes:
        edited: Whether the person has changed the words.
        original: Whether what was written down first is shown instead of theirs.
        undo: What would be undone; empty for nothing.
        redo: What would be done again; empty for nothing.
    """

    edited: bool = False
    original: bool = False
    undo: str = ""
    redo: str = ""

    @property
    def words(self) -> str:
        """What the line says."""
        if self.original:
            return ORIGINAL
        if self.edited:
            return CORRECTED
        return f"Last change: {self.undo}" if self.undo else ""


class CorrectionLine(QWidget):
    """Says what was changed, and offers the original, Undo and Redo; hidden while there is nothing.

    Signals:
        original_wanted: The person wants to see what was written down first (True), or their own.
        back_wanted: The person wants to go back to that for good.
        undo_wanted: The person wants the last change undone.
        redo_wanted: The person wants it done again.
    """

    original_wanted = Signal(bool)
    back_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._edited = Edited()
        self._told = QTimer(self, singleShot=True, interval=TOLD_MS)
        self._told.timeout.connect(lambda: self._show())
        self._words = ElidedText("", "caption")
        self.original = Button("", "quiet", size="tiny")
        self.back = Button("Go back to it", "quiet", size="tiny")
        self.undo = Button("Undo", "quiet", icon=Icon.ARROW_U_UP_LEFT, size="tiny")
        self.redo = Button("Redo", "quiet", icon=Icon.ARROW_U_UP_RIGHT, size="tiny")
        self.back.setToolTip("Puts it in place of your text. This can be undone.")
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addStretch()
        for button in (self.original, self.back, self.undo, self.redo):
            buttons.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(4, 4, 8, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self._words, 1)
        self._row.addLayout(buttons)
        self.original.clicked.connect(lambda: self.original_wanted.emit(not self._edited.original))
        self.back.clicked.connect(lambda: self.back_wanted.emit())
        self.undo.clicked.connect(lambda: self.undo_wanted.emit())
        self.redo.clicked.connect(lambda: self.redo_wanted.emit())
        self._show()

    def show_edited(self, edited: Edited) -> None:
        """Show what has been changed."""
        if edited != self._edited:
            self._edited = edited
            self._told.stop()
            self._show()

    def tell(self, words: str) -> None:
        """Say something else for a while, such as why something cannot be done."""
        self._words.setText(words)
        self._words.set_ink("amber_ink")
        self.show()
        self._told.start()
        announce(self, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where there is little width."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW_PX)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _show(self) -> None:
        edited = self._edited
        self._words.set_ink("")
        self._words.setText(edited.words)
        self.original.setText("Show your text" if edited.original else "Show the original")
        self.original.setVisible(edited.edited)
        self.back.setVisible(edited.original)
        self.undo.setVisible(bool(edited.undo) and not edited.original)
        self.redo.setVisible(bool(edited.redo) and not edited.original)
        for button, words, keys in (
            (self.undo, f"Undo: {edited.undo}", "Ctrl+Z"),
            (self.redo, f"Redo: {edited.redo}", "Ctrl+Shift+Z"),
        ):
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({keys})")
        self.setVisible(bool(edited.words or edited.redo))
