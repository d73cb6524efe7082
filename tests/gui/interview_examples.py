"""Interviews and their reports to show the pages with."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from app.core import practice as p
from app.core.interview import Interview, InterviewRules, InterviewStep, follow_up_to
from app.core.settings import Settings
from app.gui.pages.interview_values import SetUpState
from app.session.interview_views import InterviewView
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
