"""Which attempts have sound, how much of it there is, and in which file it is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.storage.attempt_rows import KEPT
from app.storage.attempt_writing import stamp
from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class KeptTake:
    """The sound of an attempt.

    Attributes:
        attempt_id: Number of the attempt.
        name: The file, as in `Take.name`.
        duration_s: Its length in seconds.
        best: Whether it is marked as the best take of its question.
        written: Whether its words are there, so that something is left without the sound.
        trashed: Whether the attempt is in the trash.
    """

    attempt_id: int
    name: str
    duration_s: float
    best: bool
    written: bool
    trashed: bool


class KeptSound:
    """The sound in the history. Use from the thread that opened the database.

    Every method raises StorageError when the file cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def everything(self) -> list[KeptTake]:
        """Return all takes that have a file, those in the trash too, oldest first."""
        return self._takes("a.take_name != ''")

    def before(self, moment: datetime) -> list[KeptTake]:
        """Return the takes recorded before a moment (with time zone), oldest first.

        Those in the trash are left out: they go with it.
        """
        return self._takes(f"a.take_name != '' AND {KEPT} AND a.made_at < ?", stamp(moment))

    def change(self, attempt_id: int, name: str, to: str) -> bool:
        """Note that the sound is in another file, or (empty) not kept any more.

        Returns whether the attempt still had the file `name`; if not, nothing is changed.
        """
        with self._database.writing() as db:
            where = "id = ? AND take_name = ?"
            if not db.table("attempts").count_where(where, [attempt_id, name]):
                return False
            changed = {"take_name": to, "changed_at": stamp(datetime.now(UTC))}
            db.table("attempts").update(attempt_id, changed)
        return True

    def owner(self, name: str) -> int | None:
        """Return the attempt whose sound is in a file; None when there is none."""
        sql = "SELECT id FROM attempts WHERE take_name = ? AND take_name != ''"
        rows = self._database.rows(sql, [name])
        return int(rows[0]["id"]) if rows else None

    def _takes(self, where: str, *values: str) -> list[KeptTake]:
        sql = f"""
            SELECT
                a.id, a.take_name, a.duration_s, a.best,
                t.attempt_id IS NOT NULL AS written, a.deleted_at IS NOT NULL AS trashed
            FROM attempts AS a LEFT JOIN transcripts AS t ON t.attempt_id = a.id
            WHERE {where} ORDER BY a.made_at, a.id
        """
        return [_take_of(row) for row in self._database.tuples(sql, values)]


def _take_of(row: tuple[Any, ...]) -> KeptTake:
    attempt_id, name, duration_s, *flags = row
    best, written, trashed = map(bool, flags)
    return KeptTake(attempt_id, name, duration_s, best, written, trashed)
