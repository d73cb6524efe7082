"""Stories and interviews travel with the answers: each once, and the later change holds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database as Tables

from app.core.carrying import MergeCounts
from app.core.story import Story, told_with
from app.core.structure import Part
from app.storage.attempt_writing import stamp
from app.storage.merge import joined
from app.storage.migrations import STEPS, migrations
from app.storage.stories import Stories
from tests.storage.test_merge import Two, computers, dump, refuses, share
from tests.storage.two_histories import Calendar, Computer, dated
from tests.storage.values import NOW, question

HOUR = Story(
    "The shifted hour",
    "hour",
    {Part.ACTION: ("I looked.",)},
    numbers=("40 percent",),
    question_keys=("mlops/drift",),
)
QUEUE = Story("The long queue", "queue")
LATER = NOW + timedelta(days=1)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with computers(tmp_path) as (here, there), dated(Calendar()):
        yield here, there


def stories(computer: Computer) -> Stories:
    return Stories(computer.database)


def interview(computer: Computer, uid: str, position: int, days: int = 0) -> None:
    moment = stamp(NOW + timedelta(days=days))
    with computer.database.writing() as db:
        db.execute("DELETE FROM interviews WHERE uid = ?", [uid])
        db.execute(
            "INSERT INTO interviews (uid, made_at, changed_at, position, rules_json, steps_json)"
            " VALUES (?, ?, ?, ?, '{}', '[]')",
            [uid, stamp(NOW), moment, position],
        )


def positions(computer: Computer) -> dict[str, int]:
    rows = computer.database.rows("SELECT uid, position FROM interviews ORDER BY id")
    return {row["uid"]: row["position"] for row in rows}


def test_a_story_comes_with_all_that_belongs_to_it(two: Two, tmp_path: Path) -> None:
    here, there = two
    stories(here).put({"queue": QUEUE}, NOW)
    stories(there).put({"hour": HOUR}, LATER)
    assert share(here, there, tmp_path, "a.db") == MergeCounts(stories=1)
    assert stories(here).stories() == [HOUR, QUEUE]
    here.assert_sound()


def test_the_second_time_no_story_and_no_interview_changes(two: Two, tmp_path: Path) -> None:
    here, there = two
    stories(there).put({"hour": HOUR, "queue": QUEUE}, NOW)
    stories(there).put({"queue": None}, LATER)
    interview(there, "talk", 2)
    counts = share(here, there, tmp_path, "a.db")
    assert counts == MergeCounts(stories=1, stories_in_trash=1, interviews=1)
    before = dump(here)
    counts = share(here, there, tmp_path, "b.db")
    assert counts == MergeCounts()
    assert counts.nothing
    assert dump(here) == before


def test_the_later_change_of_a_story_holds_on_both_sides(two: Two, tmp_path: Path) -> None:
    here, there = two
    stories(here).put({"hour": HOUR, "queue": QUEUE}, NOW)
    share(there, here, tmp_path, "a.db")
    newer = replace(HOUR, title="The late hour", question_keys=("mlops/canary",))
    stories(there).put({"hour": newer}, LATER)
    stories(here).put({"queue": replace(QUEUE, title="Shorter")}, LATER)
    assert share(here, there, tmp_path, "b.db") == MergeCounts(stories_changed=1)
    assert share(there, here, tmp_path, "c.db") == MergeCounts(stories_changed=1)
    assert here.stories_seen() == there.stories_seen()
    assert {story.title for story in stories(here).stories()} == {"The late hour", "Shorter"}


def test_a_story_that_was_deleted_later_goes_into_the_trash_here(two: Two, tmp_path: Path) -> None:
    here, there = two
    stories(here).put({"hour": HOUR}, NOW)
    share(there, here, tmp_path, "a.db")
    stories(there).put({"hour": None}, LATER)
    share(here, there, tmp_path, "b.db")
    assert stories(here).stories() == []
    assert stories(here).trashed() == stories(there).trashed() != []


def test_an_interview_that_went_on_elsewhere_goes_on_from_there(two: Two, tmp_path: Path) -> None:
    here, there = two
    interview(here, "talk", 1)
    interview(there, "talk", 3, days=1)
    interview(there, "other", 0)
    counts = share(here, there, tmp_path, "a.db")
    assert counts == MergeCounts(interviews=1, interviews_changed=1)
    assert positions(here) == {"talk": 3, "other": 0}
    assert share(there, here, tmp_path, "b.db").nothing


def test_the_story_an_answer_was_given_with_afterwards_comes_over(two: Two, tmp_path: Path) -> None:
    here, there = two
    here.transcribe(here.answer(0), "the inputs change")
    share(there, here, tmp_path, "a.db")
    told = told_with(question(), HOUR)
    there.history.answer_with(there.id_of(here.uids()[0]), told)
    share(here, there, tmp_path, "b.db")
    attempt_id = here.id_of(here.uids()[0])
    assert here.history.attempt(attempt_id).question == told
    # What was found before was about other points.
    assert here.seen()[here.uids()[0]]["states_json"] is None
    assert stories(here).uses()["hour"].answers == 1


def test_a_card_whose_answers_arrive_is_made_again(two: Two, tmp_path: Path) -> None:
    here, there = two
    there.transcribe(there.answer(0, "canary"), "the inputs change")
    share(here, there, tmp_path, "a.db")
    (stale,) = here.database.rows("SELECT question_id FROM stale_cards")
    assert stale["question_id"] == "canary"


def test_a_history_of_before_there_were_stories_is_taken_in(two: Two, tmp_path: Path) -> None:
    here, there = two
    there.transcribe(there.answer(0), "the inputs change")
    stories(here).put({"hour": HOUR}, NOW)
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as db:
        migrations(STEPS[:3]).apply(Tables(db, execute_plugins=False))
        db.execute("ATTACH ? AS new", [str(there.path)])
        for table in ("questions", "attempts", "transcripts", "review_cache"):
            names = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM new.{table}")
        db.commit()
        assert db.execute("PRAGMA main.table_info(stories)").fetchall() == []
    assert here.take_in(old) == MergeCounts(new=1)
    assert here.uids() == there.uids()
    assert stories(here).stories() == [HOUR]


def test_counting_stories_changes_nothing(two: Two, tmp_path: Path) -> None:
    here, there = two
    stories(there).put({"hour": HOUR}, NOW)
    copy, before = there.copy(tmp_path / "a.db"), dump(here)
    with joined(here.path, copy) as merger:
        assert merger.count() == MergeCounts(stories=1)
    assert dump(here) == before


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE stories SET uid = ''",
        "UPDATE stories SET changed_at = 'yesterday'",
        "UPDATE stories SET deleted_at = ''",
        "UPDATE stories SET numbers_json = '[1'",
        "UPDATE stories SET action_json = '{}'",
        "UPDATE story_questions SET story_id = 99",
        "UPDATE interviews SET uid = ''",
        "UPDATE interviews SET made_at = '2026'",
        "UPDATE interviews SET steps_json = 'nothing'",
        "DROP TABLE story_questions",
    ],
)
def test_stories_and_interviews_that_are_not_as_ours_are_refused(
    harm: str, two: Two, tmp_path: Path
) -> None:
    here, there = two
    stories(there).put({"hour": HOUR}, NOW)
    interview(there, "talk", 1)
    refuses(here, there.copy(tmp_path / "a.db"), harm)
