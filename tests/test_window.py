"""What leads from page to page, with everything behind it real but the microphone's voice."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.audio.wav import TakeWriter
from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import Take
from app.core.settings import Settings
from app.core.transcript import Transcript, Word
from app.gui.pages import home_events, settings_values
from app.gui.pages.events import OpenSettings
from app.gui.pages.history import HistoryPage
from app.gui.pages.home import HomePage
from app.gui.pages.practice import PracticePage
from app.gui.pages.review import ReviewPage
from app.gui.pages.settings import SettingsPage
from app.gui.widgets.notice import Message
from tests.bench.bench import Bench
from tests.driver import PACKS, TINY_MODEL, Program, settings_with_tiny_model

pytestmark = [pytest.mark.gui, pytest.mark.slow]

WAITING = replace(settings_with_tiny_model(), prep_s=180)
Open = Callable[..., Program]


@pytest.fixture
def open_program(qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:

        def opened(settings: Settings = WAITING) -> Program:
            program = Program(tmp_path / "data", settings)
            stack.callback(program.close)
            return program

        yield opened


def add_attempt(program: Program) -> int:
    """Put an answer into the history, as if it had been given yesterday."""
    services = program.services
    question = services.library().find("rehearsal/keeping-a-model-healthy")
    path = services.recordings.new_take(services.tools.clocks.now(), question)
    writer = TakeWriter(path)
    writer.write(b"\x00\x10" * 32_000)
    writer.close()
    name = services.recordings.finish(path).name
    attempt_id = services.tools.record.add(question, Take(name, 2.0))
    words = ["We", "versioned", "the", "data", "with", "DVC."]
    timed = tuple(Word(word, i * 0.2, i * 0.2 + 0.2) for i, word in enumerate(words))
    services.history.set_transcript(attempt_id, Transcript(timed, "whisper", "tiny"))
    return attempt_id


def notice(program: Program) -> Message | None:
    """Return what the window says above the page."""
    return program.window.notices.message


def settings_page(program: Program) -> SettingsPage:
    program.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    program.wait_for_page(SettingsPage)
    page = program.page
    assert isinstance(page, SettingsPage)
    return page


def test_the_running_clock_leaves_the_focus_where_tab_has_brought_it(open_program: Open) -> None:
    program = open_program()
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(PracticePage)
    program.press(Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not program.page
    QTest.qWait(300)  # some ticks
    assert QApplication.focusWidget() is focused


def test_a_choice_on_home_is_remembered_after_a_restart(open_program: Open) -> None:
    program = open_program()
    program.home.happened.emit(home_events.PickFrom("mlops", "Technical"))
    program.home.happened.emit(home_events.ChooseCount(5))
    program.close()
    stored = program.stored_settings()
    assert (stored.last_pack, stored.last_group, stored.question_count) == ("mlops", "Technical", 5)


def test_start_begins_where_the_person_has_not_been_yet(open_program: Open) -> None:
    program = open_program(replace(WAITING, last_pack="mlops", question_count=1))
    started: list[home_events.Start] = []
    program.home.happened.connect(
        lambda event: started.append(event) if isinstance(event, home_events.Start) else None
    )
    services = program.services
    first = services.library().chosen("mlops")[0]
    services.history.add(first, Take("a.wav", 2.0), services.tools.clocks.now())
    program.conductor.go("home")
    program.home.start.click()
    second = services.library().chosen("mlops")[1]
    assert started == [home_events.Start((second.key,))]


def test_a_changed_theme_holds_at_once_and_is_stored(open_program: Open) -> None:
    program = open_program()
    page = settings_page(program)
    settings = program.services.preferences.value
    page.happened.emit(settings_values.ChangeSettings(replace(settings, theme="dark")))
    assert QApplication.palette().window().color().lightness() < 128
    page.happened.emit(settings_values.ChangeSettings(replace(settings, theme="light")))
    assert QApplication.palette().window().color().lightness() > 128


def test_a_folder_without_a_model_is_refused_in_words_and_changes_nothing(
    open_program: Open, tmp_path: Path
) -> None:
    program = open_program()
    page = settings_page(program)
    empty = tmp_path / "empty"
    empty.mkdir()
    page.happened.emit(settings_values.ImportModel(str(empty)))
    problem = page.sound.model.problem
    program.wait(lambda: problem.message is not None)
    assert problem.message is not None
    assert "empty" in problem.message.text
    assert program.services.preferences.value.whisper_folder == str(TINY_MODEL)


def test_an_imported_model_is_on_the_shelf_and_taken_into_use(open_program: Open) -> None:
    program = open_program(replace(WAITING, whisper_folder=""))
    page = settings_page(program)
    page.happened.emit(settings_values.ImportModel(str(TINY_MODEL)))
    own = program.services.places.models / TINY_MODEL.name
    program.wait(lambda: program.services.preferences.value.whisper_folder == str(own))
    program.wait(lambda: str(own) in page.sound.model.rows)
    assert page.sound.model.rows[str(own)].choice.isChecked()
    page.happened.emit(settings_values.DeleteModel(str(own)))
    program.wait(lambda: str(own) not in page.sound.model.rows)
    assert program.services.preferences.value.whisper_folder == ""
    assert not own.exists()


def test_a_model_that_can_read_drafts_again_is_offered_to(open_program: Open) -> None:
    program = open_program(replace(WAITING, whisper_folder=""))
    history, notices = program.services.history, program.window.notices
    page = settings_page(program)
    chosen = replace(program.services.preferences.value, whisper_folder=str(TINY_MODEL))
    page.happened.emit(settings_values.ChangeSettings(chosen))
    assert notice(program) is None, "there is no draft yet"
    page.happened.emit(settings_values.ChangeSettings(replace(chosen, whisper_folder="")))
    history.set_transcript(add_attempt(program), Transcript((), "pocketsphinx", draft=True))
    page.happened.emit(settings_values.ChangeSettings(chosen))
    offer = notice(program)
    assert offer is not None
    assert offer.title == "One answer is a draft"
    notices.acted.emit(offer)
    assert notice(program) is None
    program.wait(lambda: history.draft_count() == 0)
    program.wait(lambda: not program.services.redraft.view.running)
    assert isinstance(program.page, SettingsPage)


def test_an_offer_to_read_drafts_again_can_be_declined(open_program: Open) -> None:
    program = open_program(replace(WAITING, whisper_folder=""))
    history, notices = program.services.history, program.window.notices
    history.set_transcript(add_attempt(program), Transcript((), "pocketsphinx", draft=True))
    page = settings_page(program)
    page.happened.emit(settings_values.ChangeSettings(WAITING))
    assert notice(program) is not None
    notices.declined.emit(notice(program))
    assert notice(program) is None
    assert history.draft_count() == 1
    page.happened.emit(settings_values.ReadDrafts())
    program.wait(lambda: history.draft_count() == 0)


def test_the_speed_test_ends_when_the_settings_are_left(open_program: Open) -> None:
    program = open_program()
    page = settings_page(program)
    page.happened.emit(settings_values.MeasureSpeed())
    assert program.services.shelf.view.measuring
    program.conductor.go("home")
    assert not program.services.shelf.view.measuring


def test_times_of_the_speed_test_stand_beside_the_models(open_program: Open) -> None:
    page = settings_page(open_program())
    assert page.sound.model.rows["base.en"].facts.time.text() == "about 8 s"


def test_mistakes_in_ones_own_packs_are_listed_with_file_and_line(
    open_program: Open, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text = (PACKS / "rehearsal.yaml").read_text()
    (own / "mine.yaml").write_text(text.replace("answer_s: 60", "answer_s: sixty"))
    program = open_program(replace(WAITING, packs_folder=str(own), last_pack=""))
    problems = program.services.library().problems
    assert [(each.file.name, each.line is not None) for each in problems] == [("mine.yaml", True)]
    assert program.services.library().packs


def test_an_old_answer_opens_from_the_history_and_leads_back_there(open_program: Open) -> None:
    program = open_program()
    add_attempt(program)
    program.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    program.wait_for_page(HistoryPage)
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(ReviewPage)
    room = program.services.room
    program.wait(lambda: room.view is not None and isinstance(room.view.reading, p.Read))
    program.press(Qt.Key.Key_Escape)
    program.wait_for_page(HistoryPage)


def test_a_retake_from_the_history_asks_the_same_question(open_program: Open) -> None:
    program = open_program()
    program.conductor.open_attempt(add_attempt(program))
    program.wait_for_page(ReviewPage)
    program.press(Qt.Key.Key_R)
    program.wait_for_page(PracticePage)


def test_an_attempt_that_is_gone_is_a_notice_and_not_a_crash(open_program: Open) -> None:
    program = open_program()
    program.conductor.open_attempt(999)
    message = program.window.notices.message
    assert message is not None
    assert "not in the history" in message.title
    assert isinstance(program.page, HomePage)


def test_a_question_waits_while_its_person_is_in_the_settings(open_program: Open) -> None:
    program = open_program()
    program.home.start.click()
    program.wait_for_page(PracticePage)
    page = program.page
    assert isinstance(page, PracticePage)
    page.happened.emit(OpenSettings())
    program.wait_for_page(SettingsPage)
    notices = program.window.notices
    assert notices.message is not None
    notices.acted.emit(notices.message)
    program.wait_for_page(PracticePage)
    page.happened.emit(e.Leave())
    program.wait_for_page(HomePage)


def test_going_home_ends_a_question_that_waits(open_program: Open) -> None:
    program = open_program()
    program.home.start.click()
    program.wait_for_page(PracticePage)
    page = program.page
    assert isinstance(page, PracticePage)
    page.happened.emit(OpenSettings())
    program.wait_for_page(SettingsPage)
    program.conductor.go("home")
    assert isinstance(program.page, HomePage)
    program.home.start.click()
    program.wait_for_page(PracticePage)


def test_a_take_a_crash_left_behind_is_kept_from_home(open_program: Open) -> None:
    program = open_program()
    services = program.services
    question = services.library().find("rehearsal/keeping-a-model-healthy")
    path = services.recordings.new_take(services.tools.clocks.now(), question)
    writer = TakeWriter(path)
    writer.write(b"\x00\x10" * 32_000)
    writer.close()
    services.recordings.close()  # as a program that ends without a word
    program.conductor.go("home")
    program.home.happened.emit(home_events.KeepTake(path.name, ""))
    program.wait_for_page(ReviewPage)
    (summary,) = services.history.summaries()
    assert summary.recovered


def test_an_answer_that_becomes_complete_behind_the_scenes_shows_in_the_history(
    open_program: Open,
) -> None:
    program = open_program()
    program.conductor.go("history")
    page = program.page
    assert isinstance(page, HistoryPage)
    assert page.table.model().rowCount() == 0
    add_attempt(program)
    program.services.hooks.history()
    program.wait(lambda: page.table.model().rowCount() == 1)


@pytest.mark.mic
def test_a_microphone_that_is_missing_is_told_once_and_taken_back_when_it_returns(
    open_program: Open, own_bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{own_bench.folder}/pulse.sock")
    program = open_program(replace(WAITING, microphone="usb", microphone_label="Headset"))
    notices = program.window.notices
    program.wait(lambda: notices.message is not None)
    assert notices.message is not None
    assert notices.message.title == "“Headset” is not connected"
    usb = ("master=mic_feed.monitor", "source_name=usb", "source_properties=x=y")
    own_bench.pactl("load-module", "module-remap-source", *usb)
    program.wait(lambda: notices.message is None)
    assert program.services.microphones.list.chosen.name == "usb"
