"""How well a question is known: what an answer is worth, and how soon it fades."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import IntEnum
from typing import Final

# FSRS-6 as the fsrs library has it: the share that is remembered falls as a power of time, and is
# 90 % when `stability_days` are over. test_scheduling compares it with the library.
_DECAY: Final = -0.1542
_FACTOR: Final = 0.9 ** (1 / _DECAY) - 1

# Thirds: of five points, the usual number, they part 0-1, 2-3 and 4-5. What is measured is rough
# (some points said in other words are not found), so finer steps would be made up.
_SOME_FROM: Final = 1 / 3
_MOST_FROM: Final = 2 / 3


class Grade(IntEnum):
    """What an answer is worth, in the numbers of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


_A, _H, _G, _E = Grade.AGAIN, Grade.HARD, Grade.GOOD, Grade.EASY
# The person's rating (None for none) -> the grade where no coverage is known, where under a third
# of the points was covered, under two thirds, and more. The anchors of the questions say what the
# ratings are: 1 failed, 3 is half of it, 5 all of it; so below 3 there was nothing to build on, and
# the grade for "hard" is still a pass. Where both views are there, the truth is looked for between
# them, and in doubt nearer to the lower one: to be asked once too often costs three minutes. A lone
# measurement never makes a question easy, and it takes both to make it so where both are there.
GRADES: Final[Mapping[int | None, tuple[Grade | None, Grade, Grade, Grade]]] = {
    None: (None, _A, _H, _G),
    1: (_A, _A, _A, _H),
    2: (_A, _A, _H, _H),
    3: (_H, _A, _H, _G),
    4: (_G, _H, _G, _G),
    5: (_E, _H, _G, _E),
}


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """What counts of an answer.

    Attributes:
        made_at: When it was given, with time zone.
        score: The person's own rating, 1 to 5; None for none.
        covered_share: Share of key points covered, the person's ticks counted, 0..1; None where
            there are none, it is not known yet, or only from a draft that nobody confirmed.
    """

    made_at: datetime
    score: int | None = None
    covered_share: float | None = None

    @property
    def grade(self) -> Grade | None:
        """What it is worth; None when nothing is known of it, so that it does not count."""
        return grade_of(self.score, self.covered_share)


@dataclass(frozen=True, slots=True)
class GradedDay:
    """What the answers to a question on one day are worth together."""

    day: date
    grade: Grade


def grade_of(score: int | None, covered_share: float | None) -> Grade | None:
    """Return what an answer is worth; None when neither view of it is known.

    Args:
        score: The person's own rating, 1 to 5.
        covered_share: Share of key points covered, 0..1.
    """
    alone, few, some, most = GRADES[score]
    if covered_share is None:
        return alone
    if covered_share < _SOME_FROM:
        return few
    return some if covered_share < _MOST_FROM else most


def graded_days(answers: Iterable[JudgedAnswer], zone: tzinfo | None) -> list[GradedDay]:
    """Return one grade for each day on which a question was answered.

    The first take of a day shows what had stayed. A second one right after the feedback shows what
    was just read, and is remembered far less than it seems; so a better one raises the grade of
    the day by one step only, and never to easy.

    Args:
        answers: Answers to one question, the oldest first.
        zone: The time zone of the person.
    """
    days = dict[date, Grade]()
    raised = set[date]()
    for answer in answers:
        grade = answer.grade
        if grade is None:
            continue
        day = answer.made_at.astimezone(zone).date()
        first = days.setdefault(day, grade)
        if grade > first and first < Grade.GOOD and day not in raised:
            days[day] = Grade(first + 1)
            raised.add(day)
    return [GradedDay(day, grade) for day, grade in days.items()]


def retrievability(stability_days: float, elapsed_days: float) -> float:
    """Return how likely something is still known, 0..1, as FSRS-6 has it.

    Args:
        stability_days: Days after which it is known with 90 %; above 0.
        elapsed_days: Days since it was asked.
    """
    return float((1 + _FACTOR * max(0.0, elapsed_days) / stability_days) ** _DECAY)
