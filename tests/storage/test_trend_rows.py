"""The figures of every answer, from a real database."""

from datetime import UTC, timedelta, timezone

from app.core.attempt import SelfRating, Take
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.transcript import Transcript, Word
from app.core.written import written_words
from app.storage.database import Database
from app.storage.history import History
from app.storage.trend_rows import TrendRows
from tests.storage.values import NOW, question

WORDS = (Word("Drift.", 0.1, 0.3),)
COVERAGE = Coverage(
    (
        PointFinding("Inputs change.", PointState.COVERED, 0.5),
        PointFinding("Targets change.", PointState.NOT_FOUND, 0.1),
    ),
    "lexical",
)


def add(history: History, name: str, days: int = 0, *, draft: bool = False) -> int:
    number = history.add(question(), Take(name, 30.0), NOW + timedelta(days=days))
    history.set_transcript(number, Transcript(WORDS, "whisper", "tiny", "de", draft=draft))
    history.remember_review(number, "1", COVERAGE, 120.0, 3.5)
    return number


def test_an_answer_has_all_its_figures(database: Database, history: History) -> None:
    number = add(history, "a.wav")
    history.rate(number, SelfRating(4))
    (found,) = TrendRows(database).answers(timezone(timedelta(hours=1)))
    assert found.attempt_id == number
    assert found.made_at == NOW
    assert found.made_at.hour == NOW.hour + 1
    assert found.question.key == "mlops/drift"
    assert found.question.pack_title == "MLOps"
    assert (found.question.group, found.question.ask) == ("Basics", "What is drift?")
    assert found.question.target_s == 120.0
    assert (found.duration_s, found.covered_share, found.score) == (30.0, 0.5, 4)
    assert (found.pace_wpm, found.fillers_per_min, found.language) == (120.0, 3.5, "de")
    assert found.draft is False


def test_what_the_person_ticked_counts(database: Database, history: History) -> None:
    history.tick(add(history, "a.wav"), 1, said=True)
    (found,) = TrendRows(database).answers(UTC)
    assert found.covered_share == 1.0


def test_an_answer_without_a_transcript_has_only_its_length(
    database: Database, history: History
) -> None:
    history.add(question(), Take("a.wav", 30.0), NOW)
    (found,) = TrendRows(database).answers(UTC)
    assert (found.covered_share, found.pace_wpm, found.fillers_per_min) == (None, None, None)
    assert (found.language, found.draft, found.duration_s) == ("", False, 30.0)


def test_a_draft_is_one_until_the_person_vouches_for_it(
    database: Database, history: History
) -> None:
    number = add(history, "a.wav", draft=True)
    assert TrendRows(database).answers(UTC)[0].draft is True
    history.confirm(number)
    assert TrendRows(database).answers(UTC)[0].draft is False


def test_answers_come_oldest_first_and_without_those_in_the_trash(
    database: Database, history: History
) -> None:
    new, gone, old = add(history, "a.wav", 2), add(history, "b.wav", 1), add(history, "c.wav")
    with database.writing() as db:
        db.table("attempts").update(gone, {"deleted_at": "2026-03-15T00:00:00+00:00"})
    assert [each.attempt_id for each in TrendRows(database).answers(UTC)] == [old, new]


def test_the_length_of_an_answer_that_was_written_tells_nothing(
    database: Database, history: History
) -> None:
    number = history.add(question(), Take("", 95.0), NOW)
    history.set_written(number, written_words("Drift is change.", 95.0), 95.0)
    (found,) = TrendRows(database).answers(UTC)
    assert found.typed
    assert found.length_share is None
    (summary,) = history.summaries()
    assert summary.typed
    assert history.attempt(number).typed
