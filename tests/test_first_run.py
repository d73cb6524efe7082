"""The first start of the whole program, in an empty folder, walked through by keyboard."""

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.audio.portaudio import PortAudio
from app.core import practice as p
from app.core.errors import AudioError
from app.core.feedback import PointState
from app.core.settings import Settings
from app.gui.guide import UNFINISHED
from app.gui.pages.help import HelpPage
from app.gui.pages.help_values import SetUpAgain
from app.gui.pages.home import HomePage
from app.gui.pages.practice import PracticePage
from app.gui.pages.rating import RatingPage
from app.gui.pages.review import ReviewPage
from app.gui.pages.settings_values import CheckMicrophone, ImportModel
from app.gui.pages.welcome import WelcomePage
from app.gui.pages.welcome_values import ShowDemo
from app.gui.presenters import welcome as presenter
from app.session.demo import DEMO_QUESTION
from app.session.microphones import MicrophoneList
from app.session.views import ReviewView
from tests.driver import TINY_MODEL, Program

pytestmark = [pytest.mark.gui, pytest.mark.slow]

Open = Callable[..., Program]
SAMPLE = "behavioural/tell-me-about-yourself"


@pytest.fixture
def open_program(qapp: object, tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:

        def opened(settings: Settings | None = None) -> Program:
            program = Program(tmp_path / "data", settings)
            stack.callback(program.close)
            return program

        yield opened


def welcome(program: Program) -> WelcomePage:
    program.wait_for_page(WelcomePage)
    page = program.page
    assert isinstance(page, WelcomePage)
    return page


def step(program: Program) -> str:
    return welcome(program).accessibleName().partition(":")[0]


def wait_for_words(program: Program, words: str) -> None:
    """Wait until the one primary button says this."""
    page = welcome(program)
    program.wait(lambda: page.main.text() == words)


def wait_for_feedback(program: Program) -> None:
    room = program.services.room
    program.wait(lambda: room.view is not None and isinstance(room.view.reading, p.Read))


def shown_words(program: Program) -> str:
    """Return all words in the window."""
    labels = program.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def hear_oneself(program: Program, speak: Callable[[str], None]) -> None:
    """Do the five-second test, speaking, until its step proposes to go on."""
    assert step(program) == "Microphone"
    check = program.services.sound_check
    wait_for_words(program, "Record 5 s")
    program.press(Qt.Key.Key_Return)
    program.wait(lambda: check.view.phase == "listening")
    speaker = threading.Thread(target=speak, args=("we versioned the data with DVC",))
    speaker.start()
    program.wait(lambda: check.view.phase == "playing" and not speaker.is_alive())
    assert check.view.good, check.view.verdict
    wait_for_words(program, "Go on")


def walk_to_the_sample(program: Program) -> None:
    """Take what each step proposes, without a microphone."""
    assert step(program) == "Welcome"
    program.press(Qt.Key.Key_Return)
    wait_for_words(program, "Go on without one")
    assert "No microphone yet" in welcome(program).accessibleName()
    program.press(Qt.Key.Key_Return)
    assert step(program) == "Speech model"
    program.press(Qt.Key.Key_Return)
    wait_for_words(program, "See the demo answer")


def see_the_demo(program: Program) -> ReviewView:
    """Take the proposal of the last step, and wait for the feedback."""
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(ReviewPage)
    room, _ = program.services.demo.room(program.services.library().find(DEMO_QUESTION))
    program.wait(lambda: room.view is not None and isinstance(room.view.reading, p.Read))
    assert room.view is not None
    return room.view


@pytest.mark.mic
def test_a_stranger_walks_through_all_steps_by_keyboard_and_answers_a_question(
    open_program: Open, speak: Callable[[str], None]
) -> None:
    program = open_program()
    assert step(program) == "Welcome"
    program.press(Qt.Key.Key_Return)
    hear_oneself(program, speak)
    program.press(Qt.Key.Key_Return)
    assert step(program) == "Speech model"
    program.press(Qt.Key.Key_Return)
    assert step(program) == "Sample question"
    wait_for_words(program, "Answer it")
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(PracticePage)
    assert program.stored_settings().welcome == "done"
    program.record(lambda: speak("I automated the release with a simple script"))
    program.press(Qt.Key.Key_Space)
    program.wait_for_page(RatingPage)
    program.press(Qt.Key.Key_S)
    program.wait_for_page(ReviewPage)
    wait_for_feedback(program)
    view = program.services.room.view
    assert view is not None
    assert view.attempt.question.key == SAMPLE
    assert view.attempt.draft
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(HomePage)
    program.close()
    assert isinstance(open_program().page, HomePage)


def test_skip_all_leads_home_and_is_remembered(open_program: Open) -> None:
    program = open_program()
    assert step(program) == "Welcome"
    program.press(Qt.Key.Key_Escape)
    program.wait_for_page(HomePage)
    program.close()
    again = open_program()
    assert isinstance(again.page, HomePage)
    assert again.window.notices.message is None


def test_escape_skips_one_step_at_a_time_and_alt_left_goes_back(open_program: Open) -> None:
    program = open_program()
    program.press(Qt.Key.Key_Return)
    program.press(Qt.Key.Key_Escape)
    assert step(program) == "Speech model"
    program.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert step(program) == "Microphone"
    program.press(Qt.Key.Key_Escape)
    program.press(Qt.Key.Key_Escape)
    assert step(program) == "Sample question"
    program.press(Qt.Key.Key_Escape)
    program.wait_for_page(HomePage)


def test_who_leaves_in_the_middle_is_offered_the_rest_at_the_step_they_left(
    open_program: Open,
) -> None:
    program = open_program()
    program.press(Qt.Key.Key_Return)
    program.press(Qt.Key.Key_Escape)
    assert step(program) == "Speech model"
    program.close()

    again = open_program()
    assert isinstance(again.page, HomePage)
    notices = again.window.notices
    assert notices.message == UNFINISHED
    notices.acted.emit(notices.message)
    assert step(again) == "Speech model"
    again.close()

    third = open_program()
    notices = third.window.notices
    notices.declined.emit(notices.message)
    assert notices.message is None
    third.close()
    assert open_program().window.notices.message is None


def test_somebody_with_settings_or_answers_is_not_welcomed(
    open_program: Open, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.json").write_text('{"version": 1, "language": "de"}')
    assert isinstance(open_program().page, HomePage)


def test_without_a_microphone_the_demo_shows_what_feedback_is(
    open_program: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    program = open_program()
    walk_to_the_sample(program)
    view = see_the_demo(program)
    assert view.feedback is not None
    assert view.feedback.coverage.count(PointState.COVERED) > 0
    assert len(view.waveform) > 0
    program.press(Qt.Key.Key_Escape)
    program.wait_for_page(HomePage)
    assert program.services.history.summaries() == []


def test_a_microphone_that_is_plugged_in_meanwhile_is_offered_for_the_test(
    open_program: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    program = open_program()
    program.press(Qt.Key.Key_Return)
    wait_for_words(program, "Go on without one")
    assert program.window.notices.message is None  # the step says it already
    program.services.microphones.list = MicrophoneList()
    program.services.hooks.microphones()
    wait_for_words(program, "Record 5 s")


def test_without_portaudio_and_any_speech_engine_no_step_is_a_dead_end(
    open_program: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_self: PortAudio) -> NoReturn:
        raise AudioError("The PortAudio library is not installed.", hint="Install it.")

    monkeypatch.setattr(PortAudio, "load", missing)
    monkeypatch.setattr(presenter, "has_draft_engine", lambda: False)
    program = open_program()
    walk_to_the_sample(program)
    assert see_the_demo(program).feedback is not None
    program.press(Qt.Key.Key_Space)
    program.wait(lambda: "PortAudio" in shown_words(program))
    program.press(Qt.Key.Key_Escape)
    program.wait_for_page(HomePage)


def test_what_is_changed_in_the_demo_is_not_kept(
    open_program: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    program = open_program(Settings())
    program.conductor.go("help")
    assert isinstance(program.page, HelpPage)
    program.page.happened.emit(ShowDemo())
    program.wait_for_page(ReviewPage)
    question = program.services.library().find(DEMO_QUESTION)
    room, _ = program.services.demo.room(question)
    program.wait(lambda: room.view is not None and isinstance(room.view.reading, p.Read))
    room.tick_point(1, said=True)
    assert room.view is not None
    assert room.view.attempt.ticks == {1: True}
    program.press(Qt.Key.Key_Escape)
    program.wait_for_page(HelpPage)
    assert program.services.history.summaries() == []
    assert len(list(tmp_path.glob("greenroom-demo-*"))) == 1
    program.close()
    assert list(tmp_path.glob("greenroom-demo-*")) == []


def test_help_shows_each_step_by_itself_and_comes_back(open_program: Open) -> None:
    program = open_program(Settings())
    program.press(Qt.Key.Key_F1)
    program.wait_for_page(HelpPage)
    page = program.page
    assert isinstance(page, HelpPage)
    page.happened.emit(SetUpAgain("speech"))
    assert step(program) == "Speech model"
    assert welcome(program).back.isHidden()
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(HelpPage)
    page.happened.emit(SetUpAgain())
    assert step(program) == "Welcome"
    program.press(Qt.Key.Key_Escape)
    program.wait_for_page(HelpPage)
    assert program.stored_settings().welcome == "done"


def test_a_model_chosen_in_the_first_run_is_in_use_afterwards(open_program: Open) -> None:
    program = open_program()
    program.press(Qt.Key.Key_Return)
    program.press(Qt.Key.Key_Escape)
    page = welcome(program)
    page.happened.emit(ImportModel(str(TINY_MODEL)))
    places, shelf = program.services.places, program.services.shelf
    program.wait(lambda: any(each.phase == "ready" for each in shelf.view.models))
    (ready,) = (each for each in shelf.view.models if each.phase == "ready")
    assert Path(ready.folder).parent == places.models
    row = page.speech.part.rows[ready.key]
    program.wait(row.choice.isEnabled)
    row.choice.click()
    program.press(Qt.Key.Key_Return)
    program.press(Qt.Key.Key_Escape)
    program.wait_for_page(HomePage)
    stored = program.stored_settings()
    assert (stored.whisper_folder, stored.welcome) == (ready.folder, "done")


def test_leaving_the_microphone_step_gives_the_microphone_back(open_program: Open) -> None:
    program = open_program()
    program.press(Qt.Key.Key_Return)
    page = welcome(program)
    page.happened.emit(CheckMicrophone())
    program.press(Qt.Key.Key_Escape)
    assert step(program) == "Speech model"
    program.wait(lambda: program.services.sound_check.view.phase == "idle")
