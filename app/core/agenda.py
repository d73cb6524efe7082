"""What to practise: which questions are due, what is weak, what was never tried, and a plan."""

from dataclasses import dataclass
from datetime import date, datetime

from app.core.feedback import PointState
from app.core.mixing import mixed
from app.core.question import Question


@dataclass(frozen=True, slots=True)
class Card:
    """What the scheduler knows of a question that was answered.

    Attributes:
        question_key: The question, as `pack/question`.
        due_at: When it should be asked again, with time zone.
        last_at: When it was answered last, with time zone.
        stability_days: Days after which it is remembered with 90 %.
        difficulty: 1 (easy) to 10 (hard), as FSRS measures it.
        answers: How many answers were counted, one a day.
        score: The person's own last rating, 1 to 5; None for none.
        covered_share: Share of key points covered last, 0..1; None where there are none.
    """

    question_key: str
    due_at: datetime
    last_at: datetime
    stability_days: float
    difficulty: float
    answers: int
    score: int | None = None
    covered_share: float | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is worth asking, and what is known of it; None when never answered."""

    question: Question
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A key point that was often left out.

    Attributes:
        question: The question it belongs to.
        point: Its text.
        states: What was heard of it in the last takes, the newest last.
        attempt_id: The newest of those takes.
    """

    question: Question
    point: str
    states: tuple[PointState, ...]
    attempt_id: int


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """What to do on a day before the interview.

    Attributes:
        day: The day.
        due: How many questions come back.
        new: How many are tried for the first time.
        rehearsal: Whether it is a day for a whole interview.
        minutes: About how long that takes, thinking included.
    """

    day: date
    due: int
    new: int
    rehearsal: bool
    minutes: int


@dataclass(frozen=True, slots=True)
class Habits:
    """How much was practised this week, from Monday on.

    Attributes:
        spoken_s: Time spoken, in seconds; written answers count with the time they took.
        days: The days on which something was answered.
        goal_min: Minutes a week the person wants to speak; 0 for no goal.
    """

    spoken_s: float = 0.0
    days: tuple[date, ...] = ()
    goal_min: int = 0


@dataclass(frozen=True, slots=True)
class Agenda:
    """What there is to practise, for one choice of packs and groups.

    Attributes:
        today: The day it holds for.
        due: Questions that are due, mixed across their groups, in the order to ask them.
        never_tried: Questions that were never answered, mixed across their groups.
        later: Other questions of the choice, the one that is due next first.
        weakest: Key points that are often left out, the weakest first.
        coming: How many questions fall due tomorrow, the day after ... for the next seven days.
        interview_on: The day of the interview; None when there is none, or it is over.
        plan: What to do each day until then, today included; empty without a day.
        habits: How much was practised this week.
        complete: Whether it knows all answers; not while those of an import are still gone through.
    """

    today: date
    due: tuple[Asked, ...] = ()
    never_tried: tuple[Asked, ...] = ()
    later: tuple[Asked, ...] = ()
    weakest: tuple[WeakPoint, ...] = ()
    coming: tuple[int, ...] = ()
    interview_on: date | None = None
    plan: tuple[PlannedDay, ...] = ()
    habits: Habits = Habits()
    complete: bool = True

    def to_ask(self, count: int) -> tuple[Question, ...]:
        """Return the questions a session of a length should have, mixed across their groups.

        What is due comes first, then what is new, then the rest. But of two or more questions a
        quarter are new ones, and more when the plan of the day says so: else those who have a lot
        due would never come to them.
        """
        places = min(len(self.never_tried), self._new_places(count))
        due = self.due[: count - places]
        rest = (*self.never_tried, *self.later)[: count - len(due)]
        chosen = mixed((*due, *rest), lambda each: (each.question.pack_id, each.question.group))
        return tuple(each.question for each in chosen)

    def _new_places(self, count: int) -> int:
        """Return how many questions of a session are kept for new ones."""
        if count < 2:
            return 0
        places = max(1, count // 4)
        if self.plan and self.plan[0].new:
            today = self.plan[0]
            places = max(places, count * today.new // (today.due + today.new))
        return min(places, count - 1)
