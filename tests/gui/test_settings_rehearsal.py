"""Settings, Rehearsal: state in, words out; what is chosen comes out as settings."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from app.gui.pages.settings import SettingsPage
from app.gui.pages.settings_rehearsal import RehearsalSection, goal_options
from app.gui.pages.settings_values import ChangeSettings
from tests.gui import examples
from tests.gui.stage import Stage, click

TODAY = date.today()
LATER = TODAY + timedelta(days=40)


class Shown(Stage):
    """The section in its page, and what happened on it."""

    page: SettingsPage

    def __init__(self, qtbot: QtBot, settings: Settings) -> None:
        super().__init__(qtbot, SettingsPage())
        self.show_settings(settings)
        self.page.open_section("rehearsal")
        self.events.clear()

    def show_settings(self, settings: Settings) -> None:
        self.page.show_state(examples.settings(settings=settings))

    @property
    def part(self) -> RehearsalSection:
        return self.page.rehearsal


def on(day: date) -> Settings:
    return Settings(interview_on=day.isoformat())


def test_an_interview_is_proposed_in_two_weeks(qtbot: QtBot) -> None:
    shown = Shown(qtbot, Settings())
    assert not shown.part.day.isVisible()
    click(qtbot, shown.part.has_day)
    assert shown.events == [ChangeSettings(on(TODAY + timedelta(days=14)))]


def test_the_day_is_changed_and_taken_back(qtbot: QtBot) -> None:
    shown = Shown(qtbot, on(LATER))
    assert shown.part.day.day == LATER
    qtbot.keyClick(shown.part.day, Qt.Key.Key_Up)
    click(qtbot, shown.part.has_day)
    assert shown.events == [
        ChangeSettings(on(LATER + timedelta(days=1))),
        ChangeSettings(Settings()),
    ]


def test_a_day_that_was_taken_back_is_proposed_again(qtbot: QtBot) -> None:
    shown = Shown(qtbot, on(LATER))
    shown.show_settings(Settings())
    click(qtbot, shown.part.has_day)
    assert shown.events == [ChangeSettings(on(LATER))]


def test_an_interview_of_the_past_counts_as_none(qtbot: QtBot) -> None:
    shown = Shown(qtbot, on(TODAY - timedelta(days=1)))
    assert not shown.part.has_day.isChecked()
    assert shown.events == []


def test_the_goal_and_what_is_shown_are_chosen(qtbot: QtBot) -> None:
    shown = Shown(qtbot, Settings())
    qtbot.keyClick(shown.part.goal, Qt.Key.Key_Down)
    click(qtbot, shown.part.habits)
    click(qtbot, shown.part.self_view)
    assert shown.events == [
        ChangeSettings(Settings(goal_min=15)),
        ChangeSettings(Settings(show_habits=False)),
        ChangeSettings(Settings(show_self_view=False)),
    ]


def test_an_odd_goal_keeps_its_place_among_the_others() -> None:
    assert goal_options(50)[3:6] == [(45, "45 minutes"), (50, "50 minutes"), (60, "60 minutes")]
    assert goal_options(0)[0] == (0, "No goal")
