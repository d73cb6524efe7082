"""The window's look, on the application that all tests of the window share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.gui.style import Style
from tests.gui.gallery import FONTS
from tests.gui.stage import Column, wait_until_active


@pytest.fixture(scope="session")
def one_style(qapp: QApplication) -> Style:
    return Style(qapp, FONTS)


@pytest.fixture(autouse=True)
def style(one_style: Style) -> Iterator[Style]:
    """The look, light and of the normal size, whatever a test before has made of it."""
    one_style.show("light", 100)
    yield one_style
    one_style.show("light", 100)


@pytest.fixture
def column(qtbot: QtBot) -> Column:
    """`column(widgets)` shows widgets below each other in an active window, and returns that."""
    windows: list[QWidget] = []  # Qt deletes a window that Python forgets

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        layout = QVBoxLayout(window)
        layout.setContentsMargins(24, 24, 24, 24)
        for widget in widgets:
            layout.addWidget(widget)
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        wait_until_active(qtbot, window)
        return window

    return show
