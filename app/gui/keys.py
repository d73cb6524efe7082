"""Keys of a page: what each does while the page is shown, and where Tab goes."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Keys(QObject):
    """Shortcuts that work while one page is visible, wherever in the window the focus is.

    Single letters and digits rest while a text field has the focus (Qt gives them to the field
    first), and can be switched off altogether for people who dictate or use a screen reader.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._single: list[QShortcut] = []
        self._single_on = True

    def bind(self, keys: str, call: Callable[[], object]) -> None:
        """Have call run when the keys are pressed.

        Args:
            keys: In Qt's words, such as "Space", "Ctrl+T" or "W".
            call: Runs on the GUI thread.
        """
        shortcut = QShortcut(QKeySequence(keys), self._page)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: call())
        if len(keys) == 1:
            shortcut.setEnabled(self._single_on)
            self._single.append(shortcut)

    def set_single_keys(self, on: bool) -> None:
        """Switch single letters and digits on or off."""
        self._single_on = on
        for shortcut in self._single:
            shortcut.setEnabled(on)


def reading_order(*areas: QWidget) -> None:
    """Have Tab go through areas in that order, and through each from its first child to its last.

    Needed where rows were built after the rest: Qt appends new widgets to the end of the chain.
    The list that drops down from a combo box is a window of its own, and left out.
    """
    stops = [
        child
        for area in areas
        for child in (area, *area.findChildren(QWidget))
        if child.focusPolicy() != Qt.FocusPolicy.NoFocus and child.window() is area.window()
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
