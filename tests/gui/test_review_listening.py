"""Listening back on the review page: speed, loop, and what is chosen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core.replay import Stretch, sentence_at, stretch_of
from app.gui.pages.review import Close, Pause, ReviewPage, Seek
from app.gui.pages.review_events import Loop, Select, SetSpeed
from app.gui.style import Style
from app.session.views import ReviewView
from tests.gui import answers
from tests.gui.review_stage import stage
from tests.gui.stage import Stage

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
SENTENCE = Stretch(28.0, 37.0)


def room(page: ReviewPage, shown: Stage) -> None:
    """Answer what is chosen and looped as the review room does."""

    def answer(event: object) -> None:
        view = page._view
        assert view is not None
        match event:
            case Select(selection):
                looping = view.looping and selection is not None
                page.show_state(replace(view, selection=selection, looping=looping))
            case Loop(on):
                page.show_state(replace(view, looping=on))
            case SetSpeed(speed):
                page.show_state(replace(view, speed=speed))
            case _:
                pass

    page.happened.connect(answer)


def chosen(**changes: object) -> ReviewView:
    return replace(answers.review(), selection=SENTENCE, **changes)  # type: ignore[arg-type]  # a test's short cut


def press_with_shift(shown: Stage, key: Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget() or shown.page, key, SHIFT)
        QApplication.processEvents()


def test_comma_and_full_stop_change_the_speed_and_stop_at_the_ends(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    room(page, shown)
    shown.press(Key.Key_Period, Key.Key_Period, Key.Key_Period, Key.Key_Comma)
    assert shown.events == [SetSpeed(1.25), SetSpeed(1.5), SetSpeed(1.5), SetSpeed(1.25)]
    assert page.player.speed.currentText() == "1.25×"


def test_the_speed_can_be_chosen_from_a_list(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    combo = page.player.speed
    words = [combo.itemText(index) for index in range(combo.count())]
    assert words == ["0.75×", "0.9×", "1.0×", "1.25×", "1.5×"]
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert shown.events == [SetSpeed(0.75)]


def test_l_loops_the_sentence_that_is_heard_and_once_more_ends_that(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    room(page, shown)
    page.show_position(31.0, playing=True)
    sentence = sentence_at(answers.transcript(), 31.0)
    shown.press(Key.Key_L)
    assert shown.events == [Select(sentence), Loop(True)]
    assert page.player.loop.isChecked()
    shown.press(Key.Key_L)
    assert shown.events[2:] == [Select(None)]
    assert not page.player.loop.isChecked()


def test_l_loops_what_is_chosen_and_once_more_keeps_it_chosen(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, chosen())
    room(page, shown)
    assert "0:28 to 0:37, L loops it" in shown.words()
    shown.press(Key.Key_L)
    assert "Looping 0:28 to 0:37, Esc ends it" in shown.words()
    assert page.player.loop.accessibleDescription() == "Key L. Looping 0:28 to 0:37, Esc ends it"
    shown.click("Loop")
    assert shown.events == [Loop(True), Loop(False)]
    assert not page.player.loop.isChecked()


def test_a_loop_of_less_than_a_second_says_how_long_it_is(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, replace(chosen(looping=True), selection=Stretch(5.1, 5.4)))
    assert "Looping 0.3 s at 0:05, Esc ends it" in shown.words()


def test_without_words_l_says_what_to_do(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.review(p.Transcribing(0.5)))
    shown.click("Loop")
    assert shown.events == []
    assert "Draw over the waveform to choose what to loop" in shown.words()
    assert not page.player.loop.isChecked()


def test_esc_lets_go_of_what_is_chosen_and_then_leaves(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, chosen(looping=True))
    room(page, shown)
    shown.press(Key.Key_Escape)
    assert shown.events == [Select(None)]
    shown.press(Key.Key_Escape)
    assert shown.events == [Select(None), Close()]


def test_what_is_drawn_over_the_waveform_is_chosen(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.player.waveform.chosen.emit(SENTENCE)
    assert shown.events == [Select(SENTENCE)]


def test_shift_and_arrows_choose_word_by_word_from_the_one_that_is_heard(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    room(page, shown)
    words = answers.transcript()
    page.show_position(words.words[20].start_s, playing=False)
    press_with_shift(shown, Key.Key_Right, 3)
    press_with_shift(shown, Key.Key_Left, 4)
    reached = [(20, 20), (20, 21), (20, 22), (20, 21), (20, 20), (19, 20), (18, 20)]
    assert shown.events == [Select(stretch_of(words, *each)) for each in reached]


def test_shift_and_a_click_choose_from_the_word_that_is_heard(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    room(page, shown)
    words = answers.transcript()
    page.show_position(words.words[20].start_s, playing=False)
    for index in (25, 30, 12):
        page.player.transcript.word_reached.emit(index)
    reached = [(20, 25), (20, 30), (12, 20)]
    assert shown.events == [Select(stretch_of(words, *each)) for each in reached]


def test_choosing_by_key_stops_at_the_last_word(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    room(page, shown)
    words = answers.transcript()
    last = len(words.words) - 1
    page.show_position(77.9, playing=False)
    press_with_shift(shown, Key.Key_Right, 2)
    assert shown.events == [Select(stretch_of(words, last, last))] * 2


def test_in_the_note_these_keys_belong_to_the_text(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, chosen())
    shown.press(Key.Key_N)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "l, or so.")
    press_with_shift(shown, Key.Key_Left, 3)
    assert page.foot.note.text() == "l, or so."
    assert page.foot.note.selectedText() == "so."
    assert shown.events == []


def test_with_single_keys_off_the_speed_and_the_loop_are_still_at_hand(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.set_single_keys(False)
    shown.press(Key.Key_L, Key.Key_Comma)
    assert shown.events == []
    shown.tab_to("Loop")
    shown.press(Key.Key_Space)
    assert [type(event) for event in shown.events] == [Select, Loop]


def test_what_cannot_be_heard_cannot_be_looped_or_slowed(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.review(waveform=(), sound_problem="It is gone."))
    shown.press(Key.Key_L, Key.Key_Comma)
    press_with_shift(shown, Key.Key_Right)
    page.player.transcript.word_reached.emit(5)
    assert shown.events == []
    assert not page.player.speed.isEnabled()
    assert not page.player.loop.isEnabled()


def test_playing_and_stepping_still_work_beside_a_loop(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, chosen(looping=True))
    page.show_position(30.0, playing=True)
    shown.press(Key.Key_Space, Key.Key_Right)
    assert shown.events == [Pause(), Seek(33.0)]


@pytest.mark.parametrize(("width", "percent"), [(800, 200), (800, 100), (1280, 200)])
def test_the_controls_fit_at_any_size(qtbot: QtBot, style: Style, width: int, percent: int) -> None:
    style.show("light", percent)
    _, page = stage(qtbot, chosen(looping=True), width=width, height=800)
    QApplication.processEvents()
    card = page.player
    assert card.width() <= width - 80
    for control in (card.play, card.speed, card.loop, card.filler):
        assert card.rect().contains(control.geometry())
