"""Answers that are written with the keyboard, in the whole program."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.feedback import PointState
from app.gui.pages.practice import PracticePage
from app.gui.pages.rating import RatingPage
from app.gui.pages.review import ReviewPage
from app.gui.pages.typing import TypingPage
from tests.driver import Program, settings_with_tiny_model

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.slow]

SAID = "We versioned the data with DVC so that the team could reproduce the results."


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    program = Program(tmp_path, replace(settings_with_tiny_model(), prep_s=180))
    yield program
    program.close()


def write(program: Program, text: str) -> TypingPage:
    """Choose to write at the question on screen, and write."""
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(PracticePage)
    program.press(Qt.Key.Key_K)
    program.wait_for_page(TypingPage)
    page = program.page
    assert isinstance(page, TypingPage)
    QTest.keyClicks(page.edit, text)
    return page


def test_the_whole_loop_works_with_the_keyboard_alone(program: Program) -> None:
    page = write(program, SAID)
    program.wait(lambda: program.services.history.summaries() != [])  # saved as it is written
    assert "14 words" in page._time.text()
    QTest.keyClick(page.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    program.wait_for_page(RatingPage)
    program.press(Qt.Key.Key_4)
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(ReviewPage)
    review = program.page
    assert isinstance(review, ReviewPage)
    program.wait(lambda: bool(review.points.rows))
    assert review.delivery.isHidden()
    assert review.player.play.isHidden()
    (summary,) = program.services.history.summaries()
    assert summary.typed
    assert summary.score == 4
    assert summary.points is not None
    assert PointState.COVERED in summary.points
    assert summary.pace_wpm is None
    assert summary.fillers_per_min is None


def test_leaving_keeps_what_is_written(program: Program) -> None:
    page = write(program, "We versioned")
    QTest.keyClick(page.edit, Qt.Key.Key_Escape)
    program.wait(lambda: program.window.page_key == "home")
    (summary,) = program.services.history.summaries()
    assert program.services.history.attempt(summary.id).transcript is not None


def test_another_answer_begins_with_an_empty_field(program: Program) -> None:
    page = write(program, "We versioned")
    QTest.keyClick(page.edit, Qt.Key.Key_Escape)
    program.wait(lambda: program.window.page_key == "home")
    page = write(program, "")
    assert page.edit.toPlainText() == ""
    assert page.speak.isEnabled()


def test_the_field_has_the_keyboard_at_once(program: Program) -> None:
    page = write(program, "")
    assert page.focusWidget() is page.edit
    for letter in "so":
        program.press(Qt.Key(ord(letter.upper())))
    assert page.edit.toPlainText().lower() == "so"
    program.wait(lambda: program.services.history.summaries() != [])
