"""Brings the answers of another history into this one: each once, and the later change wins.

Stories and interviews come with them in the same way.

An answer is the same on two computers when its `uid` is. Histories of before step 0003 got their
uids on each computer for itself, so two answers to one question that were recorded at the same
microsecond are the same answer, too. What the person changed later, here or there, is what holds;
words and sound that one side lacks are added. Merging the same history twice changes nothing.
"""

import sqlite3
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import get_args

from sqlite_utils import Database

from app.core.attempt import Mode
from app.core.carrying import MergeCounts
from app.core.errors import StorageError
from app.storage.attempt_writing import stamp
from app.storage.codec import LINES
from app.storage.database import BUSY_TIMEOUT_S
from app.storage.merge_own_sql import COUNT_OWN, MERGE_OWN, PAIR_OWN, TEMPORARY_OWN
from app.storage.merge_sql import MERGE, PAIR, TEMPORARY
from app.storage.migrations import STEPS, Steps, migrations, unknown_steps


@dataclass(frozen=True, slots=True)
class Partner:
    """An answer of the other history, and the one here that is the same.

    Attributes:
        there: Its number there.
        take_there: Its recording there, by file name; empty for none.
        here: Its number here; None when it is new.
        take_here: Its recording here, by file name; empty for none.
    """

    there: int
    take_there: str
    here: int | None
    take_here: str


def prepare(incoming: Path, steps: Steps = STEPS) -> None:
    """Check a history that came from elsewhere, and bring it to the newest schema.

    Args:
        incoming: A copy of it that may be changed.
        steps: The schema's steps.

    Raises:
        StorageError: It is damaged, or newer than this program.
    """
    try:
        with closing(sqlite3.connect(incoming)) as connection:
            # Nothing in a foreign schema may do more than read and write that file.
            connection.execute("PRAGMA trusted_schema = OFF")
            db = Database(connection, execute_plugins=False)
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise _damaged()
            if newer := unknown_steps(db, steps):
                raise StorageError(
                    "The archive was written by a newer version of Greenroom.",
                    hint=f"Install the newest version. Nothing was changed. (unknown: {newer[-1]})",
                )
            connection.execute("BEGIN IMMEDIATE")
            migrations(steps).apply(db)
            connection.execute("COMMIT")
            lacks = _lacks(connection, steps)
            if lacks or connection.execute("PRAGMA foreign_key_check").fetchone():
                raise _damaged()
            if _odd(connection):
                raise _damaged()
            connection.execute("PRAGMA journal_mode = DELETE")
    except (sqlite3.Error, OverflowError) as error:
        raise _damaged() from error


def _lacks(connection: sqlite3.Connection, steps: Steps) -> bool:
    """Return whether a table or a column is missing that a history has."""
    columns = """
        SELECT t.name, c.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND t.sql LIKE 'CREATE TABLE%'
    """
    with closing(sqlite3.connect(":memory:")) as empty:
        migrations(steps).apply(Database(empty, execute_plugins=False))
        wanted = set(empty.execute(columns))
    return not wanted <= set(connection.execute(columns))


def _odd(connection: sqlite3.Connection) -> bool:
    """Return whether an answer has no question, no name, or a moment that is none."""
    sql = "SELECT snapshot_id, uid, mode, made_at, changed_at, deleted_at FROM attempts"
    for snapshot_id, uid, mode, *moments in connection.execute(sql):
        if snapshot_id is None or not uid or mode not in get_args(Mode):
            return True
        if not all(moment is None or _is_moment(moment) for moment in moments):
            return True
    return _odd_own(connection)


def _odd_own(connection: sqlite3.Connection) -> bool:
    """Return whether a story or an interview has no name, a moment that is none, or no JSON."""
    if connection.execute(
        "SELECT 1 FROM interviews WHERE NOT (json_valid(rules_json) AND json_valid(steps_json))"
    ).fetchone():
        return True
    for sql in (
        "SELECT uid, made_at, changed_at, deleted_at FROM stories",
        "SELECT uid, made_at, changed_at, ended_at FROM interviews",
    ):
        for uid, *moments in connection.execute(sql):
            if not uid or not all(moment is None or _is_moment(moment) for moment in moments):
                return True
    lines = "situation_json, task_json, action_json, result_json, competencies_json, numbers_json"
    for row in connection.execute(f"SELECT {lines} FROM stories"):
        try:
            for text in row:
                LINES.load(text)
        except StorageError:
            return True
    return False


