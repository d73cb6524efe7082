"""Deleting and old recordings in the whole program: window, database, worker and files."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.audio.wav import TakeWriter, read_frames
from app.core import practice as p
from app.core.attempt import Take
from app.core.story import Story
from app.core.transcript import Transcript, Word
from app.gui.pages.history import HistoryPage
from app.gui.pages.review import Delete, ReviewPage
from app.gui.pages.settings import SettingsPage
from app.gui.pages.trash import TrashPage
from app.session.review_sound import SOUND_REMOVED
from app.session.views import SessionPlace
from tests.driver import Program, settings_with_tiny_model

pytestmark = [pytest.mark.gui, pytest.mark.slow]

Open = Callable[[], Program]
SOUND = np.random.default_rng(1).integers(-500, 500, 48_000).astype(np.int16)


@pytest.fixture
def open_program(qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:

        def opened() -> Program:
            program = Program(tmp_path / "data", replace(settings_with_tiny_model(), prep_s=180))
            stack.callback(program.close)
            return program

        yield opened


def add_attempt(program: Program, days_ago: int = 0) -> int:
    """Put an answer into the history, as if it had been given so many days ago."""
    services = program.services
    question = services.library().find("rehearsal/keeping-a-model-healthy")
    made_at = services.tools.clocks.now()
    made_at = made_at.replace(year=made_at.year - days_ago // 365)
    path = services.recordings.new_take(made_at, question)
    writer = TakeWriter(path)
    writer.write(SOUND.tobytes())
    writer.close()
    name = services.recordings.finish(path).name
    attempt_id = services.history.add(question, Take(name, 3.0), made_at)
    services.recordings.settle(name)
    timed = tuple(Word(word, i * 0.2, i * 0.2 + 0.2) for i, word in enumerate(("We", "saw", "it.")))
    services.history.set_transcript(attempt_id, Transcript(timed, "whisper", "tiny"))
    return attempt_id


def click(program: Program, words: str) -> None:
    """Click the button with these words that can be seen."""
    QApplication.processEvents()
    found = [
        button
        for button in program.window.findChildren(QAbstractButton)
        if button.isVisible() and button.text() == words
    ]
    assert found, words
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def ids_in_history(program: Program) -> list[int]:
    return [each.id for each in program.services.history.summaries()]


def open_review(program: Program, attempt_id: int) -> ReviewPage:
    program.conductor.go("history")
    program.conductor.open_attempt(attempt_id)
    page = program.page
    assert isinstance(page, ReviewPage)
    return page


def test_a_take_deleted_in_review_can_be_brought_back_at_once(open_program: Open) -> None:
    program = open_program()
    kept, deleted = add_attempt(program), add_attempt(program)
    page = open_review(program, deleted)
    QTest.keyClick(page, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(program.page, HistoryPage)
    assert ids_in_history(program) == [kept]
    notice = program.window.notices.message
    assert notice is not None
    assert notice.text == "1 answer moved to the trash."
    click(program, "Undo")
    assert ids_in_history(program) == [deleted, kept]
    assert program.window.notices.message is None


def test_in_a_session_a_deleted_take_stays_on_screen_with_the_ways_on(open_program: Open) -> None:
    program = open_program()
    deleted = add_attempt(program)
    words = program.services.history.attempt(deleted).transcript
    program.conductor._review_in_session(deleted, SessionPlace(0, 2), p.Unread("", words))
    page = program.page
    assert isinstance(page, ReviewPage)
    page.delete.click()
    page.delete.click()
    assert program.page is page
    assert ids_in_history(program) == []
    click(program, "Undo")
    assert ids_in_history(program) == [deleted]


def test_an_answer_deleted_for_good_while_it_is_read_is_no_error(open_program: Open) -> None:
    program = open_program()
    gone = add_attempt(program)
    page = open_review(program, gone)
    program.services.room.read_again()
    page.delete.click()
    program.services.keeping.trash.empty()
    program.wait(lambda: not program.services.keeping.trash.busy)
    program.wait(lambda: not program.services.assistant.job_count)
    assert program.services.keeping.trash.count() == 0


def test_the_offer_to_undo_stays_until_another_page_is_shown(open_program: Open) -> None:
    program = open_program()
    page = open_review(program, add_attempt(program))
    page.delete.click()
    QTest.qWait(1500)
    assert program.window.notices.message is not None
    program.conductor.go("home")
    assert program.window.notices.message is None


def test_the_example_cannot_be_deleted(open_program: Open) -> None:
    program = open_program()
    add_attempt(program)
    program.conductor._guide.show_demo()
    program.wait_for_page(ReviewPage)
    page = program.page
    assert isinstance(page, ReviewPage)
    assert not page.delete.isVisible()
    page.happened.emit(Delete())
    assert len(ids_in_history(program)) == 1


def test_the_trash_is_reached_from_history_and_emptied_there(open_program: Open) -> None:
    program = open_program()
    deleted, restored = add_attempt(program), add_attempt(program)
    program.conductor.go("history")
    program.conductor._trashing.delete([deleted, restored])
    click(program, "Trash (2)")
    page = program.page
    assert isinstance(page, TrashPage)
    assert page.table.selected_ids == (restored,)
    click(program, "Restore")
    assert ids_in_history(program) == [restored]
    click(program, "Empty the trash…")
    click(program, "Delete for good")
    takes = program.services.places.takes
    program.wait(lambda: len(list(takes.iterdir())) == 1)
    program.wait(lambda: page.nothing.isVisible())
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(HistoryPage)


def test_a_deleted_story_is_brought_back_from_the_trash(open_program: Open) -> None:
    program = open_program()
    add_attempt(program)
    stories = program.services.stories
    story = stories.add(Story("The shifted hour"))
    stories.delete(story.uid)
    program.conductor.go("history")
    click(program, "Trash (1)")
    click(program, "Restore")
    assert stories.stories() == (story,)
    page = program.page
    assert isinstance(page, TrashPage)
    assert page.nothing.isVisible()


def test_old_takes_become_flac_and_play_all_the_same(open_program: Open) -> None:
    program = open_program()
    old = add_attempt(program, days_ago=800)
    young = add_attempt(program)
    program.conductor.go("settings")
    page = program.page
    assert isinstance(page, SettingsPage)
    page.open_section("storage")
    keeping = program.services.keeping
    program.wait(lambda: keeping.old_sound.view.known and keeping.meter.used is not None)
    program.wait(lambda: not program.services.assistant.job_count)
    click(program, "Make smaller")
    program.wait(lambda: keeping.old_sound.view.last == "smaller")
    names = [program.services.history.attempt(each).take.name for each in (old, young)]
    assert [Path(name).suffix for name in names] == [".flac", ".wav"]
    assert np.array_equal(read_frames(program.services.places.takes / names[0]), SOUND)
    open_review(program, old)
    room = program.services.room
    program.wait(lambda: room.view is not None and bool(room.view.waveform))
    assert room.view is not None
    assert room.view.sound_problem == ""


def test_a_take_without_sound_says_so_and_cannot_be_played(open_program: Open) -> None:
    program = open_program()
    old = add_attempt(program, days_ago=800)
    keeping = program.services.keeping
    program.wait(lambda: not program.services.assistant.job_count)
    keeping.old_sound.remove()
    program.wait(lambda: keeping.old_sound.view.last == "removing")
    page = open_review(program, old)
    room = program.services.room
    program.wait(lambda: room.view is not None and room.view.sound_problem == SOUND_REMOVED)
    assert not page.player.play.isEnabled()
    assert not page.player.read_again.isVisible()
    assert list(program.services.places.takes.iterdir()) == []
