"""What the History page shows, and what can be asked for there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from app.core.attempt import AttemptSummary, Mode
from app.core.listing import Choices, Entry, Order, Piece
from app.gui.pages.data_events import DataEvent


class Period(StrEnum):
    """How far back to look."""

    ANY = "any"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which answers the person wants to see; every field that is set narrows it.

    Attributes:
        text: Words to find; `app.core.listing.Filter` says how they are read.
        pack_id: The pack of the question.
        group: The part of the pack.
        question_key: One question.
        ask: What that question asks, for saying so.
        tag: A tag of the question.
        period: How far back; a day of the past means another moment tomorrow.
        first_day: The first day of a period of one's own; None for no beginning.
        last_day: The last day of it, inclusive; None for no end.
        scores: The person's own rating, at least and at most.
        mode: How it was rehearsed.
        draft: Whether its text is a draft nobody confirmed.
        best: Only those marked as best take.
        noted: Only those with a note.
    """

    text: str = ""
    pack_id: str = ""
    group: str = ""
    question_key: str = ""
    ask: str = ""
    tag: str = ""
    period: Period = Period.ANY
    first_day: date | None = None
    last_day: date | None = None
    scores: tuple[int, int] | None = None
    mode: Mode | None = None
    draft: bool | None = None
    best: bool = False
    noted: bool = False


ALL: Final = Wanted()
NEWEST_FIRST: Final = Order()
NO_CHOICES: Final = Choices()


class RowSource(Protocol):
    """Reads what a part of the list shows. Called while the table is painted: never a whole list.

    What cannot be read is left out of the answer.
    """

    def summaries(self, ids: Sequence[int], /) -> Mapping[int, AttemptSummary]:
        """Return what the rows of some attempts show."""

    def snippets(self, ids: Sequence[int], text: str, /) -> Mapping[int, tuple[Piece, ...]]:
        """Return where a text was found in some attempts."""


@dataclass(frozen=True, slots=True)
class HistoryState:
    """What the page shows.

    Attributes:
        entries: The places of all answers that are wanted, in order.
        source: Reads what their rows show.
        wanted: Which answers they are.
        order: How they are sorted.
        grouped: Whether answers of one sitting stand together, while the list is sorted by date.
        choices: What there is to filter by.
        anything: Whether there is any answer at all, wanted or not.
        in_trash: How many deleted answers and stories can be brought back.
    """

    entries: Sequence[Entry]
    source: RowSource
    wanted: Wanted = ALL
    order: Order = NEWEST_FIRST
    grouped: bool = False
    choices: Choices = NO_CHOICES
    anything: bool = True
    in_trash: int = 0


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """Review an answer."""

    attempt_id: int


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Show what came of a sitting."""

    session_id: str


@dataclass(frozen=True, slots=True)
class AnswerFirst:
    """Go to where a first question can be answered."""


@dataclass(frozen=True, slots=True)
class Want:
    """Show other answers."""

    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Sort:
    """Show them in another order."""

    order: Order


@dataclass(frozen=True, slots=True)
class GroupBySession:
    """Show the answers of one sitting together, which needs the order of time, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class MarkBest:
    """Mark an answer as the best take of its question, or take that back."""

    attempt_id: int
    on: bool


@dataclass(frozen=True, slots=True)
class CompareAttempts:
    """Show two takes of one question side by side; the earlier one first."""

    first_id: int
    second_id: int


@dataclass(frozen=True, slots=True)
class ExportAttempts:
    """Write answers into files of one's own."""

    attempt_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DeleteAttempts:
    """Move answers to the trash."""

    attempt_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UndoDelete:
    """Bring back what was just moved to the trash, if anything was."""


@dataclass(frozen=True, slots=True)
class OpenTrash:
    """Show the deleted answers."""


# What leads away from the page, or is done by others.
Leading = (
    OpenAttempt
    | OpenSession
    | AnswerFirst
    | CompareAttempts
    | ExportAttempts
    | DeleteAttempts
    | UndoDelete
    | OpenTrash
    | DataEvent
)
HistoryPageEvent = Leading | Want | Sort | GroupBySession | MarkBest
