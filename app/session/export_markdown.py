"""One attempt as Markdown: plain text that any editor shows, and any renderer shows alike."""

import re
from collections.abc import Sequence
from typing import Final

from app.session.export_report import (
    AttemptReport,
    MeasureLine,
    PointLine,
    clock,
    facts,
    measures,
    paragraphs,
    points,
    points_in_words,
    remarks,
    story_lines,
    story_shares,
)

# Characters that CommonMark 0.31 or GitHub's extension of it read as anything but themselves,
# wherever they stand. https://spec.commonmark.org/0.31.2/#backslash-escapes
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~^$&=@]|:(?=//|[a-z]+:))")
# And what does so at the start of a line: a list.
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_AFTER_NUMBER: Final = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_WEB: Final = re.compile(r"\b(www)\.", re.IGNORECASE)


def markdown_of(report: AttemptReport) -> str:
    """Return the report as Markdown, in UTF-8 characters, with a line end at the end."""
    blocks = [f"# {inline(report.attempt.question.ask)}", _facts(report)]
    blocks += [f"> {inline(remark)}" for remark in remarks(report)]
    for title, text in (
        (f"Key points: {points_in_words(report)}", _points(report)),
        ("Story shape", _story(report)),
        ("Delivery", _table(measures(report))),
        ("What was said", _said(report)),
        ("Next time I will", inline(report.attempt.note)),
        ("A model answer", _prose(report.attempt.question.model_answer)),
    ):
        if text:
            blocks += [f"## {title}", text]
    return "\n\n".join(blocks) + "\n"


def inline(text: str) -> str:
    """Return a text on one line that Markdown shows as it is."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    line = _SPECIAL.sub(r"\\\1", line)
    line = _WEB.sub(r"\1\\.", line)
    line = _AFTER_NUMBER.sub(r"\1\\\2", line)
    return f"\\{line}" if line.startswith(("-", "+")) else line


def _facts(report: AttemptReport) -> str:
    return "\n".join(f"- {label}: {inline(value)}" for label, value in facts(report))


def _points(report: AttemptReport) -> str:
    return "\n".join(_point(line) for line in points(report))


def _point(line: PointLine) -> str:
    state = f"{line.state}{', as you say' if line.by_person else ''}"
    words = f"{line.number}. **{inline(line.point)}** ({state})"
    if not line.quote:
        return words
    return f"{words}\n   {clock(line.start_s)} “{inline(line.quote)}”"


def _story(report: AttemptReport) -> str:
    lines = "\n".join(f"- {inline(line)}" for line in story_lines(report))
    return f"{_table(story_shares(report))}\n\n{lines}" if lines else ""


def _table(lines: Sequence[MeasureLine]) -> str:
    rows = [
        f"| {inline(line.name)} | {inline(line.value)} | {inline(line.band)} |"
        f" {inline(line.remark)} |"
        for line in lines
    ]
    if not rows:
        return ""
    return "\n".join(("| | Measured | Usual | |", "|---|---|---|---|", *rows))


def _said(report: AttemptReport) -> str:
    """Return the transcript, a paragraph where the speaker has made a long pause."""
    transcript = report.transcript
    if transcript is None:
        return ""
    blocks: list[list[str]] = []
    end_s = float("-inf")
    for sentence in paragraphs(report):
        words = transcript.words[sentence.start : sentence.stop]
        if words[0].start_s - end_s > 2.0:
            blocks.append([])
        blocks[-1] += [word.text for word in words]
        end_s = words[-1].end_s
    return "\n\n".join(inline(" ".join(block)) for block in blocks)


def _prose(text: str) -> str:
    return "\n\n".join(inline(block) for block in re.split(r"\n\s*\n", text.strip()))
