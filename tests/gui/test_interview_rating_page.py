"""Saying how the answers of an interview went, before the report."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from app.gui.pages.interview_events import RateAnswers, SkipRating
from app.gui.pages.interview_rating import InterviewRatingPage
from tests.gui import interview_examples as examples
from tests.gui.stage import Stage

Key = Qt.Key


def stage(qtbot: QtBot) -> tuple[Stage, InterviewRatingPage]:
    page = InterviewRatingPage()
    shown = Stage(qtbot, page)
    page.show_state(examples.GIVEN)
    QApplication.processEvents()
    return shown, page


def test_every_answer_is_listed_with_what_the_grades_mean(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    words = shown.words()
    for given in examples.GIVEN:
        assert given.ask in words
    assert "3  I said the main thing, with gaps." in words


def test_digits_rate_one_answer_after_the_other(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    shown.press(Key.Key_4, Key.Key_2, Key.Key_Return)
    assert shown.events == [RateAnswers(((11, 4), (12, 2)))]


def test_a_grade_can_be_changed_by_a_click(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_4)
    page.rows[0].findChildren(QRadioButton)[2].click()
    shown.press(Key.Key_5)
    shown.click("Show the report")
    assert shown.events == [RateAnswers(((11, 3), (12, 5)))]


def test_it_can_be_skipped_with_one_key(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    shown.press(Key.Key_S, Key.Key_Escape)
    assert shown.events == [SkipRating(), SkipRating()]


def test_without_a_grade_there_is_nothing_to_send(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_Return)
    assert shown.events == []
    assert not page.submit.isEnabled()


def test_further_digits_than_answers_change_nothing(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    shown.press(*[Key.Key_3] * 7, Key.Key_5, Key.Key_Return)
    assert shown.events == [RateAnswers(tuple((given.attempt_id, 3) for given in examples.GIVEN))]


def test_single_keys_can_be_switched_off(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.set_single_keys(False)
    shown.press(Key.Key_4, Key.Key_S)
    assert shown.events == []
    assert "Keys 1 to 5" not in shown.words()


def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    assert shown.unnamed() == []
