"""Takes put into the history, opened, compared, marked and noted in the whole program."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlite_utils
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.audio.wav import TakeWriter
from app.core.attempt import Take
from app.core.transcript import Transcript, Word
from app.gui.pages.compare import ComparePage
from app.gui.pages.history import HistoryPage
from app.gui.pages.home import HomePage
from app.gui.pages.review import ReviewPage
from tests.driver import Program, settings_with_tiny_model

pytestmark = [pytest.mark.gui, pytest.mark.slow]

Key = Qt.Key
QUESTION = "rehearsal/keeping-a-model-healthy"
FIRST = "We retrain the model each night. Then somebody looks at the numbers by hand."
SECOND = "We retrain the model each night. We versioned the data with DVC and tracked every run."


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    program = Program(tmp_path / "data", settings_with_tiny_model())
    yield program
    program.close()


def add_take(program: Program, text: str, *, days_ago: float) -> int:
    """Put an answer of 8 s into the history, as if it had been given some days ago."""
    services = program.services
    question = services.library().find(QUESTION)
    made_at = services.tools.clocks.now() - timedelta(days=days_ago)
    path = services.recordings.new_take(made_at, question)
    writer = TakeWriter(path)
    writer.write(b"\x00\x10" * 128_000)
    writer.close()
    take = Take(services.recordings.finish(path).name, 8.0)
    attempt_id = services.history.add(question, take, made_at, session_id="one")
    timed = tuple(Word(word, i * 0.4, i * 0.4 + 0.3) for i, word in enumerate(text.split()))
    services.history.set_transcript(attempt_id, Transcript(timed, "whisper", "tiny"))
    return attempt_id


def review_page(program: Program) -> ReviewPage:
    program.wait_for_page(ReviewPage)
    page = program.page
    assert isinstance(page, ReviewPage)
    return page


def compare_page(program: Program) -> ComparePage:
    program.wait_for_page(ComparePage)
    page = program.page
    assert isinstance(page, ComparePage)
    return page


def open_review(program: Program, attempt_id: int) -> ReviewPage:
    """Open an answer from the history, and wait until it has been judged."""
    program.conductor.go("history")
    program.conductor.open_attempt(attempt_id)
    page = review_page(program)
    program.wait(lambda: bool(page.points.rows))
    return page


def test_two_takes_are_compared_and_the_review_is_as_it_was_afterwards(program: Program) -> None:
    services = program.services
    first = add_take(program, FIRST, days_ago=2)
    second = add_take(program, SECOND, days_ago=1)
    open_review(program, second)
    services.room.seek(3.0)
    program.press(Key.Key_C)
    compared = compare_page(program)
    program.wait(lambda: compared.measures.isVisible())
    assert compared.cards["older"].takes.currentData() == first
    assert compared.cards["newer"].takes.currentData() == second
    assert any(row.gained.isVisible() for row in compared.points.rows)
    view = services.compare.view
    assert view is not None
    assert view.newer.only_here == (range(6, 16),)
    program.press(Key.Key_Escape)
    review_page(program)
    assert services.compare.view is None
    assert services.room.position_s == 3.0
    program.press(Key.Key_Escape)
    program.wait_for_page(HistoryPage)


def test_the_best_take_and_the_note_that_was_kept_are_in_the_database_afterwards(
    program: Program, tmp_path: Path
) -> None:
    first = add_take(program, FIRST, days_ago=2)
    program.services.history.set_note(first, "name the tool")
    second = add_take(program, SECOND, days_ago=1)
    page = open_review(program, second)
    assert page.earlier.isVisible()
    program.press(Key.Key_K)
    program.press(Key.Key_C)
    compared = compare_page(program)
    program.press(Key.Key_B)
    assert compared.cards["newer"].best.isChecked()
    program.press(Key.Key_Escape)
    page = review_page(program)
    assert page.earlier.box.isChecked()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert page.head.takes.currentData(role).endswith("best take")
    program.close()
    with closing(sqlite_utils.Database(tmp_path / "data" / "history.db").conn) as stored:
        rows = stored.execute("SELECT id, best, note, note_kept_by FROM attempts ORDER BY id")
        assert rows.fetchall() == [(first, 0, "name the tool", second), (second, 1, "", None)]


def test_a_note_that_was_kept_is_not_shown_as_open_any_more(program: Program) -> None:
    services = program.services
    first = add_take(program, FIRST, days_ago=2)
    services.history.set_note(first, "name the tool")
    second = add_take(program, SECOND, days_ago=1)
    program.conductor.go("home")
    assert "name the tool" in _words(program.home)
    services.history.keep_note(first, second)
    program.conductor.go("home")
    assert "name the tool" not in _words(program.home)


def test_two_takes_can_be_compared_from_elsewhere_and_lead_back_there(program: Program) -> None:
    first = add_take(program, FIRST, days_ago=2)
    second = add_take(program, SECOND, days_ago=1)
    program.conductor.go("history")
    program.conductor.compare(second, first)
    compare_page(program)
    program.press(Key.Key_Escape)
    program.wait_for_page(HistoryPage)


def test_a_take_that_cannot_be_compared_leaves_the_page_as_it_is(program: Program) -> None:
    only = add_take(program, FIRST, days_ago=2)
    program.conductor.go("history")
    program.conductor.compare(only)
    assert isinstance(program.page, HistoryPage)
    message = program.window.notices.message
    assert message is not None
    assert "no other take" in message.title + message.text


def test_single_keys_that_are_off_stay_off_on_a_page_that_is_built_later(
    program: Program,
) -> None:
    add_take(program, FIRST, days_ago=2)
    second = add_take(program, SECOND, days_ago=1)
    program.conductor._set_single_keys(False)
    program.conductor.compare(second)
    page = compare_page(program)
    program.press(Key.Key_B)
    assert not page.cards["newer"].best.isChecked()


def _words(home: HomePage) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in home.findChildren(QLabel) if each.isVisible())
