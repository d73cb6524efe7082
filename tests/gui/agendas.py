"""What there is to practise, in the states a Home page can show."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from app.core.agenda import Agenda, Asked, Card, Habits, PlannedDay, WeakPoint
from app.core.feedback import PointState
from app.core.question import KeyPoint, Pack, Question

TODAY: Final = date(2026, 11, 23)  # a Monday
SATURDAY: Final = datetime(2026, 11, 21, 12, tzinfo=UTC)
THURSDAY: Final = date(2026, 11, 26)
INTERVIEW: Final = date(2026, 12, 3)

ASKS: Final = (
    ("MLOps basics", "What is model or concept drift?"),
    ("MLOps basics", "How do canary and blue-green deployment differ?"),
    ("MLOps basics", "How do you keep experiments reproducible?"),
    ("Technical", "How do you handle feature engineering in a pipeline?"),
    ("Technical", "Which kinds of tests does a machine learning system need?"),
    ("Technical", "How would you serve a model that must answer within fifty milliseconds?"),
    ("Technical", "What goes into a model registry?"),
)


def question(index: int) -> Question:
    """Return one of the example questions."""
    group, ask = ASKS[index]
    return Question(
        id=f"q{index}",
        pack_id="mlops",
        pack_title="MLOps interview",
        group=group,
        ask=ask,
        key_points=(KeyPoint("Data drift: the inputs change"),),
        prep_s=60.0,
        answer_s=120.0,
    )


MLOPS: Final = Pack("mlops", "MLOps interview", tuple(question(i) for i in range(len(ASKS))))


def card(index: int, score: int | None = 3, last_at: datetime = SATURDAY) -> Card:
    """Return what is known of an example question that was answered."""
    due_at = last_at + timedelta(days=2)
    return Card(f"mlops/q{index}", due_at, last_at, 2.0, 5.0, 1, score)


def asked(*indexes: int) -> tuple[Asked, ...]:
    """Return example questions that were answered on Saturday."""
    return tuple(Asked(question(i), card(i, 3 - i % 2)) for i in indexes)


def untried(*indexes: int) -> tuple[Asked, ...]:
    """Return example questions that were never answered."""
    return tuple(Asked(question(i)) for i in indexes)


def _weak(index: int, point: str, states: str) -> WeakPoint:
    letters = {"n": PointState.NOT_FOUND, "u": PointState.UNCLEAR, "c": PointState.COVERED}
    return WeakPoint(question(index), point, tuple(letters[each] for each in states), index + 10)


WEAKEST: Final = (
    _weak(0, "Keep a fallback: the earlier model or a simple rule", "nn"),
    _weak(1, "Blue-green needs room for two full copies", "nu"),
    _weak(2, "Fix the random seed and record it with the run", "ncn"),
    _weak(3, "Serve and train from one feature definition", "uncu"),
)
HABITS: Final = Habits(1380.0, (TODAY,))
NEW: Final = Agenda(TODAY, never_tried=untried(*range(7)), coming=(0,) * 7)
SOME_DUE: Final = Agenda(
    TODAY,
    due=(*asked(0, 1), Asked(question(2), card(2, None))),
    never_tried=untried(4, 5, 6),
    later=asked(3),
    weakest=WEAKEST,
    coming=(2, 1, 0, 3, 0, 1, 0),
    habits=HABITS,
)
NONE_DUE: Final = replace(SOME_DUE, due=(), later=asked(3, 0, 1, 2), coming=(2, 0, 0, 0, 0, 0, 0))
ALL_TRIED: Final = replace(
    NONE_DUE, never_tried=(), later=asked(3, 0, 1, 2, 4, 5, 6), weakest=WEAKEST[:1]
)


def plan(days: int = 11) -> tuple[PlannedDay, ...]:
    """Return what to do on each day from today on, with a whole interview now and then."""
    return tuple(
        PlannedDay(
            day=TODAY + timedelta(days=number),
            due=(4, 2, 0, 3, 5)[number % 5],
            new=(3, 1, 0)[number % 3] if number < 8 else 0,
            rehearsal=number in (1, days - 2),
            minutes=(21, 9, 0, 12, 15)[number % 5] + (20 if number in (1, days - 2) else 0),
        )
        for number in range(days)
    )


def planned(agenda: Agenda = SOME_DUE, plan_: Sequence[PlannedDay] | None = None) -> Agenda:
    """Return an agenda with the day of the interview and a plan until then."""
    return replace(agenda, interview_on=INTERVIEW, plan=tuple(plan_ or plan()))


def with_goal(agenda: Agenda = SOME_DUE) -> Agenda:
    """Return an agenda with a goal for the week, on a Thursday."""
    days = (TODAY, TODAY + timedelta(days=2), THURSDAY)
    return replace(agenda, habits=Habits(1380.0, days, goal_min=60))
