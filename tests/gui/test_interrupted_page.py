"""A take that is paused, or whose microphone is lost: what is said, and how it goes on."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core import practice_events as e
from app.gui.pages.events import ChooseMicrophone, OpenSettings, Retake
from app.gui.pages.practice import PracticePage
from tests.gui import answers
from tests.gui.stage import Stage
from tests.gui.test_practice_page import place, stage

Key = Qt.Key


@pytest.mark.parametrize(
    ("key", "words", "event"),
    [
        (Key.Key_Space, "Go on", e.GoOn()),
        (Key.Key_Return, "Finish", e.Stop()),
        (Key.Key_Escape, "Leave", e.Leave()),
        (Key.Key_O, "Start over", Retake()),
    ],
)
def test_keys_and_buttons_of_an_interrupted_take_say_the_same(
    qtbot: QtBot, key: Key, words: str, event: object
) -> None:
    shown, _ = stage(qtbot, answers.interrupted())
    shown.press(key)
    shown.click(words)
    assert shown.events == [event, event]


def test_an_interrupted_take_says_when_and_why_and_the_clock_stands(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.interrupted())
    assert "The microphone was lost at 0:47" in shown.words()
    assert "The take is kept" in shown.words()
    shown.click("Microphone…")
    assert shown.events == [OpenSettings()]
    ring = page.ring.shown
    assert (ring.caption, ring.figures, ring.dot) == ("Interrupted", "0:47", False)


def test_a_pause_is_no_problem(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.interrupted(""))
    assert page.notice.message is None
    assert page.ring.shown.caption == "Paused"


def test_the_microphone_to_go_on_with_is_chosen_right_there(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.interrupted())
    page.show_microphones(answers.MICROPHONES, "")
    choice = page.go_on_with.choice
    assert [choice.itemText(i) for i in range(2)] == [each.words for each in answers.MICROPHONES]
    qtbot.keyClick(choice, Key.Key_Down)
    assert shown.events == [ChooseMicrophone("headset", "Headset")]


def test_space_on_the_list_of_microphones_opens_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, page = stage(qtbot, answers.interrupted())
    page.show_microphones(answers.MICROPHONES, "")
    choice, opened = page.go_on_with.choice, list[bool]()
    monkeypatch.setattr(choice, "showPopup", lambda: opened.append(True))
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(Key.Key_Space)
    assert (opened, shown.events) == ([True], [])


@pytest.mark.qt_log_ignore("This plugin does not support")  # what popups do, offscreen
def test_enter_in_the_list_of_microphones_chooses_one_and_finishes_nothing(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.interrupted())
    page.show_microphones(answers.MICROPHONES, "")
    choice = page.go_on_with.choice

    def is_open() -> bool:
        if not choice.view().isVisible():  # a window manager that looks elsewhere closes it
            choice.showPopup()
        return choice.view().isVisible()

    qtbot.waitUntil(is_open)
    qtbot.keyClick(choice.view(), Key.Key_Down)
    qtbot.keyClick(choice.view(), Key.Key_Return)
    assert shown.events == [ChooseMicrophone("headset", "Headset")]


def test_while_the_microphone_is_switched_on_again_one_can_only_finish_or_leave(
    qtbot: QtBot,
) -> None:
    shown, page = stage(qtbot, answers.interrupted())
    page.show_state(answers.practice(answers.interrupted(opening=True)))
    shown.press(Key.Key_Space, Key.Key_Return)
    assert shown.events == [e.Stop()]
    assert not page.main.isEnabled()
    assert "Switching the microphone on" in shown.words()


@pytest.mark.parametrize(("width", "height"), [(800, 560), (400, 480)])
def test_below_a_long_question_in_a_small_window_the_reason_is_in_sight(
    qtbot: QtBot, width: int, height: int
) -> None:
    page = PracticePage()
    shown = Stage(qtbot, page, width=width, height=height)
    long = answers.question(ask=answers.LONG_ASK)
    page.show_state(answers.practice(answers.interrupted(), question=long))
    assert "The microphone was lost" in shown.words()  # it is laid out
    qtbot.waitUntil(lambda: page.notice.visibleRegion().boundingRect() == page.notice.rect())


def test_p_pauses_and_the_pause_can_be_forbidden(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.answer())
    shown.press(Key.Key_P)
    shown.click("Pause")
    assert shown.events == [e.Pause(), e.Pause()]
    strict = replace(answers.answer(), rules=p.Rules(may_pause=False))
    page.show_state(answers.practice(strict, index=1))
    shown.press(Key.Key_P)
    assert not page.foot.pause.isVisible()
    assert len(shown.events) == 2


def test_a_warning_offers_another_microphone_and_a_calm_one_does_not(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.answer(notice="Only silence so far. Hm."))
    shown.click("Pause and choose another")
    assert shown.events == [e.Pause()]
    calm = replace(answers.answer(notice="Nothing is heard just now. Hm."), calm=True)
    page.show_state(answers.practice(calm))
    assert page.notice.message is not None
    assert (page.notice.message.tone, page.notice.message.action) == ("accent", "")


def test_everything_in_an_interrupted_take_has_a_name(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.interrupted())
    page.show_microphones(answers.MICROPHONES, "")
    assert shown.unnamed() == []


def test_a_warning_does_not_move_question_ring_and_button(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.answer(1.0))
    fixed = (page.stage.question, page.ring, page.main)
    before = [place(page, widget) for widget in fixed]
    page.show_state(answers.practice(answers.answer(2.0, notice="Only silence so far. Hm.")))
    assert "Only silence so far" in shown.words()
    assert [place(page, widget) for widget in fixed] == before
