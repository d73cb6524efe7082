"""Deleted, brought back, and gone for good: from the file as well as from the lists."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.attempt import Take
from app.core.transcript import Transcript, Word
from app.storage.database import Database
from app.storage.history import History
from app.storage.places import Places
from app.storage.trash import Trash
from app.storage.trash_ages import TrashAges
from tests.storage.values import NOW, question

SECRET = "zyxomma"
SAID = Transcript((Word("the", 0.0, 0.2), Word(SECRET, 0.2, 0.9)), engine="whisper")
OTHER = Transcript((Word("other", 0.0, 1.0),), engine="whisper")


@pytest.fixture
def trash(database: Database) -> Trash:
    return Trash(database)


def add(history: History, number: int = 0, name: str = "drift") -> int:
    take = Take(f"2026031{number}-184205-7f3a.wav", 5.0)
    return history.add(question(name), take, NOW + timedelta(days=number))


def gone_for_good(trash: Trash, *ids: int) -> None:
    trash.condemn(ids)
    trash.forget(ids)
    assert trash.wipe()


def bytes_on_disk(places: Places) -> bytes:
    files = sorted(places.data.glob("history.db*"))
    return b"".join(file.read_bytes() for file in files).lower()


def test_what_is_deleted_is_in_no_list_but_the_trash(history: History, trash: Trash) -> None:
    kept, deleted = add(history), add(history, 1)
    assert trash.move([deleted], NOW) == [deleted]
    assert [each.id for each in history.summaries()] == [kept]
    assert [each.attempt_id for each in trash.contents()] == [deleted]
    assert trash.contents()[0].deleted_at == NOW
    assert trash.count() == 1


def test_what_is_brought_back_is_as_it_was(history: History, trash: Trash) -> None:
    attempt_id = add(history)
    history.set_transcript(attempt_id, SAID)
    history.set_best(attempt_id, on=True)
    before = history.attempt(attempt_id), history.summaries()
    trash.move([attempt_id], NOW)
    assert trash.restore([attempt_id], NOW) == [attempt_id]
    assert (history.attempt(attempt_id), history.summaries()) == before
    assert trash.contents() == []


def test_a_best_take_that_comes_back_is_best_only_if_no_other_is_now(
    history: History, trash: Trash
) -> None:
    first, second = add(history), add(history, 1)
    history.set_best(first, on=True)
    trash.move([first], NOW)
    history.set_best(second, on=True)
    trash.restore([first], NOW)
    assert [each.id for each in history.summaries() if each.best] == [second]


def test_deleting_twice_does_not_begin_the_thirty_days_anew(history: History, trash: Trash) -> None:
    attempt_id = add(history)
    trash.move([attempt_id], NOW)
    assert trash.move([attempt_id], NOW + timedelta(days=3)) == []
    assert trash.contents()[0].deleted_at == NOW


def test_thousands_are_deleted_and_brought_back_at_once(history: History, trash: Trash) -> None:
    ids = [history.add(question(), Take("", 1.0), NOW) for _ in range(1100)]
    assert trash.move(ids, NOW) == ids
    assert trash.count() == 1100
    assert trash.restore(ids, NOW) == ids


def test_takes_in_the_trash_still_belong_to_an_attempt(history: History, trash: Trash) -> None:
    attempt_id = add(history)
    trash.move([attempt_id], NOW)
    assert history.take_names() == {"20260310-184205-7f3a.wav"}
    trash.condemn([attempt_id])
    assert history.take_names() == {"20260310-184205-7f3a.wav"}


def test_what_is_going_is_in_no_list_and_cannot_come_back(history: History, trash: Trash) -> None:
    attempt_id = add(history)
    trash.move([attempt_id], NOW)
    trash.condemn([attempt_id])
    assert (trash.contents(), trash.count(), trash.keys()) == ([], 0, {})
    assert trash.restore([attempt_id], NOW) == []
    assert trash.condemned() == [(attempt_id, "20260310-184205-7f3a.wav")]


def test_only_what_is_in_the_trash_can_go_for_good(history: History, trash: Trash) -> None:
    attempt_id = add(history)
    gone_for_good(trash, attempt_id)
    assert history.attempt(attempt_id).id == attempt_id


def test_gone_for_good_is_gone_from_every_table(
    history: History, trash: Trash, database: Database
) -> None:
    attempt_id = add(history)
    history.set_transcript(attempt_id, SAID)
    history.correct(attempt_id, SAID)
    history.tick(attempt_id, 0, said=True)
    trash.move([attempt_id], NOW)
    gone_for_good(trash, attempt_id)
    for table in ("attempts", "transcripts", "originals", "ticks", "review_cache", "questions"):
        assert database.rows(f"SELECT * FROM {table}") == []
    assert database.rows("SELECT * FROM search WHERE search MATCH ?", [SECRET]) == []


def test_a_wording_of_a_question_stays_while_another_attempt_uses_it(
    history: History, trash: Trash, database: Database
) -> None:
    gone, kept = add(history), add(history, 1)
    add(history, 2, "canary")
    trash.move([gone], NOW)
    gone_for_good(trash, gone)
    assert history.attempt(kept).question == question()
    assert len(database.rows("SELECT * FROM questions")) == 2


@pytest.mark.parametrize("corrected", [False, True])
@pytest.mark.parametrize("neighbours", [0, 1, 5])  # which share pages, and merge the search
def test_a_word_that_is_gone_for_good_is_in_no_byte_of_the_file(
    history: History, trash: Trash, places: Places, neighbours: int, corrected: bool
) -> None:
    for number in range(neighbours):
        history.set_transcript(add(history, number), OTHER)
    attempt_id = add(history, 7)
    history.set_transcript(attempt_id, SAID)
    if corrected:
        history.correct(attempt_id, Transcript((Word(f"{SECRET}s", 0.0, 1.0),), engine="whisper"))
        history.set_note(attempt_id, f"say {SECRET} once more")
    assert SECRET.encode() in bytes_on_disk(places)
    trash.move([attempt_id], NOW)
    assert trash.wipe()
    assert SECRET.encode() in bytes_on_disk(places)
    gone_for_good(trash, attempt_id)
    assert SECRET.encode() not in bytes_on_disk(places)
    assert len(history.summaries()) == neighbours


def test_a_program_that_is_reading_keeps_the_log_from_being_emptied(
    trash: Trash, history: History, places: Places, database: Database
) -> None:
    add(history)
    reader = sqlite3.connect(places.history)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM attempts").fetchall()
    add(history, 1)
    database.rows("PRAGMA busy_timeout = 10")
    assert not trash.wipe()
    reader.close()
    assert trash.wipe()


def test_ages_are_remembered_from_one_start_to_the_next(tmp_path: Path) -> None:
    file = tmp_path / "trash.json"
    TrashAges(file).look(NOW, ["a"])
    later = TrashAges(file).look(NOW + timedelta(days=5), ["a", "b"])
    assert (later.days_left("a"), later.days_left("b")) == (25, 30)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"counted_s": "soon"}'])
def test_without_its_file_the_thirty_days_begin_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "trash.json"
    file.write_bytes(content)
    assert TrashAges(file).look(NOW, ["a"]).days_left("a") == 30
    assert TrashAges(file).look(NOW + timedelta(days=1), ["a"]).days_left("a") == 29


def test_ages_that_cannot_be_written_are_no_error(tmp_path: Path) -> None:
    assert TrashAges(tmp_path / "nowhere" / "trash.json").look(NOW, ["a"]).days_left("a") == 30
