"""The window's look, on the application that all tests of the window share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.gui.style import ARGUMENTS, Style
from tests.gui.gallery import FONTS


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return list(ARGUMENTS)


@pytest.fixture(scope="session")
def one_style(qapp: QApplication) -> Style:
    return Style(qapp, FONTS)


@pytest.fixture(autouse=True)
def style(one_style: Style) -> Iterator[Style]:
    """The look, light and of the normal size, whatever a test before has made of it."""
    one_style.show("light", 100)
    yield one_style
    one_style.show("light", 100)
