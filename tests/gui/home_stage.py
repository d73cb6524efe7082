"""A Home page in a window, for its tests."""

from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from app.gui.pages.home import HomePage
from app.gui.pages.home_values import HomeState
from app.gui.widgets.two_lines import TwoLineRow
from tests.gui import agendas
from tests.gui.stage import Stage

NEWCOMER = {"agenda": agendas.NEW, "answered": False, "last": None}


class Shown(Stage):
    """A Home page in a window, and what happened on it."""

    page: HomePage

    def __init__(self, qtbot: QtBot, state: HomeState) -> None:
        super().__init__(qtbot, HomePage(), width=1072)
        self.page.show_state(state)
        QApplication.processEvents()  # Qt shows new children a little later

    def rows(self) -> tuple[TwoLineRow, ...]:
        """Return the questions that Start asks, as they are listed."""
        return self.page.left.asked.rows

    def others(self) -> list[QAbstractButton]:
        """Return all questions of the choice, which are unfolded when wanted."""
        inside = self.page.left.others.list.widget()
        return inside.findChildren(QAbstractButton) if inside else []


def keys(state: HomeState) -> list[str]:
    return [each.question.id for each in state.asked]


def fixed(count: int) -> Settings:
    return Settings(last_pack="mlops", ask_due=False, question_count=count)
