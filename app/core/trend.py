"""What becomes of the answers over time: the values, and from how many on something is said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from app.core.own_view import as_share

# With fewer answers than this no change is put into words: two of each third are compared.
LEAST_FOR_CHANGE: Final = 6
# With fewer ratings than this nothing is said about how one rates oneself.
LEAST_FOR_RATING: Final = 10


class Measured(StrEnum):
    """What is followed over time."""

    COVERED = "covered"
    PACE = "pace"
    FILLERS = "fillers"
    LENGTH = "length"
    OWN_VIEW = "own view"


class Period(StrEnum):
    """How far back."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


class Step(StrEnum):
    """What a point of a line stands for: an answer, or the median of a stretch of time."""

    ANSWER = "answer"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class AskedQuestion(NamedTuple):
    """A question, as it was when it was answered.

    Attributes:
        key: Its key, `pack/question`.
        pack_id: The pack it comes from.
        pack_title: That pack's title.
        group: The part of the pack.
        ask: Its words.
        target_s: Time the answer should take, in seconds; 0 for no target.
    """

    key: str
    pack_id: str
    pack_title: str
    group: str
    ask: str
    target_s: float


class MeasuredAnswer(NamedTuple):
    """What trends know of an answer; a tuple, because there are years of them.

    Attributes:
        attempt_id: The number of its row.
        made_at: When it was recorded, in the time zone of the person.
        question: The question it answers.
        duration_s: Length of the take in seconds.
        covered_share: Share of the key points covered, 0..1; None when not compared yet.
        pace_wpm: Words per minute; None when there is too little to measure.
        fillers_per_min: At least that many; None when not counted.
        score: The person's own rating, 1..5; None when they gave none.
        language: Code of the language that was spoken; empty when no engine has read it.
        draft: Whether its text is too rough to count.
        typed: Whether it was written with the keyboard: then its length says nothing.
    """

    attempt_id: int
    made_at: datetime
    question: AskedQuestion
    duration_s: float
    covered_share: float | None
    pace_wpm: float | None
    fillers_per_min: float | None
    score: int | None
    language: str
    draft: bool
    typed: bool = False

    @property
    def length_share(self) -> float | None:
        """Its length as a share of the time it should take; None without a target, or written."""
        target_s = self.question.target_s
        return self.duration_s / target_s if target_s > 0.0 and not self.typed else None

    @property
    def rated_above(self) -> float | None:
        """How much higher its rating is than what was heard, as a share, -1..1; None for either."""
        if self.score is None or self.covered_share is None:
            return None
        return as_share(self.score) - self.covered_share


@dataclass(frozen=True, slots=True)
class Scope:
    """Which answers are looked at; every text that is not empty narrows it."""

    pack_id: str = ""
    group: str = ""
    question_key: str = ""
    period: Period = Period.ALL

    def has(self, question: AskedQuestion) -> bool:
        """Return whether answers to a question belong to it, whenever they were given."""
        return (
            self.pack_id in ("", question.pack_id)
            and self.group in ("", question.group)
            and self.question_key in ("", question.key)
        )


EVERY_ANSWER: Final = Scope()


@dataclass(frozen=True, slots=True)
class Guide:
    """Where a measure is fine, in its unit, and who says so; None for an open end."""

    low: float | None
    high: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a line.

    Attributes:
        at: When: the moment of an answer, or the day a stretch of time begins.
        value: The measure, or its median.
        count: How many answers it stands for.
        attempt_id: That answer, or the one in the middle of them.
        ask: The question of that answer.
    """

    at: datetime
    value: float
    count: int
    attempt_id: int
    ask: str


@dataclass(frozen=True, slots=True)
class Line:
    """A measure over time.

    Attributes:
        measured: What is measured; shares are 0..1.
        points: From the oldest to the newest.
        step: What each of them stands for.
        count: How many answers there are in all.
        now: The latest value, or the median of the last third where `before` is known.
        before: The median of the first third; None with too few answers to compare.
        guide: Where the measure is fine; None where nobody says.
        note: What is left out of this measure alone; empty for nothing.
    """

    measured: Measured
    points: tuple[Point, ...]
    step: Step
    count: int
    now: float | None
    before: float | None = None
    guide: Guide | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Answers that were rated alike, and were alike.

    Attributes:
        score: The person's rating, 1..5.
        covered_share: Share of the key points covered, 0..1.
        count: How many answers there are at this place.
        attempt_id: The newest of them.
        ask: The question of that one.
        at: When that one was made.
    """

    score: int
    covered_share: float
    count: int
    attempt_id: int
    ask: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ratings:
    """The person's ratings beside what was heard.

    Attributes:
        spots: Where they lie.
        count: How many answers were rated and compared.
        apart: How much higher the ratings are than what was heard, as the median share, -1..1;
            None with too few of them to say.
    """

    spots: tuple[Spot, ...]
    count: int
    apart: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """How much was covered of a question, or of a group of questions.

    Attributes:
        key: The question's key; `pack/group` of a group.
        words: The question, or the name of the group.
        count: How many answers were compared.
        first: Of a question its first answer, of a group the median of the first third; None
            where there is too little to tell.
        latest: Of a question its latest answer, of a group the median of the last third.
        best: The best answer; None for a group.
    """

    key: str
    words: str
    count: int
    first: float | None
    latest: float
    best: float | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What one can look at alone, because there are answers to it; by name.

    Attributes:
        packs: Packs, as id and title.
        groups: Parts of packs, as id of the pack, its title, and name of the part.
        questions: The questions of the pack and group that are chosen, as key and words.
    """

    packs: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, str, str], ...] = ()
    questions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TrendsView:
    """All that is shown of the trends.

    Attributes:
        scope: Which answers are looked at.
        choices: What else one can look at.
        known: How many answers there are in the whole history.
        count: How many answers are looked at.
        drafts: How many more were left out because their text is a draft.
        unread: How many of those looked at have not been compared with the key points.
        lines: One for each of Measured, in that order.
        ratings: The person's ratings beside what was heard.
        questions: By question, the least covered first.
        groups: By group, the least covered first; empty where there is only one.
    """

    scope: Scope
    choices: Choices
    known: int
    count: int
    drafts: int
    unread: int
    lines: tuple[Line, ...]
    ratings: Ratings
    questions: tuple[Row, ...]
    groups: tuple[Row, ...]
