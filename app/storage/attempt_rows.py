"""Rows of the history, read as attempts."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final, TypeVar

from app.core.attempt import Attempt, AttemptSummary, SelfRating, Take
from app.core.errors import StorageError
from app.core.transcript import Transcript
from app.storage.codec import COVERAGE, GAPS, POINTS, QUESTION, TICKS, WORDS
from app.storage.database import Row

# The number of a take is counted rather than stored, so a deleted attempt leaves no hole. The
# index attempts_by_question answers the count, and only for the rows that are returned.
SELECT_ATTEMPTS: Final = """
    SELECT
        a.*,
        t.engine, t.model, t.language, t.draft, t.words_json, t.gaps_json,
        r.coverage_json, r.pace_wpm, r.fillers_per_min,
        (
            SELECT json_group_object(point, said) FROM ticks WHERE attempt_id = a.id
        ) AS ticks_json,
        (
            SELECT count(*) FROM attempts AS b
            WHERE b.pack_id = a.pack_id AND b.question_id = a.question_id
            AND (b.made_at, b.id) <= (a.made_at, a.id)
        ) AS take_number
    FROM attempts AS a
    LEFT JOIN transcripts AS t ON t.attempt_id = a.id
    LEFT JOIN review_cache AS r ON r.attempt_id = a.id
"""
NEWEST_FIRST: Final = "ORDER BY a.made_at DESC, a.id DESC"

T = TypeVar("T")
_log = logging.getLogger(__name__)


def attempt_of(row: Row) -> Attempt:
    """Return the attempt in a row of SELECT_ATTEMPTS.

    Raises:
        StorageError: Something in the row cannot be read.
    """
    rating = None
    if row["self_score"] is not None:
        rating = SelfRating(row["self_score"], POINTS.load(row["remembered_json"]))
    return Attempt(
        id=row["id"],
        made_at=datetime.fromisoformat(row["made_at"]),
        question=QUESTION.load(row["question_json"]),
        take=Take(row["take_name"], row["duration_s"], row["take_problem"]),
        transcript=_transcript_of(row),
        self_rating=rating,
        ticks=TICKS.load(row["ticks_json"]),
        note=row["note"],
        confirmed=bool(row["confirmed"]),
        recovered=bool(row["recovered"]),
    )


def summary_of(row: Row) -> AttemptSummary:
    """Return what a list shows of a row of SELECT_ATTEMPTS.

    Raises:
        StorageError: Something in the row cannot be read.
    """
    attempt = attempt_of(row)
    coverage = None
    if row["coverage_json"] is not None:
        coverage = COVERAGE.load(row["coverage_json"]).overruled_by(attempt.ticks)
    return AttemptSummary(
        attempt=attempt,
        take_number=row["take_number"],
        coverage=coverage,
        pace_wpm=None if attempt.draft else row["pace_wpm"],
        fillers_per_min=None if attempt.draft else row["fillers_per_min"],
    )


def readable(read: Callable[[Row], T], rows: Iterable[Row]) -> list[T]:
    """Read rows for a list; one damaged row must not hide the others, so it is left out."""
    found: list[T] = []
    for row in rows:
        try:
            found.append(read(row))
        except StorageError as error:
            _log.error("attempt %s left out: %s %s", row["id"], error, error.hint)
    return found


def _transcript_of(row: Row) -> Transcript | None:
    if row["words_json"] is None:
        return None
    return Transcript(
        words=WORDS.load(row["words_json"]),
        engine=row["engine"],
        model=row["model"],
        language=row["language"],
        draft=bool(row["draft"]),
        gaps=GAPS.load(row["gaps_json"]),
    )
