"""What came of an interview, as Markdown: plain text that any editor shows."""

from collections.abc import Iterator, Sequence

from app.core.attempt import Attempt
from app.core.carrying import moment_in_full
from app.core.feedback import PointFinding, PointState
from app.session.export_markdown import inline
from app.session.export_report import clock
from app.session.interview_views import AnswerReport, InterviewReport, Remark


def interview_markdown(report: InterviewReport) -> str:
    """Return the report as Markdown, in UTF-8 characters, with a line end at the end."""
    begun = moment_in_full(report.interview.made_at.astimezone())
    blocks = [f"# Interview of {inline(begun)}", _list(figures(report))]
    if report.note:
        blocks.append(f"> {inline(report.note)}")
    for title, remarks in (("Strengths", report.strengths), ("To work on", report.to_work_on)):
        if remarks:
            blocks += [f"## {title}", "\n".join(_remark(each, report) for each in remarks)]
    blocks.append("## Questions")
    blocks += [_answer(each) for each in report.answers]
    return "\n\n".join(blocks) + "\n"


def figures(report: InterviewReport) -> list[str]:
    """Return the overall numbers, a sentence each; those that are not known are left out."""
    covered, total = report.points
    found = [
        f"{report.answered} of {report.interview.total} questions answered",
        f"{clock(report.spoken_s)} minutes of answers",
    ]
    if total:
        found.append(f"{covered} of {total} key points covered")
    if report.pace_wpm is not None:
        found.append(f"{report.pace_wpm:.0f} words a minute, in the median")
    if report.fillers_per_min is not None:
        found.append(f"at least {report.fillers_per_min:.1f} fillers a minute, in the median")
    return found


def place_of(report: InterviewReport, attempt_id: int) -> str:
    """Return how to name an answer: "question 2", or "follow-up to question 2"."""
    number = 0
    for each in report.answers:
        number += not each.step.follow_up
        if each.attempt is not None and each.attempt.id == attempt_id:
            return (
                f"follow-up to question {number}" if each.step.follow_up else f"question {number}"
            )
    return "an answer"


def _remark(remark: Remark, report: InterviewReport) -> str:
    lines = [f"- **{inline(remark.title)}**: {inline(remark.words)}"]
    lines += [
        f"  - {clock(bite.start_s)}, {place_of(report, bite.attempt_id)}: “{inline(bite.text)}”"
        for bite in remark.evidence
    ]
    return "\n".join(lines)


def _answer(answer: AnswerReport) -> str:
    head = "Follow-up: " if answer.step.follow_up else ""
    blocks = [f"### {head}{inline(answer.step.question.ask)}"]
    if answer.attempt is None:
        return "\n\n".join([*blocks, "Not answered."])
    blocks.append(_list(list(_facts(answer, answer.attempt))))
    if answer.feedback is not None and answer.feedback.coverage.findings:
        blocks.append("\n".join(_point(each) for each in answer.feedback.coverage.findings))
    if answer.attempt.transcript is not None and answer.attempt.transcript.words:
        blocks.append(f"> {inline(answer.attempt.transcript.text)}")
    return "\n\n".join(blocks)


def _facts(answer: AnswerReport, attempt: Attempt) -> Iterator[str]:
    yield clock(attempt.take.duration_s) + (" written" if attempt.typed else " spoken")
    if attempt.draft:
        yield "A draft, not yet confirmed"
    if answer.feedback is not None and answer.feedback.coverage.findings:
        coverage = answer.feedback.coverage
        covered = coverage.count(PointState.COVERED)
        yield f"{covered} of {len(coverage.findings)} key points covered"


def _point(finding: PointFinding) -> str:
    words = f"- {inline(finding.point)} ({finding.state})"
    if finding.evidence is None or finding.state is PointState.NOT_FOUND:
        return words
    return f"{words}: {clock(finding.evidence.start_s)} “{inline(finding.evidence.text)}”"


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {inline(line)}" for line in lines)
