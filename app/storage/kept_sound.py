"""Which attempts have sound, how much of it there is, and in which file it is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from app.storage.attempt_rows import KEPT
from app.storage.attempt_writing import stamp
from app.storage.database import Database


class Sound(NamedTuple):
    """The sound of an attempt: its file, as in `Take.name`, and its length in seconds."""

    name: str
    duration_s: float


@dataclass(frozen=True, slots=True)
class KeptTake:
    """An attempt that has sound.

    Attributes:
        attempt_id: Number of the attempt.
        name: The file, as in `Take.name`.
        duration_s: Its length in seconds.
        best: Whether it is marked as the best take of its question.
        written: Whether its words are there, so that something is left without the sound.
    """

    attempt_id: int
    name: str
    duration_s: float
    best: bool
    written: bool

    @property
    def sound(self) -> Sound:
        """The file and its length."""
        return Sound(self.name, self.duration_s)


class KeptSound:
    """The sound in the history. Use from the thread that opened the database.

    Every method raises StorageError when the file cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def everything(self, *, trashed: bool) -> list[Sound]:
        """Return the sound of all attempts in the history, or of all in the trash."""
        where = "IS NOT NULL" if trashed else "IS NULL"
        sql = "SELECT take_name, duration_s FROM attempts WHERE take_name != '' AND deleted_at"
        return [Sound(*row) for row in self._database.tuples(f"{sql} {where}")]

    def before(self, moment: datetime) -> list[KeptTake]:
        """Return the takes recorded before a moment (with time zone), oldest first.

        Those in the trash are left out: they go with it.
        """
        sql = f"""
            SELECT a.id, a.take_name, a.duration_s, a.best, t.attempt_id IS NOT NULL
            FROM attempts AS a LEFT JOIN transcripts AS t ON t.attempt_id = a.id
            WHERE a.take_name != '' AND {KEPT} AND a.made_at < ? ORDER BY a.made_at, a.id
        """
        rows = self._database.tuples(sql, [stamp(moment)])
        return [
            KeptTake(attempt_id, name, duration_s, bool(best), bool(written))
            for attempt_id, name, duration_s, best, written in rows
        ]

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
