"""Schema steps: run once, all or nothing, never edited."""

import hashlib
import sqlite3
from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from app.storage.migrations import STEPS, migrations, unknown_steps

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
    assert hashes == {"0001_attempts": "3c2718e892ce", "0002_gaps": "e09856738051"}
