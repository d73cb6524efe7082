"""Lists of answers: filtered, searched and sorted, years of them at once."""

import json
from collections.abc import Sequence
from typing import Any, Final

from app.core.attempt import AttemptSummary
from app.core.listing import Choices, Entry, Filter, Order, Piece, SortBy
from app.storage.attempt_rows import KEPT, SELECT_SUMMARIES, readable, summary_of
from app.storage.attempt_writing import key_parts, stamp
from app.storage.database import Database, Value
from app.storage.search_words import search_words

SNIPPET_WORDS: Final = 14
_HIT, _END, _LEFT_OUT = "\x01", "\x02", "…"

_DRAFT: Final = (
    "(NOT a.confirmed AND EXISTS (SELECT 1 FROM transcripts WHERE attempt_id = a.id AND draft))"
)
_FOUND: Final = "a.id IN (SELECT rowid FROM search WHERE search MATCH ?)"
_TAGGED: Final = """
    a.snapshot_id IN (SELECT q.id FROM questions AS q, json_each(q.tags_json) WHERE value = ?)
"""
_IN_GROUP: Final = "a.snapshot_id IN (SELECT id FROM questions WHERE group_name = ?)"

# What is sorted by, and from which tables besides the attempts it comes.
# Joined, the reviews mislead SQLite into reading the attempts in the order of an index.
_REVIEW: Final = "(SELECT {} FROM review_cache WHERE attempt_id = a.id)"
_QUESTIONS: Final = "JOIN questions AS q ON q.id = a.snapshot_id"
_TAKES: Final = f"""
    JOIN (
        SELECT a.id, row_number() OVER (
            PARTITION BY a.pack_id, a.question_id ORDER BY a.made_at, a.id
        ) AS number
        FROM attempts AS a WHERE {KEPT}
    ) AS n ON n.id = a.id
"""
_SORTED: Final = {
    SortBy.WHEN: ("a.made_at", ""),
    SortBy.QUESTION: ("q.ask COLLATE NOCASE", _QUESTIONS),
    SortBy.TAKE: ("n.number", _TAKES),
    SortBy.COVERED: (_REVIEW.format("covered_share"), ""),
    SortBy.PACE: (f"CASE WHEN NOT {_DRAFT} THEN {_REVIEW.format('pace_wpm')} END", ""),
    SortBy.FILLERS: (f"CASE WHEN NOT {_DRAFT} THEN {_REVIEW.format('fillers_per_min')} END", ""),
    SortBy.LENGTH: ("a.duration_s", ""),
    SortBy.SCORE: ("a.self_score", ""),
}


