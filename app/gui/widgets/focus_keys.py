"""Who gets the space bar: the page, or the control that Tab has brought the person to."""

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.gui.widgets.focus import FocusRing


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
