"""Who gets the space bar and Enter: the page, or the control the person is at."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.gui.widgets.focus import FocusRing

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def keeps_enter(event: QEvent) -> bool:
    """Return whether an event asks if Enter is for the field that has the focus, and say yes.

    A field calls this in `event`, so that Enter ends its input and does not start something on
    the page.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.key() in ENTER:
        event.accept()
    return event.key() in ENTER


def press_focused(page: QWidget) -> bool:
    """Press the button of a page that has the focus ring; return whether there was one.

    A page that uses the space bar for its main action asks this first, so that whoever walks
    the page with Tab can press what the ring is around. A button that was only clicked has the
    focus too, but no ring: then the space bar stays with the page.
    """
    focused = QApplication.focusWidget()
    if not isinstance(focused, QAbstractButton) or not page.isAncestorOf(focused):
        return False
    ring = focused.findChild(FocusRing)
    if ring is None or not ring.shown:
        return False
    focused.click()
    return True
