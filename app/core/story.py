"""The person's own stories, which serve several behavioural questions each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from app.core.question import KeyPoint, Question, StoryName
from app.core.spoken_numbers import number_terms
from app.core.structure import Part

# The competencies that structured interviews ask for most often, for those who have none of
# their own yet. A story or a question may name others.
COMPETENCIES: Final = (
    "ownership",
    "problem solving",
    "communication",
    "collaboration",
    "leadership",
    "influence",
    "conflict resolution",
    "adaptability",
    "learning",
    "planning",
    "integrity",
    "customer focus",
)
UNTITLED: Final = "Untitled story"
_STEERING: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Story:
    """Something that happened to the person, ready to be told.

    Attributes:
        uid: Its name on every computer; empty until it is stored.
        title: What the person calls it.
        bullets: What belongs into each part, one short sentence each.
        competencies: What it shows.
        numbers: Figures that must not be forgotten, such as "40 percent fewer calls".
        question_keys: The questions it is meant for, as `pack/question`.
    """

    title: str
    uid: str = ""
    bullets: Mapping[Part, tuple[str, ...]] = field(default_factory=dict)
    competencies: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    question_keys: tuple[str, ...] = ()

    @property
    def points(self) -> tuple[KeyPoint, ...]:
        """What an answer that tells it should say: its bullets, part by part, then the numbers."""
        bullets = tuple(
            KeyPoint(text, part=part) for part in Part for text in self.bullets.get(part, ())
        )
        return bullets + tuple(
            KeyPoint(text, part=Part.RESULT, numbers=number_terms(text)) for text in self.numbers
        )

    @property
    def text(self) -> str:
        """All of it in one text, for comparing it with a question."""
        parts = (text for part in Part for text in self.bullets.get(part, ()))
        return " ".join((self.title, *parts, *self.numbers))


@dataclass(frozen=True, slots=True)
class StoryUse:
    """How often a story has been told.

    Attributes:
        answers: How many answers there are with it, those in the trash left out.
        last_at: When the newest of them was made, with time zone; None for none.
        covered_share: The share of its points that the newest judged one covered, 0..1; None when
            none has been judged, or it had no points. Drafts count only where they are confirmed.
    """

    answers: int
    last_at: datetime | None = None
    covered_share: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How well a story fits a question.

    Attributes:
        story: The story.
        score: 0..1, comparable within one question only.
        attached: Whether the person has attached it to the question.
    """

    story: Story
    score: float
    attached: bool = False


def tidied(story: Story) -> Story:
    """Return a story as it is stored and written: nothing empty, nothing twice, one line each.

    Competencies are in small letters, as those of the packs are. A story without a title gets one.
    """
    names = [name.lower() for text in story.competencies for name in text.split(",")]
    keys = {key for text in story.question_keys for key in text.replace(",", " ").split()}
    return replace(
        story,
        title=_one_line(story.title) or UNTITLED,
        bullets={part: lines for part in Part if (lines := _lines(story.bullets.get(part, ())))},
        competencies=_lines(names),
        numbers=_lines(story.numbers),
        question_keys=tuple(sorted(key for key in keys if all(key.partition("/")))),
    )


def merged(here: Story, coming: Story) -> Story:
    """Return a story of here with what another version says; where that is silent, it stays."""
    return replace(
        coming,
        uid=here.uid,
        title=here.title,
        bullets={**here.bullets, **coming.bullets},
        competencies=coming.competencies or here.competencies,
        numbers=coming.numbers or here.numbers,
        question_keys=coming.question_keys or here.question_keys,
    )


def rebased(there: Story, seen: Story, story: Story) -> Story:
    """Return a story as it is kept, with what was changed from the version that was seen.

    Args:
        there: As it is kept; it may have been changed elsewhere meanwhile.
        seen: As it was when it was taken up.
        story: As it is to be.
    """
    changed = {
        name: getattr(story, name)
        for name in ("title", "competencies", "numbers", "question_keys")
        if getattr(story, name) != getattr(seen, name)
    }
    bullets = {}
    for part in Part:
        mine = story.bullets.get(part) != seen.bullets.get(part)
        if lines := (story if mine else there).bullets.get(part):
            bullets[part] = lines
    return replace(there, bullets=bullets, **changed)


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for text in texts if (line := _one_line(text))))


def _one_line(text: str) -> str:
    # Signs that steer a terminal, or end a text in C, may come in files; a person means none.
    return " ".join(_STEERING.sub(" ", text).split())


def told_with(question: Question, story: Story | None) -> Question:
    """Return a question as it is answered with a story: its points are then the story's own.

    The question that is stored with an answer is this one, so everything that compares, shows and
    counts key points needs to know nothing of stories. A story without bullets changes no points.

    Args:
        question: The question, as the packs have it.
        story: The story; None for none.
    """
    if story is None:
        return question
    points = story.points or question.key_points
    return replace(question, key_points=points, story=StoryName(story.uid, story.title))


def holes(stories: Sequence[Story], questions: Sequence[Question]) -> dict[str, tuple[Story, ...]]:
    """Return which stories show each competency that is asked for; none of them is a hole.

    Args:
        stories: All stories.
        questions: The behavioural questions; what they ask for comes first, by how often.
    """
    asked: dict[str, int] = {}
    for question in questions:
        for name in question.competencies:
            asked[name] = asked.get(name, 0) + 1
    names = sorted(asked, key=lambda name: -asked[name]) or list(COMPETENCIES)
    names += [name for story in stories for name in story.competencies]
    return {
        name: tuple(story for story in stories if name in story.competencies)
        for name in dict.fromkeys(names)
    }
