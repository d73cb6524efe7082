"""What the scheduler knows of each question: made from the answers, kept to be read quickly."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from app.core.agenda import Card
from app.core.feedback import PointState
from app.core.scheduling import JudgedAnswer
from app.core.weakness import HeardTake
from app.storage.attempt_rows import KEPT
from app.storage.attempt_writing import key_parts, stamp
from app.storage.database import Database, Value

Answers = Mapping[str, Sequence[JudgedAnswer]]

_DRAFT: Final = "coalesce(t.draft AND NOT a.confirmed, 0)"
# Of a transcript only what stands before its text is read, or each answer would cost a page more.
_ANSWERS: Final = f"""
    SELECT
        k.pack_id || '/' || k.question_id, a.made_at, a.self_score,
        CASE WHEN {_DRAFT} THEN NULL ELSE r.covered_share END
    FROM (SELECT pack_id, question_id FROM stale_cards ORDER BY 1, 2 LIMIT ?) AS k
    LEFT JOIN attempts AS a
        ON a.pack_id = k.pack_id AND a.question_id = k.question_id AND {KEPT}
    LEFT JOIN transcripts AS t ON t.attempt_id = a.id
    LEFT JOIN review_cache AS r ON r.attempt_id = a.id
    ORDER BY k.pack_id, k.question_id, a.made_at, a.id
"""
_CARDS: Final = """
    SELECT
        pack_id || '/' || question_id, due_at, last_at, stability_days, difficulty, answers,
        last_score, last_share
    FROM cards
"""
_UNCOUNTED: Final = f"""
    SELECT a.pack_id || '/' || a.question_id, max(a.made_at) FROM attempts AS a
    WHERE {KEPT} AND NOT EXISTS (
        SELECT 1 FROM cards AS c WHERE c.pack_id = a.pack_id AND c.question_id = a.question_id
    )
    GROUP BY a.pack_id, a.question_id
"""
# The newest takes of some questions: the index finds them without looking at the others.
_HEARD: Final = """
    SELECT
        a.pack_id || '/' || a.question_id, a.id, a.snapshot_id, r.states_json,
        (SELECT json_group_object(point, said) FROM ticks WHERE attempt_id = a.id)
    FROM json_each(?) AS k
    CROSS JOIN attempts AS a ON a.id IN (
        SELECT b.id FROM attempts AS b
        JOIN review_cache AS c ON c.attempt_id = b.id
        LEFT JOIN transcripts AS t ON t.attempt_id = b.id
        WHERE b.pack_id = json_extract(k.value, '$[0]')
        AND b.question_id = json_extract(k.value, '$[1]') AND b.deleted_at IS NULL
        AND NOT coalesce(t.draft AND NOT b.confirmed, 0)
        ORDER BY b.made_at DESC, b.id DESC LIMIT ?
    )
    JOIN review_cache AS r ON r.attempt_id = a.id
    ORDER BY k.key, a.made_at DESC, a.id DESC
"""
_POINTS: Final = """
    SELECT id, (
        SELECT json_group_array(json_extract(value, '$.text'))
        FROM json_each(question_json, '$.key_points')
    )
    FROM questions WHERE id IN (SELECT value FROM json_each(?))
"""
_SPOKEN: Final = f"""
    SELECT a.made_at, a.duration_s FROM attempts AS a WHERE {KEPT} AND a.made_at >= ?
