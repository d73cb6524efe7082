"""Interviews in the database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.attempt import SelfRating, Take
from app.core.errors import StorageError
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.interview import Interview, InterviewRules, InterviewStep, follow_up_to
from app.core.interview_choice import LastAnswer
from app.core.question import KeyPoint, Question
from app.core.transcript import Transcript, Word
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.history import History
from app.storage.interviews import Interviews
from tests.storage.blank import blank

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
QUESTION = Question(
    "drift", "test", "Test", "Basics", "What?", key_points=(KeyPoint("It."),), follow_ups=("How?",)
)
OTHER = replace(QUESTION, id="canary")
PLAN = Interview(
    "first",
    NOON,
    InterviewRules(prep_s=5.0, read_aloud=True),
    (InterviewStep(QUESTION), InterviewStep(OTHER)),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(blank(tmp_path / "history.db"), Backups(tmp_path / "backups"))
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> Interviews:
    return Interviews(database)


def test_an_interview_comes_back_as_it_was(store: Interviews) -> None:
    store.add(PLAN)
    assert store.find("first") == PLAN


def test_how_far_it_has_come_and_its_follow_ups_are_kept(store: Interviews) -> None:
    store.add(PLAN)
    later = replace(PLAN.with_follow_up(follow_up_to(QUESTION, 0)), position=1)
    store.keep(later)
    assert store.find("first") == later
    ended = replace(later, position=3, ended_at=NOON + timedelta(minutes=20))
    store.keep(ended)
    assert store.find("first") == ended


def test_only_what_has_not_ended_and_is_not_old_can_be_gone_on_with(store: Interviews) -> None:
    store.add(PLAN)
    store.add(replace(PLAN, uid="later", made_at=NOON + timedelta(hours=1)))
    store.add(replace(PLAN, uid="over", made_at=NOON + timedelta(hours=2), ended_at=NOON))
    assert [each.uid for each in store.all()] == ["over", "later", "first"]
    just_now = datetime.now(UTC) - timedelta(minutes=1)
    assert [each.uid for each in store.unfinished(just_now)] == ["later", "first"]
    assert store.unfinished(datetime.now(UTC) + timedelta(minutes=1)) == ()


def test_what_is_not_there_is_said(store: Interviews) -> None:
    for attempt in (lambda: store.find("nobody"), lambda: store.keep(PLAN)):
        with pytest.raises(StorageError, match="not there any more"):
            attempt()


def test_a_damaged_interview_does_not_hide_the_others(
    store: Interviews, database: Database
) -> None:
    store.add(PLAN)
    store.add(replace(PLAN, uid="damaged", made_at=NOON + timedelta(hours=1)))
    with database.writing() as db:
        db.execute("UPDATE interviews SET steps_json = '[' WHERE uid = 'damaged'")
    assert [each.uid for each in store.all()] == ["first"]


def test_the_last_answer_to_each_question_says_how_it_went(
    store: Interviews, database: Database
) -> None:
    history = History(database)
    coverage = Coverage((PointFinding("It.", PointState.COVERED, 1.0),), "lexical")
    words = Transcript((Word("it", 0.0, 1.0),), "whisper")
    for hour, (question, score, draft) in enumerate(
        [(QUESTION, 1, False), (QUESTION, 4, False), (OTHER, 2, True)]
    ):
        attempt_id = history.add(question, Take(f"{hour}.wav", 3.0), NOON + timedelta(hours=hour))
        history.rate(attempt_id, SelfRating(score))
        history.set_transcript(attempt_id, replace(words, draft=draft))
        history.remember_review(attempt_id, "1", coverage, None, None)
    assert store.last_answers() == {
        "test/drift": LastAnswer(4, 1.0),
        "test/canary": LastAnswer(2, None),  # a draft says nothing about points
    }
