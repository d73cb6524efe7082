"""The History page on a stage: what its cells say, and what clicks and menus do."""

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.gui.pages.history import HistoryPage
from app.gui.pages.history_values import HistoryState
from app.gui.widgets.attempt_model import Column
from tests.gui import answers
from tests.gui.stage import Stage


def stage(
    qtbot: QtBot, shown: HistoryState, *, width: int = 1072, height: int = 800
) -> tuple[Stage, HistoryPage]:
    page = HistoryPage(lambda: answers.NOW)
    staged = Stage(qtbot, page, width=width, height=height)
    page.show_state(shown)
    QApplication.processEvents()
    return staged, page


def cell(page: HistoryPage, row: int, column: Column) -> str:
    return str(page.table.model().index(row, column).data())


def heard(page: HistoryPage, row: int, column: Column) -> object:
    return page.table.model().index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)


def click_row(page: HistoryPage, row: int, modifiers: Qt.KeyboardModifier | None = None) -> None:
    rect = page.table.visualRect(page.table.model().index(row, Column.QUESTION))
    plain = Qt.KeyboardModifier.NoModifier
    viewport = page.table.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, modifiers or plain, rect.center())


def select(page: HistoryPage, row: int) -> None:
    """Select a row, whatever keys a test before has left pressed."""
    flags = (
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    )
    page.table.selectionModel().setCurrentIndex(page.table.model().index(row, 0), flags)


def menu_of(page: HistoryPage) -> dict[str, QAction]:
    """Return the actions of the menu that is open, by their words."""
    (menu,) = [each for each in page.findChildren(QMenu) if each.isVisible()]
    return {each.text(): each for each in menu.actions() if not each.isSeparator()}


def choose(page: HistoryPage, words: str) -> None:
    """Choose something in the menu that is open."""
    menu_of(page)[words].trigger()
    for menu in page.findChildren(QMenu):
        menu.hide()


def click_header(page: HistoryPage, column: Column) -> None:
    header = page.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
