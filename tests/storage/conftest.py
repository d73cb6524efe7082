"""Real folders and real databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.history import History
from app.storage.places import Places, find_places, make
from tests.storage.blank import blank


@pytest.fixture
def places(tmp_path: Path) -> Places:
    found = find_places(tmp_path / "home", {})
    make(found)
    return found


@pytest.fixture
def backups(places: Places) -> Backups:
    return Backups(places.backups)


@pytest.fixture
def database(places: Places, backups: Backups) -> Iterator[Database]:
    database = Database(blank(places.history), backups)
    yield database
    database.close()


@pytest.fixture
def history(database: Database) -> History:
    return History(database)
