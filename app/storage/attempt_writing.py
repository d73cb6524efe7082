"""What is written into more than one table of the history, inside a transaction of its caller."""

import json
from datetime import UTC, datetime

from sqlite_utils import Database

from app.core.question import Question
from app.core.transcript import Transcript
from app.storage.codec import GAPS, QUESTION
from app.storage.word_times import pack_times


def stamp(moment: datetime) -> str:
    """Return a moment as it is stored: as text that sorts by time. It must have a time zone."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def key_parts(question_key: str) -> tuple[str, str]:
    """Return the pack and the question of a key."""
    pack_id, _, question_id = question_key.partition("/")
    return pack_id, question_id


def snapshot_of(db: Database, question: Question) -> int:
    """Return the row of a question as it is now; the same wording is kept only once."""
    text = QUESTION.dump(question)
    same = "SELECT id FROM questions WHERE pack_id = ? AND question_id = ? AND question_json = ?"
    found = db.execute(same, [question.pack_id, question.id, text]).fetchone()
    if found:
        return int(found[0])
    row = {
        "pack_id": question.pack_id,
        "question_id": question.id,
        "pack_title": question.pack_title,
        "group_name": question.group,
        "ask": question.ask,
        "answer_s": question.answer_s,
        "tags_json": json.dumps(question.tags),
        "question_json": text,
        "story_uid": question.story.uid if question.story else "",
        "story_title": question.story.title if question.story else "",
    }
    db.table("questions").insert(row)
    return int(db.execute("SELECT last_insert_rowid()").fetchone()[0])


def write_words(db: Database, attempt_id: int, transcript: Transcript) -> None:
    """Write what was said, and forget what followed from other words."""
    row = {
        "attempt_id": attempt_id,
        "engine": transcript.engine,
        "model": transcript.model,
        "language": transcript.language,
        "draft": int(transcript.draft),
        "text": transcript.text,
        "times": pack_times(transcript.words),
        "gaps_json": GAPS.dump(transcript.gaps),
    }
    forget_words(db, attempt_id)
    # Never REPLACE, nor an upsert: the triggers of the search would not see what goes.
    db.table("transcripts").insert(row)


def forget_words(db: Database, attempt_id: int) -> None:
    """Forget what was said, and what followed from it."""
    for table in ("transcripts", "review_cache"):
        db.table(table).delete_where("attempt_id = ?", [attempt_id])


def keep_original(db: Database, attempt_id: int) -> bool:
    """Keep what the engine wrote, unless it is kept already; return whether there is anything."""
    copied = "INSERT OR IGNORE INTO originals SELECT attempt_id, text, times FROM transcripts"
    db.execute(f"{copied} WHERE attempt_id = ?", [attempt_id])
    return db.table("originals").count_where("attempt_id = ?", [attempt_id]) > 0


def forget_original(db: Database, attempt_id: int) -> None:
    """Forget what the engine wrote before the person corrected it."""
    db.table("originals").delete_where("attempt_id = ?", [attempt_id])


def count_covered(db: Database, attempt_id: int) -> None:
    """Note the share of key points covered, the person's own ticks counted."""
    db.execute(
        """
        UPDATE review_cache SET covered_share = (
            SELECT avg(coalesce(t.said, s.value = 'covered'))
            FROM json_each(states_json) AS s
            LEFT JOIN ticks AS t ON t.attempt_id = review_cache.attempt_id AND t.point = s.key
        )
        WHERE attempt_id = ?
        """,
        [attempt_id],
    )
