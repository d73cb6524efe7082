"""Saying how it went: state in, words out; clicks and keys in, events out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import SelfRating, Take
from app.core.question import KeyPoint
from app.gui.pages.rating import RatingPage
from app.gui.style import Style
from tests.gui import answers
from tests.gui.stage import Stage

Key = Qt.Key


def stage(
    qtbot: QtBot, reading: p.Reading | None = None, take: Take = answers.TAKE, **changes: object
) -> tuple[Stage, RatingPage]:
    page = RatingPage()
    shown = Stage(qtbot, page)
    state = p.Rate(take, reading or p.Transcribing(0.5))
    page.show_state(answers.practice(state, **changes))
    return shown, page


def texts(shown: Stage) -> list[str]:
    return [each.text() for each in shown.buttons()]


def test_rating_shows_the_anchors_of_the_question_and_what_lies_between(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    rows = texts(shown)
    assert "I told what changes, and one way to notice it." in rows
    assert "Between 1 and 3" in rows
    assert "Between 3 and 5" in rows
    assert "Data drift: the inputs change" in rows
    assert "What is model or concept drift?" in shown.words()


def test_a_question_without_anchors_gets_general_ones(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, question=answers.question(anchors=None))
    assert "I said the main thing, with gaps." in texts(shown)


def test_rating_says_that_the_take_is_safe_and_how_far_it_is_read(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, p.Transcribing(0.64))
    assert "Take 3 saved, 1:18  ·  transcribing" in shown.words()
    assert page.status.progress.value() == 640
    page.show_state(answers.practice(p.Rate(answers.TAKE, p.Analysing(answers.transcript()))))
    assert "comparing with the key points" in shown.words()
    assert not page.status.progress.isVisible()
    page.show_state(answers.practice(p.Rate(answers.TAKE, p.Unread("no model"))))
    assert "could not be read; you can listen to it" in shown.words()


def test_nothing_is_sent_before_a_grade_is_chosen(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_Return)
    assert shown.events == []
    assert not page.submit.isEnabled()
    assert "or skip" in page.submit.toolTip()


def test_keys_choose_the_grade_and_tick_points(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    shown.press(Key.Key_4, Key.Key_A, Key.Key_C, Key.Key_F, Key.Key_C, Key.Key_Return)
    assert shown.events == [e.Rated(SelfRating(4, (0, 5)))]


@pytest.mark.parametrize("score", [1, 2, 3, 4, 5])
def test_every_grade_has_its_key(qtbot: QtBot, score: int) -> None:
    shown, _ = stage(qtbot)
    shown.press(Key(Key.Key_0 + score), Key.Key_Enter)
    assert shown.events == [e.Rated(SelfRating(score))]


def test_clicks_do_the_same(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    shown.click("Between 1 and 3")
    shown.click("With labels: watch recent accuracy")
    shown.click("Show feedback")
    assert shown.events == [e.Rated(SelfRating(2, (2,)))]


def test_the_last_choice_counts(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    shown.press(Key.Key_1, Key.Key_5, Key.Key_Return)
    assert shown.events == [e.Rated(SelfRating(5))]


def test_skip_and_leave(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    shown.press(Key.Key_S)
    shown.click("Skip")
    shown.press(Key.Key_Escape)
    shown.click("Leave")
    assert shown.events == [e.Rated(None), e.Rated(None), e.Leave(), e.Leave()]


def test_single_letters_can_be_switched_off_but_enter_stays(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.set_single_keys(False)
    shown.press(Key.Key_S, Key.Key_4, Key.Key_A)
    assert shown.events == []
    shown.click("Between 3 and 5")
    shown.press(Key.Key_Return)
    assert shown.events == [e.Rated(SelfRating(4))]


def test_what_was_chosen_stays_while_the_take_is_read(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_3, Key.Key_B)
    page.show_state(answers.practice(p.Rate(answers.TAKE, p.Transcribing(0.9))))
    shown.press(Key.Key_Return)
    assert shown.events == [e.Rated(SelfRating(3, (1,)))]


def test_another_take_is_rated_from_the_beginning(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_3, Key.Key_B)
    page.show_state(answers.practice(p.Rate(Take("take-4.wav", 9.0), p.Transcribing())))
    assert page.anchors.score is None
    assert page.points.ticked == ()
    shown.press(Key.Key_Return)
    assert shown.events == []


def test_a_take_that_ended_early_says_why(qtbot: QtBot) -> None:
    problem = "The microphone was unplugged at 0:47. Your take up to there is saved."
    shown, _ = stage(qtbot, take=Take("a.wav", 47.0, problem))
    assert "The microphone was unplugged at 0:47" in shown.words()
    assert "Your take up to there is saved." in shown.words()


def test_a_view_of_another_state_changes_nothing(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_3)
    page.show_state(answers.practice(answers.think()))
    assert page.anchors.score == 3


def test_more_points_than_letters_can_still_be_clicked(qtbot: QtBot) -> None:
    points = tuple(KeyPoint(f"point {n}") for n in range(14))
    shown, page = stage(qtbot, question=answers.question(key_points=points))
    shown.press(Key.Key_3, Key.Key_L)
    shown.button("point 13").click()
    assert page.points.ticked == (11, 13)


def test_a_question_without_points_asks_for_the_grade_only(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, question=answers.question(key_points=()))
    assert "Points I remember saying" not in shown.words()
    shown.press(Key.Key_A, Key.Key_2, Key.Key_Return)
    assert shown.events == [e.Rated(SelfRating(2))]


def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    assert shown.unnamed() == []


@pytest.mark.parametrize("percent", [100, 200])
def test_in_a_small_window_the_rest_can_be_scrolled_to(
    qtbot: QtBot, style: Style, percent: int
) -> None:
    style.show("light", percent)
    page = RatingPage()
    shown = Stage(qtbot, page, width=800, height=600)
    state = p.Rate(answers.TAKE, p.Transcribing())
    page.show_state(answers.practice(state, question=answers.question(ask=answers.LONG_ASK)))
    QApplication.processEvents()
    assert (page.width(), page.height()) == (800, 600)
    assert page.submit.visibleRegion().boundingRect() == page.submit.rect()
    row = shown.button("Keep a fallback: earlier model or a rule")
    assert row.height() >= row.heightForWidth(row.width())
