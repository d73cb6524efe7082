"""Rows of the history, read as attempts."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final, TypeVar

from app.core.attempt import Attempt, AttemptSummary, SelfRating, Take
from app.core.errors import StorageError
from app.core.feedback import PointState
from app.core.transcript import Transcript
from app.storage.codec import GAPS, PARTS, POINTS, QUESTION, STATES, TICKS
from app.storage.database import Row
from app.storage.word_times import unpack_words

SELECT_ATTEMPTS: Final = """
    SELECT
        a.*,
        q.question_json,
        t.engine, t.model, t.language, t.draft, t.text, t.times, t.gaps_json,
        EXISTS (SELECT 1 FROM originals WHERE attempt_id = a.id) AS edited,
        (
            SELECT json_group_object(point, said) FROM ticks WHERE attempt_id = a.id
        ) AS ticks_json,
        (
            SELECT json_group_object(at_s, part) FROM marked_parts WHERE attempt_id = a.id
        ) AS parts_json
    FROM attempts AS a
    JOIN questions AS q ON q.id = a.snapshot_id
    LEFT JOIN transcripts AS t ON t.attempt_id = a.id
"""
# The number of a take is counted rather than stored, so a deleted attempt leaves no hole. The
# index attempts_by_question answers the count, and only for the rows that are returned.
SELECT_SUMMARIES: Final = """
    SELECT
        a.*,
        q.ask, q.group_name, q.answer_s, q.story_title,
        t.attempt_id IS NOT NULL AS transcribed,
        coalesce(t.engine = 'typed', 0) AS typed,
        coalesce(t.draft AND NOT a.confirmed, 0) AS draft,
        r.states_json, r.pace_wpm, r.fillers_per_min,
        EXISTS (SELECT 1 FROM originals WHERE attempt_id = a.id) AS edited,
        (
            SELECT json_group_object(point, said) FROM ticks WHERE attempt_id = a.id
        ) AS ticks_json,
        (
            SELECT count(*) FROM attempts AS b
            WHERE b.pack_id = a.pack_id AND b.question_id = a.question_id
            AND (b.made_at, b.id) <= (a.made_at, a.id) AND b.deleted_at IS NULL
        ) AS take_number
    FROM attempts AS a
    JOIN questions AS q ON q.id = a.snapshot_id
    LEFT JOIN transcripts AS t ON t.attempt_id = a.id
    LEFT JOIN review_cache AS r ON r.attempt_id = a.id
"""
KEPT: Final = "a.deleted_at IS NULL"
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
        take=_take_of(row),
        transcript=transcript_of(row) if row["text"] is not None else None,
        self_rating=rating,
        ticks=TICKS.load(row["ticks_json"]),
        note=row["note"],
        confirmed=bool(row["confirmed"]),
        recovered=bool(row["recovered"]),
        edited=bool(row["edited"]),
        best=bool(row["best"]),
        mode=row["mode"],
        session_id=row["session_id"],
        marked_parts=PARTS.load(row["parts_json"]),
    )


def summary_of(row: Row) -> AttemptSummary:
    """Return what a list shows of a row of SELECT_SUMMARIES.

    Raises:
        StorageError: Something in the row cannot be read.
    """
    return AttemptSummary(
        id=row["id"],
        made_at=datetime.fromisoformat(row["made_at"]),
        question_key=f"{row['pack_id']}/{row['question_id']}",
        ask=row["ask"],
        group=row["group_name"],
        target_s=row["answer_s"],
        take_number=row["take_number"],
        take=_take_of(row),
        points=_points_of(row),
        pace_wpm=None if row["draft"] else row["pace_wpm"],
        fillers_per_min=None if row["draft"] else row["fillers_per_min"],
        score=row["self_score"],
        note=row["note"],
        transcribed=bool(row["transcribed"]),
        draft=bool(row["draft"]),
        recovered=bool(row["recovered"]),
        edited=bool(row["edited"]),
        best=bool(row["best"]),
        mode=row["mode"],
        session_id=row["session_id"],
        typed=bool(row["typed"]),
        story=row["story_title"],
    )


def transcript_of(row: Row) -> Transcript:
    """Return the transcript in a row that has one.

    Raises:
        StorageError: Something in the row cannot be read.
    """
    return Transcript(
        words=unpack_words(row["text"], row["times"]),
        engine=row["engine"],
        model=row["model"],
        language=row["language"],
        draft=bool(row["draft"]),
        gaps=GAPS.load(row["gaps_json"]),
    )


def readable(read: Callable[[Row], T], rows: Iterable[Row]) -> list[T]:
    """Read rows for a list; one damaged row must not hide the others, so it is left out."""
    found: list[T] = []
    for row in rows:
        try:
            found.append(read(row))
        except StorageError as error:
            _log.error("row %s left out: %s %s", row["id"], error, error.hint)
    return found


def _take_of(row: Row) -> Take:
    return Take(row["take_name"], row["duration_s"], row["take_problem"])


def _points_of(row: Row) -> tuple[PointState, ...] | None:
    if row["states_json"] is None:
        return None
    states = list(STATES.load(row["states_json"]))
    for index, said in TICKS.load(row["ticks_json"]).items():
        if index < len(states):
            states[index] = PointState.COVERED if said else PointState.NOT_FOUND
    return tuple(states)
