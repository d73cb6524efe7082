"""What the pages and the terminal show of an interview, and of what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Literal

from app.core.attempt import Attempt
from app.core.feedback import Feedback, PointState
from app.core.interview import Interview, InterviewStep
from app.session.views import PracticeView

# ready: nothing is asked yet. question: one is shown, thought about or answered. listening: the
# answer is being written down, for the follow-up depends on what was said. break: between two
# questions. over: everything is asked, or the person has left.
InterviewPhase = Literal["ready", "question", "listening", "break", "over"]


@dataclass(frozen=True, slots=True)
class InterviewView:
    """An interview that is going on.

    Attributes:
        interview: Its plan, and where it is.
        phase: What is going on.
        answer: The question and its answer, while one is asked or listened to; else None.
        break_left_s: What is left of the break, in seconds.
        speaking: Whether the question is being read aloud; the time to think waits for its end.
    """

    interview: Interview
    phase: InterviewPhase
    answer: PracticeView | None = None
    break_left_s: float = 0.0
    speaking: bool = False


@dataclass(frozen=True, slots=True)
class SoundBite:
    """A stretch of an answer that shows something: it can be read, and heard where there is sound.

    Attributes:
        attempt_id: The answer.
        text: The words.
        start_s: When it begins in the take, in seconds.
        end_s: When it ends, in seconds.
    """

    attempt_id: int
    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that went well, or that is worth work.

    Attributes:
        title: In a few words, such as "Your Results have numbers".
        words: One or two sentences with the figures behind it.
        evidence: Where it shows, at least one place.
    """

    title: str
    words: str
    evidence: tuple[SoundBite, ...]


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """What came of one step.

    Attributes:
        step: What was asked.
        attempt: The answer; None when there is none.
        feedback: What the program and the person say about it; None while it is not judged.
    """

    step: InterviewStep
    attempt: Attempt | None = None
    feedback: Feedback | None = None


@dataclass(frozen=True, slots=True)
class InterviewReport:
    """What came of a whole interview.

    Attributes:
        interview: The interview.
        answers: Step by step, those that were never reached included.
        strengths: At most three, the clearest first.
        to_work_on: At most three, the most rewarding first.
        complete: Whether every answer that can be judged has been.
        note: Why there are few remarks or none; empty for nothing to say.
    """

    interview: Interview
    answers: tuple[AnswerReport, ...]
    strengths: tuple[Remark, ...] = ()
    to_work_on: tuple[Remark, ...] = ()
    complete: bool = False
    note: str = ""

    @property
    def answered(self) -> int:
        """How many questions were answered, follow-ups not counted."""
        return sum(each.attempt is not None and not each.step.follow_up for each in self.answers)

    @property
    def points(self) -> tuple[int, int]:
        """How many key points were covered, and how many there were; drafts are left out."""
        judged = [
            each.feedback.coverage
            for each in self.answers
            if each.feedback is not None and each.attempt is not None and not each.attempt.draft
        ]
        covered = sum(coverage.count(PointState.COVERED) for coverage in judged)
        return covered, sum(len(coverage.findings) for coverage in judged)

    @property
    def spoken_s(self) -> float:
        """How long all answers are together, in seconds; written ones by the time they took."""
        return sum(each.attempt.take.duration_s for each in self.answers if each.attempt)

    @property
    def pace_wpm(self) -> float | None:
        """The median pace of the spoken answers, in words per minute; None when not known."""
        return _median(each.delivery.pace.value for each in self._spoken)

    @property
    def fillers_per_min(self) -> float | None:
        """The median of the fillers per minute, at least; None when not known."""
        return _median(each.delivery.filler_rate.value for each in self._spoken)

    @property
    def _spoken(self) -> tuple[Feedback, ...]:
        return tuple(
            each.feedback
            for each in self.answers
            if each.feedback is not None and each.attempt is not None and not each.attempt.typed
        )


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
