"""Interviews and their reports to show the pages with."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from app.core import practice as p
from app.core.attempt import Take
from app.core.feedback import Coverage
from app.core.interview import Interview, InterviewRules, InterviewStep, follow_up_to
from app.core.settings import Settings
from app.core.structure import Part, Structure, TaggedSentence
from app.gui.pages.interview_rating import Given
from app.gui.pages.interview_report_values import ReportState
from app.gui.pages.interview_values import SetUpState
from app.session.interview_views import (
    AnswerReport,
    InterviewReport,
    InterviewView,
    Remark,
    SoundBite,
)
from tests.gui import answers, examples

ASKS: Final = (
    "What is model or concept drift?",
    "How do canary and blue-green deployment differ?",
    "Tell me about a time you had to convince somebody who outranked you.",
    "How do you keep experiments reproducible?",
    "When would you not use a feature store?",
)
QUESTIONS: Final = tuple(
    answers.question(id=f"q{index}", ask=ask, group="Behavioural" if index == 2 else "MLOps basics")
    for index, ask in enumerate(ASKS)
)


def interview(position: int = 0, **changes: object) -> Interview:
    """Return an interview of five questions, the first of which had a follow-up."""
    steps = [InterviewStep(question) for question in QUESTIONS]
    steps.insert(1, InterviewStep(follow_up_to(QUESTIONS[0], 0), follow_up=True))
    values: dict[str, object] = {
        "uid": "one",
        "made_at": answers.NOW - timedelta(minutes=20),
        "rules": InterviewRules(),
        "steps": tuple(steps),
        "position": position,
    }
    return Interview(**(values | changes))  # type: ignore[arg-type]  # one place for many tests


def set_up(**changes: object) -> SetUpState:
    """Return the page for somebody who has chosen nothing yet."""
    values: dict[str, object] = {
        "now": answers.NOW,
        "settings": Settings(),
        "packs": examples.home().packs,
        "mixes": ("ML engineer", "Data engineer"),
    }
    return SetUpState(**(values | changes))  # type: ignore[arg-type]  # as above


def earlier(number: int) -> tuple[Interview, ...]:
    """Return interviews that came to an end, the second one half-way."""
    return tuple(
        replace(
            interview(3 if index == 1 else 6),
            uid=f"earlier-{index}",
            made_at=answers.NOW - timedelta(days=4 * index + 1),
            ended_at=answers.NOW - timedelta(days=4 * index + 1),
        )
        for index in range(number)
    )


RULES: Final = p.Rules(60.0, 120.0, hard_stop=True, may_pause=False)


def asked(state: p.State, position: int = 0, **changes: object) -> InterviewView:
    """Return a view of a question that is thought about or answered."""
    plan = interview(position)
    step = plan.steps[position]
    answer = answers.practice(state, question=step.question, index=position, total=6, note="")
    values: dict[str, object] = {"interview": plan, "phase": "question", "answer": answer}
    return InterviewView(**(values | changes))  # type: ignore[arg-type]  # as above


def resting(phase: str, position: int = 0, **changes: object) -> InterviewView:
    """Return a view of a phase in which nothing is asked."""
    values: dict[str, object] = {"interview": interview(position), "phase": phase}
    return InterviewView(**(values | changes))  # type: ignore[arg-type]  # as above


def structure() -> Structure:
    """Return a story that spends a quarter of its time on the Result."""
    parts = (Part.SITUATION, Part.TASK, Part.ACTION, Part.ACTION, Part.RESULT)
    return Structure(
        tuple(
            TaggedSentence(9 * index, 9 * index + 8, 10.0 * index, 10.0 * index + 10, part)
            for index, part in enumerate(parts)
        )
    )


def answer(index: int, attempt_id: int, **changes: object) -> AnswerReport:
    """Return what came of a step of the interview."""
    step = interview().steps[index]
    spoken = answers.transcript()
    shown = answers.feedback(spoken)
    if step.follow_up:
        shown = replace(shown, coverage=Coverage((), "semantic"))
    if step.question.group == "Behavioural":
        shown = replace(shown, structure=structure())
    take = Take(f"take-{attempt_id}.wav", 78.0)
    attempt = answers.attempt(id=attempt_id, question=step.question, take=take, mode="interview")
    values: dict[str, object] = {"step": step, "attempt": attempt, "feedback": shown}
    return AnswerReport(**(values | changes))  # type: ignore[arg-type]  # as above


GIVEN: Final = tuple(
    Given(11 + index, step.question.ask, step.follow_up)
    for index, step in enumerate(interview().steps)
)
BITES: Final = tuple(
    SoundBite(11 + index, words, 5.0 * index, 5.0 * index + 4)
    for index, words in enumerate(answers.EVIDENCE)
)
STRENGTHS: Final = (
    Remark("Your first sentence answers", "In 4 of 5 answers a point came first.", BITES[:2]),
    Remark("Your Results have numbers", "The Result of your story holds a number.", BITES[2:3]),
    Remark("Your pace is easy to follow", "119 words a minute over all answers.", BITES[3:4]),
)
TO_WORK_ON: Final = (
    Remark(
        "Say what you would do next",
        "In 3 of 5 answers nothing was heard of the step after finding the cause.",
        BITES[4:5],
    ),
    Remark("Come to the Action sooner", "It began after half of the time.", BITES[1:3]),
    Remark("Use the time there is", "Three answers took less than half of it.", BITES[:1]),
)


def report(**changes: object) -> InterviewReport:
    """Return the report of an interview that came to its end."""
    whole = interview(6, ended_at=answers.NOW)
    values: dict[str, object] = {
        "interview": whole,
        "answers": tuple(answer(index, 11 + index) for index in range(6)),
        "strengths": STRENGTHS,
        "to_work_on": TO_WORK_ON,
        "complete": True,
    }
    return InterviewReport(**(values | changes))  # type: ignore[arg-type]  # as above


def half_report() -> InterviewReport:
    """Return the report of one that was left: one answer judged, one not, one in the trash."""
    return report(
        interview=interview(3),
        answers=(
            answer(0, 11),
            answer(1, 12, feedback=None),
            answer(2, 13, attempt=None, feedback=None),
            *(answer(index, 0, attempt=None, feedback=None) for index in (3, 4, 5)),
        ),
        strengths=(),
        to_work_on=(),
        complete=False,
    )


def reported(shown: InterviewReport | None = None) -> ReportState:
    """Return the page of a report."""
    return ReportState(shown or report(), answers.NOW)
