"""A rehearsed interview in the whole program: set up, answered, left, gone on with, judged."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.core.settings import Settings
from app.gui.pages.history import HistoryPage
from app.gui.pages.home import HomePage
from app.gui.pages.interview_answers import AnswerRow
from app.gui.pages.interview_rating import InterviewRatingPage
from app.gui.pages.interview_report import InterviewReportPage
from app.gui.pages.interview_run import InterviewPage
from app.gui.pages.interview_setup import InterviewSetUpPage
from app.gui.pages.review import ReviewPage
from app.gui.pages.session_summary import SessionPage
from tests.bench.bench import Bench
from tests.driver import Program, settings_with_tiny_model

pytestmark = [pytest.mark.gui, pytest.mark.slow]

Key = Qt.Key
Speak = Callable[[str], None]
Open = Callable[..., Program]
SETTINGS = replace(
    settings_with_tiny_model(),
    last_pack="mlops",
    prep_s=180,
    interview_count=2,
    interview_break_s=60,
    follow_ups=False,
)
SAID = "In production, we monitored feature drift every day."


@pytest.fixture
def open_program(qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:

        def opened(settings: Settings | None = SETTINGS) -> Program:
            program = Program(tmp_path / "data", settings)
            stack.callback(program.close)
            return program

        yield opened


def set_up(program: Program) -> InterviewSetUpPage:
    """Go to where an interview is set up."""
    program.conductor.go("interview")
    program.wait_for_page(InterviewSetUpPage)
    page = program.page
    assert isinstance(page, InterviewSetUpPage)
    return page


def begin(program: Program) -> InterviewPage:
    """Go from Home to the first question."""
    set_up(program)
    program.press(Key.Key_Return)
    return ask(program)


def ask(program: Program) -> InterviewPage:
    """Have the question asked that comes next."""
    program.wait_for_page(InterviewPage)
    page = program.page
    assert isinstance(page, InterviewPage)
    program.press(Key.Key_Return)
    program.wait(lambda: page.main.isVisible())
    return page


def answer(program: Program, page: InterviewPage, speak: Speak) -> None:
    """Answer the question on screen."""
    program.press(Key.Key_Space)
    program.wait(lambda: page.main.text() == "I have finished")
    speaker = threading.Thread(target=lambda: speak(SAID))
    speaker.start()
    program.wait(lambda: not speaker.is_alive())
    program.press(Key.Key_Space)


def answer_first(program: Program, speak: Speak) -> InterviewPage:
    """Answer the first question of an interview, up to the break."""
    page = begin(program)
    answer(program, page, speak)
    program.wait(lambda: page.pause.title.text().startswith("Next question in"))
    return page


def write(program: Program, page: InterviewPage) -> None:
    """Answer the question on screen with the keyboard."""
    program.press(Key.Key_Space)
    program.wait(page.stage.edit.isVisible)
    page.stage.edit.setPlainText(SAID)
    program.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def leave(program: Program) -> None:
    """Go back to Home."""
    program.press(Key.Key_Escape)
    program.wait_for_page(HomePage)


def rate(program: Program, key: Qt.Key) -> None:
    """Say how it went, or skip that."""
    program.wait_for_page(InterviewRatingPage)
    program.press(key)
    if key is not Key.Key_S:
        program.press(Key.Key_Return)


def report_page(program: Program) -> InterviewReportPage:
    program.wait_for_page(InterviewReportPage)
    page = program.page
    assert isinstance(page, InterviewReportPage)
    program.wait(lambda: page.save.isEnabled())  # all has been judged
    return page


def words(program: Program) -> str:
    """Return what can be read on the page."""
    QApplication.processEvents()
    assert program.page is not None
    labels = program.page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def notice(program: Program) -> str:
    """Return what the window says above the page."""
    message = program.window.notices.message
    return f"{message.title} {message.text}" if message is not None else ""


@pytest.mark.mic
def test_two_questions_are_asked_answered_and_reported_on(open_program: Open, speak: Speak) -> None:
    program = open_program()
    page = answer_first(program, speak)
    program.press(Key.Key_Return)
    program.wait(lambda: page.main.isVisible())
    assert "Question 2" in words(program)
    answer(program, page, speak)
    rate(program, Key.Key_4)
    report_page(program)
    assert "2 questions" in words(program)
    assert words(program).count("you rated it 4") == 1
    shown = program.page
    assert shown is not None
    row = shown.findChildren(AnswerRow)[0]
    row.open.click()
    program.wait_for_page(ReviewPage)
    view = program.services.room.view
    assert view is not None
    assert view.attempt.mode == "interview"
    assert view.attempt.transcript is not None
    assert "drift" in view.attempt.transcript.text
    program.press(Key.Key_Escape)
    report_page(program)
    leave(program)


@pytest.mark.mic
def test_one_that_was_left_is_gone_on_with_after_a_restart(
    open_program: Open, speak: Speak
) -> None:
    program = open_program()
    answer_first(program, speak)
    leave(program)
    assert "The interview is kept" in notice(program)
    program.close()
    program = open_program(None)
    assert "stopped at question 2 of 2" in notice(program)
    page = set_up(program)
    assert "stopped at question 2 of 2" in words(program)
    page.left.go_on.click()
    answer(program, ask(program), speak)
    rate(program, Key.Key_S)
    report_page(program)
    assert "2 questions" in words(program)


@pytest.mark.mic
def test_what_was_answered_before_putting_it_aside_stays_in_its_report(
    open_program: Open, speak: Speak
) -> None:
    program = open_program()
    answer_first(program, speak)
    leave(program)
    page = set_up(program)
    page.left.aside.click()
    assert not page.left.isVisible()
    page.notices.acted.emit(page.notices.message)
    assert page.left.isVisible(), "undone"
    page.left.aside.click()
    QApplication.processEvents()
    buttons = page.earlier.findChildren(QPushButton)
    opener = next(each for each in buttons if each.text() == "Open the report")
    opener.click()
    report = report_page(program)
    assert "1 of 2 questions" in words(program)
    assert "Not reached" in words(program)
    answered = program.services.history.last_session()
    program.services.keeping.trash.move([each.id for each in answered])
    program.wait(lambda: "moved to the trash" in words(program))
    assert report.isVisible()
    program.press(Key.Key_Escape)
    program.wait_for_page(InterviewSetUpPage)


@pytest.mark.mic
def test_the_history_leads_from_the_sitting_to_the_report(open_program: Open, speak: Speak) -> None:
    program = open_program(replace(SETTINGS, interview_count=1))
    answer(program, begin(program), speak)
    rate(program, Key.Key_S)
    report_page(program)
    uid = program.services.history.last_session()[0].session_id
    program.conductor.go("history")
    program.wait_for_page(HistoryPage)
    program.conductor.open_session(uid)
    program.wait_for_page(SessionPage)
    page = program.page
    assert isinstance(page, SessionPage)
    assert page.report.isVisible()
    page.report.click()
    report_page(program)
    program.press(Key.Key_Escape)
    program.wait_for_page(SessionPage)


@pytest.mark.mic
def test_an_answer_starts_and_stops_by_itself(open_program: Open, microphone: Bench) -> None:
    settings = replace(SETTINGS, prep_s=0, answer_s=10, interview_count=1)
    program = open_program(settings)
    set_up(program)
    program.press(Key.Key_Return)
    program.wait_for_page(InterviewPage)
    program.press(Key.Key_Return)
    program.wait_for_page(InterviewRatingPage)
    taken = program.services.history.last_session()
    assert len(taken) == 1
    assert 9.0 <= taken[0].take.duration_s <= 12.0


def test_the_report_is_exported_as_markdown(
    open_program: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kind: str) -> str:
        names.append(Path(name).name)
        return str(tmp_path / "mine.md")

    monkeypatch.setattr("app.gui.exporting.ask_new_file", ask)
    program = open_program(replace(SETTINGS, typed=True, interview_count=1))
    write(program, begin(program))
    rate(program, Key.Key_S)
    report_page(program).save.click()
    program.wait(lambda: "Saved" in notice(program))
    assert names[0].endswith("Interview.md")
    assert SAID in (tmp_path / "mine.md").read_text("utf-8")


def test_leaving_before_the_first_question_keeps_the_plan(open_program: Open) -> None:
    program = open_program()
    set_up(program)
    program.press(Key.Key_Return)
    program.wait_for_page(InterviewPage)
    leave(program)
    left = program.services.interviews.unfinished()
    assert left is not None
    assert (left.position, left.total) == (0, 2)
    program.window.notices.acted.emit(program.window.notices.message)
    program.wait_for_page(InterviewPage)
    assert notice(program) == ""


def test_not_now_leaves_the_offer_for_the_next_start(open_program: Open) -> None:
    program = open_program()
    begin(program)
    leave(program)
    program.close()
    for _ in range(2):
        program = open_program(None)
        assert "stopped at question 1 of 2" in notice(program)
        program.window.notices.declined.emit(program.window.notices.message)
        assert notice(program) == ""
        program.close()


def test_an_answer_can_be_written_instead_of_spoken(open_program: Open) -> None:
    program = open_program(replace(SETTINGS, typed=True, interview_count=1))
    write(program, begin(program))
    rate(program, Key.Key_S)
    report_page(program)
    assert "Written" in words(program)
    assert program.services.history.last_session()[0].typed


def test_what_is_chosen_is_remembered_after_a_restart(open_program: Open) -> None:
    program = open_program()
    page = set_up(program)
    index = page.number.findText("7")
    page.number.setCurrentIndex(index)
    page.number.activated.emit(index)
    program.close()
    program = open_program(None)
    assert set_up(program).number.currentText() == "7"


def test_no_work_that_can_wait_is_done_while_an_interview_goes_on(open_program: Open) -> None:
    program = open_program()
    begin(program)
    assert not program.services.quiet()
    leave(program)
    QTest.qWait(100)
    assert program.services.quiet()
