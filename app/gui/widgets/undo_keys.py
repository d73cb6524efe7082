"""Leaves Ctrl+Z to the page, where a field's own undoing would know less than the page does."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def is_for_page(event: QEvent) -> bool:
    """Return whether an event asks the field if it wants undo or redo for itself."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and any(event.matches(key) for key in _KEYS)
    )
