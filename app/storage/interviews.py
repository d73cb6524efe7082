"""Rehearsed interviews: their plan, and how far each has come."""

from datetime import UTC, datetime
from typing import Final

from app.core.errors import StorageError
from app.core.interview import Interview
from app.core.interview_choice import LastAnswer
from app.storage.attempt_rows import KEPT, readable
from app.storage.attempt_writing import stamp
from app.storage.codec import INTERVIEW_RULES, INTERVIEW_STEPS
from app.storage.database import Database, Row, Value

_NEWEST_FIRST: Final = "ORDER BY made_at DESC, id DESC"


class Interviews:
    """The interviews. Use from the thread that opened the database.

    Every method raises StorageError when the file cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, interview: Interview) -> None:
        """Store an interview that begins."""
        row = {"uid": interview.uid, "made_at": stamp(interview.made_at), **_state_of(interview)}
        with self._database.writing() as db:
            db.table("interviews").insert(row)

    def keep(self, interview: Interview) -> None:
        """Store how far an interview has come, and what was put into its plan."""
        changed = _state_of(interview)
        columns = ", ".join(f"{name} = ?" for name in changed)
        with self._database.writing() as db:
            sql = f"UPDATE interviews SET {columns} WHERE uid = ?"
            if not db.execute(sql, [*changed.values(), interview.uid]).rowcount:
                raise _no_interview()

    def find(self, uid: str) -> Interview:
        """Return one interview.

        Raises:
            StorageError: There is none of that name, or it cannot be read.
        """
        rows = self._database.rows("SELECT * FROM interviews WHERE uid = ?", [uid])
        if not rows:
            raise _no_interview()
        return _interview_of(rows[0])

    def all(self) -> tuple[Interview, ...]:
        """Return all interviews, newest first; those that cannot be read are left out."""
        rows = self._database.rows(f"SELECT * FROM interviews {_NEWEST_FIRST}")
        return tuple(readable(_interview_of, rows))

    def unfinished(self, since: datetime) -> tuple[Interview, ...]:
        """Return the interviews that can be gone on with and went on after a moment.

        Args:
            since: The moment, with time zone.
        """
        where = "ended_at IS NULL AND changed_at >= ?"
        sql = f"SELECT * FROM interviews WHERE {where} {_NEWEST_FIRST}"
        return tuple(readable(_interview_of, self._database.rows(sql, [stamp(since)])))

    def last_answers(self) -> dict[str, LastAnswer]:
        """Return how the last answer to each question went, by the question's key."""
        # SQLite takes the other columns from the row with the maximum:
        # https://sqlite.org/lang_select.html#bareagg
        rows = self._database.tuples(
            f"""
            SELECT a.pack_id || '/' || a.question_id, a.self_score,
                CASE WHEN t.draft AND NOT a.confirmed THEN NULL ELSE r.covered_share END,
                max(a.made_at)
            FROM attempts AS a
            LEFT JOIN transcripts AS t ON t.attempt_id = a.id
            LEFT JOIN review_cache AS r ON r.attempt_id = a.id
            WHERE {KEPT} GROUP BY a.pack_id, a.question_id
            """
        )
        return {key: LastAnswer(score, share) for key, score, share, _ in rows}


def _state_of(interview: Interview) -> dict[str, Value]:
    return {
        "changed_at": stamp(datetime.now(UTC)),
        "ended_at": stamp(interview.ended_at) if interview.ended_at else None,
        "position": interview.position,
        "rules_json": INTERVIEW_RULES.dump(interview.rules),
        "steps_json": INTERVIEW_STEPS.dump(interview.steps),
    }


def _interview_of(row: Row) -> Interview:
    return Interview(
        uid=row["uid"],
        made_at=datetime.fromisoformat(row["made_at"]),
        rules=INTERVIEW_RULES.load(row["rules_json"]),
        steps=INTERVIEW_STEPS.load(row["steps_json"]),
        position=row["position"],
        ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
    )


def _no_interview() -> StorageError:
    return StorageError("That interview is not there any more.", hint="Open the list again.")