class HistoryList:
    """The attempts in lists, those in the trash left out. Use from the thread of the database.

    Every method raises StorageError when the file cannot be read.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self, wanted: Filter, order: Order) -> list[Entry]:
        """Return the places of a whole list; 20,000 of them in some 30 ms."""
        column, joined = _SORTED[order.by]
        conditions, values = _conditions(wanted)
        direction = "DESC" if order.descending else "ASC"
        sql = f"""
            SELECT a.id, a.session_id FROM attempts AS a {joined}
            WHERE {" AND ".join(conditions)}
            ORDER BY {column} {direction} NULLS LAST, a.made_at DESC, a.id DESC
        """
        return [Entry(*row) for row in self._database.tuples(sql, values)]

    def summaries(self, ids: Sequence[int]) -> dict[int, AttemptSummary]:
        """Return what a list shows of some attempts; those that cannot be read are left out."""
        sql = f"{SELECT_SUMMARIES} WHERE {KEPT} AND a.id IN (SELECT value FROM json_each(?))"
        rows = self._database.rows(sql, [json.dumps(ids)])
        return {summary.id: summary for summary in readable(summary_of, rows)}

    def snippets(self, ids: Sequence[int], text: str) -> dict[int, tuple[Piece, ...]]:
        """Return where a text was found in some attempts, in a few words around each.

        Args:
            ids: The attempts.
            text: What was searched, as in a Filter.
        """
        match = search_words(text).match
        if not match:
            return {}
        sql = f"""
            SELECT rowid, snippet(search, -1, '{_HIT}', '{_END}', '{_LEFT_OUT}', {SNIPPET_WORDS})
            FROM search WHERE search MATCH ? AND +rowid IN (SELECT value FROM json_each(?))
        """
        # The plus: asked for one by one, FTS5 goes through all that match each time, 10 ms each.
        rows = self._database.tuples(sql, [match, json.dumps(ids)])
        return {attempt_id: _pieces(snippet) for attempt_id, snippet in rows}

    def choices(self) -> Choices:
        """Return what there is to filter by."""
        used = f"SELECT snapshot_id FROM attempts AS a WHERE {KEPT}"
        asked = f"WHERE q.id IN ({used})"
        # The newest name of a pack counts, as with a bare column beside max() in SQLite.
        packs = (
            f"SELECT pack_id, pack_title, max(id) FROM questions AS q {asked} GROUP BY 1 ORDER BY 2"
        )
        groups = f"""
            SELECT pack_id, group_name, min(id) FROM questions AS q {asked}
            GROUP BY 1, 2 ORDER BY 1, 3
        """
        tags = f"SELECT DISTINCT value FROM questions AS q, json_each(tags_json) {asked} ORDER BY 1"
        return Choices(
            packs=tuple((row[0], row[1]) for row in self._database.tuples(packs)),
            groups=tuple((row[0], row[1]) for row in self._database.tuples(groups) if row[1]),
            tags=tuple(row[0] for row in self._database.tuples(tags)),
            modes=tuple(row[0] for row in self._kept("SELECT DISTINCT mode", "1 ORDER BY 1")),
            drafts=bool(self._kept("SELECT 1", f"{_DRAFT} LIMIT 1")),
            notes=bool(self._kept("SELECT 1", "a.note != '' LIMIT 1")),
            best=bool(self._kept("SELECT 1", "a.best LIMIT 1")),
        )

    def _kept(self, what: str, condition: str) -> list[tuple[Any, ...]]:
        return self._database.tuples(f"{what} FROM attempts AS a WHERE {KEPT} AND {condition}")


def _conditions(wanted: Filter) -> tuple[list[str], list[Value]]:
    """Return what a filter asks for, as conditions and the values of their question marks."""
    pack_id, question_id = key_parts(wanted.question_key) if wanted.question_key else ("", "")
    words = search_words(wanted.text)
    asked: tuple[tuple[str, Value], ...] = (
        ("a.pack_id = ?", wanted.pack_id or pack_id or None),
        ("a.question_id = ?", question_id or None),
        (_IN_GROUP, wanted.group or None),
        (_TAGGED, wanted.tag or None),
        ("a.made_at >= ?", stamp(wanted.since) if wanted.since else None),
        ("a.made_at < ?", stamp(wanted.until) if wanted.until else None),
        ("a.self_score >= ?", wanted.score_from),
        ("a.self_score <= ?", wanted.score_to),
        ("a.mode = ?", wanted.mode),
        (f"{_DRAFT} = ?", None if wanted.draft is None else int(wanted.draft)),
        (_FOUND, words.match or None),
        (f"NOT {_FOUND}", words.without or None),
    )
    conditions = [KEPT, *(condition for condition, value in asked if value is not None)]
    if wanted.best:
        conditions.append("a.best")
    if wanted.noted:
        conditions.append("a.note != ''")
    return conditions, [value for _, value in asked if value is not None]


def _pieces(snippet: str) -> tuple[Piece, ...]:
    pieces = list[Piece]()
    for part in snippet.split(_HIT):
        hit, end, rest = part.rpartition(_END)
        if end:
            pieces.append(Piece(hit, hit=True))
        if rest:
            pieces.append(Piece(rest, hit=False))
    return tuple(pieces)
