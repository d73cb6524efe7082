"""The report of an interview: what it says, what can be heard, and where it leads."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.attempt import Take
from app.gui.pages.interview_answers import AnswerRow
from app.gui.pages.interview_events import CloseReport, Hear, OpenAnswer, SaveReport
from app.gui.pages.interview_report import InterviewReportPage
from app.session.interview_views import InterviewReport
from tests.gui import answers
from tests.gui import interview_examples as examples
from tests.gui.stage import Stage

Key = Qt.Key


def stage(
    qtbot: QtBot, report: InterviewReport | None = None, *, width: int = 1072
) -> tuple[Stage, InterviewReportPage]:
    page = InterviewReportPage()
    shown = Stage(qtbot, page, width=width)
    page.show_state(examples.reported(report))
    QApplication.processEvents()
    return shown, page


def test_it_says_when_it_was_and_what_it_came_to(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    assert "Interview of today 18:40" in shown.words()
    assert "5 questions, 1 follow-up, 7:48 spoken, 20 of 30 points covered" in shown.words()


def test_strengths_and_things_to_work_on_come_with_their_evidence(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    words = shown.words()
    assert "Three strengths" in words
    assert "Three things to work on" in words
    for remark in (*examples.STRENGTHS, *examples.TO_WORK_ON):
        assert remark.title in words
        assert remark.words in words
        for bite in remark.evidence:
            assert f"“{bite.text}”" in words


def test_fewer_than_three_are_counted_as_they_are(qtbot: QtBot) -> None:
    report = examples.report(strengths=examples.STRENGTHS[:1], to_work_on=())
    shown, _ = stage(qtbot, report)
    assert "One strength" in shown.words()
    assert "Nothing stood out here." in shown.words()


def test_why_there_are_few_remarks_is_said_once(qtbot: QtBot) -> None:
    note = "Too little was said to judge."
    shown, _ = stage(qtbot, examples.report(strengths=(), to_work_on=(), note=note))
    assert shown.words().count(note) == 1


def test_evidence_can_be_heard_and_falls_silent_again(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    bite, button = page.strengths.players[0]
    button.click()
    page.show_playing(bite)
    assert button.accessibleName().startswith("Stop")
    shown.press(Key.Key_Space)
    assert shown.events == [Hear(bite), Hear(bite)]


def test_evidence_without_sound_can_only_be_read(qtbot: QtBot) -> None:
    first = examples.answer(0, 11)
    silent = replace(answers.attempt(), id=11, take=Take("", 78.0))
    rest = examples.report().answers[1:]
    report = examples.report(answers=(replace(first, attempt=silent), *rest))
    _, page = stage(qtbot, report)
    (_, first_bite), (_, second_bite) = page.strengths.players[:2]
    assert not first_bite.isVisible()
    assert second_bite.isVisible()


def test_evidence_leads_to_the_review_of_its_answer(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    opener = next(each for each in page.strengths.findChildren(type(page.back)) if each.text())
    opener.click()
    assert shown.events == [OpenAnswer(11)]


def test_each_question_has_a_line_with_points_length_pace_and_shape(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    words = shown.words()
    for ask in examples.ASKS:
        assert ask in words
    assert "4 of 6 covered" in words
    assert "1:18 of 2:00 · 119 words a minute" in words
    assert "Situation and Task 40 %, Action 40 %, Result 20 %" in words


def test_a_click_anywhere_on_a_line_opens_its_review(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    row = page.answers.findChildren(AnswerRow)[2]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    row.open.click()
    assert shown.events == [OpenAnswer(13), OpenAnswer(13)]


def test_while_answers_are_judged_it_says_so_and_fills_in(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.half_report())
    assert "1 of 2 answers have been judged. The report fills in by itself." in shown.words()
    assert "being judged" in shown.words()
    page.show_state(examples.reported())
    assert "judged" not in shown.words()
    assert "Three strengths" in shown.words()


def test_an_answer_in_the_trash_and_questions_never_reached_are_told_apart(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.half_report())
    rows = page.answers.findChildren(AnswerRow)
    assert shown.words().count("Not reached") == 3
    assert shown.words().count("it was moved to the trash") == 1
    QTest.mouseClick(rows[2], Qt.MouseButton.LeftButton)
    assert shown.events == []


def test_what_fills_in_leaves_the_focus_where_it_is(qtbot: QtBot) -> None:
    before = examples.report(complete=False, strengths=(), to_work_on=())
    last = replace(before.answers[5], feedback=None)
    shown, page = stage(qtbot, replace(before, answers=(*before.answers[:5], last)))
    button = page.answers.findChildren(AnswerRow)[0].open
    button.setFocus(Qt.FocusReason.TabFocusReason)
    page.show_state(examples.reported())
    QApplication.processEvents()
    assert QApplication.focusWidget() is button
    assert shown.words().count("4 of 6 covered") == 5


def test_escape_goes_back_and_ctrl_e_exports(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    QTest.keyClick(page, Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    shown.press(Key.Key_Escape)
    assert shown.events == [SaveReport(), CloseReport()]


def test_a_report_that_still_fills_in_is_not_exported(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.half_report())
    QTest.keyClick(page, Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert shown.events == []


def test_everything_has_a_name_and_nothing_is_cut_where_it_is_narrow(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, width=560)
    assert shown.unnamed() == []
    assert page.horizontalScrollBar().maximum() == 0
