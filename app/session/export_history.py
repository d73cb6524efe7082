"""The history as a table for spreadsheets (CSV) and as data for programs (JSON).

DATA.md describes both. The JSON's version grows when a key changes its meaning; new keys may come
without. Answers in the trash are left out.
"""

import csv
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from app.core.attempt import AttemptSummary
from app.core.errors import StorageError
from app.core.feedback import PointState
from app.core.transcript import Transcript
from app.storage.archive import growing_file
from app.storage.attempt_rows import (
    KEPT,
    NEWEST_FIRST,
    SELECT_ATTEMPTS,
    SELECT_SUMMARIES,
    attempt_of,
    summary_of,
)
from app.storage.codec import STATES
from app.storage.database import Row
from app.storage.snapshot import Snapshot, reading
from app.storage.word_times import unpack_words

FORMAT: Final = "greenroom-history"
VERSION: Final = 1

# What a spreadsheet takes for the beginning of a formula, also as wide characters.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

COLUMNS: Final = (
    "Answer", "Made at (ISO 8601)", "Pack", "Part", "Question", "Question key", "Take", "Mode",
    "Session", "Length (s)", "Target (s)", "Own rating (1 to 5)", "Points covered",
    "Points unclear", "Points not found", "Covered (%)", "Pace (words/min)",
    "Fillers (per min, at least)", "Draft", "Best take", "Corrected", "Next time I will",
    "What was said", "Recording", "UID", "Typed", "Story",
)  # fmt: skip

_WITH_WORDS: Final = SELECT_SUMMARIES.replace("q.ask,", "q.ask, q.pack_title, t.text,", 1)
_WITH_ALL: Final = (
    SELECT_ATTEMPTS.replace(
        "q.question_json,",
        """q.question_json,
        (SELECT uid FROM attempts WHERE id = a.note_kept_by) AS kept_by_uid,
        (SELECT text FROM originals WHERE attempt_id = a.id) AS original_text,
        (SELECT times FROM originals WHERE attempt_id = a.id) AS original_times,
        r.version, r.states_json, r.covered_share, r.pace_wpm, r.fillers_per_min,""",
        1,
    )
    + " LEFT JOIN review_cache AS r ON r.attempt_id = a.id"
)

Look = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: how many answers, and how many could not be read and were left out."""

    answers: int
    left_out: int


def save_csv(history: Path, target: Path, look: Look, ids: Collection[int] | None = None) -> Saved:
    """Write one row per answer, newest first: UTF-8 with a mark, so that spreadsheets know.

    Args:
        history: The database.
        target: The file.
        look: Called for each answer.
        ids: The numbers of the answers; None for all.

    Raises:
        StorageError: It cannot be read or written. `target` is as it was.
        Stopped: `look` said so. `target` is as it was.
    """
    with (
        reading(history) as snapshot,
        growing_file(target, "The table could not be saved") as draft,
        draft.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow(COLUMNS)
        rows = _each(snapshot, _WITH_WORDS, ids)
        return _written(rows, lambda row: writer.writerow(_cells(row)), look)


def save_json(history: Path, target: Path, look: Look, ids: Collection[int] | None = None) -> Saved:
    """Write everything about each answer, newest first, words with their times included.

    Args, Raises: as `save_csv`.
    """
    with (
        reading(history) as snapshot,
        growing_file(target, "The history could not be saved") as draft,
        draft.open("w", encoding="utf-8", newline="\n") as file,
    ):
        return _write_json(file, _each(snapshot, _WITH_ALL, ids), look)


def _write_json(file: IO[str], rows: Iterator[Row], look: Look) -> Saved:
    head = {"format": FORMAT, "version": VERSION}
    file.write(json.dumps(head)[:-1] + ', "answers": [')
    between = "\n"

    def write(row: Row) -> None:
        nonlocal between
        text = json.dumps(_values(row), ensure_ascii=False)
        file.write(between + text)
        between = ",\n"

    saved = _written(rows, write, look)
    file.write("\n]}\n")
    return saved


def _each(snapshot: Snapshot, select: str, ids: Collection[int] | None) -> Iterator[Row]:
    for row in snapshot.rows(f"{select} WHERE {KEPT} {NEWEST_FIRST}"):
        if ids is None or row["id"] in ids:
            yield row


def _written(rows: Iterator[Row], write: Callable[[Row], None], look: Look) -> Saved:
    answers = left_out = 0
    for row in rows:
        look()
        try:
            write(row)
            answers += 1
        except StorageError:  # one damaged row must not cost the others
            left_out += 1
    return Saved(answers, left_out)


def plain_cell(text: str) -> str:
    """Return a text no spreadsheet takes for a formula: a quote before it makes it text."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cells(row: Row) -> list[object]:
    summary = summary_of(row)
    counts = _counts(summary)
    share = summary.covered_share
    return [
        summary.id,
        _local(summary.made_at),
        plain_cell(row["pack_title"]),
        plain_cell(summary.group),
        plain_cell(summary.ask),
        plain_cell(summary.question_key),
        summary.take_number,
        summary.mode,
        summary.session_id,
        round(summary.take.duration_s, 2),
        summary.target_s,
        summary.score,
        *counts,
        None if share is None else round(100 * share, 1),
        _rounded(summary.pace_wpm),
        _rounded(summary.fillers_per_min),
        int(summary.draft),
        int(summary.best),
        int(summary.edited),
        plain_cell(summary.note),
        plain_cell(row["text"] or ""),
        plain_cell(summary.take.name),
        row["uid"],
        int(summary.typed),
        plain_cell(summary.story),
    ]


