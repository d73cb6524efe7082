"""Answering with a story, in the whole program: chosen, measured, said afterwards, retaken."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.feedback import PointState
from app.core.question import StoryName
from app.core.story import Story
from app.core.structure import Part
from app.gui.pages.practice import PracticePage
from app.gui.pages.rating import RatingPage
from app.gui.pages.review import ReviewPage
from app.gui.pages.review_events import Undo
from app.gui.pages.stories import StoriesPage
from app.gui.pages.typing import TypingPage
from tests.driver import Program, settings_with_tiny_model

pytestmark = [pytest.mark.gui, pytest.mark.slow]

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = "own/late"
PACK = """
pack: {id: own, title: My own}
questions:
  - id: late
    group: Behavioural
    ask: Describe a project that was going to be late.
    kind: behavioural
    competencies: [planning, ownership]
    key_points:
      - point: We moved the release date.
      - point: We told everybody early.
  - id: drift
    group: Behavioural
    ask: What is drift?
    key_points:
      - point: The inputs change.
      - point: The meaning changes.
      - point: It is watched.
"""
SAID = "Half of the team was ill in March. I cut the report from the release."
STORY = Story(
    "The thin release",
    bullets={
        Part.SITUATION: ("Half of the team was ill in March",),
        Part.ACTION: ("I cut the report from the release",),
        Part.RESULT: ("Customers did not notice",),
    },
    competencies=("planning",),
)


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "own.yaml").write_text(PACK, "utf-8")
    settings = replace(
        settings_with_tiny_model(),
        packs_folder=str(packs),
        last_pack="own",
        prep_s=180,
        question_count=2,
    )
    program = Program(tmp_path / "data", settings)
    yield program
    program.close()


def begin(program: Program) -> PracticePage:
    program.conductor.go("home")
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(PracticePage)
    page = program.page
    assert isinstance(page, PracticePage)
    return page


def write_answer(program: Program, text: str = SAID) -> ReviewPage:
    """Answer the question on screen with the keyboard, up to its review."""
    program.press(Qt.Key.Key_K)
    program.wait_for_page(TypingPage)
    page = program.page
    assert isinstance(page, TypingPage)
    QTest.keyClicks(page.edit, text)
    QTest.keyClick(page.edit, Qt.Key.Key_Return, CTRL)
    program.wait_for_page(RatingPage)
    program.press(Qt.Key.Key_S)
    program.wait_for_page(ReviewPage)
    review = program.page
    assert isinstance(review, ReviewPage)
    program.wait(lambda: bool(review.points.rows))
    return review


def points(program: Program) -> list[str]:
    view = program.services.room.view
    assert view is not None
    return [point.text for point in view.attempt.question.key_points]


def told(program: Program) -> StoryName | None:
    view = program.services.room.view
    assert view is not None
    return view.attempt.question.story


def wait_until_judged(program: Program) -> None:
    def judged() -> bool:
        view = program.services.room.view
        return (
            view is not None and view.feedback is not None and bool(view.feedback.coverage.findings)
        )

    program.wait(judged)


def test_a_story_is_written_attached_told_and_its_own_points_are_judged(
    program: Program,
) -> None:
    program.press(Qt.Key.Key_4, CTRL)
    program.wait_for_page(StoriesPage)
    stories = program.page
    assert isinstance(stories, StoriesPage)
    stories.nothing.write.click()
    QTest.keyClicks(stories.editor.title, STORY.title)
    for part, lines in STORY.bullets.items():
        QTest.keyClicks(stories.editor.bullets[part], lines[0])
    stories.editor.attached.set_open(True)
    program.wait(lambda: bool(stories.editor.questions.rows))
    stories.editor.questions.ticked.emit(KEY)
    page = begin(program)
    assert page.story.choice.currentText() == "The thin release (attached)"
    assert page.hint.header.text() == "Your story, one point at a time"
    write_answer(program)
    (summary,) = program.services.history.summaries()
    assert summary.story == "The thin release"
    covered, found = PointState.COVERED, summary.points
    assert found is not None
    assert (found[0], found[1], found[2]) == (covered, covered, PointState.NOT_FOUND)
    program.conductor.go("stories")
    assert "Told once" in stories.editor._use.text()


def test_several_attached_stories_are_offered_and_none_is_proposed(program: Program) -> None:
    bank = program.services.stories
    for title in ("The thin release", "The move"):
        bank.add(replace(STORY, title=title, question_keys=(KEY,)))
    bank.add(replace(STORY, title="Another"))
    page = begin(program)
    assert page.story.choice.currentText() == "None"
    texts = [page.story.choice.itemText(at) for at in range(page.story.choice.count())]
    assert sorted(texts[1:3]) == ["The move (attached)", "The thin release (attached)"]
    assert texts[3] == "Another"


def test_the_story_that_fits_best_comes_first(program: Program) -> None:
    bank = program.services.stories
    bank.add(STORY)
    bank.add(Story("Cake", bullets={Part.ACTION: ("Baked one",)}))  # newer, and so first without
    page = begin(program)
    program.wait(lambda: page.story.choice.itemText(1) == "The thin release")


def test_a_question_of_knowledge_offers_no_story(program: Program) -> None:
    program.services.stories.add(STORY)
    page = begin(program)
    assert page.story.isVisible()
    program.press(Qt.Key.Key_N)
    program.wait(lambda: not page.story.isVisible())


def test_no_story_is_kept_by_the_next_try_when_it_was_taken_back(program: Program) -> None:
    program.services.stories.add(replace(STORY, question_keys=(KEY,)))
    page = begin(program)
    page.story.chosen.emit("")
    review = write_answer(program)
    assert told(program) is None
    review.foot.retake.click()
    program.wait_for_page(PracticePage)
    assert page.story.choice.currentText() == "None"


def test_which_story_it_was_is_said_afterwards_and_undone(program: Program) -> None:
    story = program.services.stories.add(STORY)
    begin(program)
    review = write_answer(program)
    assert points(program) == ["We moved the release date.", "We told everybody early."]
    review.head.story.chosen.emit(story.uid)
    wait_until_judged(program)
    assert points(program)[0] == "Half of the team was ill in March"
    program.wait(lambda: program.services.history.summaries()[0].covered == 2)
    review.happened.emit(Undo())
    assert points(program) == ["We moved the release date.", "We told everybody early."]
    review.head.story.chosen.emit(story.uid)
    wait_until_judged(program)
    review.head.story.chosen.emit("")
    assert (told(program), points(program)[0]) == (None, "We moved the release date.")


def test_a_retake_in_the_session_tells_the_story_that_was_named_afterwards(
    program: Program,
) -> None:
    story = program.services.stories.add(STORY)
    page = begin(program)
    review = write_answer(program)
    review.head.story.chosen.emit(story.uid)
    review.foot.retake.click()
    program.wait_for_page(PracticePage)
    assert page.story.choice.currentText() == "The thin release"


def test_a_retake_from_the_history_keeps_the_story(program: Program) -> None:
    story = program.services.stories.add(STORY)
    page = begin(program)
    page.story.chosen.emit(story.uid)
    write_answer(program)
    program.conductor.go("home")
    program.conductor.open_attempt(program.services.history.summaries()[0].id)
    review = program.page
    assert isinstance(review, ReviewPage)
    review.foot.retake.click()
    program.wait_for_page(PracticePage)
    assert page.story.choice.currentText() == "The thin release"
    page.story.chosen.emit("")  # the question's own points are known all the same
    write_answer(program)
    assert points(program) == ["We moved the release date.", "We told everybody early."]


def test_a_deleted_story_is_left_out_of_a_retake(program: Program) -> None:
    story = program.services.stories.add(STORY)
    page = begin(program)
    page.story.chosen.emit(story.uid)
    write_answer(program)
    program.conductor.go("home")
    program.services.stories.delete(story.uid)
    program.conductor.open_attempt(program.services.history.summaries()[0].id)
    review = program.page
    assert isinstance(review, ReviewPage)
    review.foot.retake.click()
    program.wait_for_page(PracticePage)
    assert not page.story.isVisible()