"""


class Cards:
    """The cards and what they are made of. Use from the thread that opened the database.

    Every method raises StorageError when the file cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._points = dict[int, tuple[str, ...]]()  # of a wording, which is never changed

    def version(self) -> int:
        """Return a number that changes when another connection has written to the file."""
        return int(self._database.tuples("PRAGMA data_version")[0][0])

    def stale_count(self) -> int:
        """Return of how many questions the card is out of date."""
        return int(self._database.tuples("SELECT count(*) FROM stale_cards")[0][0])

    def stale_answers(self, limit: int) -> Answers:
        """Return the answers to some questions whose card is out of date, the oldest first.

        Drafts that nobody confirmed have no covered share. A question may have no answers any more.

        Args:
            limit: The most questions to return.
        """
        found = dict[str, list[JudgedAnswer]]()
        for key, made_at, score, share in self._database.tuples(_ANSWERS, [limit]):
            answers = found.setdefault(key, [])
            if made_at is not None:
                answers.append(JudgedAnswer(datetime.fromisoformat(made_at), score, share))
        return found

    def keep(self, answers: Answers, cards: Mapping[str, Card]) -> Answers:
        """Keep cards made from answers of `stale_answers`, unless those have changed meanwhile.

        Args:
            answers: The answers they were made from.
            cards: The cards, by key; a question without one loses the one it had.

        Returns:
            The answers of those that were kept; the others are still out of date.
        """
        with self._database.writing() as db:
            now = self.stale_answers(len(answers))
            kept = {key: each for key, each in answers.items() if now.get(key) == each}
            places = [key_parts(key) for key in kept]
            same = "WHERE pack_id = ? AND question_id = ?"
            db.conn.executemany(f"DELETE FROM stale_cards {same}", places)
            db.conn.executemany(f"DELETE FROM cards {same}", places)
            rows = [_row_of(cards[key]) for key in kept if key in cards]
            db.conn.executemany("INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        return kept

    def cards(self) -> dict[str, Card]:
        """Return all cards as they are, by the key of their question."""
        return {row[0]: _card_of(row) for row in self._database.tuples(_CARDS)}

    def uncounted(self) -> dict[str, datetime]:
        """Return when questions were answered last that have no card, by key."""
        rows = self._database.tuples(_UNCOUNTED)
        return {key: datetime.fromisoformat(made_at) for key, made_at in rows}

    def heard(self, keys: Iterable[str], takes: int) -> dict[str, list[HeardTake]]:
        """Return what was heard in the newest takes of some questions, the newest first.

        Takes that nobody has judged are left out, and so are drafts that nobody confirmed.

        Args:
            keys: The questions.
            takes: The most takes of each.
        """
        wanted = json.dumps([key_parts(key) for key in keys])
        rows = self._database.tuples(_HEARD, [wanted, takes])
        self._learn_points({row[2] for row in rows})
        found = dict[str, list[HeardTake]]()
        for key, attempt_id, snapshot_id, states, ticks in rows:
            heard = _heard(self._points.get(snapshot_id, ()), states, ticks)
            found.setdefault(key, []).append(HeardTake(attempt_id, heard))
        return found

    def spoken_since(self, since: datetime) -> list[tuple[datetime, float]]:
        """Return when answers were given since a moment, and how long each took, in seconds."""
        rows = self._database.tuples(_SPOKEN, [stamp(since)])
        return [(datetime.fromisoformat(made_at), length_s) for made_at, length_s in rows]

    def _learn_points(self, snapshots: set[int | None]) -> None:
        unknown = [number for number in snapshots if number and number not in self._points]
        for number, texts in self._database.tuples(_POINTS, [json.dumps(unknown)]):
            self._points[number] = tuple(json.loads(texts))


def _heard(points: Sequence[str], states_json: str, ticks_json: str) -> dict[str, PointState]:
    try:
        states = [PointState(state) for state in json.loads(states_json)]
    except ValueError:  # one damaged row must not hide the others
        return {}
    for index, said in json.loads(ticks_json).items():
        if int(index) < len(states):
            states[int(index)] = PointState.COVERED if said else PointState.NOT_FOUND
    return dict(zip(points, states, strict=False))


def _card_of(row: tuple[Any, ...]) -> Card:
    key, due_at, last_at, *rest = row
    return Card(key, datetime.fromisoformat(due_at), datetime.fromisoformat(last_at), *rest)


def _row_of(card: Card) -> tuple[Value, ...]:
    return (
        *key_parts(card.question_key),
        stamp(card.due_at),
        stamp(card.last_at),
        card.stability_days,
        card.difficulty,
        card.answers,
        card.score,
        card.covered_share,
    )
