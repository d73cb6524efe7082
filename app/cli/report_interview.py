"""What came of an interview, as text for the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.cli.report import MARKS, clock
from app.session.interview_markdown import figures, place_of
from app.session.interview_views import AnswerReport, InterviewReport, Remark


def print_report(console: Console, report: InterviewReport) -> None:
    """Print the figures, strengths and what to work on, each with places, and the questions."""
    console.rule("Your interview")
    for line in figures(report):
        console.print(f"  {line}")
    if report.note:
        console.print(Text(report.note, style="yellow"))
    _print_remarks(console, "Strengths", report.strengths, report)
    _print_remarks(console, "To work on", report.to_work_on, report)
    console.print()
    console.print(Text("Questions", style="bold"))
    for each in report.answers:
        _print_answer(console, each)


def _print_remarks(
    console: Console, title: str, remarks: Sequence[Remark], report: InterviewReport
) -> None:
    if not remarks:
        return
    console.print()
    console.print(Text(title, style="bold"))
    for remark in remarks:
        console.print(Padding(Text(remark.title, style="bold"), (0, 0, 0, 2)))
        console.print(Padding(Text(remark.words), (0, 0, 0, 4)))
        for bite in remark.evidence:
            where = f"{clock(bite.start_s)}, {place_of(report, bite.attempt_id)}"
            quote = Text(f"{where}  “{bite.text}”", style="dim")
            console.print(Padding(quote, (0, 0, 0, 6)))


def _print_answer(console: Console, answer: AnswerReport) -> None:
    head = "Follow-up: " if answer.step.follow_up else ""
    line = Text(f"  {head}{answer.step.question.ask}")
    if answer.attempt is None:
        line.append("   not answered", style="dim")
        console.print(line)
        return
    line.append(
        f"   {clock(answer.attempt.take.duration_s)}, answer {answer.attempt.id}", style="dim"
    )
    console.print(line)
    for finding in answer.feedback.coverage.findings if answer.feedback else ():
        mark, colour = MARKS[finding.state]
        console.print(Padding(Text.assemble((f"{mark} ", colour), finding.point), (0, 0, 0, 4)))
