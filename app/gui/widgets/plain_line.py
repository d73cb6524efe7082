"""A field of one line whose undoing is the page's."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit

from app.gui.widgets.undo_keys import is_for_page


class PlainLine(QLineEdit):
    """A line that is stored while it is typed: Ctrl+Z undoes what was stored."""

    def event(self, event: QEvent) -> bool:
        """Let the page have the keys for undoing."""
        if is_for_page(event):
            event.ignore()
            return True
        return super().event(event)
