"""What the Stories page says, and what of the stories it shows where."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from app.core.question import Question
from app.core.story import COMPETENCIES, UNTITLED, Story, StoryUse, holes
from app.core.structure import Part
from app.gui.moments import moment_words
from app.gui.widgets.story_list import ListedStory
from app.gui.widgets.story_matrix import Matrix, MatrixRow
from app.gui.widgets.tick_list import Tickable
from app.gui.wording import count

NEW_STORY: Final = "New story"
AS_YOU_TYPE: Final = "It is stored as you type."
# A guide, and a line such as might stand there, for each part.
GUIDES: Final = {
    Part.SITUATION: "where and when it was, in a sentence or two",
    Part.TASK: "what was yours to do",
    Part.ACTION: "what you did, step by step: the longest part",
    Part.RESULT: "what came of it, with a number if there is one",
}
EXAMPLES: Final = {
    Part.SITUATION: "For example: Delivery times were off by 19 minutes on a Monday",
    Part.TASK: "For example: Find the cause before the evening peak",
    Part.ACTION: "For example: Looked at the inputs first, then at the model",
    Part.RESULT: "For example: Back to 6 minutes the same day",
}
NUMBERS_EXAMPLE: Final = "For example: 19 minutes, down to 6"


def use_words(use: StoryUse | None, now: datetime) -> str:
    """Return how often a story was told, such as "Told 3 times, last 17 Nov, 82 % covered"."""
    if use is None or not use.answers:
        return "Not told yet"
    times = {1: "once", 2: "twice"}.get(use.answers) or f"{use.answers} times"
    words = f"Told {times}"
    if use.last_at is not None:
        moment = moment_words(use.last_at, now)
        moment = moment[0].lower() + moment[1:] if moment.startswith("Today") else moment
        words += f", last {moment}" if use.answers > 1 else f", {moment}"
    if use.covered_share is not None:
        words += f", {use.covered_share:.0%} covered".replace("%", " %")
    return words


def short_use_words(use: StoryUse | None) -> str:
    """Return the same for the list: "3 times, 82 %"."""
    if use is None or not use.answers:
        return "not told yet"
    words = {1: "told once", 2: "told twice"}.get(use.answers) or f"told {use.answers} times"
    share = use.covered_share
    return words if share is None else f"{words}, {round(share * 100)} % covered"


def listed(story: Story, use: StoryUse | None) -> ListedStory:
    """Return a story as a row of the list."""
    return ListedStory(
        key=story.uid,
        words=story.title or (UNTITLED if story.uid else NEW_STORY),
        parts=frozenset(part for part in Part if story.bullets.get(part)),
        shows=", ".join(story.competencies),
        use=short_use_words(use) if story.uid else "not told yet",
    )


def asked_for(questions: Sequence[Question]) -> dict[str, int]:
    """Return how many questions ask for each competency."""
    asked: dict[str, int] = {}
    for question in questions:
        for name in question.competencies:
            asked[name] = asked.get(name, 0) + 1
    return asked


def known_competencies(story: Story, questions: Sequence[Question]) -> tuple[str, ...]:
    """Return what can be proposed: first what the attached questions ask for, then the rest."""
    attached = [each for each in questions if each.key in story.question_keys]
    names = [name for question in attached for name in question.competencies]
    asked = asked_for(questions)
    names += sorted(asked, key=lambda name: -asked[name])
    return tuple(dict.fromkeys((*names, *COMPETENCIES)))


def tickable(
    story: Story, questions: Sequence[Question], first: Collection[str] = (), wanted: str = ""
) -> tuple[Tickable, ...]:
    """Return the questions as rows: some first, then those that ask for what the story shows.

    Args:
        story: The story.
        questions: The behavioural questions.
        first: Keys of those that stand first.
        wanted: Words to be found in a question or in what it asks for; empty for all.
    """
    shows, keys = set(story.competencies), set(story.question_keys)
    rows = [
        (
            (question.key not in first, -len(shows & set(question.competencies))),
            Tickable(
                question.key,
                question.ask,
                ", ".join(question.competencies) or question.group,
                question.key in keys,
            ),
        )
        for question in questions
        if _has(question, wanted)
    ]
    return tuple(row for _, row in sorted(rows, key=lambda each: each[0]))


def _has(question: Question, wanted: str) -> bool:
    text = " ".join((question.ask, question.group, *question.competencies)).casefold()
    return all(word in text for word in wanted.casefold().split())


def matrix_of(stories: Sequence[Story], questions: Sequence[Question]) -> Matrix:
    """Return which story shows what; holes stand where they are asked for most."""
    asked = asked_for(questions)
    rows = tuple(
        MatrixRow(
            name,
            _asked_words(asked.get(name, 0), shown=bool(those)),
            tuple(story in those for story in stories),
        )
        for name, those in holes(stories, questions).items()
    )
    return Matrix(
        tuple(story.uid for story in stories), tuple(story.title for story in stories), rows
    )


def _asked_words(asked: int, *, shown: bool) -> str:
    words = count(asked, "question") if asked else "not asked for"
    return words if shown else f"{words}, no story yet"


def holes_of(matrix: Matrix, questions: Sequence[Question]) -> tuple[tuple[str, str], ...]:
    """Return what no story shows though it is asked for: pairs of name and sentence."""
    asked = asked_for(questions)
    return tuple(
        (row.name, hole_words(row.name, asked[row.name]))
        for row in matrix.rows
        if row.name in asked and not any(row.shown)
    )


def hole_words(name: str, asked: int) -> str:
    """Return "No story shows conflict yet; 3 questions ask for it."."""
    asks = "1 question asks for it" if asked == 1 else f"{asked} questions ask for it"
    return f"No story shows {name} yet; {asks}."
