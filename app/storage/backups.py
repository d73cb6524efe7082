"""Copies of the history, made while it is open."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from app.storage.files import explained, make_private_file, make_private_folder, sync_folder

# Ten daily copies reach back over a week of practice; a history is a few MB.
KEEP: Final = 10
_NAME: Final = "history-%Y%m%d-%H%M%S-%f.db"
_DAY: Final = timedelta(days=1)


def _now() -> datetime:
    return datetime.now(UTC)


class Backups:
    """A folder of dated copies, the newest `KEEP` of them."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = _now) -> None:
        self._folder = folder
        self._now = now

    def newest(self) -> Path | None:
        """Return the latest copy; None when there is none."""
        return max(self._all(), default=None)

    def is_due(self) -> bool:
        """Tell whether the latest copy is a day old, or there is none."""
        newest = self.newest()
        return newest is None or newest.name <= (self._now() - _DAY).strftime(_NAME)

    def make(self, connection: sqlite3.Connection) -> Path:
        """Copy a database, also while others write to it; drop the oldest copies.

        Raises:
            StorageError: The copy could not be written.
            sqlite3.Error: The database could not be read.
        """
        path = self._folder / self._now().strftime(_NAME)
        draft = path.with_suffix(".tmp")
        with explained("The history could not be backed up", path):
            make_private_folder(self._folder)
            make_private_file(draft, must_be_new=True)
            try:
                _copy(connection, draft)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
            sync_folder(self._folder)
            self._drop_oldest()
        return path

    def _all(self) -> list[Path]:
        return sorted(self._folder.glob("history-*.db"))

    def _drop_oldest(self) -> None:
        for path in self._all()[:-KEEP]:
            path.unlink(missing_ok=True)


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
        # In WAL mode, which is copied too, the file would not be whole without its companions.
        copy.execute("PRAGMA journal_mode = DELETE")
