"""Answering with a story: its points count, from the question on or afterwards."""

from dataclasses import replace

from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import SelfRating
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.question import StoryName
from app.core.story import Story
from app.core.structure import Part
from tests.session.conftest import Stage
from tests.session.test_practice_session import Show
from tests.session.test_review_room import Visit, add_attempt
from tests.session.tools import FEEDBACK, OTHER, QUESTION, TEXT

STORY = Story(
    "The shifted hour",
    "u1",
    {Part.SITUATION: ("Error tripled on a Monday",), Part.RESULT: ("Back to normal",)},
    numbers=("6 minutes",),
)
OTHER_STORY = Story("The move", "u2", {Part.ACTION: ("Asked everybody first",)})
POINTS = ["Error tripled on a Monday", "Back to normal", "6 minutes"]
OWN = ["Inputs change.", "Meaning changes.", "Watch it."]
NEW = replace(
    FEEDBACK,
    coverage=Coverage((PointFinding(POINTS[0], PointState.COVERED, 0.7),), "semantic"),
    version="2",
)


def points(stage: Stage, attempt_id: int) -> list[str]:
    return [point.text for point in stage.history.attempt(attempt_id).question.key_points]


def told(visit: Visit) -> StoryName | None:
    return visit.view.attempt.question.story


def opened(stage: Stage) -> Visit:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, TEXT)
    visit = Visit(stage)
    visit.room.open(attempt_id)
    stage.listener.answer()
    return visit


# In a session --------------------------------------------------------------------------


def test_the_points_of_a_chosen_story_are_what_the_answer_is_measured_by(stage: Stage) -> None:
    show = Show(stage)
    show.session.answer_with(STORY)
    assert [point.text for point in show.views[-1].question.key_points] == POINTS
    show.answer()
    assert show.session.attempt_id is not None
    attempt = stage.history.attempt(show.session.attempt_id)
    assert attempt.question.story == StoryName("u1", "The shifted hour")
    assert points(stage, attempt.id) == POINTS


def test_a_story_is_taken_back_before_the_answer_begins(stage: Stage) -> None:
    show = Show(stage)
    show.session.answer_with(STORY)
    show.session.answer_with(None)
    assert show.session.view.question == QUESTION


def test_once_the_microphone_is_on_the_story_stays(stage: Stage) -> None:
    show = Show(stage)
    show.session.answer_with(STORY)
    show.session.handle(e.Begin())
    assert isinstance(show.session.view.state, p.Answer)
    show.session.answer_with(None)
    assert show.session.view.question.story == StoryName("u1", "The shifted hour")


def test_a_retake_keeps_the_story_and_the_next_question_begins_without(stage: Stage) -> None:
    show = Show(stage)
    show.session.answer_with(STORY)
    show.answer()
    show.session.retake()
    assert show.session.view.question.story is not None
    show.session.next()
    assert show.session.view.question == OTHER


# In a review ---------------------------------------------------------------------------


def test_an_answer_is_judged_again_by_the_story_it_told(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.answer_with(STORY)
    assert told(visit) == StoryName("u1", "The shifted hour")
    assert isinstance(visit.view.reading, p.Analysing)
    assert visit.view.feedback is not None
    assert visit.view.feedback.coverage.findings == ()  # of these points nothing is known yet
    assert visit.view.feedback.delivery == FEEDBACK.delivery
    stage.listener.feedback = NEW
    stage.listener.answer()
    assert visit.view.feedback == NEW
    assert points(stage, visit.view.attempt.id) == POINTS
    (summary,) = stage.history.summaries()
    assert (summary.story, summary.points) == ("The shifted hour", (PointState.COVERED,))


def test_undoing_a_story_brings_back_what_was_said_of_the_old_points(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, TEXT)
    stage.history.rate(attempt_id, SelfRating(4, (0, 2)))
    visit = Visit(stage)
    visit.room.open(attempt_id)
    stage.listener.answer()
    visit.room.tick_point(2, True)
    visit.room.answer_with(STORY)
    assert visit.view.undo_label == "tell “The shifted hour”"
    assert visit.view.attempt.ticks == {}
    assert visit.view.attempt.self_rating == SelfRating(4)  # they remembered other points
    visit.room.undo()
    stage.listener.answer()
    assert told(visit) is None
    assert points(stage, attempt_id) == OWN
    assert visit.view.attempt.ticks == {2: True}
    assert visit.view.attempt.self_rating == SelfRating(4, (0, 2))
    assert visit.view.feedback is not None
    assert visit.view.feedback.coverage.findings[2].overruled
    visit.room.redo()
    assert told(visit) == StoryName("u1", "The shifted hour")
    assert visit.view.attempt.ticks == {}


def test_another_story_or_none_takes_the_place_of_the_first(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.answer_with(STORY)
    visit.room.answer_with(OTHER_STORY)
    assert points(stage, visit.view.attempt.id) == ["Asked everybody first"]
    visit.room.answer_with(None, QUESTION)
    assert (told(visit), points(stage, visit.view.attempt.id)) == (None, OWN)
    assert visit.view.undo_label == "tell no story"


def test_without_its_pack_an_answer_keeps_the_points_of_its_story(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.answer_with(STORY)
    visit.room.answer_with(None)
    assert told(visit) == StoryName("u1", "The shifted hour")
    assert "pack" in str(stage.complaints[-1])


def test_the_same_story_again_is_no_change(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.answer_with(STORY)
    stage.listener.answer()
    visit.room.answer_with(STORY)
    assert stage.listener.waiting == []
    visit.room.undo()
    assert visit.view.undo_label == ""


def test_a_take_that_is_being_written_down_gets_no_story(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    visit = Visit(stage)
    visit.room.open(attempt_id, reading=p.Transcribing())
    visit.room.answer_with(STORY)
    assert told(visit) is None
