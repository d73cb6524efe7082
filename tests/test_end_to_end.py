"""The program as a person uses it: a real window, microphone, Whisper, database and restart."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.core import practice as p
from app.core.feedback import PointState
from app.core.settings import Settings
from app.gui.pages.history import HistoryPage
from app.gui.pages.home import HomePage
from app.gui.pages.rating import RatingPage
from app.gui.pages.review import ReviewPage
from tests.driver import Program, settings_with_tiny_model

pytestmark = [pytest.mark.gui, pytest.mark.mic, pytest.mark.slow]

# Sentences of the kind the tiny Whisper was made for, see tests/tinywhisper.
SAID = (
    "In production, we monitored feature drift every day.",
    "After that, the model was rolled back automatically when the error rate went up.",
    "We versioned the data with DVC so the team could reproduce the results.",
)
EXPECTED = [PointState.COVERED, PointState.COVERED, PointState.COVERED, PointState.NOT_FOUND]

Speak = Callable[[str], None]
Open = Callable[[Settings], Program]


@pytest.fixture
def open_program(qapp: object, tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:

        def opened(settings: Settings) -> Program:
            program = Program(tmp_path / "data", settings)
            stack.callback(program.close)
            return program

        yield opened


def answer(program: Program, speak: Speak) -> None:
    def say_all() -> None:
        for sentence in SAID:
            speak(sentence)
            time.sleep(0.5)

    program.answer(say_all)
    program.press(Qt.Key.Key_Space)
    program.wait_for_page(RatingPage)


def heard(program: Program) -> str:
    view = program.services.room.view
    assert view is not None
    assert view.attempt.transcript is not None
    return view.attempt.transcript.text


def states(program: Program) -> list[PointState]:
    view = program.services.room.view
    assert view is not None
    assert view.feedback is not None
    return [finding.state for finding in view.feedback.coverage.findings]


def wait_for_feedback(program: Program) -> None:
    room = program.services.room
    program.wait(lambda: room.view is not None and isinstance(room.view.reading, p.Read))


def test_a_spoken_answer_is_heard_judged_kept_and_replayed_after_a_restart(
    open_program: Open, speak: Speak
) -> None:
    settings = replace(settings_with_tiny_model(), auto_start=False)
    program = open_program(settings)
    answer(program, speak)
    program.press(Qt.Key.Key_4)
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(ReviewPage)
    wait_for_feedback(program)
    assert states(program) == EXPECTED, heard(program)
    assert "monitored feature drift every day" in heard(program)
    program.close()

    again = open_program(settings)
    assert isinstance(again.page, HomePage)
    again.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    again.wait_for_page(HistoryPage)
    (summary,) = again.services.history.summaries()
    assert summary.score == 4
    again.press(Qt.Key.Key_Return)
    again.wait_for_page(ReviewPage)
    wait_for_feedback(again)
    assert states(again) == EXPECTED
    again.press(Qt.Key.Key_Space)
    room = again.services.room
    again.wait(lambda: room.playing and room.position_s > 1.0)
    again.press(Qt.Key.Key_Space)
    again.wait(lambda: not room.playing)


def test_closing_the_window_in_the_middle_of_an_answer_keeps_it(
    open_program: Open, speak: Speak
) -> None:
    settings = replace(settings_with_tiny_model(), auto_start=False)
    program = open_program(settings)
    program.answer(lambda: speak("we versioned the data with DVC"))
    program.close()

    again = open_program(settings)
    (summary,) = again.services.history.summaries()
    assert summary.take.duration_s > 1.0
    again.wait(lambda: again.services.history.summaries()[0].points is not None)
    (summary,) = again.services.history.summaries()
    transcript = again.services.history.attempt(summary.id).transcript
    assert transcript is not None
    assert "DVC" in transcript.text


def test_the_whole_loop_works_without_any_whisper_model_as_a_draft(
    open_program: Open, speak: Speak
) -> None:
    settings = replace(settings_with_tiny_model(), auto_start=False, whisper_folder="")
    program = open_program(settings)
    answer(program, speak)
    program.press(Qt.Key.Key_S)
    program.wait_for_page(ReviewPage)
    wait_for_feedback(program)
    view = program.services.room.view
    assert view is not None
    assert view.attempt.draft
    assert view.feedback is not None
    assert view.feedback.delivery.filler_rate.value is None
    assert view.feedback.coverage.count(PointState.NOT_FOUND) < 4
