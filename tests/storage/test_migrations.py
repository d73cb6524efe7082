"""Schema steps: run once, all or nothing, never edited."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from app.core.errors import StorageError
from app.core.feedback import PointState
from app.core.transcript import Transcript, Word
from app.storage.attempt_rows import (
    SELECT_ATTEMPTS,
    SELECT_SUMMARIES,
    attempt_of,
    summary_of,
    transcript_of,
)
from app.storage.attempt_writing import stamp
from app.storage.codec import QUESTION, WORDS
from app.storage.migrations import STEPS, migrations, unknown_steps
from tests.storage.values import NOW, question

NEXT = ("9999_more", "ALTER TABLE attempts ADD COLUMN mood TEXT; CREATE TABLE more (x);")


@pytest.fixture
def db() -> Iterator[Database]:
    db = Database(memory=True, execute_plugins=False)
    yield db
    db.close()


def test_steps_run_once(db: Database) -> None:
    migrations().apply(db)
    assert migrations().pending(db) == []
    migrations().apply(db)
    assert [step.name for step in migrations().applied(db)] == [name for name, _ in STEPS]


def test_a_later_step_is_pending_for_an_older_file(db: Database) -> None:
    migrations().apply(db)
    later = migrations((*STEPS, NEXT))
    assert [step.name for step in later.pending(db)] == ["9999_more"]
    later.apply(db)
    assert "mood" in db.table("attempts").columns_dict
    assert unknown_steps(db) == ["9999_more"]
    assert unknown_steps(db, (*STEPS, NEXT)) == []


def test_a_failing_step_changes_nothing(db: Database) -> None:
    migrations().apply(db)
    before = db.schema
    broken = ("9999_broken", "CREATE TABLE more (x); CREATE TABLE attempts (y);")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrations((*STEPS, broken)).apply(db)
    assert db.schema == before


def test_names_are_unique_and_in_order() -> None:
    names = [name for name, _ in STEPS]
    assert names == sorted(set(names))


def test_released_steps_are_frozen() -> None:
    hashes = {name: hashlib.sha256(sql.encode()).hexdigest()[:12] for name, sql in STEPS}
    assert hashes == {
        "0001_attempts": "3c2718e892ce",
        "0002_gaps": "e09856738051",
        "0003_review_room": "fb6e6863e543",
        "0004_rehearsal": "9c49c166c883",
    }


def test_answers_of_before_the_review_room_are_all_there_after_it(db: Database) -> None:
    migrations(STEPS[:2]).apply(db)
    asked, words = question(), (Word("Inputs", 0.1, 0.4, 0.97), Word("change.", 0.4, 0.9, 0.3))
    attempt = {"made_at": stamp(NOW), "pack_id": asked.pack_id, "question_id": asked.id}
    asked_json = QUESTION.dump(asked)
    for number, stored in enumerate((asked_json, asked_json, "{torn"), 1):
        row = {"id": number, "question_json": stored, "take_name": f"{number}.wav", "duration_s": 2}
        db.table("attempts").insert({**attempt, **row})
        said = {"attempt_id": number, "engine": "whisper", "model": "base.en", "language": "en"}
        written = "{torn" if number == 3 else WORDS.dump(words)
        text = {"draft": 0, "text": "Inputs change.", "words_json": written}
        db.table("transcripts").insert({**said, **text})
    db.table("ticks").insert({"attempt_id": 1, "point": 1, "said": 1})
    findings = [{"state": "covered"}, {"state": "unclear"}]
    seen = {"attempt_id": 1, "version": "7", "coverage_json": json.dumps({"findings": findings})}
    db.table("review_cache").insert({**seen, "pace_wpm": 120.0})

    migrations().apply(db)

    assert db.table("questions").count == 2
    uids = {row["uid"] for row in db.table("attempts").rows}
    assert len(uids) == 3
    assert all(len(uid) == 32 for uid in uids)
    assert db.table("attempts").get(2)["changed_at"] == stamp(NOW)
    found = next(db.query(f"{SELECT_ATTEMPTS} WHERE a.id = 1"))
    assert attempt_of(found).question == asked
    assert attempt_of(found).transcript == Transcript(words, "whisper", "base.en")
    summary = summary_of(next(db.query(f"{SELECT_SUMMARIES} WHERE a.id = 1")))
    assert (summary.ask, summary.group, summary.pace_wpm) == (asked.ask, asked.group, 120.0)
    assert summary.points == (PointState.COVERED, PointState.COVERED)
    assert db.table("review_cache").get(1)["covered_share"] == 1.0
    torn = next(db.query(f"{SELECT_ATTEMPTS} WHERE a.id = 3"))
    with pytest.raises(StorageError, match="question cannot be read"):
        attempt_of(torn)
    with pytest.raises(StorageError, match="transcript cannot be read"):
        transcript_of(torn)
    found_ids = db.query("SELECT rowid FROM search WHERE search MATCH 'inputs' ORDER BY rowid")
    assert [row["rowid"] for row in found_ids] == [1, 2, 3]
