"""A person who does not exist, rehearsing day by day with the real planner and a real history."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeVar

from app.core.agenda import Agenda
from app.core.attempt import SelfRating, Take
from app.core.errors import AppError
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.question import KeyPoint, Question
from app.core.scheduling import retrievability
from app.core.settings import Settings
from app.session.agenda import Planner
from app.storage.backups import Backups
from app.storage.cards import Cards
from app.storage.database import Database
from app.storage.history import History
from tests.storage.blank import blank

T = TypeVar("T")
FIRST: Final = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)  # a Monday
DAY: Final = timedelta(days=1)
POINTS: Final = 5


def questions(count: int = 40, groups: int = 4) -> list[Question]:
    """Return made-up questions, as many in each group."""
    points = tuple(KeyPoint(f"Point {number}.") for number in range(POINTS))
    return [
        Question(
            f"q{number:02}",
            "test",
            "Test",
            f"Group {number * groups // count}",
            "?",
            key_points=points,
        )
        for number in range(count)
    ]


@dataclass
class Memory:
    """How well an answer is known, which the person and the program can only guess.

    Attributes:
        talent: How easily it is learnt, 0..1.
        stability_days: Days until 90 % is left of it.
        last_at: When it was practised last.
    """

    talent: float
    stability_days: float = 0.0
    last_at: datetime = FIRST

    def skill(self, now: datetime) -> float:
        """Return how much is known now, 0..1."""
        if not self.stability_days:
            return 0.5 * self.talent
        return retrievability(self.stability_days, (now - self.last_at) / DAY)

    def practise(self, now: datetime) -> None:
        """Learn from giving the answer and reading the feedback."""
        known = self.skill(now)
        growth = 1 + (0.6 + 2.2 * self.talent) * (1.3 - known)
        self.stability_days = max(1.0, self.stability_days * growth)
        self.last_at = now


@dataclass
class Day:
    """What happened on a day.

    Attributes:
        day: The day.
        due: How many questions were due in the evening.
        asked: The questions that were asked, as they followed.
        new: How many of them were asked for the first time.
        late_days: How long the one that had to wait longest was overdue, in days.
        agenda: What there was to practise.
    """

    day: date
    due: int
    asked: list[Question]
    new: int
    late_days: int
    agenda: Agenda


@dataclass
class Rehearsal:
    """Sixty days in some seconds. The noise comes from a seed."""

    folder: Path
    choice: Sequence[Question] = field(default_factory=questions)
    settings: Settings = field(default_factory=Settings)
    seed: int = 1
    days: list[Day] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.database = Database(
            blank(self.folder / "history.db"), Backups(self.folder / "backups")
        )
        self.database.tuples("PRAGMA synchronous = OFF")  # it need not outlive a power cut
        self._history = History(self.database)
        self.planner = Planner(Cards(self.database), lambda: self.settings, _never)
        self._chance = random.Random(self.seed)
        self._memory = {each.key: Memory(self._chance.uniform(0.1, 1.0)) for each in self.choice}
        self.waits = dict[str, list[int]]()  # from each answer, until the question is due again

    def close(self) -> None:
        """Close the history."""
        self.database.close()

    def practise(self, count: int | None) -> None:
        """Live through one day.

        Args:
            count: How many questions the person answers; None for what is due and, of the new
                ones, as many as the plan says.
        """
        now = FIRST + len(self.days) * DAY
        agenda = self.planner.agenda(self.choice, now)
        if count is None:
            new = agenda.plan[0].new if agenda.plan else 0
            asked = [each.question for each in (*agenda.due, *agenda.never_tried[:new])]
        else:
            asked = list(agenda.to_ask(count))
        late = [(now - each.card.due_at).days for each in agenda.due if each.card]
        known = self.planner.cards()
        new = sum(question.key not in known for question in asked)
        self.days.append(Day(now.date(), len(agenda.due), asked, new, max(late, default=0), agenda))
        for number, question in enumerate(asked):
            self._answer(question, now + timedelta(minutes=3 * number))
        for key, card in self.planner.cards().items():
            if card.last_at >= now:
                self.waits.setdefault(key, []).append((card.due_at - card.last_at).days)

    def gaps(self, question: Question) -> list[int]:
        """Return how many days lay between the days on which a question was asked."""
        at = [number for number, day in enumerate(self.days) if question in day.asked]
        return [after - before for before, after in pairwise(at)]

    def _answer(self, question: Question, now: datetime) -> None:
        memory = self._memory[question.key]
        skill = memory.skill(now)
        said = [self._chance.random() < 0.1 + 0.85 * skill for _ in range(POINTS)]
        felt = 1 + 4 * skill + self._chance.gauss(0, 0.7)
        states = [PointState.COVERED if each else PointState.NOT_FOUND for each in said]
        findings = tuple(PointFinding("", state, 0.5) for state in states)
        attempt = self._history.add(question, Take("", 90.0), now)
        if self._chance.random() < 0.8:  # the others are not rated
            self._history.rate(attempt, SelfRating(max(1, min(5, round(felt)))))
        self._history.remember_review(attempt, "1", Coverage(findings, "lexical"), 120.0, 2.0)
        memory.practise(now)


def _never(
    work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AppError], None]
) -> None:
    raise AssertionError("a day's answers are few enough to be counted at once")
