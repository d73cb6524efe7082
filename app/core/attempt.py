"""One answer to one question, as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.core.feedback import Coverage
from app.core.question import Question
from app.core.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Take:
    """A finished recording.

    Attributes:
        name: File name inside the folder of takes.
        duration_s: Length in seconds.
        problem: Why it ended early, in words for the person; empty when it did not.
    """

    name: str
    duration_s: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SelfRating:
    """How the person says it went, before any feedback.

    Attributes:
        score: 1 to 5, by the question's anchors.
        remembered: Indices of the key points they remember saying.
    """

    score: int
    remembered: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.score <= 5:
            raise ValueError(f"a rating is 1 to 5, not {self.score}")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer, with everything that is known about it.

    Attributes:
        id: Number of its row.
        made_at: When it was recorded, with time zone.
        question: The question as it was then.
        take: The recording.
        transcript: What was said; None until an engine has read the take.
        self_rating: The person's own verdict; None when they skipped it.
        ticks: Index of a key point -> whether the person says it was said.
        note: "Next time I will ...".
        confirmed: Whether the person vouched for a draft transcript.
        recovered: Whether the take was saved from a crash.
    """

    id: int
    made_at: datetime
    question: Question
    take: Take
    transcript: Transcript | None = None
    self_rating: SelfRating | None = None
    ticks: Mapping[int, bool] = field(default_factory=dict)
    note: str = ""
    confirmed: bool = False
    recovered: bool = False

    @property
    def draft(self) -> bool:
        """Whether its text is too rough to count in trends and scheduling."""
        return self.transcript is not None and self.transcript.draft and not self.confirmed


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """What a list of attempts shows of one.

    Attributes:
        attempt: The attempt.
        take_number: 1 for the first attempt at this question, 2 for the second ...
        coverage: Its key points, overruled where the person did; None when not yet analysed.
        pace_wpm: Its speaking rate; None when not yet analysed or for a draft.
        fillers_per_min: At least that many; None when not yet analysed or for a draft.
    """

    attempt: Attempt
    take_number: int
    coverage: Coverage | None = None
    pace_wpm: float | None = None
    fillers_per_min: float | None = None
