"""What the report of an interview says: totals, and a line for each question."""

from dataclasses import dataclass
from datetime import datetime

from app.core.feedback import Feedback, PointState
from app.core.structure import Structure
from app.gui.pages.interview_values import title_words
from app.gui.wording import clock, count, spelt
from app.session.interview_views import AnswerReport, InterviewReport
from app.session.structure_words import shares


@dataclass(frozen=True, slots=True)
class ReportState:
    """What the page shows.

    Attributes:
        report: What came of the interview; answers may still be missing.
        now: The present, in the time zone of the person.
        back: Where the way back leads, such as "Home".
    """

    report: InterviewReport
    now: datetime
    back: str = "Home"

    @property
    def title(self) -> str:
        """What the page is called."""
        return title_words(self.report.interview, self.now)

    @property
    def judged(self) -> int:
        """How many answers have been judged."""
        return sum(each.feedback is not None for each in self.report.answers)

    @property
    def answered(self) -> int:
        """How many answers there are."""
        return sum(each.attempt is not None for each in self.report.answers)


def totals(report: InterviewReport) -> str:
    """Return "5 questions, 1 follow-up, 14:32 spoken, 19 of 28 points covered"."""
    total, asked = report.interview.total, report.answered
    words = [count(total, "question") if asked == total else f"{asked} of {total} questions"]
    there = sum(each.attempt is not None for each in report.answers)
    if follow_ups := there - asked:
        words.append(count(follow_ups, "follow-up"))
    if report.spoken_s:
        verb = "of writing" if report.interview.rules.typed else "spoken"
        words.append(f"{clock(report.spoken_s)} {verb}")
    covered, points = report.points
    if points:
        words.append(f"{covered} of {points} points covered")
    return ", ".join(words)


def heading(number: int, one: str, many: str) -> str:
    """Return "Three strengths", "One strength"."""
    return f"{spelt(number)} {one if number == 1 else many}"


def figures_of(answer: AnswerReport, limit_s: float, *, reached: bool, complete: bool) -> str:
    """Return what there is to say of an answer on one line, or why there is nothing.

    Args:
        answer: The answer.
        limit_s: The time there was for it, in seconds.
        reached: Whether the interview came so far.
        complete: Whether all answers that can be judged have been.
    """
    if answer.attempt is None:
        if not reached:
            return "Not reached"
        return "There is no answer: nothing was said, or it was moved to the trash."
    length = f"{clock(answer.attempt.take.duration_s)} of {clock(limit_s)}"
    if answer.attempt.typed:
        length = "Written"
    words = [length]
    if answer.feedback is not None:
        words += _measured(answer.feedback)
    else:
        words.append("it could not be judged" if complete else "being judged")
    if (rating := answer.attempt.self_rating) is not None:
        words.append(f"you rated it {rating.score}")
    return " · ".join(words)


def _measured(feedback: Feedback) -> list[str]:
    words = []
    if (pace := feedback.delivery.pace.value) is not None:
        words.append(f"{pace:.0f} words a minute")
    if feedback.structure is not None and feedback.structure.sentences:
        words.append(_shape(feedback.structure))
    return words


def _shape(structure: Structure) -> str:
    """Return how the time went to the parts of the story."""
    return ", ".join(
        f"{share.name} {share.value:.0f} %" if share.value else f"no {share.name} heard"
        for share in shares(structure)
    )


def points_words(feedback: Feedback) -> str:
    """Return "4 of 6 covered"; empty where there is nothing to cover."""
    findings = feedback.coverage.findings
    if not findings:
        return ""
    covered = feedback.coverage.count(PointState.COVERED)
    return f"{covered} of {len(findings)} covered"
