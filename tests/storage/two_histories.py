"""Two real histories on two computers, and what a person sees of each."""

import random
import sqlite3
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.core.attempt import SelfRating, Take
from app.core.carrying import MergeCounts
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.story import Story, told_with
from app.core.transcript import Transcript, Word
from app.storage.attempt_writing import stamp
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.history import History
from app.storage.merge import joined, prepare
from app.storage.snapshot import copy_history
from app.storage.stories import Stories
from tests.storage.blank import blank
from tests.storage.values import NOW, question


class Computer:
    """A folder with a history in it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "takes").mkdir(exist_ok=True)
        self.folder = folder
        self.path = folder / "history.db"
        self.database = Database(blank(self.path), Backups(folder / "backups"))
        self.history = History(self.database)

    def close(self) -> None:
        self.database.close()

    def copy(self, target: Path) -> Path:
        copy_history(self.path, target, lambda: None)
        return target

    def take_in(self, copy: Path, sounds: dict[int, str] | None = None) -> MergeCounts:
        prepare(copy)
        with joined(self.path, copy) as merger:
            return merger.merge(sounds or {})

    def answer(self, index: int, name: str = "drift") -> int:
        made = NOW + timedelta(minutes=index)
        take = Take(f"{made:%Y%m%d-%H%M%S}-{index:04x}.wav", 5.0)
        return self.history.add(question(name), take, made)

    def transcribe(self, attempt_id: int, text: str, *, draft: bool = False) -> None:
        self.history.set_transcript(attempt_id, spoken(text, draft=draft))
        findings = (
            PointFinding("Inputs change.", PointState.COVERED, 0.7),
            PointFinding("Targets change.", PointState.NOT_FOUND, 0.1),
        )
        coverage = Coverage(findings, "lexical")
        self.history.remember_review(attempt_id, "v1", coverage, 120.0, 1.0)

    def id_of(self, uid: str) -> int:
        (row,) = self.database.rows("SELECT id FROM attempts WHERE uid = ?", [uid])
        number: int = row["id"]
        return number

    def history_takes(self) -> set[str]:
        return self.history.take_names()

    def uids(self) -> list[str]:
        return [row["uid"] for row in self.database.rows("SELECT uid FROM attempts ORDER BY uid")]

    def seen(self) -> dict[str, dict[str, Any]]:
        """Return all that a person sees, by uid; numbers of rows are not among it."""
        return {row["uid"]: dict(row) for row in self.database.rows(_SEEN)}

    def stories_seen(self) -> tuple[object, ...]:
        """Return all that a person sees of their stories, in the trash too."""
        stories = Stories(self.database)
        kept = sorted(stories.stories(), key=lambda each: each.uid)
        return kept, sorted(stories.trashed(), key=lambda each: each.story.uid)

    def found(self, words: str) -> list[str]:
        sql = """
            SELECT uid FROM attempts WHERE id IN (SELECT rowid FROM search WHERE search MATCH ?)
            ORDER BY uid
        """
        return [row["uid"] for row in self.database.rows(sql, [words])]

    def assert_sound(self) -> None:
        """Check everything SQLite can check, and the search against what it is about."""
        with closing(sqlite3.connect(self.path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
            (best,) = db.execute(
                "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM attempts WHERE best"
                " GROUP BY pack_id, question_id)"
            ).fetchone()
            assert best <= 1


_SEEN = """
    SELECT a.uid, a.made_at, a.pack_id, a.question_id, q.question_json, a.duration_s, a.self_score,
        a.remembered_json, a.note, a.confirmed, a.recovered, a.session_id, a.mode, a.deleted_at,
        a.changed_at, a.best, kept.uid AS kept_by, t.text, hex(t.times) AS times, t.engine, t.draft,
        o.text AS original, r.states_json, r.covered_share, r.pace_wpm,
        (SELECT json_group_object(point, said) FROM (
            SELECT point, said FROM ticks WHERE attempt_id = a.id ORDER BY point)) AS ticks
    FROM attempts AS a
    JOIN questions AS q ON q.id = a.snapshot_id
    LEFT JOIN attempts AS kept ON kept.id = a.note_kept_by
    LEFT JOIN transcripts AS t ON t.attempt_id = a.id
    LEFT JOIN originals AS o ON o.attempt_id = a.id
    LEFT JOIN review_cache AS r ON r.attempt_id = a.id
"""


def spoken(text: str, *, draft: bool = False) -> Transcript:
    words = (Word(word, i * 0.5, i * 0.5 + 0.4, 0.9) for i, word in enumerate(text.split()))
    return Transcript(tuple(words), "pocketsphinx" if draft else "whisper", draft=draft)


class Calendar:
    """Gives each change its own moment, later than all before."""

    def __init__(self) -> None:
        self.moment = NOW + timedelta(days=1)

    def now(self, _zone: object = None) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment.astimezone(UTC)


def dated(calendar: Calendar) -> AbstractContextManager[object]:
    """Have the history take its moments from a calendar."""
    return patch("app.storage.history.datetime", calendar)


WORDS = ("drift", "inputs", "change", "monitor", "alert", "retrain", "labels", "window")


def live(computer: Computer, rng: random.Random, calendar: Calendar) -> None:
    """Have a person do one of the things they may do to an answer, or give one more."""
    history = computer.history
    ids = [row["id"] for row in computer.database.rows("SELECT id FROM attempts")]
    attempt_id = rng.choice(ids)
    text = " ".join(rng.choices(WORDS, k=rng.randint(1, 6)))
    match rng.randrange(12):
        case 0:
            history.set_note(attempt_id, rng.choice(["", text]))
        case 1:
            history.rate(attempt_id, SelfRating(rng.randint(1, 5), (0,)))
        case 2:
            history.tick(attempt_id, rng.randrange(2), rng.choice([True, False, None]))
        case 3:
            history.set_best(attempt_id, rng.random() < 0.8)
        case 4 | 5:
            computer.transcribe(attempt_id, text, draft=rng.random() < 0.3)
        case 6 if history.attempt(attempt_id).transcript is not None:
            history.correct(attempt_id, spoken(text))
        case 7:
            history.confirm(attempt_id)
        case 8:
            history.keep_note(attempt_id, rng.choice([None, *ids]))
        case 9 | 10:
            live_with_stories(computer, rng, calendar, attempt_id)
        case _:
            deleted = rng.choice([None, "2026-03-16T00:00:00.000000+00:00"])
            with computer.database.writing() as db:
                db.execute(
                    "UPDATE attempts SET deleted_at = ?, changed_at = ? WHERE id = ?",
                    [deleted, stamp(calendar.now()), attempt_id],
                )


def live_with_stories(
    computer: Computer, rng: random.Random, calendar: Calendar, attempt_id: int
) -> None:
    """Have a person change or delete a story, or say which one an answer told."""
    uid = rng.choice(["one", "two", "three"])
    title = " ".join(rng.choices(WORDS, k=2))
    story = rng.choice(
        [None, Story(title, uid, numbers=(title,), question_keys=(f"p/{title[0]}",))]
    )
    if rng.random() < 0.5:
        Stories(computer.database).put({uid: story}, calendar.now())
    else:
        asked = computer.history.attempt(attempt_id).question
        computer.history.answer_with(attempt_id, told_with(question(asked.id), story))
