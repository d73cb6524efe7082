"""What the Home page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.core.agenda import Agenda, Asked, PlannedDay
from app.core.question import Pack, Question
from app.core.settings import Settings

DUE: Final = 0  # ask what is due
ALL: Final = 50  # the most that the settings allow: every question of the choice
FEW: Final = 3  # how many are asked when nothing is due
AT_ONCE: Final = 10  # how many of those due are asked in one go: about half an hour


@dataclass(frozen=True, slots=True)
class LastSession:
    """What was done last.

    Attributes:
        when: Such as "Saturday, 22 min".
        question_count: How many questions were answered.
        take_count: How many takes that took.
        points_covered: Key points covered in the best takes.
        points_total: Key points there were; 0 when nothing was compared yet.
        note: "Next time I will ..." of the last answer; empty for none.
        attempt_id: The last answer, to open.
        session_id: The sitting, to open; empty when its answers belong to none.
    """

    when: str
    question_count: int
    take_count: int
    points_covered: int
    points_total: int
    note: str
    attempt_id: int
    session_id: str = ""


@dataclass(frozen=True, slots=True)
class RecoveredTake:
    """A recording that was being made when the program ended unexpectedly.

    Attributes:
        name: Its name among the recordings.
        duration_s: How much of it there is.
        when: When it was made, such as "today 18:42".
        question: The question it answers, in full; empty when that is not known.
    """

    name: str
    duration_s: float
    when: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class HomeState:
    """What the page shows.

    Attributes:
        today: The date, for the caption.
        packs: All packs; empty while they are read, or when none could be.
        settings: Which pack, group, mode and how many were chosen last, and the times.
        agenda: What is due of the choice; None while that is not known, or cannot be.
        answered: Whether anything was ever answered.
        first_key: Key of the question picked to begin with; empty for the proposed order.
        last: The last session; None when there is none.
        recovered: Takes that a crash left behind, which wait for a decision.
        draft_count: Answers whose transcript is a draft.
        reading: Whether the packs are still being read.
        can_interview: Whether there is a page to set up an interview.
        week_hidden: Whether the person has just hidden how much was practised.
        stories: Titles of the stories that are attached to questions, by their keys.
    """

    today: date
    packs: tuple[Pack, ...]
    settings: Settings
    agenda: Agenda | None = None
    answered: bool = False
    first_key: str = ""
    last: LastSession | None = None
    recovered: tuple[RecoveredTake, ...] = ()
    draft_count: int = 0
    reading: bool = False
    can_interview: bool = False
    week_hidden: bool = False
    stories: Mapping[str, str] = field(default_factory=dict)

    @property
    def pack(self) -> Pack | None:
        """The chosen pack; None for all of them, or when it is there no more."""
        return next((p for p in self.packs if p.id == self.settings.last_pack), None)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups there are to choose from."""
        packs = (self.pack,) if self.pack else self.packs
        return tuple(dict.fromkeys(group for pack in packs for group in pack.groups))

    @property
    def group(self) -> str:
        """The chosen group; empty for all of them, or when it is there no more."""
        return self.settings.last_group if self.settings.last_group in self.groups else ""

    @property
    def choice(self) -> tuple[Question, ...]:
        """The questions of the chosen pack and group, in the order of the packs."""
        packs = (self.pack,) if self.pack else self.packs
        group = self.group
        return tuple(q for pack in packs for q in pack.questions if group in ("", q.group))

    @property
    def due(self) -> tuple[Asked, ...]:
        """What is due."""
        return self.agenda.due if self.agenda else ()

    @property
    def planned(self) -> PlannedDay | None:
        """What the plan for the interview has for today; None without a plan."""
        plan = self.agenda.plan if self.agenda else ()
        return next((each for each in plan if each.day == self.today), None)

    @property
    def new_today(self) -> int:
        """How many questions the plan has tried for the first time today."""
        new = self.planned.new if self.planned else 0
        return min(new, len(self.agenda.never_tried)) if self.agenda else 0

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The questions that Start asks: the one picked, then those proposed."""
        proposed = self._proposed()
        picked = self._known().get(self.first_key)
        if picked is None:
            return proposed
        others = tuple(each for each in proposed if each.question.key != self.first_key)
        more = 1 if self._asks_today else 0  # what is due stays, whatever comes before it
        return (picked, *others)[: len(proposed) + more]

    @property
    def _asks_today(self) -> bool:
        return self.settings.ask_due and len(self.due) + self.new_today > 0

    def _proposed(self) -> tuple[Asked, ...]:
        count = FEW if self.settings.ask_due else self.settings.question_count
        if self.agenda is None:
            return tuple(Asked(question) for question in self.choice[:count])
        if self._asks_today:
            today = (*self.due, *self.agenda.never_tried[: self.new_today])
            if len(today) <= AT_ONCE:
                return today
            count = AT_ONCE
        known = self._known()
        return tuple(known[question.key] for question in self.agenda.to_ask(count))

    def _known(self) -> dict[str, Asked]:
        if self.agenda is None:
            return {question.key: Asked(question) for question in self.choice}
        all_of_them = (*self.agenda.due, *self.agenda.never_tried, *self.agenda.later)
        return {each.question.key: each for each in all_of_them}

    @property
    def interviewing(self) -> bool:
        """Whether Start leads to an interview."""
        return self.can_interview and self.settings.mode == "interview"

    @property
    def shows_week(self) -> bool:
        """Whether there is something to say about this week, and the person wants to see it."""
        return self.answered and self.agenda is not None and self.settings.show_habits