def _is_moment(text: str) -> bool:
    """Return whether a text is a moment as ours are: they are compared letter by letter."""
    try:
        return stamp(datetime.fromisoformat(text)) == text
    except ValueError:
        return False


@contextmanager
def joined(history: Path, incoming: Path) -> Generator["Merger"]:
    """Open the history, with another one that was prepared beside it.

    Raises:
        StorageError: One of them cannot be read.
    """
    opened = sqlite3.connect(history, timeout=BUSY_TIMEOUT_S, isolation_level=None, uri=True)
    with _explained(), closing(opened) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("ATTACH ? AS other", [f"{incoming.absolute().as_uri()}?mode=ro"])
        yield Merger(connection)


class Merger:
    """Two histories side by side. Use it from the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> sqlite3.Connection:
        """The history here, for a backup of it."""
        return self._connection

    def partners(self) -> Sequence[Partner]:
        """Return every answer there with its like here.

        Raises:
            StorageError: One of the two cannot be read.
        """
        with _explained(), self._paired():
            sql = """
                SELECT o.id, o.take_name, CASE WHEN p.known THEN p.here END,
                    coalesce(a.take_name, '')
                FROM pairs AS p
                JOIN other.attempts AS o ON o.id = p.there
                LEFT JOIN main.attempts AS a ON a.id = p.here
                ORDER BY o.made_at, o.id
            """
            return [Partner(*row) for row in self._connection.execute(sql)]

    def take_names(self) -> frozenset[str]:
        """Return the recordings the history here knows, by file name."""
        sql = "SELECT take_name FROM main.attempts WHERE take_name != ''"
        with _explained():
            return frozenset(name for (name,) in self._connection.execute(sql))

    def count(self) -> MergeCounts:
        """Say what a merge would bring; nothing is changed.

        Raises:
            StorageError: One of the two cannot be read.
        """
        with _explained(), self._paired():
            return self._counted()

    def merge(self, sounds: Mapping[int, str]) -> MergeCounts:
        """Bring everything over, in one transaction: all of it or nothing.

        Args:
            sounds: Number of an answer there -> file name here of a recording that is at hand.
                Other new answers come without their sound; other known ones keep what they have.

        Raises:
            StorageError: It could not be written. Nothing was changed.
        """
        with _explained(), self._paired(writing=True):
            db = self._connection
            db.execute("CREATE TEMP TABLE sounds (there INTEGER PRIMARY KEY, name TEXT NOT NULL)")
            db.executemany("INSERT INTO sounds VALUES (?, ?)", sounds.items())
            counts = self._counted()
            db.execute("PRAGMA defer_foreign_keys = ON")
            for statement in (*MERGE, *MERGE_OWN):
                db.execute(statement)
            return counts

    def _counted(self) -> MergeCounts:
        sql = """
            SELECT
                count(*) FILTER (WHERE NOT p.known AND o.deleted_at IS NULL),
                count(*) FILTER (WHERE NOT p.known AND o.deleted_at IS NOT NULL),
                count(*) FILTER (WHERE p.known),
                count(*) FILTER (WHERE p.known AND p.wins)
            FROM pairs AS p JOIN other.attempts AS o ON o.id = p.there
        """
        db = self._connection
        return MergeCounts(*db.execute(sql).fetchone(), *db.execute(COUNT_OWN).fetchone())

    @contextmanager
    def _paired(self, *, writing: bool = False) -> Generator[None]:
        """Find who belongs to whom, and hold that still; drop it all at the end."""
        db = self._connection
        db.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
        try:
            for statement in (*PAIR, *PAIR_OWN):
                db.execute(statement)
            yield
            if writing:
                for table in (*TEMPORARY, *TEMPORARY_OWN):
                    db.execute(f"DROP TABLE IF EXISTS temp.{table}")
                db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")


@contextmanager
def _explained() -> Generator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:  # a value that our own tables would never hold
        raise _damaged() from error
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise StorageError(
                "The answers could not be imported: the disk is full. Nothing was changed.",
                hint="Free some space, then try again.",
            ) from error
        raise StorageError(
            f"The answers could not be imported ({error}). Nothing was changed.",
            hint="Close other windows of Greenroom, then try again.",
        ) from error


def _damaged() -> StorageError:
    return StorageError(
        "The history in the archive is damaged. Nothing was imported.",
        hint="Export it again where it was made.",
    )
