"""Stories in the database: kept, in the trash, gone for good, and how often they were told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.attempt import Take
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.question import KeyPoint, StoryName
from app.core.story import Story, StoryUse
from app.core.structure import Part
from app.core.transcript import Transcript, Word
from app.storage.database import Database
from app.storage.history import History
from app.storage.places import Places
from app.storage.stories import Stories
from app.storage.trash import Trash
from tests.storage.values import NOW, question

HOUR = Story(
    title="The shifted hour",
    uid="hour",
    bullets={Part.SITUATION: ("It was night.",), Part.RESULT: ("It was right.", "All saw it.")},
    competencies=("ownership", "learning"),
    numbers=("40 percent",),
    question_keys=("behavioural/failure", "mlops/drift"),
)
QUEUE = Story("The long queue", uid="queue")
SAID = Transcript((Word("right", 0.0, 0.5),), "whisper")
LATER = NOW + timedelta(days=1)


@pytest.fixture
def stories(database: Database) -> Stories:
    return Stories(database)


def tell(
    history: History, story: Story, share: int, days: int = 0, transcript: Transcript = SAID
) -> int:
    told = replace(
        question(),
        key_points=(KeyPoint("One."), KeyPoint("Two.")),
        story=StoryName(story.uid, story.title),
    )
    attempt_id = history.add(told, Take("", 5.0), NOW + timedelta(days=days))
    history.set_transcript(attempt_id, transcript)
    states = [PointState.COVERED] * share + [PointState.NOT_FOUND] * (2 - share)
    findings = tuple(PointFinding(state.value, state, 0.5) for state in states)
    history.remember_review(attempt_id, "1", Coverage(findings, "lexical"), None, None)
    return attempt_id


def test_a_story_is_kept_as_it_is(stories: Stories) -> None:
    stories.put({"hour": HOUR}, NOW)
    assert stories.stories() == [HOUR]
    assert stories.story("hour") == HOUR
    assert stories.story("queue") is None


def test_what_was_changed_last_comes_first(stories: Stories) -> None:
    stories.put({"hour": HOUR}, NOW)
    stories.put({"queue": QUEUE}, LATER)
    assert stories.stories() == [QUEUE, HOUR]
    changed = replace(HOUR, bullets={}, question_keys=("mlops/canary",))
    stories.put({"hour": changed}, LATER + timedelta(seconds=1))
    assert stories.stories() == [changed, QUEUE]


def test_a_deleted_story_is_in_no_list_but_the_trash(stories: Stories) -> None:
    stories.put({"hour": HOUR, "queue": QUEUE}, NOW)
    stories.put({"hour": None}, LATER)
    assert stories.stories() == [QUEUE]
    assert stories.story("hour") is None
    assert [(each.story, each.deleted_at) for each in stories.trashed()] == [(HOUR, LATER)]


def test_a_story_comes_back_from_the_trash_as_it_was(stories: Stories) -> None:
    stories.put({"hour": HOUR}, NOW)
    stories.put({"hour": None}, NOW)
    stories.put({"hour": HOUR}, LATER)
    assert stories.stories() == [HOUR]
    assert stories.trashed() == []


def test_deleting_twice_does_not_begin_the_thirty_days_anew(stories: Stories) -> None:
    stories.put({"hour": HOUR}, NOW)
    stories.put({"hour": None}, NOW)
    keys = stories.trash_keys()
    stories.put({"hour": None}, LATER)
    assert stories.trash_keys() == keys


def test_a_story_that_is_gone_for_good_is_in_no_byte_of_the_file(
    stories: Stories, database: Database, places: Places
) -> None:
    secret = replace(HOUR, title="zyxomma", numbers=("zyxomma 3",))
    stories.put({"hour": secret, "queue": QUEUE}, NOW)
    stories.put({"hour": None}, NOW)
    stories.forget(["hour", "queue"])
    assert Trash(database).wipe()
    files = sorted(places.data.glob("history.db*"))
    assert b"zyxomma" not in b"".join(file.read_bytes() for file in files)
    assert database.rows("SELECT * FROM story_questions") == []
    assert stories.stories() == [QUEUE]  # what is not in the trash does not go


def test_what_a_story_was_used_for_is_counted(stories: Stories, history: History) -> None:
    tell(history, HOUR, 0)
    tell(history, HOUR, 1, days=1)
    tell(history, QUEUE, 2)
    history.add(question(), Take("", 5.0), LATER)
    assert stories.uses() == {"hour": StoryUse(2, LATER, 0.5), "queue": StoryUse(1, NOW, 1.0)}


def test_answers_in_the_trash_are_no_uses(
    stories: Stories, history: History, database: Database
) -> None:
    first, second = tell(history, HOUR, 1), tell(history, HOUR, 2, days=1)
    Trash(database).move([second], LATER)
    assert stories.uses() == {"hour": StoryUse(1, NOW, 0.5)}
    Trash(database).move([first], LATER)
    assert stories.uses() == {}


def test_a_draft_says_nothing_of_what_was_covered_until_it_is_confirmed(
    stories: Stories, history: History
) -> None:
    tell(history, HOUR, 2)
    draft = tell(history, HOUR, 1, days=1, transcript=replace(SAID, draft=True))
    assert stories.uses()["hour"].covered_share == 1.0
    history.confirm(draft)
    assert stories.uses()["hour"].covered_share == 0.5


def test_one_damaged_story_does_not_hide_the_others(stories: Stories, database: Database) -> None:
    stories.put({"hour": HOUR, "queue": QUEUE}, NOW)
    with database.writing() as db:
        db.execute("UPDATE stories SET numbers_json = 'x' WHERE uid = 'queue'")
    assert stories.stories() == [HOUR]


def test_all_of_a_change_is_stored_or_nothing(stories: Stories) -> None:
    odd: Mapping[str, Story | None] = {"queue": QUEUE, "hour": replace(HOUR, title=None)}  # type: ignore[arg-type]  # as a bug would
    with pytest.raises(Exception, match="NOT NULL"):
        stories.put(odd, NOW)
    assert stories.stories() == []
