"""What is read of one sitting."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.attempt import SelfRating, Take
from app.core.errors import StorageError
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.question import KeyPoint, Question
from app.core.transcript import Transcript, Word
from app.session.sitting import read_sitting
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.history import History
from tests.storage.blank import blank

BEGIN = datetime(2026, 11, 21, 10, 2, tzinfo=UTC)
POINTS = ("The inputs change", "Keep a fallback")
SAID, NOT_FOUND = PointState.COVERED, PointState.NOT_FOUND
DRIFT = Question(
    id="drift",
    pack_id="mlops",
    pack_title="MLOps",
    group="Basics",
    ask="What is drift?",
    key_points=tuple(KeyPoint(text) for text in POINTS),
)
CANARY = replace(DRIFT, id="canary", ask="What is a canary?")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    database = Database(blank(tmp_path / "history.db"), Backups(tmp_path / "backups"))
    yield History(database)
    database.close()


def answer(
    history: History,
    question: Question,
    *states: PointState,
    minute: int = 0,
    pace: float = 120.0,
    language: str = "en",
) -> int:
    made_at = BEGIN + timedelta(minutes=minute)
    take = Take(f"{question.id}-{minute}.wav", 60.0)
    attempt_id = history.add(question, take, made_at, session_id="s")
    words = (Word("Drift", 0.0, 0.4),)
    history.set_transcript(attempt_id, Transcript(words, "whisper", "tiny", language))
    findings = tuple(PointFinding(p, s, 0.5) for p, s in zip(POINTS, states, strict=True))
    history.remember_review(attempt_id, "1", Coverage(findings, "lexical"), pace, 2.0)
    return attempt_id


def test_what_the_best_take_of_a_question_lacks_is_not_found_yet(history: History) -> None:
    answer(history, DRIFT, NOT_FOUND, NOT_FOUND)
    best = answer(history, DRIFT, SAID, NOT_FOUND, minute=4)
    answer(history, CANARY, SAID, SAID, minute=9)
    view = read_sitting(history, "s")
    assert (view.covered, view.total) == (3, 4)
    (weak,) = view.weak
    assert (weak.attempt_id, weak.ask, weak.point) == (best, "What is drift?", "Keep a fallback")


def test_pace_and_fillers_go_from_the_lowest_to_the_highest(history: History) -> None:
    for minute, pace in enumerate((130.0, 90.0, 110.0)):
        answer(history, DRIFT, SAID, SAID, minute=minute, pace=pace)
    view = read_sitting(history, "s")
    assert view.pace is not None
    assert (view.pace.low, view.pace.high, view.pace.measure.value) == (90.0, 130.0, 110.0)
    assert (view.pace.measure.low, view.pace.measure.high) == (100.0, 165.0)
    assert view.fillers is not None
    assert (view.fillers.low, view.fillers.high) == (2.0, 2.0)


def test_a_usual_pace_is_known_for_english_only(history: History) -> None:
    answer(history, DRIFT, SAID, SAID, language="de")
    view = read_sitting(history, "s")
    assert view.pace is not None
    assert (view.pace.measure.low, view.pace.measure.high) == (None, None)


def test_times_ratings_and_notes_are_gathered(history: History) -> None:
    first = answer(history, DRIFT, SAID, SAID)
    second = answer(history, CANARY, SAID, SAID, minute=9)
    history.rate(first, SelfRating(3))
    history.rate(second, SelfRating(4))
    history.set_note(second, "name a number")
    view = read_sitting(history, "s")
    assert view.rating == 3.5
    assert [each.note for each in view.notes] == ["name a number"]
    assert (view.length_s, view.spoken_s) == (10 * 60, 120)
    assert (view.question_count, len(view.attempts)) == (2, 2)


def test_what_was_only_recorded_has_times_and_nothing_else(history: History) -> None:
    history.add(DRIFT, Take("a.wav", 60.0), BEGIN, session_id="s")
    view = read_sitting(history, "s")
    assert (view.total, view.pace, view.fillers, view.rating, view.weak) == (
        0,
        None,
        None,
        None,
        (),
    )


def test_a_sitting_of_which_nothing_is_left_is_a_problem_in_words(history: History) -> None:
    with pytest.raises(StorageError, match="No answer of that session is left"):
        read_sitting(history, "gone")
