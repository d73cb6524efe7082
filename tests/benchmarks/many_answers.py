"""Fill a history with years of made-up answers, for measuring how it copes.

    python -m tests.benchmarks.many_answers FOLDER [--count 20000]

Prints how long it took, and the size of the database against the size of the text in it. The words
are ours: the key points and model answers of the packs that come with the program, mixed by a seed.
"""

import argparse
import random
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlite_utils import Database as Rows

from app.core.feedback import PointState
from app.core.question import Question
from app.core.transcript import Transcript, Word
from app.session.library import open_library
from app.storage.attempt_writing import count_covered, snapshot_of, stamp, write_words
from app.storage.backups import Backups
from app.storage.codec import STATES
from app.storage.database import Database
from app.storage.history import History
from app.storage.places import Places, find_places, make, shipped_questions

COUNT: Final = 20_000
WORDS: Final = 300
NEWEST: Final = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
STATES_OF_POINTS: Final = tuple(PointState)
NOTES: Final = ("Name a number.", "Begin with the result.", "Say why, then how.", "Breathe.")


def fill(data_dir: Path, count: int = COUNT, words: int = WORDS) -> Places:
    """Put answers into the history of a data folder, some five a day; return its places."""
    places = find_places(data_dir, {})
    make(places)
    library = open_library([shipped_questions()])
    questions = [question for pack in library.packs for question in pack.questions]
    vocabulary = _vocabulary(questions)
    database = Database(places.history, Backups(places.backups))
    try:
        with database.writing() as db:
            for number in range(count):
                _add(db, number, count, questions, vocabulary, words)
    finally:
        database.close()
    return places


def _vocabulary(questions: Sequence[Question]) -> list[str]:
    said = (text for q in questions for text in (q.model_answer, *(p.text for p in q.key_points)))
    return " ".join(said).split()


def _add(
    db: Rows, number: int, count: int, questions: list[Question], vocabulary: list[str], words: int
) -> None:
    chance = random.Random(number)
    question = chance.choice(questions)
    made_at = NEWEST - timedelta(hours=5 * (count - number), minutes=chance.randrange(60))
    transcript = _spoken(chance, vocabulary, words)
    attempt = {
        "uid": UUID(int=chance.getrandbits(128)).hex,
        "made_at": stamp(made_at),
        "changed_at": stamp(made_at),
        "pack_id": question.pack_id,
        "question_id": question.id,
        "snapshot_id": snapshot_of(db, question),
        "take_name": f"{made_at:%Y%m%d-%H%M%S}-{number:04x}.wav",
        "duration_s": transcript.words[-1].end_s + 0.5,
        "self_score": chance.choice((None, 1, 2, 3, 3, 4, 4, 5)),
        "note": chance.choice(NOTES) if number % 5 == 0 else "",
        "session_id": f"session-{number // 5}",
        "best": int(number % 97 == 0),
    }
    db.table("attempts").insert({**attempt, "id": number + 1})
    write_words(db, number + 1, transcript)
    states = tuple(chance.choice(STATES_OF_POINTS) for _ in question.key_points)
    review = {
        "attempt_id": number + 1,
        "version": "made up",
        "states_json": STATES.dump(states),
        "pace_wpm": chance.uniform(90, 180),
        "fillers_per_min": chance.uniform(0, 9),
    }
    db.table("review_cache").insert(review)
    count_covered(db, number + 1)


def _spoken(chance: random.Random, vocabulary: list[str], count: int) -> Transcript:
    """Return words from the vocabulary in runs, with times in the 20 ms steps of Whisper."""
    words, at_ms = list[Word](), 600
    while len(words) < count:
        start = chance.randrange(len(vocabulary) - 12)
        for text in vocabulary[start : start + 12]:
            length_ms = 20 * chance.randrange(6, 32)
            end_ms = at_ms + length_ms
            likely = round(chance.uniform(0.4, 1.0), 2)
            words.append(Word(text, at_ms / 1000, end_ms / 1000, likely))
            at_ms = end_ms + 20 * chance.choice((0, 0, 0, 0, 4, 12))
    return Transcript(tuple(words[:count]), "whisper", "base.en", draft=chance.random() < 0.02)


def main() -> None:
    """Fill a folder, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=COUNT)
    arguments = parser.parse_args()
    begun = time.perf_counter()
    places = fill(arguments.folder, arguments.count)
    took_s = time.perf_counter() - begun
    database = Database(places.history, Backups(places.backups))
    text = database.tuples("SELECT sum(length(CAST(text AS BLOB))) FROM transcripts")[0][0]
    assert len(History(database).summaries(limit=1)) == 1
    database.close()
    size = sum(path.stat().st_size for path in places.history.parent.glob("history.db*"))
    print(f"{arguments.count} answers in {took_s:.0f} s")
    print(f"database {size / 1e6:.1f} MB, text {text / 1e6:.1f} MB, ratio {size / text:.2f}")


if __name__ == "__main__":
    main()
