"""Reviewing an answer: what the person does, and which event that is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.gui.pages.review import (
    Close,
    Next,
    OpenTake,
    Pause,
    Play,
    Retake,
    Seek,
    SetNote,
    TickPoint,
)
from app.session.views import SessionPlace
from tests.gui import answers
from tests.gui.review_stage import stage
from tests.gui.stage import Stage

Key = Qt.Key


def test_space_plays_and_pauses(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_Space)
    page.show_position(1.0, playing=True)
    shown.press(Key.Key_Space)
    assert page.player.play.accessibleName() == "Pause"
    QTest.mouseClick(page.player.play, Qt.MouseButton.LeftButton)
    assert shown.events == [Play(), Pause(), Pause()]


def test_left_and_right_go_three_seconds_and_stop_at_the_ends(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.show_position(2.0, playing=False)
    shown.press(Key.Key_Left)
    page.show_position(30.0, playing=False)
    shown.press(Key.Key_Right)
    page.show_position(77.0, playing=False)
    shown.press(Key.Key_Right)
    assert shown.events == [Seek(0.0), Seek(33.0), Seek(78.0)]


def test_digits_play_where_a_point_was_said(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_2, Key.Key_6, Key.Key_9)  # the sixth was not found, there is no ninth
    evidence = answers.coverage().findings[1].evidence
    assert evidence is not None
    assert shown.events == [Play(evidence.start_s - 0.2, evidence.end_s + 0.3)]
    page.points.rows[1].play.click()
    assert shown.events[1] == shown.events[0]


def test_a_word_plays_the_take_from_there(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.player.transcript.word_picked.emit(20)
    assert shown.events == [Play(answers.transcript().words[20].start_s)]


def test_points_are_overruled_both_ways_and_given_back(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    rows = page.points.rows
    rows[5].said.click()
    rows[4].said.click()
    rows[0].not_said.click()
    assert shown.events == [TickPoint(5, True), TickPoint(4, True), TickPoint(0, False)]
    page.show_state(answers.overruled_review())
    shown.words()
    assert rows[0].undo.isVisible()
    assert not rows[0].not_said.isVisible()
    rows[0].undo.click()
    assert shown.events[-1] == TickPoint(0, None)


def test_an_overruled_point_shows_the_new_state_and_you(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.overruled_review())
    words = shown.words()
    assert words.count("\nyou\n") == 2
    assert "4 covered, 2 not found" in words
    assert "You say you did not say it" in words
    assert "Closest: “we get an alert and, well, we retrain”" in words


def test_the_takes_are_listed_newest_first_and_can_be_opened(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    combo = page.head.takes
    assert [combo.itemText(index) for index in range(combo.count())] == [
        "Take 3, today 18:42",
        "Take 2, Sat 19:00",
        "Take 1, 14 Oct, 19:00",
    ]
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert shown.events == [OpenTake(5)]


def test_in_a_session_enter_goes_on_and_esc_leaves(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    assert "Question 1 of 3" in shown.words()
    shown.press(Key.Key_Return, Key.Key_R, Key.Key_Escape)
    shown.click("Next question")
    shown.click("Retake")
    shown.click("Leave")
    assert shown.events == [Next(), Retake(), Close()] * 2


def test_after_the_last_question_the_button_says_finish(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.review(place=SessionPlace(2, 3)))
    shown.click("Finish")
    assert shown.events == [Next()]


def test_from_the_history_there_is_nothing_to_go_on_to(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.review(place=None))
    assert "Next question" not in [each.text() for each in shown.buttons()]
    shown.press(Key.Key_Return)
    assert shown.events == []
    shown.click("Close")
    assert shown.events == [Close()]


# The note -----------------------------------------------------------------------------


def type_note(shown: Stage, text: str) -> None:
    shown.press(Key.Key_N)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def test_enter_keeps_the_note_and_leaves_the_field(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "speak r1 slower")
    shown.press(Key.Key_Return)
    assert shown.events == [SetNote("speak r1 slower")]
    assert not page.foot.note.hasFocus()
    shown.press(Key.Key_Return)
    assert shown.events[1:] == [Next()]


def test_letters_digits_and_space_belong_to_the_note_while_it_is_typed(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "r n 1 a p")
    assert page.foot.note.text() == "r n 1 a p"
    assert shown.events == []


def test_esc_in_the_note_leaves_the_field_and_not_the_page(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    type_note(shown, "slower")
    shown.press(Key.Key_Escape)
    assert shown.events == [SetNote("slower")]


def test_a_note_half_typed_is_kept_before_the_page_is_left(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    type_note(shown, "slower")
    shown.button("Next question").click()
    assert shown.events == [SetNote("slower"), Next()]


def test_a_note_is_kept_when_typing_rests(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "slower")
    page.foot.note._rest.timeout.emit()
    assert shown.events == [SetNote("slower")]


def test_a_new_state_does_not_disturb_typing(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "slow")
    page.show_state(answers.review(p.Transcribing(0.9)))
    assert page.foot.note.text() == "slow"


def test_a_note_that_was_just_kept_can_be_typed_on(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "speak ")
    page.foot.note._rest.timeout.emit()
    page.show_state(answers.review(attempt=answers.attempt(note="speak")))
    assert page.foot.note.text() == "speak "


def test_another_attempt_brings_its_own_note(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "slow")
    other = answers.attempt(id=5, note="name one example.")
    page.show_state(answers.review(attempt=other))
    assert page.foot.note.text() == "name one example."
    assert SetNote("name one example.") not in shown.events


def test_a_note_that_did_not_change_is_not_sent(qtbot: QtBot) -> None:
    view = answers.review(attempt=answers.attempt(note="slower"))
    shown, _ = stage(qtbot, view)
    shown.press(Key.Key_N, Key.Key_Return)
    assert shown.events == []


def test_single_letters_can_be_switched_off(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.set_single_keys(False)
    shown.press(Key.Key_R, Key.Key_1, Key.Key_N, Key.Key_A)
    assert shown.events == []
    shown.press(Key.Key_Space)
    assert shown.events == [Play()]


def test_space_presses_what_tab_has_brought_the_person_to(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.points.rows[5].said.setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(Key.Key_Space)
    assert shown.events == [TickPoint(5, True)]


def test_enter_presses_what_tab_has_brought_the_person_to(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.points.rows[5].said.setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(Key.Key_Return)
    assert shown.events == [TickPoint(5, True)]


def test_tab_goes_through_the_page_as_it_is_read(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.setFocus()
    seen = []
    for _ in range(30):
        shown.press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName() or getattr(focused, "text", str)())
    wanted = [
        "Leave",
        "Take",
        "Play: point 1",
        "Not said: point 1",
        "I said it: point 6",
        "A model answer",
        "Play",
        "Transcript",
        "Next time I will",
        "Retake",
        "Next question",
    ]
    assert [seen.index(each) for each in wanted] == sorted(seen.index(each) for each in wanted)
