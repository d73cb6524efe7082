"""Dated copies of the history."""

import sqlite3
import stat
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.storage.backups import KEEP, Backups
from app.storage.database import Database
from app.storage.history import History
from app.storage.places import Places
from tests.storage.values import NOW, question, take


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def test_a_copy_is_whole_and_private_while_the_file_is_written(
    places: Places, database: Database, history: History
) -> None:
    history.add(question(), take(), NOW)
    database.back_up_daily()
    (copy,) = places.backups.iterdir()
    with closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as db:
        assert db.execute("SELECT take_name FROM attempts").fetchall() == [(take().name,)]
    # https://www.sqlite.org/fileformat.html#file_format_version_numbers: 1 is no write-ahead log
    assert copy.read_bytes()[18:20] == b"\x01\x01"
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_an_empty_history_is_not_worth_a_copy(places: Places, database: Database) -> None:
    database.back_up_daily()
    assert list(places.backups.iterdir()) == []


def test_one_copy_a_day_and_only_the_newest_are_kept(tmp_path: Path) -> None:
    clock = Clock()
    backups = Backups(tmp_path / "copies", clock)
    made = []
    with closing(sqlite3.connect(tmp_path / "some.db")) as db:
        for _ in range(KEEP + 3):
            assert backups.is_due()
            made.append(backups.make(db))
            clock.now += timedelta(hours=23)
            assert not backups.is_due()
            clock.now += timedelta(hours=1)
    assert sorted((tmp_path / "copies").iterdir()) == made[3:]
    assert backups.newest() == made[-1]


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.db").touch()
    backups = Backups(tmp_path)
    assert backups.newest() is None
    with closing(sqlite3.connect(":memory:")) as db:
        for _ in range(KEEP + 1):
            backups.make(db)
    assert (tmp_path / "mine.db").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with closing(sqlite3.connect(":memory:")) as db, pytest.raises(StorageError, match="backed up"):
        Backups(tmp_path / "file").make(db)
