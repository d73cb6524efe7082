"""The figures of every answer, read at once and without its words."""

from datetime import datetime, tzinfo
from typing import Final

from app.core.trend import AskedQuestion, MeasuredAnswer
from app.storage.attempt_rows import KEPT
from app.storage.database import Database

_QUESTIONS: Final = """
    SELECT id, pack_id || '/' || question_id, pack_id, pack_title, group_name, ask, answer_s
    FROM questions
"""
# Of a transcript only what stands before its text is read, or each answer would cost a page more.
# 20,000 answers take 60 ms.
_ANSWERS: Final = f"""
    SELECT
        a.id, a.made_at, a.snapshot_id, a.duration_s,
        r.covered_share, r.pace_wpm, r.fillers_per_min, a.self_score,
        coalesce(t.language, ''), coalesce(t.draft AND NOT a.confirmed, 0),
        coalesce(t.engine = 'typed', 0)
    FROM attempts AS a
    LEFT JOIN transcripts AS t ON t.attempt_id = a.id
    LEFT JOIN review_cache AS r ON r.attempt_id = a.id
    WHERE {KEPT} AND a.snapshot_id IS NOT NULL ORDER BY a.made_at, a.id
"""


class TrendRows:
    """Reads the figures of the attempts. Use from the thread that opened the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answers(self, zone: tzinfo | None) -> list[MeasuredAnswer]:
        """Return the attempts that are not deleted, drafts among them, the oldest first.

        Args:
            zone: The time zone of the person.

        Raises:
            StorageError: The file could not be read.
        """
        asked = {row[0]: AskedQuestion(*row[1:]) for row in self._database.tuples(_QUESTIONS)}
        return [
            MeasuredAnswer(
                number,
                datetime.fromisoformat(made_at).astimezone(zone),
                asked[snapshot],
                length_s,
                covered,
                pace,
                fillers,
                score,
                language,
                bool(draft),
                bool(typed),
            )
            for (
                number, made_at, snapshot, length_s, covered, pace, fillers, score, language, draft,
                typed,
            ) in self._database.tuples(_ANSWERS)
        ]  # fmt: skip