def _counts(summary: AttemptSummary) -> list[int | None]:
    if summary.points is None:
        return [None, None, None]
    return [sum(state is each for state in summary.points) for each in PointState]


def _values(row: Row) -> dict[str, Any]:
    attempt = attempt_of(row)
    rating = attempt.self_rating
    return {
        "uid": row["uid"],
        "id": attempt.id,
        "made_at": row["made_at"],
        "changed_at": row["changed_at"],
        "mode": attempt.mode,
        "session_id": attempt.session_id,
        "question": json.loads(row["question_json"]),
        "take": {
            "name": attempt.take.name,
            "duration_s": attempt.take.duration_s,
            "problem": attempt.take.problem,
        },
        "recovered": attempt.recovered,
        "best": attempt.best,
        "note": attempt.note,
        "note_kept_by": row["kept_by_uid"],
        "self_rating": rating and {"score": rating.score, "remembered": rating.remembered},
        "ticks": {str(point): said for point, said in attempt.ticks.items()},
        "marked_parts": {str(at_s): str(part) for at_s, part in attempt.marked_parts.items()},
        "confirmed": attempt.confirmed,
        "draft": attempt.draft,
        "transcript": attempt.transcript and _transcript(attempt.transcript),
        "original": _original(row),
        "review": _review(row),
    }


def _transcript(transcript: Transcript) -> dict[str, object]:
    return {
        "engine": transcript.engine,
        "model": transcript.model,
        "language": transcript.language,
        "draft": transcript.draft,
        "text": transcript.text,
        "words": _words(transcript),
        "gaps": [{"start_s": gap.start_s, "end_s": gap.end_s} for gap in transcript.gaps],
    }


def _words(transcript: Transcript) -> list[dict[str, object]]:
    return [
        {
            "word": word.text,
            "start_s": word.start_s,
            "end_s": word.end_s,
            "probability": word.probability,
        }
        for word in transcript.words
    ]


def _original(row: Row) -> dict[str, object] | None:
    if row["original_text"] is None:
        return None
    words = unpack_words(row["original_text"], row["original_times"])
    original = Transcript(words, row["engine"] or "")
    return {"text": original.text, "words": _words(original)}


def _review(row: Row) -> dict[str, object] | None:
    if row["states_json"] is None:
        return None
    return {
        "version": row["version"],
        "points": [str(state) for state in STATES.load(row["states_json"])],
        "covered_share": row["covered_share"],
        "pace_wpm": row["pace_wpm"],
        "fillers_per_min": row["fillers_per_min"],
    }


def _local(made_at: datetime) -> str:
    return made_at.astimezone().isoformat(timespec="seconds")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
