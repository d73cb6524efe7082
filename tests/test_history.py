"""Finding one's way through the history in the whole program, on a real database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.attempt import Take
from app.core.errors import StorageError
from app.core.transcript import Transcript, Word
from app.gui.pages import history_values as values
from app.gui.pages.compare import ComparePage
from app.gui.pages.history import HistoryPage
from app.gui.pages.review import ReviewPage
from app.gui.pages.session_summary import SessionPage
from app.gui.widgets.attempt_model import Column
from tests.driver import Program, settings_with_tiny_model

pytestmark = [pytest.mark.gui, pytest.mark.slow]

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SAID = (
    "We versioned the data with DVC",
    "A feature store keeps training and serving alike",
    "We rolled back at once",
)
Open = Callable[[], Program]


@pytest.fixture
def open_program(qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:

        def opened() -> Program:
            program = Program(tmp_path / "data", replace(settings_with_tiny_model(), prep_s=180))
            stack.callback(program.close)
            return program

        yield opened


def fill(program: Program) -> list[int]:
    """Put three answers into the history: two of one sitting, the last of another."""
    services = program.services
    pack = services.library().chosen("mlops")
    ids = []
    for number, text in enumerate(SAID):
        made_at = services.tools.clocks.now() - timedelta(days=9 - 4 * number)
        session_id = "late" if number == 2 else "early"
        take = Take(f"{number}.wav", 30.0)
        attempt_id = services.history.add(pack[number], take, made_at, session_id=session_id)
        words = tuple(Word(word, i / 2, i / 2 + 0.4) for i, word in enumerate(text.split()))
        services.history.set_transcript(attempt_id, Transcript(words, "whisper", "tiny"))
        ids.append(attempt_id)
    return ids


def history_page(program: Program) -> HistoryPage:
    program.press(Key.Key_2, CTRL)
    program.wait_for_page(HistoryPage)
    page = program.page
    assert isinstance(page, HistoryPage)
    return page


def shown_ids(page: HistoryPage) -> list[int]:
    return [row[0] for row in page.table.listing.rows if isinstance(row[0], int)]


def told(program: Program) -> str:
    """Return what the window says above the page."""
    message = program.window.notices.message
    return message.text if message else ""


def test_a_search_finds_what_was_said_and_survives_a_look_elsewhere(open_program: Open) -> None:
    program = open_program()
    ids = fill(program)
    page = history_page(program)
    assert shown_ids(page) == ids[::-1]
    program.press(Key.Key_F, CTRL)
    QTest.keyClicks(page.filters.search, "feat")
    program.wait(lambda: shown_ids(page) == [ids[1]])
    assert ("feature", True) in page.table.listing.snippet(0)
    program.press(Key.Key_Return)
    program.press(Key.Key_Return)
    program.wait_for_page(ReviewPage)
    program.press(Key.Key_Escape)
    program.wait_for_page(HistoryPage)
    program.press(Key.Key_1, CTRL)
    page = history_page(program)
    assert page.filters.search.text() == "feat"
    assert shown_ids(page) == [ids[1]]


def test_bad_syntax_is_a_search_like_any_other(open_program: Open) -> None:
    program = open_program()
    fill(program)
    page = history_page(program)
    for typed in ('"', "-", "*", "a AND", "NEAR(", '"feature', "(store OR"):
        page.happened.emit(values.Want(values.Wanted(text=typed)))
        assert program.window.notices.message is None


def test_the_last_seven_days_leave_out_what_is_older(open_program: Open) -> None:
    program = open_program()
    ids = fill(program)
    page = history_page(program)
    page.happened.emit(values.Want(values.Wanted(period=values.Period.WEEK)))
    assert shown_ids(page) == [ids[2], ids[1]]


def test_sessions_stand_together_after_a_restart_and_lead_to_their_summary(
    open_program: Open,
) -> None:
    program = open_program()
    ids = fill(program)
    page = history_page(program)
    QTest.keyClick(page.table, Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert page.table.model().rowCount() == 5
    assert program.stored_settings().group_by_session
    page.table.setFocus()
    program.press(Key.Key_Up)
    program.press(Key.Key_Return)
    program.wait_for_page(SessionPage)
    session = program.page
    assert isinstance(session, SessionPage)
    assert session.table.listing.rows == [(ids[2], "late")]
    program.press(Key.Key_Return)
    program.wait_for_page(ReviewPage)
    program.press(Key.Key_Escape)  # back to where it was opened
    program.wait_for_page(SessionPage)
    program.press(Key.Key_Escape)
    program.wait_for_page(HistoryPage)


def test_what_there_is_to_filter_by_is_offered_a_moment_later(open_program: Open) -> None:
    program = open_program()
    fill(program)
    page = history_page(program)
    program.wait(lambda: page.filters.questions.count() > 1)
    words = [page.filters.questions.itemText(n) for n in range(page.filters.questions.count())]
    assert words[0] == "All questions"
    assert any("MLOps" in each for each in words)


def test_the_best_take_is_marked_from_the_list(open_program: Open) -> None:
    program = open_program()
    ids = fill(program)
    page = history_page(program)
    page.happened.emit(values.MarkBest(ids[2], True))
    assert page.table.model().index(0, Column.BEST).data() == "Best take"
    page.happened.emit(values.Want(values.Wanted(best=True)))
    assert shown_ids(page) == [ids[2]]


def test_a_list_that_cannot_be_read_is_a_notice(
    open_program: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    fill(program)
    page = history_page(program)

    def broken(*_: object) -> None:
        raise StorageError("The history cannot be read.")

    monkeypatch.setattr(program.services.history_list, "summaries", broken)
    page.happened.emit(values.Want(values.Wanted(text="we")))
    page.grab()
    program.wait(lambda: program.window.notices.message is not None)


def test_what_is_deleted_leaves_the_list_and_undo_brings_it_back(open_program: Open) -> None:
    program = open_program()
    ids = fill(program)
    page = history_page(program)
    program.press(Key.Key_Delete)
    assert shown_ids(page) == [ids[1], ids[0]]
    assert told(program).startswith("1 answer moved")
    assert page.trash.isVisible()
    QTest.keyClick(page.table, Key.Key_Z, CTRL)
    assert shown_ids(page) == ids[::-1]
    assert told(program) == ""
    QTest.keyClick(page.table, Key.Key_Z, CTRL)  # nothing is left to undo
    assert shown_ids(page) == ids[::-1]


def test_the_session_of_a_deleted_answer_gives_way_to_the_history(open_program: Open) -> None:
    program = open_program()
    ids = fill(program)
    page = history_page(program)
    program.conductor.open_session("late")
    program.press(Key.Key_Return)
    program.wait_for_page(ReviewPage)
    program.press(Key.Key_Delete, CTRL)
    program.wait_for_page(HistoryPage)
    assert shown_ids(page) == [ids[1], ids[0]]
    assert told(program).startswith("1 answer moved")  # and offers to undo it


def test_two_takes_are_compared_from_the_list_and_lead_back_to_it(open_program: Open) -> None:
    program = open_program()
    fill(program)
    services = program.services
    question = services.history.attempt(1).question
    later = services.history.add(question, Take("again.wav", 20.0), services.tools.clocks.now())
    page = history_page(program)
    page.happened.emit(values.CompareAttempts(1, later))
    program.wait_for_page(ComparePage)
    program.press(Key.Key_Escape)
    program.wait_for_page(HistoryPage)
