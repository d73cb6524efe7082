"""The history's schema, as an append-only list of steps.

A released step is never edited: `tests/storage/test_migrations.py` holds its hash. A new step goes
to the end of `STEPS`, under a name that sorts last. Tables are STRICT, so that SQLite refuses a
value of the wrong type. `sqlite-utils` keeps the names of the applied steps in the file.
"""

from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

Steps = tuple[tuple[str, str], ...]

STEPS: Final[Steps] = (
    (
        "0001_attempts",
        """
        CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            made_at TEXT NOT NULL,
            pack_id TEXT NOT NULL,
            question_id TEXT NOT NULL,
            question_json TEXT NOT NULL,
            take_name TEXT NOT NULL,
            duration_s REAL NOT NULL CHECK (duration_s >= 0),
            take_problem TEXT NOT NULL DEFAULT '',
            self_score INTEGER CHECK (self_score BETWEEN 1 AND 5),
            remembered_json TEXT NOT NULL DEFAULT '[]',
            note TEXT NOT NULL DEFAULT '',
            confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
            recovered INTEGER NOT NULL DEFAULT 0 CHECK (recovered IN (0, 1)),
            session_id TEXT NOT NULL DEFAULT ''
        ) STRICT;
        CREATE INDEX attempts_by_time ON attempts (made_at, id);
        CREATE INDEX attempts_by_question ON attempts (pack_id, question_id, made_at, id);
        CREATE UNIQUE INDEX attempts_by_take ON attempts (take_name) WHERE take_name != '';

        CREATE TABLE transcripts (
            attempt_id INTEGER PRIMARY KEY REFERENCES attempts ON DELETE CASCADE,
            engine TEXT NOT NULL,
            model TEXT NOT NULL,
            language TEXT NOT NULL,
            draft INTEGER NOT NULL CHECK (draft IN (0, 1)),
            text TEXT NOT NULL,
            words_json TEXT NOT NULL
        ) STRICT;

        CREATE TABLE ticks (
            attempt_id INTEGER NOT NULL REFERENCES attempts ON DELETE CASCADE,
            point INTEGER NOT NULL CHECK (point >= 0),
            said INTEGER NOT NULL CHECK (said IN (0, 1)),
            PRIMARY KEY (attempt_id, point)
        ) STRICT;

        CREATE TABLE review_cache (
            attempt_id INTEGER PRIMARY KEY REFERENCES attempts ON DELETE CASCADE,
            version TEXT NOT NULL,
            coverage_json TEXT NOT NULL,
            pace_wpm REAL,
            fillers_per_min REAL
        ) STRICT;
        """,
    ),
    (
        "0002_gaps",
        """
        ALTER TABLE transcripts ADD COLUMN gaps_json TEXT NOT NULL DEFAULT '[]';
        """,
    ),
)


def migrations(steps: Steps = STEPS) -> Migrations:
    """Return the steps in the form sqlite-utils applies."""
    registry = Migrations("greenroom")
    for name, sql in steps:
        _register(registry, name, sql)
    return registry


def _register(registry: Migrations, name: str, sql: str) -> None:
    @registry(name=name)
    def step(db: Database) -> None:
        db.executescript(sql)


def unknown_steps(db: Database, steps: Steps = STEPS) -> list[str]:
    """Return the applied steps that only a newer version can have made. Only reads."""
    known = {name for name, _ in steps}
    return [step.name for step in migrations(steps).applied(db) if step.name not in known]
