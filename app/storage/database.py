"""The history file: opened, checked, backed up, brought to the newest schema."""

import logging
import sqlite3
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlite_utils

from app.core.errors import StorageError
from app.storage.backups import Backups
from app.storage.files import explained, make_private_file
from app.storage.migrations import STEPS, Steps, migrations, unknown_steps

# Far longer than any transaction of ours takes, and still bearable when something hangs.
BUSY_TIMEOUT_S: Final = 10.0
RETRY_S: Final = 0.02
# An answer of two minutes takes some 2.6 kB: one fits into a page of the usual 4 kB, and leaves
# the rest empty, three into one of this size. 20,000 answers are 114 MB the first way, 87 this way.
PAGE_BYTES: Final = 8192

# The types of the columns are in the migrations; SQLite's rows are the one place for Any.
Row = Mapping[str, Any]
Value = str | int | float | None

_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_REFUSED: Final = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
)
_PRIMARY_CODE: Final = 0xFF  # the rest of an error code is detail

_log = logging.getLogger(__name__)


class Database:
    """The history file, open. Use it from the thread that opened it, and close it.

    Several programs may have the file open. Each write is one short transaction that waits its
    turn for up to `BUSY_TIMEOUT_S`.
    """

    def __init__(self, path: Path, backups: Backups, *, steps: Steps = STEPS) -> None:
        """Open the file, or make it; bring it to the newest schema.

        Raises:
            StorageError: It is damaged, newer than this program, locked, or cannot be written.
                The file is as it was.
        """
        self._path = path
        self._backups = backups
        with explained("The history cannot be opened", path):
            make_private_file(path)
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)
        try:
            with self._explained():
                self._db = self._opened(connection, steps)
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return the result of a query.

        Raises:
            StorageError: The file could not be read.
        """
        with self._explained():
            return list(self._db.query(sql, values))

    def tuples(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """Return the result of a query that may be long: a fifth of the time of `rows`.

        Raises:
            StorageError: The file could not be read.
        """
        with self._explained():
            return self._db.conn.execute(sql, values).fetchall()

    @contextmanager
    def writing(self) -> Generator[sqlite_utils.Database]:
        """Hold the one transaction that may write: all that is done inside, or nothing.

        Raises:
            StorageError: The file could not be written; nothing of the block was kept.
        """
        with self._explained(), _transaction(self._db):
            yield self._db

    def empty_log(self) -> bool:
        """Bring everything from the log beside the file into it, and cut the log to nothing.

        Until then the log may hold what was deleted. Returns whether it could be emptied: not
        while another program reads.

        Raises:
            StorageError: The file could not be written.
        """
        with self._explained():
            busy, _, _ = self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def back_up_daily(self) -> None:
        """Copy the history when the latest copy is a day old and there is something to copy.

        Raises:
            StorageError: The copy could not be made.
        """
        worth = "SELECT 1 FROM attempts UNION ALL SELECT 1 FROM stories LIMIT 1"
        if self._backups.is_due() and self.rows(worth):
            with self._explained():
                self._backups.make(self._db.conn)

    def _opened(self, connection: sqlite3.Connection, steps: Steps) -> sqlite_utils.Database:
        # Plug-ins of sqlite-utils that happen to be installed have no business here.
        db = sqlite_utils.Database(connection, execute_plugins=False)
        if newer := unknown_steps(db, steps):
            raise StorageError(
                "The history was written by a newer version of Greenroom.",
                hint=f"Install the newest version. Nothing was changed. (unknown: {newer[-1]})",
            )
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise self._damaged()
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")  # of a file that is still empty
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        self._migrate(db, steps)
        _write_ahead(db)
        return db

    def _migrate(self, db: sqlite_utils.Database, steps: Steps) -> None:
        registry = migrations(steps)
        if not registry.pending(db):
            return
        if registry.applied(db):
            _log.info("history backed up: %s", self._backups.make(db.conn))
        # One transaction around all steps, and begun as a writer: a second program that starts
        # at the same moment waits here, and then finds nothing left to do.
        try:
            with _transaction(db):
                registry.apply(db)
        except sqlite3.Error as error:
            raise self._in_words(error) or StorageError(
                f"The history could not be brought up to date ({error}).",
                hint="Nothing was changed. Please report this, with the log.",
            ) from error

    @contextmanager
    def _explained(self) -> Generator[None]:
        """Turn what is wrong with the file or the disk into words; a bug of ours stays a bug."""
        try:
            yield
        except sqlite3.Error as error:
            known = self._in_words(error)
            if known is None:
                raise
            raise known from error

    def _in_words(self, error: sqlite3.Error) -> StorageError | None:
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
        if code in _DAMAGED:
            return self._damaged()
        if code == sqlite3.SQLITE_FULL:
            return StorageError(
                "The history could not be saved: the disk is full.",
                hint="Free some space, then try again. What was saved before is safe.",
            )
        if code in _BUSY:
            return StorageError(
                "The history is in use by another program.",
                hint="Close other windows of Greenroom, then try again.",
            )
        if code in _REFUSED:
            return StorageError(
                f"The history cannot be read or written ({error}).",
                hint=f"Look at the permissions of {self._path} and whether its disk is in order.",
            )
        return None

    def _damaged(self) -> StorageError:
        newest = self._backups.newest()
        hint = "The recordings are safe; there is no backup."
        if newest is not None:
            hint = (
                f'The recordings are safe. Move the files beginning with "{self._path.name}" out '
                f"of {self._path.parent}, then copy the newest backup, {newest}, to {self._path}."
            )
        return StorageError("The history is damaged and was left as it is.", hint=hint)


def _write_ahead(db: sqlite_utils.Database) -> None:
    """Keep a write-ahead log from now on.

    To begin with it SQLite needs the file alone. Of two programs that start with a new file at the
    same moment, it tells one at once, and does not let it wait as it does for a transaction.
    """
    until_s = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            db.enable_wal()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY_CODE not in _BUSY or time.monotonic() > until_s:
                raise
            time.sleep(RETRY_S)
        else:
            return


@contextmanager
def _transaction(db: sqlite_utils.Database) -> Generator[None]:
    """Write as the only one from the first moment, so that no lock is missing in the middle."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.conn.rollback()
        raise
