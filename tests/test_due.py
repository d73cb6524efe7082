"""What is due, in the whole program: the real window, history, scheduler and settings."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.core.attempt import SelfRating, Take
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.question import Question
from app.core.settings import Settings
from app.core.transcript import Transcript, Word
from app.gui.pages.interview_setup import InterviewSetUpPage
from app.gui.pages.practice import PracticePage
from app.gui.pages.review import ReviewPage
from app.gui.pages.settings import SettingsPage
from app.gui.pages.settings_rehearsal import RehearsalSection
from tests.driver import Program, settings_with_tiny_model

pytestmark = [pytest.mark.gui, pytest.mark.slow]

Open = Callable[[], Program]
MLOPS = replace(
    settings_with_tiny_model(), last_pack="mlops", ask_due=True, auto_start=False, prep_s=180
)


@pytest.fixture
def open_program(qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:

        def opened(settings: Settings | None = MLOPS) -> Program:
            program = Program(tmp_path / "data", settings)
            stack.callback(program.close)
            return program

        yield opened


def answer(program: Program, question: Question, days_ago: float, score: int) -> int:
    """Put a rated answer of some days ago into the history, with not a point of it said."""
    services = program.services
    at = services.tools.clocks.now() - timedelta(days=days_ago)
    attempt = services.history.add(question, Take(f"{question.id}-{days_ago}.wav", 90.0), at)
    services.history.rate(attempt, SelfRating(score))
    words = Transcript((Word("Hello.", 0.0, 1.0),), "whisper", "tiny")
    services.history.set_transcript(attempt, words)
    findings = tuple(
        PointFinding(point.text, PointState.NOT_FOUND, 0.1) for point in question.key_points
    )
    services.history.remember_review(attempt, "1", Coverage(findings, "lexical"), 120.0, 2.0)
    return attempt


def words(program: Program) -> str:
    QApplication.processEvents()
    assert program.page is not None
    labels = program.page.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisible())


def click(program: Program, text: str) -> None:
    QApplication.processEvents()
    buttons = program.window.findChildren(QAbstractButton)
    next(each for each in buttons if each.isVisible() and each.text() == text).click()
    QApplication.processEvents()


def rehearsal_settings(program: Program) -> RehearsalSection:
    program.conductor.go("settings")
    page = program.page
    assert isinstance(page, SettingsPage)
    page.open_section("rehearsal")
    return page.rehearsal


def test_answers_of_some_days_ago_come_back_as_due(open_program: Open) -> None:
    program = open_program()
    chosen = program.services.library().chosen("mlops")
    assert "Three questions to begin with" in words(program)
    for question in chosen[:2]:
        answer(program, question, days_ago=2, score=1)
    answer(program, chosen[2], days_ago=0, score=5)
    program.close()

    again = open_program()
    assert "Two questions are due" in words(again)
    due = [row.text() for row in again.home.left.asked.rows]
    assert sorted(due) == sorted(question.ask for question in chosen[:2])
    details = [row.lines.detail for row in again.home.left.asked.rows]
    assert all("rated 1 on " in detail for detail in details)
    again.press(Qt.Key.Key_Return)
    again.wait_for_page(PracticePage)
    assert due[0] in words(again)


def test_what_is_answered_is_due_no_longer_when_home_comes_back(open_program: Open) -> None:
    program = open_program()
    question = program.services.library().chosen("mlops")[0]
    answer(program, question, days_ago=2, score=1)
    program.conductor.go("home")
    assert "One question is due" in words(program)
    answer(program, question, days_ago=0, score=4)
    program.conductor.go("home")
    assert "Nothing is due today" in words(program)
    assert "Start asks three new questions" in words(program)


def test_a_weak_point_on_home_opens_the_review_it_comes_from(open_program: Open) -> None:
    program = open_program()
    question = program.services.library().chosen("mlops")[0]
    for days_ago in (5, 3):
        answer(program, question, days_ago, score=2)
    program.conductor.go("home")
    assert "Weakest points" in words(program)
    click(program, program.home.weakest.points[0].point)
    program.wait_for_page(ReviewPage)
    view = program.services.room.view
    assert view is not None
    assert view.attempt.question.key == question.key


def test_the_day_of_the_interview_is_set_on_home_and_changed_in_settings(
    open_program: Open,
) -> None:
    program = open_program()
    click(program, "Set the day…")
    click(program, "Set")
    day = date.today() + timedelta(days=14)
    assert program.stored_settings().interview_on == day.isoformat()
    assert "in 14 days" in words(program)
    assert program.home.interview.plan.isVisible()
    rehearsal_settings(program).has_day.click()
    program.conductor.go("home")
    assert "Interview coming up?" in words(program)
    assert program.stored_settings().interview_on == ""


def test_this_week_is_hidden_on_home_and_had_back_in_settings(open_program: Open) -> None:
    program = open_program()
    assert "This week" not in words(program)
    answer(program, program.services.library().chosen("mlops")[0], days_ago=0, score=3)
    program.conductor.go("home")
    assert "spoken on 1 day" in words(program)
    click(program, "Hide")
    assert "Hidden." in words(program)
    rehearsal_settings(program).habits.click()
    program.conductor.go("home")
    assert "spoken on 1 day" in words(program)


def test_a_window_left_open_overnight_shows_what_is_due_the_next_day(open_program: Open) -> None:
    program = open_program()
    presenter = program.conductor._home
    answer(program, program.services.library().chosen("mlops")[0], days_ago=2, score=1)
    presenter.watch()
    assert "due" not in words(program)
    shown = presenter._shown
    assert shown is not None
    presenter._shown = replace(shown, today=shown.today - timedelta(days=1))
    presenter.watch()
    assert "One question is due" in words(program)


def test_in_interview_mode_start_leads_to_setting_one_up(open_program: Open) -> None:
    program = open_program()
    click(program, "Interview")
    assert program.stored_settings().mode == "interview"
    assert "Rehearse a whole interview" in words(program)
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(InterviewSetUpPage)
    program.conductor.go("home")
    click(program, "Practice")
    assert "Three questions to begin with" in words(program)
