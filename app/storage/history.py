"""Every attempt ever made, in the database."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final

import sqlite_utils
from sqlite_utils.db import NotFoundError

from app.core.attempt import Attempt, AttemptSummary, SelfRating, Take
from app.core.errors import StorageError
from app.core.feedback import Coverage
from app.core.question import Question
from app.core.transcript import Transcript
from app.storage.attempt_rows import (
    NEWEST_FIRST,
    SELECT_ATTEMPTS,
    attempt_of,
    readable,
    summary_of,
)
from app.storage.codec import COVERAGE, GAPS, POINTS, QUESTION, WORDS
from app.storage.database import Database, Value

_SAME_QUESTION: Final = "a.pack_id = ? AND a.question_id = ?"


class History:
    """The attempts. Use from the thread that opened the database.

    Every method raises StorageError when the file cannot be read or written, and every method
    that takes the id of an attempt does so when there is none.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # Writing -----------------------------------------------------------------

    def add(
        self,
        question: Question,
        take: Take,
        made_at: datetime,
        *,
        session_id: str = "",
        recovered: bool = False,
    ) -> int:
        """Add an attempt that has a recording and nothing else yet; return its id.

        Args:
            question: The question as it is now; a later change of its pack leaves this alone.
            take: The recording; one recording belongs to one attempt.
            made_at: When it was recorded, with time zone.
            session_id: What attempts of one sitting have in common.
            recovered: Whether the take was saved from a crash.
        """
        if made_at.tzinfo is None:
            raise ValueError("made_at needs a time zone")
        row = {
            "made_at": made_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "pack_id": question.pack_id,
            "question_id": question.id,
            "question_json": QUESTION.dump(question),
            "take_name": take.name,
            "duration_s": take.duration_s,
            "take_problem": take.problem,
            "session_id": session_id,
            "recovered": int(recovered),
        }
        with self._database.writing() as db:
            attempts = db.table("attempts")
            if take.name and attempts.count_where("take_name = ?", [take.name]):
                raise StorageError("That take is in the history already.")
            attempts.insert(row)
            return int(db.execute("SELECT last_insert_rowid()").fetchone()[0])

    def set_transcript(self, attempt_id: int, transcript: Transcript) -> None:
        """Replace what was said. What followed from the old words is forgotten."""
        row = {
            "attempt_id": attempt_id,
            "engine": transcript.engine,
            "model": transcript.model,
            "language": transcript.language,
            "draft": int(transcript.draft),
            "text": transcript.text,
            "words_json": WORDS.dump(transcript.words),
            "gaps_json": GAPS.dump(transcript.gaps),
        }
        # A confirmation was about the words that are replaced.
        with self._editing(attempt_id, confirmed=0) as db:
            db.table("transcripts").insert(row, pk="attempt_id", replace=True)
            db.table("review_cache").delete_where("attempt_id = ?", [attempt_id])

    def rate(self, attempt_id: int, rating: SelfRating | None) -> None:
        """Set the person's own verdict, or (None) take it back."""
        score = rating.score if rating else None
        remembered = POINTS.dump(rating.remembered if rating else ())
        self._change(attempt_id, self_score=score, remembered_json=remembered)

    def tick(self, attempt_id: int, point: int, said: bool | None) -> None:
        """Set whether the person says that a point was said; None leaves it to the program."""
        with self._editing(attempt_id) as db:
            if said is None:
                db.table("ticks").delete_where("attempt_id = ? AND point = ?", [attempt_id, point])
            else:
                row = {"attempt_id": attempt_id, "point": point, "said": int(said)}
                db.table("ticks").insert(row, pk=("attempt_id", "point"), replace=True)

    def set_note(self, attempt_id: int, text: str) -> None:
        """Set the line 'next time I will ...'; empty for none."""
        self._change(attempt_id, note=text)

    def confirm(self, attempt_id: int) -> None:
        """Note that the person vouches for a draft transcript."""
        self._change(attempt_id, confirmed=1)

    def remember_review(
        self,
        attempt_id: int,
        version: str,
        coverage: Coverage,
        pace_wpm: float | None,
        fillers_per_min: float | None,
    ) -> None:
        """Keep what lists show of a review, so that they need not compute it again.

        Args:
            attempt_id: The attempt.
            version: The version of the analysis, for knowing what is out of date.
            coverage: What the program found, the person's ticks left out.
            pace_wpm: Speaking rate in words per minute.
            fillers_per_min: At least that many.
        """
        row = {
            "attempt_id": attempt_id,
            "version": version,
            "coverage_json": COVERAGE.dump(coverage),
            "pace_wpm": pace_wpm,
            "fillers_per_min": fillers_per_min,
        }
        with self._editing(attempt_id) as db:
            db.table("review_cache").insert(row, pk="attempt_id", replace=True)

    def _change(self, attempt_id: int, **columns: Value) -> None:
        with self._editing(attempt_id, **columns):
            pass

    @contextmanager
    def _editing(self, attempt_id: int, **columns: Value) -> Generator[sqlite_utils.Database]:
        """Change columns of an attempt, and what else the block changes, or nothing at all."""
        with self._database.writing() as db:
            try:
                db.table("attempts").update(attempt_id, columns)
            except NotFoundError:
                raise _no_attempt() from None
            yield db

    # Reading -----------------------------------------------------------------

    def attempt(self, attempt_id: int) -> Attempt:
        """Return one attempt."""
        rows = self._database.rows(f"{SELECT_ATTEMPTS} WHERE a.id = ?", [attempt_id])
        if not rows:
            raise _no_attempt()
        return attempt_of(rows[0])

    def summaries(
        self, limit: int = 50, offset: int = 0, question_key: str | None = None
    ) -> list[AttemptSummary]:
        """Return attempts for a list, newest first; those that cannot be read are left out.

        Args:
            limit: The most to return.
            offset: How many of the newest to pass over.
            question_key: Only attempts at this question.
        """
        where, values = "", list[Value]()
        if question_key is not None:
            where, values = f"WHERE {_SAME_QUESTION}", _key_parts(question_key)
        sql = f"{SELECT_ATTEMPTS} {where} {NEWEST_FIRST} LIMIT ? OFFSET ?"
        return readable(summary_of, self._database.rows(sql, [*values, limit, offset]))

    def last_session(self) -> list[AttemptSummary]:
        """Return the attempts of the sitting of the newest attempt, oldest first."""
        newest = "SELECT session_id FROM attempts AS a " + NEWEST_FIRST + " LIMIT 1"
        where = f"WHERE a.session_id != '' AND a.session_id = ({newest})"
        rows = self._database.rows(f"{SELECT_ATTEMPTS} {where} {NEWEST_FIRST}")
        return readable(summary_of, rows)[::-1]

    def question_keys(self) -> set[str]:
        """Return the keys of the questions that have been answered."""
        rows = self._database.rows("SELECT DISTINCT pack_id, question_id FROM attempts")
        return {f"{row['pack_id']}/{row['question_id']}" for row in rows}

    def without_transcript(self) -> list[Attempt]:
        """Return the attempts no engine has read yet, newest first."""
        return self._where("t.attempt_id IS NULL")

    def drafts(self) -> list[Attempt]:
        """Return the attempts whose text is a draft nobody has confirmed, newest first."""
        return self._where("t.draft AND NOT a.confirmed")

    def draft_count(self) -> int:
        """Return how many attempts `drafts` would return."""
        sql = """
            SELECT COUNT(*) AS number FROM attempts AS a
            JOIN transcripts AS t ON t.attempt_id = a.id WHERE t.draft AND NOT a.confirmed
        """
        return int(self._database.rows(sql)[0]["number"])

    def unreviewed(self, version: str) -> list[Attempt]:
        """Return the attempts with words whose review is missing, or of another version."""
        return self._where("t.attempt_id IS NOT NULL AND r.version IS NOT ?", [version])

    def latest_note(self, question_key: str) -> str:
        """Return the newest note about a question; empty when there is none."""
        sql = f"SELECT a.note FROM attempts AS a WHERE {_SAME_QUESTION} AND a.note != ''"
        rows = self._database.rows(f"{sql} {NEWEST_FIRST} LIMIT 1", _key_parts(question_key))
        return str(rows[0]["note"]) if rows else ""

    def take_names(self) -> set[str]:
        """Return the file names of all recordings that belong to an attempt."""
        rows = self._database.rows("SELECT take_name FROM attempts WHERE take_name != ''")
        return {row["take_name"] for row in rows}

    def _where(self, condition: str, values: Sequence[Value] = ()) -> list[Attempt]:
        rows = self._database.rows(f"{SELECT_ATTEMPTS} WHERE {condition} {NEWEST_FIRST}", values)
        return readable(attempt_of, rows)


def _key_parts(question_key: str) -> list[Value]:
    pack_id, _, question_id = question_key.partition("/")
    return [pack_id, question_id]


def _no_attempt() -> StorageError:
    return StorageError("That attempt is not in the history.", hint="Open the list again.")
