"""The history read beside the program that works with it: from another thread, and only read."""

import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from app.core.errors import StorageError
from app.storage.database import BUSY_TIMEOUT_S, Row, Value
from app.storage.files import make_private_file
from app.storage.trash import CONDEMNED

# How many steps of SQLite's virtual machine pass between two looks at whether to stop. A row takes
# some ten of them to copy.
LOOK_EVERY: Final = 1_000


class Stopped(Exception):  # noqa: N818 - no error
    """The person changed their mind."""


Look = Callable[[], None]
"""Called now and then by whoever works long; raises Stopped when that is no longer wanted."""


class Snapshot:
    """The history as it was at one moment. Use it from the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: tuple[Value, ...] = ()) -> Iterator[Row]:
        """Yield the rows of a query one by one: years of answers need not fit into memory.

        Raises:
            StorageError: The file could not be read.
        """
        try:
            cursor = self._connection.execute(sql, values)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))
        except sqlite3.DatabaseError as error:
            raise _unreadable(error) from error


@contextmanager
def reading(history: Path) -> Generator[Snapshot]:
    """Open the history for reading, as it is at this moment; later changes do not show.

    Raises:
        StorageError: The file could not be read.
    """
    try:
        with closing(_open(history)) as connection:
            connection.execute("BEGIN")
            yield Snapshot(connection)
    except sqlite3.DatabaseError as error:
        raise _unreadable(error) from error


def copy_history(history: Path, target: Path, look: Look) -> None:
    """Write a consistent copy of the history, while the program goes on working with it.

    What was deleted for good is not in it: `VACUUM INTO` writes only what there is, and the search
    forgets words that no answer holds any more when it is put in order. The copy is whole without
    companions, in no write-ahead mode, and readable by its owner only.

    Args:
        history: The database.
        target: The new file; must not exist.
        look: Called some hundred times a second.

    Raises:
        StorageError: It could not be read or written.
        Stopped: `look` said so. Nothing is left behind.
    """
    stopped: list[Stopped] = []

    def wanted() -> int:
        try:
            look()
        except Stopped as stop:
            stopped.append(stop)
        return len(stopped)

    try:
        make_private_file(target, must_be_new=True)  # an empty one is a database without pages
        with closing(_open(history)) as connection:
            connection.set_progress_handler(wanted, LOOK_EVERY)
            connection.execute("VACUUM INTO ?", (str(target),))
        _tidy(target)
    except sqlite3.DatabaseError as error:
        target.unlink(missing_ok=True)
        if stopped:
            raise stopped[0] from None
        raise _unreadable(error) from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _tidy(copy: Path) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        # What is just being deleted for good is as good as gone.
        connection.execute("DELETE FROM attempts WHERE deleted_at = ?", [CONDEMNED])
        connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def _open(history: Path) -> sqlite3.Connection:
    address = f"{history.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None)


def _unreadable(error: sqlite3.DatabaseError) -> StorageError:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
        return StorageError("The disk is full.", hint="Free some space, then try again.")
    return StorageError(
        f"The history could not be copied or read ({error}).",
        hint="Nothing was changed. Try again.",
    )
