"""What a person can do on the Home page."""

from dataclasses import dataclass
from datetime import date

from app.core.attempt import Mode


@dataclass(frozen=True, slots=True)
class Start:
    """Ask these questions, in this order."""

    question_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenInterview:
    """Set up a whole interview."""


@dataclass(frozen=True, slots=True)
class ChooseMode:
    """Rehearse answer by answer, or a whole interview."""

    mode: Mode


@dataclass(frozen=True, slots=True)
class PickFrom:
    """Choose from one pack, and from one group of it; empty for all."""

    pack_id: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class PickQuestion:
    """Begin with this question; empty for the order that is proposed."""

    key: str


@dataclass(frozen=True, slots=True)
class ChooseCount:
    """Ask that many questions: `DUE` for what is due, `ALL` for every one of the choice."""

    count: int


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Show what came of a sitting."""

    session_id: str


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """Show an earlier answer."""

    attempt_id: int


@dataclass(frozen=True, slots=True)
class SetInterview:
    """Set the day of the interview; None for none."""

    day: date | None


@dataclass(frozen=True, slots=True)
class ShowWeek:
    """Show how much was practised this week, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class KeepTake:
    """Take a recovered recording into the history.

    Attributes:
        name: The recording.
        question_key: The question picked on the page, for a recording that does not know its own.
    """

    name: str
    question_key: str


@dataclass(frozen=True, slots=True)
class DiscardTake:
    """Delete a recovered recording; the person has confirmed it."""

    name: str


# What changes the settings.
Choice = ChooseMode | PickFrom | ChooseCount | SetInterview | ShowWeek

HomeEvent = (
    Choice
    | Start
    | OpenInterview
    | PickQuestion
    | OpenAttempt
    | OpenSession
    | KeepTake
    | DiscardTake
)
