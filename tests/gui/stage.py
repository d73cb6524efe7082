"""A page in a window of its own, what can be read on it, and what happened there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

# What the fixture `column` gives: shows widgets below each other in an active window.
Column = Callable[..., QWidget]


def wait_until_active(qtbot: QtBot, window: QWidget) -> None:
    """Ask for the focus of the desktop until it is there: window managers may take a while."""

    def is_active() -> bool:
        if not window.isActiveWindow():
            window.raise_()
            window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(is_active)


def click(qtbot: QtBot, widget: QWidget) -> None:
    """Click a widget in its middle."""
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


class Stage:
    """Shows a page; `events` are those it has sent."""

    def __init__(
        self, qtbot: QtBot, page: QWidget, *, width: int = 1280, height: int = 800
    ) -> None:
        self.page = page
        self._qtbot = qtbot
        self.events: list[object] = []
        page.happened.connect(self.events.append)  # type: ignore[attr-defined]  # all pages have it
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        qtbot.waitUntil(self._is_active)

    def _is_active(self) -> bool:
        """Ask for the focus of the desktop until it is there: window managers may take a while."""
        if not self.page.isActiveWindow():
            self.page.activateWindow()
        return self.page.isActiveWindow()

    def words(self) -> str:
        """Return all words that can be seen."""
        QApplication.processEvents()  # Qt shows new children a little later
        labels = self.page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def button(self, text: str) -> QAbstractButton:
        """Return the button with these words that can be seen."""
        found = [each for each in self.buttons() if each.text() == text]
        assert found, f"no button {text!r}, but {[each.text() for each in self.buttons()]}"
        return found[0]

    def buttons(self) -> list[QAbstractButton]:
        """Return all buttons that can be seen."""
        QApplication.processEvents()
        found = self.page.findChildren(QAbstractButton)
        return [each for each in found if each.isVisible()]

    def click(self, text: str) -> None:
        """Click the button with these words."""
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def press(self, *keys: Qt.Key) -> None:
        """Press keys, one after the other, wherever the focus is."""
        for key in keys:
            wait_until_active(self._qtbot, self.page)
            QTest.keyClick(QApplication.focusWidget() or self.page, key)
            QApplication.processEvents()

    def tab_to(self, text: str) -> None:
        """Walk with Tab until the focus is on the button with these words."""
        target = self.button(text)
        for _ in range(60):
            if QApplication.focusWidget() is target:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {text!r}")

    def unnamed(self) -> list[QWidget]:
        """Return what the keyboard can reach but a screen reader has no words for."""
        return [
            each
            for each in self.page.findChildren(QWidget)
            if each.isVisible()
            and each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.focusProxy() is None  # the text of a field that has a name
            and not each.accessibleName()
            and not (isinstance(each, QAbstractButton) and each.text())
        ]
