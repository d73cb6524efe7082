"""The page of an interview that goes on: what it shows in each phase, and what the keys do."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core import practice_events as e
from app.core.interview import InterviewRules
from app.gui.pages.events import ChooseMicrophone, OpenSettings
from app.gui.pages.interview_events import EndBreak, LeaveInterview, Ready, Repeat
from app.gui.pages.interview_run import InterviewPage
from app.gui.pages.interview_words import think_words
from app.gui.pages.practice_words import message_of
from app.session.interview_views import InterviewView
from app.session.ports import Loudness
from tests.gui import answers
from tests.gui import interview_examples as examples
from tests.gui.stage import Stage

Key = Qt.Key
RULES = examples.RULES
THINKS = p.Think(RULES, 0.0, 18.2)


def stage(
    qtbot: QtBot, view: InterviewView, *, width: int = 1280, height: int = 800
) -> tuple[Stage, InterviewPage]:
    page = InterviewPage()
    shown = Stage(qtbot, page, width=width, height=height)
    page.show_state(view)
    QApplication.processEvents()
    return shown, page


def answering(elapsed_s: float) -> InterviewView:
    return examples.asked(p.Answer(RULES, 0.0, elapsed_s), 3)


def test_before_the_first_question_it_says_how_it_goes(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, examples.resting("ready"))
    assert "Ready when you are" in shown.words()
    assert "There are no hints, pauses or second takes." in shown.words()
    shown.press(Key.Key_Return)
    assert shown.events == [Ready()]


def test_one_that_was_left_goes_on_where_it_stopped(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, examples.resting("ready", 3))
    assert "On with question 3 of 5" in shown.words()
    assert "Still to come: 3 questions" in shown.words()
    shown.press(Key.Key_Space)
    assert shown.events == [Ready()]


def test_a_question_is_shown_with_its_number_and_nothing_that_helps(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, examples.asked(THINKS))
    words = shown.words()
    assert "Question 1 of 5" in words
    assert "What is model or concept drift?" in words
    assert "Interview" in words
    assert "MLOps basics" not in words
    texts = {each.text() for each in shown.buttons()}
    assert texts == {"Leave", "Start answering"}


def test_no_key_of_practice_gives_a_hint_a_pause_or_another_take(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.asked(THINKS))
    keys = (Key.Key_H, Key.Key_W, Key.Key_M, Key.Key_N, Key.Key_P, Key.Key_O, Key.Key_R)
    shown.press(*keys)
    page.show_state(answering(20.0))
    shown.press(*keys)
    assert shown.events == []


def test_a_follow_up_says_that_it_is_one(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, examples.asked(THINKS, 1))
    assert "Follow-up to question 1" in shown.words()
    assert "Question 1 of 5" in shown.words()


def test_space_starts_the_answer_and_later_ends_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.asked(THINKS))
    shown.press(Key.Key_Space)
    page.show_state(answering(20.0))
    shown.press(Key.Key_Space)
    assert shown.events == [e.Begin(), e.Stop()]


def test_a_break_does_not_start_the_answer_it_leads_to(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.resting("break", 2, break_left_s=7.4))
    page.happened.connect(lambda _event: page.show_state(examples.asked(THINKS, 2)))
    shown.press(Key.Key_Space)
    assert shown.events == [EndBreak()]


def test_the_clock_counts_down_what_is_left_to_answer(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answering(47.0))
    ring = page.stage.ring.shown
    assert (ring.figures, ring.note, ring.ink) == ("1:13", "left of 2:00", "accent")


def test_the_last_ten_seconds_are_amber(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answering(109.9))
    assert page.stage.ring.shown.ink == "accent"
    page.show_state(answering(110.1))
    assert (page.stage.ring.shown.figures, page.stage.ring.shown.ink) == ("0:10", "amber")


def test_while_the_question_is_read_aloud_the_clock_rests_and_says_so(qtbot: QtBot) -> None:
    plan = replace(examples.interview(), rules=InterviewRules(read_aloud=True))
    shown, page = stage(
        qtbot, examples.asked(p.Think(RULES, 0.0, 5.0), interview=plan, speaking=True)
    )
    assert "The question is being read aloud." in shown.words()
    assert page.stage.ring.shown.figures == "1:00"


def test_r_reads_the_question_again_while_the_person_thinks(qtbot: QtBot) -> None:
    plan = replace(examples.interview(), rules=InterviewRules(read_aloud=True))
    shown, page = stage(qtbot, examples.asked(THINKS, interview=plan))
    shown.press(Key.Key_R)
    page.show_state(examples.asked(p.Answer(RULES, 0.0, 3.0), interview=plan))
    shown.press(Key.Key_R)
    assert shown.events == [Repeat()]


def test_after_an_answer_it_thanks_while_the_answer_is_read(qtbot: QtBot) -> None:
    view = examples.asked(p.Rate(answers.TAKE, p.Transcribing(0.4)), phase="listening")
    shown, page = stage(qtbot, view)
    assert "Thank you. One moment." in shown.words()
    assert page.pause.progress.value() == 400
    shown.press(Key.Key_Space, Key.Key_Return)
    assert shown.events == []


def test_a_break_says_how_long_it_is_and_enter_ends_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.resting("break", 2, break_left_s=7.4))
    assert "Next question in 0:08" in shown.words()
    page.show_state(examples.resting("break", 2, break_left_s=6.9))
    assert "Next question in 0:07" in shown.words()
    shown.press(Key.Key_Return)
    assert shown.events == [EndBreak()]


def test_escape_leaves_at_once_in_every_phase(qtbot: QtBot) -> None:
    views = (examples.resting("ready"), examples.asked(THINKS), answering(20.0))
    shown, page = stage(qtbot, views[0])
    for view in views:
        page.show_state(view)
        shown.press(Key.Key_Escape)
    assert shown.events == [LeaveInterview()] * 3
    assert "Leaving keeps the interview" in shown.words()


def test_a_lost_microphone_is_told_as_in_practice(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.asked(p.Interrupted(RULES, 47.0, answers.LOST), 3))
    page.show_microphones(answers.MICROPHONES, "headset")
    assert "The microphone was lost at 0:47" in shown.words()
    shown.click("Microphone…")
    page.stage.go_on_with.choice.activated.emit(0)
    shown.press(Key.Key_Space, Key.Key_Return)
    default = ChooseMicrophone("", answers.MICROPHONES[0].label)
    assert shown.events == [OpenSettings(), default, e.GoOn(), e.Stop()]


def test_a_microphone_that_does_not_open_can_be_tried_again(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, examples.asked(p.Think(RULES, 0.0, 0.0, answers.LOST)))
    shown.click("Try again")
    shown.click("Microphone…")
    assert shown.events == [e.Begin(), OpenSettings()]


def test_a_tick_leaves_the_focus_where_tab_has_brought_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.asked(THINKS))
    shown.tab_to("Leave")
    page.show_state(examples.asked(replace(THINKS, now_s=18.3)))
    assert QApplication.focusWidget() is page.top.leave


def test_the_level_is_shown_while_the_person_speaks(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answering(20.0))
    page.show_level(Loudness(-24.0, -12.0, clipped=False, noise_dbfs=-52.0))
    assert page.stage.under.meter.isVisible()


def test_in_the_smallest_window_the_main_button_is_in_sight(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answering(20.0), width=800, height=560)
    corner = page.main.mapTo(page, page.main.rect().bottomRight())
    assert page.rect().contains(corner)


def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.asked(p.Interrupted(RULES, 47.0, answers.LOST), 3))
    assert shown.unnamed() == []
    page.show_state(examples.resting("break", 2, break_left_s=7.4))
    assert shown.unnamed() == []


def writing(text: str = "", **changes: object) -> InterviewView:
    rules = replace(RULES, typed=True)
    return examples.asked(p.Typing(rules, text, 0.0, 47.0), 3, **changes)


def test_an_answer_can_be_written_and_is_done_with_ctrl_enter(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.asked(p.Think(replace(RULES, typed=True), 0.0, 18.2), 3))
    assert page.main.text() == "Start writing"
    page.show_state(writing())
    assert QApplication.focusWidget() is page.stage.edit
    shown.press(Key.Key_A, Key.Key_Space, Key.Key_R, Key.Key_Return)
    QTest.keyClick(page.stage.edit, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown.events[-2:] == [e.Typed("a r\n"), e.Stop()]
    assert page.stage.ring.shown.figures == "1:13"


def test_what_was_written_stays_while_the_clock_runs(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, writing("one two"))
    page.show_state(writing("one two three"))
    assert page.stage.edit.toPlainText() == "one two"  # the field leads, and the state follows
    assert "3 words · saved as you write" in shown.words()


def test_the_next_answer_begins_with_an_empty_field(qtbot: QtBot) -> None:
    _, page = stage(qtbot, writing("one two"))
    page.show_state(examples.resting("break", 4, break_left_s=7.4))
    page.show_state(writing(interview=examples.interview(4)))
    assert page.stage.edit.toPlainText() == ""


def test_who_wrote_nothing_in_time_is_not_sent_to_the_microphone(qtbot: QtBot) -> None:
    think = p.Think(p.Rules(typed=True), 0.0, 0.0, p.TIME_UP)
    message = message_of(think)
    assert message is not None
    assert (message.text, message.action, message.other) == (p.TIME_UP, "Try again", "")
    assert "The clock rests" in think_words(think, speaking=False)


def test_who_has_no_microphone_can_write_instead(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.asked(THINKS, 3))
    assert page.write.isHidden()
    shown.press(Key.Key_K)
    assert shown.events == []
    no_microphone = replace(THINKS, problem="No microphone was found. Connect one.")
    page.show_state(examples.asked(no_microphone, 3))
    assert page.write.isVisible()
    shown.press(Key.Key_K)
    assert shown.events == [e.Write()]
    page.show_state(examples.asked(p.Think(p.Rules(typed=True), 0.0, 0.0, p.TIME_UP), 3))
    assert page.write.isHidden()
