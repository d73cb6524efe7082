"""Every attempt ever made, in the database."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

import sqlite_utils

from app.core.attempt import (
    Attempt,
    AttemptSummary,
    EarlierNote,
    Mode,
    SelfRating,
    StoredWords,
    Take,
)
from app.core.errors import StorageError
from app.core.feedback import Coverage
from app.core.question import Question
from app.core.structure import Part
from app.core.transcript import Transcript
from app.storage.attempt_rows import (
    KEPT,
    NEWEST_FIRST,
    SELECT_ATTEMPTS,
    SELECT_SUMMARIES,
    attempt_of,
    readable,
    summary_of,
    transcript_of,
)
from app.storage.attempt_writing import (
    count_covered,
    forget_original,
    forget_words,
    keep_original,
    key_parts,
    snapshot_of,
    stamp,
    write_words,
)
from app.storage.codec import POINTS, STATES
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
        mode: Mode = "practice",
    ) -> int:
        """Add an attempt that has a recording and nothing else yet; return its id.

        Args:
            question: The question as it is now; a later change of its pack leaves this alone.
            take: The recording; one recording belongs to one attempt.
            made_at: When it was recorded, with time zone.
            session_id: What attempts of one sitting have in common.
            recovered: Whether the take was saved from a crash.
            mode: How it was rehearsed.
        """
        if made_at.tzinfo is None:
            raise ValueError("made_at needs a time zone")
        moment = stamp(made_at)
        row: dict[str, Value] = {
            "uid": uuid4().hex,
            "made_at": moment,
            "changed_at": moment,
            "pack_id": question.pack_id,
            "question_id": question.id,
            "take_name": take.name,
            "duration_s": take.duration_s,
            "take_problem": take.problem,
            "session_id": session_id,
            "recovered": int(recovered),
            "mode": mode,
        }
        return self._insert(row, question)

    def _insert(self, row: dict[str, Value], question: Question) -> int:
        with self._database.writing() as db:
            attempts, name = db.table("attempts"), row["take_name"]
            if name and attempts.count_where("take_name = ?", [name]):
                raise StorageError("That take is in the history already.")
            attempts.insert({**row, "snapshot_id": snapshot_of(db, question)})
            return int(db.execute("SELECT last_insert_rowid()").fetchone()[0])

    def set_transcript(self, attempt_id: int, transcript: Transcript) -> None:
        """Replace what an engine has written. What followed from the old words is forgotten."""
        # A confirmation was about the words that are replaced, and so was what was corrected.
        with self._editing(attempt_id, confirmed=0) as db:
            forget_original(db, attempt_id)
            write_words(db, attempt_id, transcript)

    def set_written(self, attempt_id: int, transcript: Transcript, duration_s: float) -> None:
        """Replace what the person has written with the keyboard so far.

        Args:
            attempt_id: The attempt, which has no recording.
            transcript: All that is written.
            duration_s: How long they have been writing, in seconds.
        """
        with self._editing(attempt_id, duration_s=duration_s) as db:
            write_words(db, attempt_id, transcript)

    def correct(self, attempt_id: int, transcript: Transcript) -> None:
        """Replace the words by the person's own; what the engine wrote is kept beside them.

        Raises:
            StorageError: There are no words to correct.
        """
        with self._editing(attempt_id) as db:
            if not keep_original(db, attempt_id):
                raise StorageError("There are no words to correct yet.")
            write_words(db, attempt_id, transcript)

    def put_back(self, attempt_id: int, words: StoredWords) -> None:
        """Bring back words as `words` returned them: what was done since is undone."""
        with self._editing(attempt_id, confirmed=int(words.confirmed)) as db:
            forget_original(db, attempt_id)
            if words.transcript is None:
                forget_words(db, attempt_id)
                return
            if words.original is not None:
                write_words(db, attempt_id, words.original)
                keep_original(db, attempt_id)
            write_words(db, attempt_id, words.transcript)

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
            count_covered(db, attempt_id)

    def mark_part(self, attempt_id: int, at_s: float, part: Part | None) -> None:
        """Set which part of the story is told at a moment; None leaves it to the program.

        Args:
            attempt_id: The attempt.
            at_s: A moment of the take, in seconds.
            part: What the person says is told then.
        """
        with self._editing(attempt_id) as db:
            marks = db.table("marked_parts")
            marks.delete_where("attempt_id = ? AND at_s = ?", [attempt_id, at_s])
            if part is not None:
                marks.insert({"attempt_id": attempt_id, "at_s": at_s, "part": part.value})

    def answer_with(self, attempt_id: int, question: Question) -> None:
        """Set which question, told with which story, an attempt answers. Its ticks are forgotten.

        Args:
            attempt_id: The attempt.
            question: The same question, with the points it is to be measured by.
        """
        with self._editing(attempt_id) as db:
            db.table("attempts").update(attempt_id, {"snapshot_id": snapshot_of(db, question)})
            for table in ("ticks", "review_cache"):
                db.table(table).delete_where("attempt_id = ?", [attempt_id])

    def set_note(self, attempt_id: int, text: str) -> None:
        """Set the line 'next time I will ...'; empty for none."""
        self._change(attempt_id, note=text)

    def keep_note(self, attempt_id: int, kept_by: int | None) -> None:
        """Set in which later attempt the note of this one was kept; None for not yet."""
        self._change(attempt_id, note_kept_by=kept_by)

    def set_best(self, attempt_id: int, on: bool) -> None:
        """Mark the best take of a question, which no other take of it is then; or unmark it."""
        with self._editing(attempt_id) as db:
            same = "SELECT pack_id, question_id FROM attempts WHERE id = ?"
            others = f"(pack_id, question_id) = ({same}) AND best AND id != ?"
            if on:
                moment = stamp(datetime.now(UTC))
                changed = f"UPDATE attempts SET best = 0, changed_at = ? WHERE {others}"
                db.execute(changed, [moment, attempt_id, attempt_id])
            db.table("attempts").update(attempt_id, {"best": int(on)})

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
            "states_json": STATES.dump(tuple(each.state for each in coverage.findings)),
            "pace_wpm": pace_wpm,
            "fillers_per_min": fillers_per_min,
        }
        with self._found(attempt_id) as db:
            db.table("review_cache").insert(row, pk="attempt_id", replace=True)
            count_covered(db, attempt_id)

    def _change(self, attempt_id: int, **columns: Value) -> None:
        with self._editing(attempt_id, **columns):
            pass

    @contextmanager
    def _editing(self, attempt_id: int, **columns: Value) -> Generator[sqlite_utils.Database]:
        """Change columns of an attempt, and what else the block changes, or nothing at all."""
        with self._found(attempt_id) as db:
            moment = stamp(datetime.now(UTC))
            db.table("attempts").update(attempt_id, {**columns, "changed_at": moment})
            yield db

    @contextmanager
    def _found(self, attempt_id: int) -> Generator[sqlite_utils.Database]:
        with self._database.writing() as db:
            if not db.table("attempts").count_where("id = ?", [attempt_id]):
                raise _no_attempt()
            yield db

    # Reading -----------------------------------------------------------------

    def attempt(self, attempt_id: int) -> Attempt:
        """Return one attempt."""
        rows = self._database.rows(f"{SELECT_ATTEMPTS} WHERE a.id = ?", [attempt_id])
        if not rows:
            raise _no_attempt()
        return attempt_of(rows[0])

    def words(self, attempt_id: int) -> StoredWords:
        """Return what is written of an attempt, to be put back when what follows is undone."""
        attempt = self.attempt(attempt_id)
        sql = """
            SELECT o.text, o.times, t.engine, t.model, t.language, t.draft, t.gaps_json
            FROM originals AS o JOIN transcripts AS t ON t.attempt_id = o.attempt_id
            WHERE o.attempt_id = ?
        """
        rows = self._database.rows(sql, [attempt_id])
        original = transcript_of(rows[0]) if rows else None
        return StoredWords(attempt.transcript, original, attempt.confirmed)

    def summaries(
        self, limit: int = 50, offset: int = 0, question_key: str | None = None
    ) -> list[AttemptSummary]:
        """Return attempts for a list, newest first; those that cannot be read are left out.

        Args:
            limit: The most to return.
            offset: How many of the newest to pass over.
            question_key: Only attempts at this question.
        """
        where, values = KEPT, list[Value]()
        if question_key is not None:
            where, values = f"{KEPT} AND {_SAME_QUESTION}", [*key_parts(question_key)]
        sql = f"{SELECT_SUMMARIES} WHERE {where} {NEWEST_FIRST} LIMIT ? OFFSET ?"
        return readable(summary_of, self._database.rows(sql, [*values, limit, offset]))

    def last_session(self) -> list[AttemptSummary]:
        """Return the attempts of the sitting of the newest attempt, oldest first."""
        newest = f"SELECT session_id FROM attempts AS a WHERE {KEPT} {NEWEST_FIRST} LIMIT 1"
        rows = self._database.rows(newest)
        return self.session(rows[0]["session_id"]) if rows else []

    def session(self, session_id: str) -> list[AttemptSummary]:
        """Return the attempts of a sitting, oldest first."""
        sql = f"{SELECT_SUMMARIES} WHERE {KEPT} AND a.session_id = ? AND a.session_id != ''"
        rows = self._database.rows(f"{sql} {NEWEST_FIRST}", [session_id])
        return readable(summary_of, rows)[::-1]

    def question_keys(self) -> set[str]:
        """Return the keys of the questions that have been answered."""
        sql = f"SELECT DISTINCT pack_id, question_id FROM attempts AS a WHERE {KEPT}"
        return {f"{row['pack_id']}/{row['question_id']}" for row in self._database.rows(sql)}

    def without_transcript(self) -> list[int]:
        """Return the ids of the attempts no engine has read yet, newest first."""
        return self._ids("t.attempt_id IS NULL AND a.take_name != ''")

    def drafts(self) -> list[int]:
        """Return the ids of the attempts whose text is a draft the person has not made theirs."""
        # The order of the tables is given, or SQLite would read through all transcripts.
        sql = f"""
            SELECT a.id FROM transcripts AS t CROSS JOIN attempts AS a ON a.id = t.attempt_id
            WHERE t.draft AND NOT a.confirmed AND a.take_name != '' AND {KEPT}
            AND NOT EXISTS (SELECT 1 FROM originals WHERE attempt_id = a.id) {NEWEST_FIRST}
        """
        return [row[0] for row in self._database.tuples(sql)]

    def draft_count(self) -> int:
        """Return how many attempts `drafts` would return."""
        return len(self.drafts())

    def unreviewed(self, version: str) -> list[int]:
        """Return the ids of attempts whose words have no review, or one of another version."""
        return self._ids("t.attempt_id IS NOT NULL AND r.version IS NOT ?", [version])

    def open_note(self, question_key: str, before: int | None = None) -> EarlierNote | None:
        """Return the newest note about a question; None when there is none, or it was kept.

        Args:
            question_key: The question.
            before: Only notes of attempts earlier than this one, which may have kept it itself.
        """
        where = [KEPT, _SAME_QUESTION, "a.note != ''"]
        values: list[Value] = [*key_parts(question_key)]
        if before is not None:
            where.append("(a.made_at, a.id) < (SELECT made_at, id FROM attempts WHERE id = ?)")
            values.append(before)
        sql = f"SELECT a.id, a.note, a.note_kept_by FROM attempts AS a WHERE {' AND '.join(where)}"
        for row in self._database.rows(f"{sql} {NEWEST_FIRST} LIMIT 1", values):
            if row["note_kept_by"] is None or row["note_kept_by"] == before:
                return EarlierNote(row["id"], row["note"], row["note_kept_by"] is not None)
        return None

    def take_names(self) -> set[str]:
        """Return the file names of all recordings that belong to an attempt."""
        rows = self._database.tuples("SELECT take_name FROM attempts WHERE take_name != ''")
        return {row[0] for row in rows}

    def _ids(self, condition: str, values: Sequence[Value] = ()) -> list[int]:
        sql = f"""
            SELECT a.id FROM attempts AS a
            LEFT JOIN transcripts AS t ON t.attempt_id = a.id
            LEFT JOIN review_cache AS r ON r.attempt_id = a.id
            WHERE {KEPT} AND {condition} {NEWEST_FIRST}
        """
        return [row[0] for row in self._database.tuples(sql, values)]


def _no_attempt() -> StorageError:
    return StorageError("That attempt is not in the history.", hint="Open the list again.")
