"""Which answers a list holds, and in which order."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app.core.attempt import Mode


class SortBy(StrEnum):
    """What a list of answers is sorted by."""

    WHEN = "when"
    QUESTION = "question"
    TAKE = "take"
    COVERED = "covered"
    PACE = "pace"
    FILLERS = "fillers"
    LENGTH = "length"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted. Answers without a value come last either way; then the newest first."""

    by: SortBy = SortBy.WHEN
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """Which answers a list holds; every field that is set narrows it.

    Attributes:
        text: Words to find in what was said, noted and asked. Several words must all be there;
            "in quotes" they must follow one another; a star at the end, as in monitor*, finds
            every word that begins so; a minus before a word leaves out the answers that have it.
        pack_id: The pack of the question.
        group: The part of the pack.
        tag: A tag of the question.
        question_key: The question, as `pack/question`.
        since: Not before this moment, with time zone.
        until: Before this moment, with time zone.
        score_from: The person's own rating, at least.
        score_to: The person's own rating, at most.
        mode: How it was rehearsed.
        draft: Whether its text is a draft nobody confirmed.
        best: Only those marked as best take.
        noted: Only those with a note.
    """

    text: str = ""
    pack_id: str = ""
    group: str = ""
    tag: str = ""
    question_key: str = ""
    since: datetime | None = None
    until: datetime | None = None
    score_from: int | None = None
    score_to: int | None = None
    mode: Mode | None = None
    draft: bool | None = None
    best: bool = False
    noted: bool = False


class Entry(NamedTuple):
    """A place in a list: the number of an attempt, and the sitting it belongs to."""

    attempt_id: int
    session_id: str


class Piece(NamedTuple):
    """A piece of a text that was searched, and whether it is what was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What one can filter by, because there is something of it; each in the order to show it.

    Attributes:
        packs: Packs, as id and title.
        groups: Parts of packs, as id of the pack and name.
        tags: Tags of questions.
        modes: Ways of rehearsing.
        drafts: Whether there are drafts nobody confirmed.
        notes: Whether there are notes.
        best: Whether a take is marked as best.
    """

    packs: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()
    drafts: bool = False
    notes: bool = False
    best: bool = False
