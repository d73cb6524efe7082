"""The line in which words of a transcript are corrected, right where they stand."""

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.gui import look
from app.gui.widgets.transcript_inks import FONT_PX

LEAST_PX: Final = 96
# What surrounds the text inside the frame, left and right together.
FRAME_PX: Final = 24
HIGH_PX: Final = 32
MAX_CHARACTERS: Final = 2000
_KEEPING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAVING: Final = (*_KEEPING, Qt.Key.Key_Escape)
# The person looks elsewhere, and comes back to what they were typing.
_AWAY: Final = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class WordEdit(QLineEdit):
    """A line over some words: Enter or leaving it keeps what is written, Esc gives up.

    Signals:
        kept: Words were written; carries them.
        left: The line is done with, kept or not.
    """

    kept = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setMaxLength(MAX_CHARACTERS)
        self._boxes: list[QRectF] = []
        self.textEdited.connect(lambda: self.place(self._boxes))
        self.hide()

    def open(self, words: str, boxes: list[QRectF]) -> None:
        """Show words for correcting over the place where they stand, all of them selected.

        Args:
            words: The words.
            boxes: Where they stand in the parent, line by line; at least one.
        """
        self.setFont(look.font(FONT_PX))
        self.setText(words)
        self.setAccessibleName(f"Correct: {words}")
        self.setAccessibleDescription("Enter keeps it, Esc gives up. Nothing deletes the words.")
        self.place(boxes)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def place(self, boxes: list[QRectF]) -> None:
        """Stand over some boxes, as wide as their words and no wider than the parent."""
        self._boxes = boxes
        first = boxes[0]
        room = self._parent.width()
        wanted = self.fontMetrics().horizontalAdvance(f"{self.text()}mm") + FRAME_PX
        width = min(room, max(wanted, look.px(LEAST_PX)))
        left = max(0, min(round(first.left()) - FRAME_PX // 2, room - width))
        high = look.px(HIGH_PX)
        top = round(first.center().y() - high / 2)
        self.setGeometry(QRect(left, top, width, high))

    def give_up(self) -> None:
        """Leave without keeping anything."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Take the keys that leave the line before the page does."""
        wanted = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if wanted and isinstance(event, QKeyEvent) and event.key() in _LEAVING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the words on Enter, give up on Esc."""
        if event.key() in _KEEPING:
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what is written when the line is left in any other way."""
        super().focusOutEvent(event)
        if event.reason() not in _AWAY:
            self._keep()

    def _keep(self) -> None:
        if self.isVisible():
            self.hide()
            self.kept.emit(self.text())
            self.left.emit()
