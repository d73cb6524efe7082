"""Attempts in the trash: out of sight, brought back at any time, or gone for good.

Gone for good happens in an order that a crash may interrupt anywhere: the attempts are marked
first, their files are deleted next, their rows last. `condemned` returns what is marked, so that
the next start can finish.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import sqlite_utils

from app.core.errors import StorageError
from app.storage.attempt_rows import readable
from app.storage.attempt_writing import stamp
from app.storage.database import Database, Row, Value

# The first moment there is: as `deleted_at` it marks what is to go for good, and is in no list.
CONDEMNED: Final = stamp(datetime(1, 1, 1, tzinfo=UTC))
_IN_TRASH: Final = f"a.deleted_at > '{CONDEMNED}'"
# SQLite takes 32,766 values in one statement; old builds take 999.
_AT_ONCE: Final = 500
# A deletion takes 1 to 3 ms, for its words leave the search; meanwhile nobody else can write.
_GONE_AT_ONCE: Final = 20
_UNUSED_QUESTIONS: Final = """
    DELETE FROM questions WHERE id NOT IN (
        SELECT snapshot_id FROM attempts WHERE snapshot_id IS NOT NULL
    )
"""


@dataclass(frozen=True, slots=True)
class Trashed:
    """An attempt in the trash.

    Attributes:
        attempt_id: Number of the attempt.
        ask: The question as it was then.
        made_at: When it was recorded, with time zone.
        duration_s: Length of the take, in seconds.
        deleted_at: When it was put there, by the clock of the computer.
        key: What its age is remembered by: another one when it comes here again.
    """

    attempt_id: int
    ask: str
    made_at: datetime
    duration_s: float
    deleted_at: datetime
    key: str


class Trash:
    """The attempts that were deleted. Use from the thread that opened the database.

    Every method raises StorageError when the file cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def move(self, ids: Sequence[int], now: datetime) -> list[int]:
        """Put attempts into the trash; return those that were not there before.

        Args:
            ids: Numbers of attempts.
            now: The time of day, with time zone.
        """
        return self._mark(ids, "deleted_at IS NULL", stamp(now), stamp(now))

    def restore(self, ids: Sequence[int], now: datetime) -> list[int]:
        """Bring attempts back; return those that were there."""
        return self._mark(ids, f"deleted_at > '{CONDEMNED}'", None, stamp(now))

    def contents(self) -> list[Trashed]:
        """Return what is in the trash, what came last first."""
        sql = f"""
            SELECT a.id, q.ask, a.made_at, a.duration_s, a.deleted_at, a.uid
            FROM attempts AS a JOIN questions AS q ON q.id = a.snapshot_id
            WHERE {_IN_TRASH} ORDER BY a.deleted_at DESC, a.id DESC
        """
        return readable(_trashed_of, self._database.rows(sql))

    def count(self) -> int:
        """Return how many attempts are in the trash."""
        sql = f"SELECT count(*) AS number FROM attempts AS a WHERE {_IN_TRASH}"
        return int(self._database.rows(sql)[0]["number"])

    def keys(self) -> dict[str, int]:
        """Return what the ages of attempts are remembered by, with their numbers."""
        sql = f"SELECT a.id, a.uid, a.deleted_at FROM attempts AS a WHERE {_IN_TRASH}"
        return {_key_of(row): row["id"] for row in self._database.rows(sql)}

    # For good ----------------------------------------------------------------

    def condemn(self, ids: Sequence[int]) -> None:
        """Mark attempts in the trash: from now on they are going, and in no list any more."""
        self._mark(ids, f"deleted_at > '{CONDEMNED}'", CONDEMNED, None)

    def condemned(self) -> list[tuple[int, str]]:
        """Return what is marked: the number, and the file of the take, which may be empty."""
        sql = "SELECT id, take_name FROM attempts WHERE deleted_at = ?"
        return [(row["id"], row["take_name"]) for row in self._database.rows(sql, [CONDEMNED])]

    def forget(self, ids: Sequence[int]) -> None:
        """Delete marked attempts with all that was said, noted and found; their files are gone.

        Others may write in between. The search keeps deleted words until its parts are merged;
        that is done in the same transaction as the last deletion, so that they cannot stay.
        """
        pieces = _pieces(ids, _GONE_AT_ONCE)
        for some in pieces:
            with self._database.writing() as db:
                db.table("attempts").delete_where(
                    f"deleted_at = '{CONDEMNED}' AND id IN ({_marks(some)})", [*some]
                )
                if some is pieces[-1]:
                    db.execute(_UNUSED_QUESTIONS)
                    db.execute("INSERT INTO search (search) VALUES ('optimize')")

    def wipe(self) -> bool:
        """See that nothing of what was deleted is left in the files; whether that was possible.

        Copies in the folder of backups are left as they are.
        """
        return self._database.empty_log()

    def _mark(
        self, ids: Sequence[int], where: str, deleted_at: Value, changed_at: Value
    ) -> list[int]:
        done: list[int] = []
        with self._database.writing() as db:
            for some in _pieces(ids):
                sql = f"SELECT id FROM attempts WHERE {where} AND id IN ({_marks(some)})"
                found = [int(row[0]) for row in db.execute(sql, [*some]).fetchall()]
                _set(db, found, deleted_at, changed_at)
                done += found
        return done


def _set(
    db: sqlite_utils.Database, ids: Sequence[int], deleted_at: Value, changed_at: Value
) -> None:
    sql = "UPDATE attempts SET deleted_at = ?, changed_at = coalesce(?, changed_at)"
    db.execute(f"{sql} WHERE id IN ({_marks(ids)})", [deleted_at, changed_at, *ids])


def _pieces(ids: Sequence[int], most: int = _AT_ONCE) -> list[Sequence[int]]:
    return [ids[start : start + most] for start in range(0, len(ids), most)]


def _marks(ids: Sequence[int]) -> str:
    return ", ".join("?" * len(ids))


def _trashed_of(row: Row) -> Trashed:
    try:
        moments = [datetime.fromisoformat(row[name]) for name in ("made_at", "deleted_at")]
    except ValueError:
        raise StorageError("It is not known when an attempt was deleted.") from None
    made_at, deleted_at = moments
    return Trashed(row["id"], row["ask"], made_at, row["duration_s"], deleted_at, _key_of(row))


def _key_of(row: Row) -> str:
    return f"{row['uid']} {row['deleted_at']}"
