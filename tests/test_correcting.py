"""Correcting an answer in the whole program: real history, worker and window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core import practice as p
from app.core.transcript import Transcript
from app.gui.pages.review import ReviewPage
from tests.driver import Program
from tests.test_window import WAITING, add_attempt

pytestmark = [pytest.mark.gui, pytest.mark.slow]

CONTROL = Qt.KeyboardModifier.ControlModifier
SAID = "We versioned the data with DVC."


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    program = Program(tmp_path / "data", WAITING)
    yield program
    program.close()


def judged(program: Program) -> tuple[Transcript, tuple[int, ...]]:
    """Wait until the answer is judged; return its words and which of them are fillers."""
    room = program.services.room
    program.wait(lambda: room.view is not None and isinstance(room.view.reading, p.Read))
    assert room.view is not None
    assert isinstance(room.view.reading, p.Read)
    return room.view.reading.transcript, room.view.reading.feedback.delivery.fillers


def test_a_word_and_a_filler_are_corrected_judged_and_undone_by_key(program: Program) -> None:
    attempt_id = add_attempt(program)
    program.conductor.open_attempt(attempt_id)
    program.wait_for_page(ReviewPage)
    assert judged(program)[0].text == SAID

    program.press(Qt.Key.Key_E)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "They")
    program.press(Qt.Key.Key_Return)
    program.press(Qt.Key.Key_F)
    transcript, fillers = judged(program)
    assert transcript.text == "um They versioned the data with DVC."
    assert fillers == (0,)
    attempt = program.services.history.attempt(attempt_id)
    assert (attempt.transcript, attempt.edited) == (transcript, True)

    program.press(Qt.Key.Key_Z, CONTROL)
    program.press(Qt.Key.Key_Z, CONTROL)
    transcript, fillers = judged(program)
    assert (transcript.text, fillers) == (SAID, ())
    assert not program.services.history.attempt(attempt_id).edited
