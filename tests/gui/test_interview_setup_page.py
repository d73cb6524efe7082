"""Setting up an interview: what can be chosen, what is said about it, and what was left."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from app.gui.pages.interview_events import (
    BeginInterview,
    Choose,
    CloseSetUp,
    GoOnWithInterview,
    OpenReport,
    PutAside,
    UndoPutAside,
)
from app.gui.pages.interview_setup import InterviewSetUpPage
from app.gui.pages.interview_values import SetUpState
from tests.gui import interview_examples as examples
from tests.gui.stage import Stage

Key = Qt.Key


def stage(
    qtbot: QtBot, state: SetUpState, *, typed: bool = False, width: int = 1072
) -> tuple[Stage, InterviewSetUpPage]:
    page = InterviewSetUpPage(typed=typed)
    shown = Stage(qtbot, page, width=width)
    page.show_state(state)
    QApplication.processEvents()
    return shown, page


def chosen(shown: Stage) -> Settings:
    event = shown.events[-1]
    assert isinstance(event, Choose)
    return event.settings


def test_it_says_how_many_questions_and_about_how_long(qtbot: QtBot) -> None:
    state = examples.set_up(settings=Settings(prep_s=30, answer_s=90, interview_count=3))
    shown, _ = stage(qtbot, state)
    assert "3 questions, about 6 minutes" in shown.words()  # and two breaks of 10 s


def test_it_says_that_nothing_helps_and_nothing_waits(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, examples.set_up())
    assert "There are no hints, pauses or second takes." in shown.words()
    assert "Feedback comes at the end." in shown.words()


def test_enter_begins_and_escape_goes_back(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, examples.set_up())
    shown.press(Key.Key_Return, Key.Key_Escape)
    assert shown.events == [BeginInterview(), CloseSetUp()]


def test_with_fewer_questions_than_wanted_it_says_so(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, examples.set_up(settings=Settings(interview_count=20)))
    there = len(examples.set_up().choice)
    assert f"There are only {there} questions to choose from." in shown.words()


def test_without_a_question_of_the_difficulty_nothing_can_begin(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.set_up(settings=Settings(interview_difficulty=1)))
    assert "There are none of this difficulty here." in shown.words()
    assert not page.begin.isEnabled()


def test_a_mix_of_a_role_is_one_way_to_choose(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.set_up())
    index = page.chosen_by.findText("The mix for: Data engineer")
    page.chosen_by.setCurrentIndex(index)
    page.chosen_by.activated.emit(index)
    assert (chosen(shown).interview_choice, chosen(shown).interview_mix) == ("mix", "Data engineer")


def test_choosing_the_weakest_keeps_the_mix_for_later(qtbot: QtBot) -> None:
    settings = Settings(interview_mix="Data engineer")
    shown, page = stage(qtbot, examples.set_up(settings=settings))
    assert page.chosen_by.currentText() == "The mix for: Data engineer"
    index = page.chosen_by.findText("What I am weakest at")
    page.chosen_by.setCurrentIndex(index)
    page.chosen_by.activated.emit(index)
    assert chosen(shown) == replace(settings, interview_choice="weakest")


def test_a_mix_that_is_gone_gives_way_to_an_even_one(qtbot: QtBot) -> None:
    _, page = stage(qtbot, examples.set_up(settings=Settings(interview_mix="Gone")))
    assert page.chosen_by.currentText() == "An even mix of the groups"


def test_times_are_each_questions_own_until_chosen(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.set_up())
    assert page.prep.currentText() == "Question’s own"
    index = page.prep.findText("0:45")
    page.prep.setCurrentIndex(index)
    page.prep.activated.emit(index)
    assert chosen(shown).prep_s == 45


def test_an_odd_break_from_the_settings_stays_chosen(qtbot: QtBot) -> None:
    _, page = stage(qtbot, examples.set_up(settings=Settings(interview_break_s=17)))
    assert page.pause.currentText() == "17 s"


def test_follow_ups_can_be_switched_off(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.set_up())
    assert "Follow-ups come on top." in shown.words()
    page.follow_ups.click()
    assert not chosen(shown).follow_ups


def test_reading_aloud_is_offered_only_where_there_is_a_voice(qtbot: QtBot) -> None:
    _, page = stage(qtbot, examples.set_up())
    assert not page.aloud.isVisible()
    page.show_state(examples.set_up(voice=True))
    assert page.aloud.isVisible()


def test_the_keyboard_is_offered_only_where_answers_can_be_written(qtbot: QtBot) -> None:
    _, page = stage(qtbot, examples.set_up())
    assert not page.typed.isVisible()
    _, page = stage(qtbot, examples.set_up(), typed=True)
    assert page.typed.isVisible()


def test_an_interview_that_was_left_can_be_gone_on_with(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, examples.set_up(unfinished=examples.interview(3)))
    assert "The interview of today 18:40 stopped at question 3 of 5" in shown.words()
    for words in ("Go on", "See what there is so far", "Put it aside"):
        shown.click(words)
    assert shown.events == [GoOnWithInterview(), OpenReport("one"), PutAside()]


def test_putting_it_aside_can_be_undone(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.set_up(put_aside=True))
    assert "Put aside. Its report stays." in shown.words()
    shown.click("Undo")
    assert shown.events == [UndoPutAside()]
    page.show_state(examples.set_up())
    assert "Put aside." not in shown.words()


def test_of_one_without_answers_there_is_nothing_to_see_yet(qtbot: QtBot) -> None:
    _, page = stage(qtbot, examples.set_up(unfinished=examples.interview(0)))
    assert not page.left.look.isVisible()


def test_nothing_is_offered_where_nothing_was_left(qtbot: QtBot) -> None:
    _, page = stage(qtbot, examples.set_up())
    assert not page.left.isVisible()
    assert not page.earlier.isVisible()


def test_earlier_interviews_lead_to_their_reports(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, examples.set_up(earlier=examples.earlier(7)))
    assert "stopped at question 3 of 5" in shown.words()
    openers = [each for each in shown.buttons() if each.text() == "Open the report"]
    assert len(openers) == 5
    openers[1].click()
    shown.click("Show 2 more")
    assert shown.events == [OpenReport("earlier-1")]
    assert len([each for each in shown.buttons() if each.text() == "Open the report"]) == 7


def test_everything_has_a_name_and_tab_comes_to_begin(qtbot: QtBot) -> None:
    state = examples.set_up(
        unfinished=examples.interview(3), voice=True, earlier=examples.earlier(2)
    )
    shown, page = stage(qtbot, state, typed=True)
    assert shown.unnamed() == []
    page.back.setFocus()
    shown.tab_to("Begin")


def test_a_narrow_window_cuts_nothing(qtbot: QtBot) -> None:
    _, page = stage(qtbot, examples.set_up(unfinished=examples.interview(3)), width=560)
    assert page.horizontalScrollBar().maximum() == 0
