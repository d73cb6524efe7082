"""The microphone is lost in the middle of an answer, in the whole program."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.gui.pages.practice import PracticePage
from app.gui.pages.rating import RatingPage
from app.gui.pages.settings import SettingsPage
from tests.bench.bench import Bench
from tests.driver import Program, settings_with_tiny_model

pytestmark = [pytest.mark.gui, pytest.mark.mic, pytest.mark.slow]
Key = Qt.Key
Say = Callable[[], None]


@pytest.fixture
def program(
    qapp: QApplication, own_bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{own_bench.folder}/pulse.sock")
    program = Program(tmp_path / "data", replace(settings_with_tiny_model(), prep_s=180))
    yield program
    program.close()


@pytest.fixture
def say(own_bench: Bench, render_speech: Callable[[str], Path]) -> Say:
    sound = render_speech("We versioned the data with DVC.")
    return lambda: own_bench.speak(sound)


def practice_page(program: Program) -> PracticePage:
    program.wait_for_page(PracticePage)
    page = program.page
    assert isinstance(page, PracticePage)
    return page


def lose(program: Program, own_bench: Bench, say: Say) -> PracticePage:
    """Answer, and have the microphone go in the middle of it."""
    program.answer(say)
    page = practice_page(program)
    own_bench.unplug()
    program.wait(lambda: page.main.text() == "Go on" and page.main.isEnabled())
    return page


def test_a_lost_microphone_is_told_and_the_same_take_goes_on(
    program: Program, own_bench: Bench, say: Say
) -> None:
    page = lose(program, own_bench, say)
    assert page.notice.message is not None
    assert page.notice.message.title.startswith("The microphone was lost at 0:0")
    figures = page.ring.shown.figures
    program.press(Key.Key_Space)
    program.wait(lambda: page.notice.message.title == "No microphone was found")  # type: ignore[union-attr]  # there is one
    assert page.main.text() == "Go on"
    assert page.ring.shown.figures == figures
    own_bench.start("sound")
    program.wait(lambda: len(program.services.microphones.list.inputs) > 0)
    program.press(Key.Key_Space)
    program.wait(lambda: page.main.text() == "Stop")
    say()
    program.press(Key.Key_Space)
    program.wait_for_page(RatingPage)
    (summary,) = program.services.history.summaries()
    assert summary.take.duration_s > 3.0
    assert summary.take.problem == ""
    assert len(list(program.services.places.takes.glob("*.wav"))) == 1


def test_an_interrupted_answer_can_be_finished_with_what_there_is(
    program: Program, own_bench: Bench, say: Say
) -> None:
    lose(program, own_bench, say)
    program.press(Key.Key_Return)
    program.wait_for_page(RatingPage)
    (summary,) = program.services.history.summaries()
    assert "The microphone was lost" in summary.take.problem


def test_another_microphone_is_chosen_and_the_take_goes_on_with_it(
    program: Program, own_bench: Bench, say: Say
) -> None:
    program.answer(say)
    page = practice_page(program)
    usb = ("master=mic_feed.monitor", "source_name=usb", "source_properties=device.description=Usb")
    own_bench.pactl("load-module", "module-remap-source", *usb)
    program.press(Key.Key_P)
    program.wait(lambda: page.main.text() == "Go on")
    choice = page.go_on_with.choice
    program.wait(lambda: choice.findText("Usb") >= 0)
    QTest.keyClick(choice, Key.Key_End)
    program.wait(lambda: program.services.microphones.list.chosen.name == "usb")
    assert program.stored_settings().microphone_label == "Usb"
    program.press(Key.Key_Space)
    program.wait(lambda: page.main.text() == "Stop")
    assert "Usb" in page.under._full_name
    program.press(Key.Key_Space)
    program.wait_for_page(RatingPage)


def test_settings_lead_back_to_an_interrupted_answer(
    program: Program, own_bench: Bench, say: Say
) -> None:
    page = lose(program, own_bench, say)
    page.notice.acted.emit(page.notice.message)  # "Microphone…"
    program.wait_for_page(SettingsPage)
    program.conductor._back_to_question()
    program.wait_for_page(PracticePage)
    assert page.main.text() == "Go on"


def test_closing_the_window_keeps_an_interrupted_take(
    program: Program, own_bench: Bench, say: Say
) -> None:
    lose(program, own_bench, say)
    program.window.close()
    (summary,) = program.services.history.summaries()
    assert summary.take.duration_s > 1.0
