"""A rehearsed interview: what is asked in which order, by which rules."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from app.core.question import Question

# How the questions are chosen: as the packs mix them for a role, the ones the person is weakest
# at first, or at random.
Choice = Literal["mix", "weakest", "random"]

FOLLOW_UP: Final = "--follow-up-"
# A follow-up asks for one thing more: little to think about, and a minute is enough to say it.
FOLLOW_UP_PREP_S: Final = 8.0
FOLLOW_UP_ANSWER_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class InterviewRules:
    """How an interview goes. There is no pause, no hint and no retake in any case.

    Attributes:
        prep_s: Time to think before each answer, in seconds; None for each question's own.
        answer_s: Time to answer, in seconds, after which it stops; None for each question's own.
        break_s: Time between two questions, in seconds; 0 for none.
        follow_ups: Whether a follow-up is asked after an answer that left something out.
        read_aloud: Whether the questions are read aloud.
        typed: Whether the answers are written with the keyboard.
    """

    prep_s: float | None = None
    answer_s: float | None = None
    break_s: float = 10.0
    follow_ups: bool = True
    read_aloud: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class InterviewStep:
    """One thing that is asked: a question of the plan, or a follow-up to the one before."""

    question: Question
    follow_up: bool = False


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview as it is stored: its plan, and how far it has come.

    Attributes:
        uid: Its name on every computer; the `session_id` of its answers.
        made_at: When it was begun, with time zone.
        rules: How it goes.
        steps: What is asked, in order; follow-ups are put in as they are asked.
        position: Index of the step that is being asked, or comes next; len(steps) at the end.
        ended_at: When it came to its end, or was given up; None while it can be gone on with.
    """

    uid: str
    made_at: datetime
    rules: InterviewRules
    steps: tuple[InterviewStep, ...]
    position: int = 0
    ended_at: datetime | None = None

    @property
    def step(self) -> InterviewStep | None:
        """What is asked now; None at the end."""
        return self.steps[self.position] if self.position < len(self.steps) else None

    @property
    def total(self) -> int:
        """How many questions it has, follow-ups not counted."""
        return sum(not step.follow_up for step in self.steps)

    @property
    def number(self) -> int:
        """Which question it is at, from 1, follow-ups not counted; total at the end."""
        return sum(not step.follow_up for step in self.steps[: self.position + 1])

    def with_follow_up(self, question: Question) -> "Interview":
        """Return it with a follow-up put in after the present step."""
        after = self.position + 1
        step = InterviewStep(question, follow_up=True)
        return replace(self, steps=(*self.steps[:after], step, *self.steps[after:]))


def follow_up_to(question: Question, index: int) -> Question:
    """Return one of the follow-ups of a question, as a question of its own without key points.

    It has times of its own, which are short.

    Args:
        question: The question that was answered.
        index: Which of its `follow_ups`, from 0.
    """
    return replace(
        question,
        id=f"{question.id}{FOLLOW_UP}{index + 1}",
        ask=question.follow_ups[index],
        why="",
        key_points=(),
        model_answer="",
        follow_ups=(),
        anchors=None,
        prep_s=FOLLOW_UP_PREP_S,
        answer_s=FOLLOW_UP_ANSWER_S,
        competencies=(),
        story=None,
    )


def is_follow_up(question_key: str) -> bool:
    """Return whether a key names a follow-up, which no pack lists and nothing brings back."""
    return FOLLOW_UP in question_key
