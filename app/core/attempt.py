"""One answer to one question, as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from app.core.feedback import Feedback, PointState
from app.core.question import Question
from app.core.structure import Part
from app.core.transcript import Transcript

Mode = Literal["practice", "interview"]


@dataclass(frozen=True, slots=True)
class Take:
    """A finished recording.

    Attributes:
        name: File name inside the folder of takes; empty when the sound is not kept.
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
        edited: Whether the person has changed the transcript; what the engine wrote is kept beside.
        best: Whether the person marked it as their best take of the question.
        mode: How it was rehearsed.
        session_id: What the answers of one sitting have in common; empty for none.
        marked_parts: A moment of the take in seconds -> the part of the story that is told then, as
            the person says.
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
    edited: bool = False
    best: bool = False
    mode: Mode = "practice"
    session_id: str = ""
    marked_parts: Mapping[float, Part] = field(default_factory=dict)

    @property
    def typed(self) -> bool:
        """Whether it was written with the keyboard."""
        return self.transcript is not None and self.transcript.typed

    @property
    def draft(self) -> bool:
        """Whether its text is too rough to count in trends and scheduling."""
        return self.transcript is not None and self.transcript.draft and not self.confirmed

    def overrule(self, feedback: Feedback) -> Feedback:
        """Return what the program says of the answer, with the person's own verdicts in place."""
        told = feedback.structure
        return replace(
            feedback,
            coverage=feedback.coverage.overruled_by(self.ticks),
            structure=told and told.overruled_by(self.marked_parts),
        )


@dataclass(frozen=True, slots=True)
class StoredWords:
    """All that is written of a take, so that it can be put back.

    Attributes:
        transcript: What is shown; None until an engine has read the take.
        original: What the engine wrote, where the person has changed it; else None.
        confirmed: Whether the person vouched for a draft.
    """

    transcript: Transcript | None
    original: Transcript | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class EarlierNote:
    """What the person meant to do next time, when they answered a question before.

    Attributes:
        attempt_id: The attempt it was written at.
        text: "Next time I will ...".
        kept: Whether they say they did it.
    """

    attempt_id: int
    text: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """What a list shows of an attempt. Small: years of them fit into memory.

    Attributes:
        id: Number of its row.
        made_at: When it was recorded, with time zone.
        question_key: The question's key, `pack/question`.
        ask: The question as it was then.
        group: The part of the pack it stood in.
        target_s: Time the answer should have taken, in seconds.
        take_number: 1 for the first attempt at this question, 2 for the second ...
        take: The recording.
        points: Its key points, overruled where the person did; None when not yet analysed.
        pace_wpm: Its speaking rate; None when not yet analysed or for a draft.
        fillers_per_min: At least that many; None when not yet analysed or for a draft.
        score: The person's own rating, 1 to 5; None when they gave none.
        note: "Next time I will ...".
        transcribed: Whether an engine has read the take.
        draft: Whether its text is too rough to count.
        recovered: Whether the take was saved from a crash.
        edited: Whether the person has changed the transcript.
        best: Whether it is marked as the best take of the question.
        mode: How it was rehearsed.
        session_id: What the answers of one sitting have in common; empty for none.
        typed: Whether it was written with the keyboard: then it has no pace and no fillers.
        story: Title of the story it was answered with; empty for none.
    """

    id: int
    made_at: datetime
    question_key: str
    ask: str
    group: str
    target_s: float
    take_number: int
    take: Take
    points: tuple[PointState, ...] | None = None
    pace_wpm: float | None = None
    fillers_per_min: float | None = None
    score: int | None = None
    note: str = ""
    transcribed: bool = False
    draft: bool = False
    recovered: bool = False
    edited: bool = False
    best: bool = False
    mode: Mode = "practice"
    session_id: str = ""
    typed: bool = False
    story: str = ""

    @property
    def covered(self) -> int:
        """How many key points were covered."""
        return sum(state is PointState.COVERED for state in self.points or ())

    @property
    def covered_share(self) -> float | None:
        """The share of key points covered, 0..1; None when there are none, or not yet known."""
        return self.covered / len(self.points) if self.points else None
