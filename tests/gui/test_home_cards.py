"""Home: weak points, the day of the interview and its plan, and how much was practised."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.agenda import Habits
from app.core.settings import Settings
from app.gui.pages import home_plan_words
from app.gui.pages.home_events import OpenAttempt, SetInterview, ShowWeek, Start
from app.gui.pages.home_values import HomeState
from tests.gui import agendas, examples
from tests.gui.home_stage import NEWCOMER, Shown
from tests.gui.stage import click

PLANNED = examples.home(agenda=agendas.planned())


def week(habits: Habits, **changes: object) -> HomeState:
    return examples.home(agenda=replace(agendas.SOME_DUE, habits=habits), **changes)


# Weakest points --------------------------------------------------------------------


def test_weak_points_are_listed_with_what_was_heard_in_the_last_takes(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    row = shown.button(agendas.WEAKEST[1].point)
    assert "not found, then unclear" in row.accessibleDescription()
    assert agendas.WEAKEST[1].question.ask in row.accessibleDescription()


def test_a_weak_point_opens_the_review_of_its_last_take(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    shown.click(agendas.WEAKEST[2].point)
    shown.tab_to(agendas.WEAKEST[1].point)
    shown.press(Qt.Key.Key_Return)
    assert shown.events == [OpenAttempt(12), OpenAttempt(11)]


def test_a_weak_point_leads_to_practising_its_question(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    buttons = [each for each in shown.buttons() if each.text() == "Practise"]
    assert buttons[1].accessibleName() == f"Practise: {agendas.WEAKEST[1].question.ask}"
    click(qtbot, buttons[1])
    assert shown.events == [Start(("mlops/q1",))]


def test_without_weak_points_their_card_is_not_there(qtbot: QtBot) -> None:
    agenda = replace(agendas.SOME_DUE, weakest=())
    assert "Weakest points" not in Shown(qtbot, examples.home(agenda=agenda)).words()


# The day of the interview ----------------------------------------------------------


def test_without_a_day_one_quiet_line_offers_to_set_it(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    assert "Interview coming up? Set the day and get a plan." in shown.words()
    assert not shown.page.interview.field.isVisible()
    assert not shown.page.interview.plan.isVisible()


def test_the_day_is_set_with_enter_which_does_not_start_practising(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    shown.click("Set the day…")
    field = shown.page.interview.field
    assert QApplication.focusWidget() is field
    assert field.day == agendas.TODAY + timedelta(days=14)
    shown.press(Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert shown.events == [SetInterview(agendas.TODAY + timedelta(days=15))]


def test_the_day_is_set_with_the_button_and_asking_can_be_left(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    shown.click("Set the day…")
    shown.click("Never mind")
    assert shown.events == []
    shown.click("Set the day…")
    shown.click("Set")
    assert shown.events == [SetInterview(agendas.TODAY + timedelta(days=14))]


def test_no_day_of_the_past_can_be_set(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    shown.click("Set the day…")
    shown.page.interview.field.setDate(QDate(2020, 1, 1))
    assert shown.page.interview.field.day == agendas.TODAY


def test_the_day_and_what_the_plan_has_for_today_are_told(qtbot: QtBot) -> None:
    words = Shown(qtbot, PLANNED).words()
    assert "Interview on Thursday 3 December, in 10 days" in words
    assert "4 to repeat, 3 new today; rehearse a whole interview tomorrow." in words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "Interview today, Monday 23 November"),
        (date(2026, 11, 24), "Interview tomorrow, Tuesday 24 November"),
        (date(2027, 1, 5), "Interview on Tuesday 5 January 2027, in 43 days"),
    ],
)
def test_the_nearer_the_interview_the_shorter_its_words(day: date, words: str) -> None:
    assert home_plan_words.interview(day, agendas.TODAY) == words


def test_the_day_is_changed_at_once_and_cleared(qtbot: QtBot) -> None:
    shown = Shown(qtbot, PLANNED)
    shown.page.interview.field.setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(Qt.Key.Key_Up)
    shown.click("Clear")
    assert shown.events == [SetInterview(date(2026, 12, 4)), SetInterview(None)]


def test_a_cleared_day_is_proposed_again(qtbot: QtBot) -> None:
    shown = Shown(qtbot, PLANNED)
    shown.click("Clear")
    shown.page.show_state(examples.home())
    shown.click("Set the day…")
    assert shown.page.interview.field.day == agendas.INTERVIEW


def test_the_plan_unfolds_day_by_day(qtbot: QtBot) -> None:
    shown = Shown(qtbot, PLANNED)
    assert "Tue 24 Nov" not in shown.words()
    shown.click("The plan, day by day")
    words = shown.words()
    for expected in (
        "Today",
        "Tue 24 Nov",
        "2 to repeat, 1 new, a whole interview: about 29 minutes",
        "Nothing, a day off",
    ):
        assert expected in words


def test_a_long_plan_says_how_many_more_days_it_has(qtbot: QtBot) -> None:
    agenda = agendas.planned(plan_=agendas.plan(30))
    shown = Shown(qtbot, examples.home(agenda=agenda))
    shown.click("The plan, day by day")
    assert "and 16 more days" in shown.words()


# This week -------------------------------------------------------------------------


def test_minutes_and_days_of_this_week_are_told_without_a_goal(qtbot: QtBot) -> None:
    days = (agendas.TODAY, agendas.THURSDAY)
    shown = Shown(qtbot, week(Habits(1380.0, days), today=agendas.THURSDAY))
    assert "23 minutes spoken on 2 days" in shown.words()
    assert shown.page.week.marks.accessibleName() == "Practised on Monday, Thursday"
    assert not shown.page.week.bar.isVisible()


def test_a_goal_is_a_bar_and_never_more_than_full(qtbot: QtBot) -> None:
    shown = Shown(qtbot, week(Habits(9000.0, (agendas.TODAY,), goal_min=60)))
    assert "of 60 minutes a week" in shown.words()
    assert shown.page.week.bar.value() == shown.page.week.bar.maximum()


def test_a_week_without_an_answer_is_told_without_a_reproach(qtbot: QtBot) -> None:
    assert "Nothing answered yet" in Shown(qtbot, week(Habits(goal_min=60))).words()


def test_somebody_new_sees_nothing_of_habits(qtbot: QtBot) -> None:
    assert "This week" not in Shown(qtbot, examples.home(**NEWCOMER)).words()


def test_the_week_is_hidden_and_had_back_on_the_spot(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    shown.click("Hide")
    off = Settings(last_pack="mlops", show_habits=False)
    shown.page.show_state(examples.home(settings=off, week_hidden=True))
    assert "minutes spoken" not in shown.words()
    assert "Hidden. Settings, Rehearsal shows it again." in shown.words()
    shown.click("Undo")
    assert shown.events == [ShowWeek(False), ShowWeek(True)]


def test_a_week_that_was_hidden_before_leaves_no_trace(qtbot: QtBot) -> None:
    words = Shown(qtbot, examples.home(settings=Settings(show_habits=False))).words()
    assert "This week" not in words
    assert "Hidden" not in words
