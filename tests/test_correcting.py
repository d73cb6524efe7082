"""Correcting an answer in the whole program: real history, worker and window."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core import practice as p
from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import Transcript
from app.gui.pages.review import ReviewPage
from app.gui.widgets.part_menu import PartMenu
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


def marks(program: Program, attempt_id: int) -> Mapping[float, Part]:
    return program.services.history.attempt(attempt_id).marked_parts


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


def test_the_part_of_a_sentence_is_put_right_and_undone_by_key(program: Program) -> None:
    attempt_id = add_attempt(program)
    program.conductor.open_attempt(attempt_id)
    program.wait_for_page(ReviewPage)
    words = judged(program)[0].words
    sentence = TaggedSentence(0, len(words) - 1, words[0].start_s, words[-1].end_s, Part.SITUATION)
    room = program.services.room
    read = room.view.reading if room.view else None
    assert isinstance(read, p.Read)
    # The answer is one to a question of knowledge, in which nobody looks for parts.
    told = replace(read.feedback, structure=Structure((sentence,)))
    room._screen.take_over(replace(read, feedback=told))

    program.press(Qt.Key.Key_S)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, PartMenu)
    QTest.keyClick(menu, Qt.Key.Key_A)
    assert set(marks(program, attempt_id).values()) == {Part.ACTION}
    assert room.view is not None
    assert room.view.feedback is not None
    assert room.view.feedback.structure is not None
    assert room.view.feedback.structure.share(Part.ACTION) == 1.0

    program.press(Qt.Key.Key_Z, CONTROL)
    assert marks(program, attempt_id) == {}
    program.press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert set(marks(program, attempt_id).values()) == {Part.ACTION}
