"""The person's own stories, in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlite_utils

from app.core.errors import StorageError
from app.core.story import Story, StoryUse
from app.core.structure import Part
from app.storage.attempt_rows import KEPT, readable
from app.storage.attempt_writing import key_parts, stamp
from app.storage.codec import LINES
from app.storage.database import Database, Row, Value

_SELECT: Final = """
    SELECT s.*, (
        SELECT json_group_array(pack_id || '/' || question_id)
        FROM story_questions WHERE story_id = s.id
    ) AS keys_json
    FROM stories AS s
"""
# Of the answers with a story, the newest that was judged and is no draft says how it goes. They are
# found by way of their questions, for most answers have no story: CROSS keeps SQLite to that.
_USES: Final = f"""
    SELECT q.story_uid AS uid, a.made_at, CASE
        WHEN coalesce(t.draft, 0) AND NOT a.confirmed THEN NULL ELSE r.covered_share
    END AS share
    FROM questions AS q CROSS JOIN attempts AS a ON a.snapshot_id = q.id
        AND a.pack_id = q.pack_id AND a.question_id = q.question_id
    LEFT JOIN transcripts AS t ON t.attempt_id = a.id
    LEFT JOIN review_cache AS r ON r.attempt_id = a.id
    WHERE q.story_uid != '' AND {KEPT}
    ORDER BY a.made_at DESC, a.id DESC
"""


@dataclass(frozen=True, slots=True)
class TrashedStory:
    """A story in the trash.

    Attributes:
        story: The story.
        deleted_at: When it was put there, by the clock of the computer.
        key: What its age is remembered by: another one when it comes here again.
    """

    story: Story
    deleted_at: datetime
    key: str


class Stories:
    """The stories, and those in the trash. Use from the thread that opened the database.

    Every method raises StorageError when the file cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def stories(self) -> list[Story]:
        """Return all stories, last changed first."""
        sql = f"{_SELECT} WHERE s.deleted_at IS NULL ORDER BY s.changed_at DESC, s.id DESC"
        return readable(_story_of, self._database.rows(sql))

    def story(self, uid: str) -> Story | None:
        """Return a story; None when there is none of that name, or in the trash only."""
        rows = self._database.rows(f"{_SELECT} WHERE s.uid = ? AND s.deleted_at IS NULL", [uid])
        return _story_of(rows[0]) if rows else None

    def put(self, states: Mapping[str, Story | None], now: datetime) -> None:
        """Bring several stories into a state at once.

        Args:
            states: By uid: the story as it is to be, out of the trash if it lies there; None for
                one that goes into the trash, if it is not there.
            now: The time of day, with time zone.
        """
        moment = stamp(now)
        with self._database.writing() as db:
            for uid, story in states.items():
                if story is None:
                    sql = "UPDATE stories SET deleted_at = ?, changed_at = ? WHERE uid = ?"
                    db.execute(f"{sql} AND deleted_at IS NULL", [moment, moment, uid])
                else:
                    _write(db, uid, story, moment)

    def uses(self) -> dict[str, StoryUse]:
        """Return how often each story was told, by uid; those that never were are left out."""
        told: dict[str, list[Row]] = {}
        for row in self._database.rows(_USES):
            told.setdefault(row["uid"], []).append(row)
        return {uid: _use_of(rows) for uid, rows in told.items()}

    # The trash ---------------------------------------------------------------

    def trashed(self) -> list[TrashedStory]:
        """Return the stories in the trash, what came last first."""
        sql = f"{_SELECT} WHERE s.deleted_at IS NOT NULL ORDER BY s.deleted_at DESC, s.id DESC"
        return readable(_trashed_of, self._database.rows(sql))

    def trash_keys(self) -> dict[str, str]:
        """Return what the ages of the stories in the trash are remembered by, with their uids."""
        sql = "SELECT uid, deleted_at FROM stories WHERE deleted_at IS NOT NULL"
        return {_key_of(row): row["uid"] for row in self._database.rows(sql)}

    def forget(self, uids: Sequence[str]) -> None:
        """Delete stories in the trash for good. Answers that were given with them stay."""
        with self._database.writing() as db:
            for uid in uids:
                db.table("stories").delete_where("uid = ? AND deleted_at IS NOT NULL", [uid])


def _write(db: sqlite_utils.Database, uid: str, story: Story, moment: str) -> None:
    row: dict[str, Value] = {
        "changed_at": moment,
        "deleted_at": None,
        "title": story.title,
        "competencies_json": LINES.dump(story.competencies),
        "numbers_json": LINES.dump(story.numbers),
    }
    row |= {f"{part}_json": LINES.dump(story.bullets.get(part, ())) for part in Part}
    found = db.execute("SELECT id FROM stories WHERE uid = ?", [uid]).fetchone()
    if found is None:
        db.table("stories").insert({"uid": uid, "made_at": moment, **row})
        found = db.execute("SELECT last_insert_rowid()").fetchone()
    else:
        db.table("stories").update(found[0], row)
    attached = db.table("story_questions")
    attached.delete_where("story_id = ?", [found[0]])
    for pack_id, question_id in map(key_parts, story.question_keys):
        attached.insert({"story_id": found[0], "pack_id": pack_id, "question_id": question_id})


def _story_of(row: Row) -> Story:
    bullets = {part: LINES.load(row[f"{part}_json"]) for part in Part}
    return Story(
        uid=row["uid"],
        title=row["title"],
        bullets={part: lines for part, lines in bullets.items() if lines},
        competencies=LINES.load(row["competencies_json"]),
        numbers=LINES.load(row["numbers_json"]),
        question_keys=tuple(sorted(LINES.load(row["keys_json"]))),
    )


def _trashed_of(row: Row) -> TrashedStory:
    return TrashedStory(_story_of(row), _moment(row["deleted_at"]), _key_of(row))


def _key_of(row: Row) -> str:
    return f"story {row['uid']} {row['deleted_at']}"


def _use_of(rows: Sequence[Row]) -> StoryUse:
    shares = [row["share"] for row in rows if row["share"] is not None]
    return StoryUse(len(rows), _moment(rows[0]["made_at"]), shares[0] if shares else None)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise StorageError("A moment in the history cannot be read.") from None
