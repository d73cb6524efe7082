"""One attempt as a web page in one file: nothing is loaded from anywhere, and nothing said runs."""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final

from app.core.transcript import Word
from app.session.export_page_style import CSS, SCRIPT
from app.session.export_report import (
    AttemptReport,
    MeasureLine,
    PointLine,
    clock,
    facts,
    marked_words,
    measures,
    paragraphs,
    points,
    points_in_words,
    remarks,
    story_lines,
    story_shares,
)


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


# Only this style and this script count, whatever else should get into the page; and no address.
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_hash(CSS)}'; script-src 'sha256-{_hash(SCRIPT)}'; "
    "media-src data:; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class EmbeddedSound:
    """A recording inside a page: its kind, such as "audio/flac", and its bytes."""

    kind: str
    data: bytes


def html_of(report: AttemptReport, sound: EmbeddedSound | None = None) -> str:
    """Return the report as a web page.

    Args:
        report: The attempt.
        sound: Its recording; None to leave it out.
    """
    content = "\n".join(_body(report, sound))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{text(report.file_stem)}</title>
<style>{CSS}</style>
</head>
<body>
<main>
{content}
<footer>Written by Greenroom, offline. This page loads nothing from anywhere.</footer>
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""


def _body(report: AttemptReport, sound: EmbeddedSound | None) -> list[str]:
    """Return what the page shows, from above to below."""
    question = report.attempt.question
    language = report.attempt.transcript.language if report.attempt.transcript else "en"
    body = [f"<h1>{text(question.ask)}</h1>", _facts(report)]
    body += [f'<p class="remark">{text(remark)}</p>' for remark in remarks(report)]
    body += [_audio(sound)] if sound else []
    for title, part in (
        (f"Key points: {points_in_words(report)}", _points(report)),
        ("Story shape", _story(report)),
        ("Delivery", _table(measures(report))),
        ("What was said", _said(report, language)),
        ("Next time I will", _note(report.attempt.note)),
        ("A model answer", _prose(question.model_answer)),
    ):
        if part:
            body += [f"<h2>{text(title)}</h2>", part]
    return body


def text(words: str) -> str:
    """Return words as a page shows them, whatever is in them."""
    return escape("".join(each for each in words if each >= " " or each in "\n\t"))


def _audio(sound: EmbeddedSound) -> str:
    data = base64.b64encode(sound.data).decode()
    return (
        f'<p><audio controls preload="metadata" src="data:{sound.kind};base64,{data}"></audio></p>'
    )


def _facts(report: AttemptReport) -> str:
    rows = (f"<dt>{text(label)}</dt><dd>{text(value)}</dd>" for label, value in facts(report))
    return f"<dl>{''.join(rows)}</dl>"


def _points(report: AttemptReport) -> str:
    lines = [_point(line) for line in points(report)]
    return '<ol class="points">\n' + "\n".join(lines) + "\n</ol>" if lines else ""


def _point(line: PointLine) -> str:
    kind = str(line.state).replace(" ", "-")
    state = f"{line.state}{', as you say' if line.by_person else ''}"
    words = f'<li class="{kind}">{text(line.point)} <span class="state">{text(state)}</span>'
    if line.quote:
        words += f"<br>{_moment(line.first_word, line.start_s)} “{text(line.quote)}”"
    return f"{words}</li>"


def _moment(word: int, start_s: float) -> str:
    """Return a time that leads to its word, and plays from there where a script may run."""
    return f'<a href="#w{word}" data-s="{start_s:.2f}">{clock(start_s)}</a>'


def _story(report: AttemptReport) -> str:
    lines = "".join(f"<li>{text(line)}</li>" for line in story_lines(report))
    return f"{_table(story_shares(report))}\n<ul>{lines}</ul>" if lines else ""


def _table(lines: Sequence[MeasureLine]) -> str:
    rows = [
        f"<tr><td>{text(line.name)}</td><td>{text(line.value)}</td><td>{text(line.band)}</td>"
        f'<td class="soft">{text(line.remark)}</td></tr>'
        for line in lines
    ]
    head = "<tr><th></th><th>Measured</th><th>Usual</th><th></th></tr>"
    return f"<table>{head}{''.join(rows)}</table>" if rows else ""


def _said(report: AttemptReport, language: str) -> str:
    transcript = report.transcript
    if transcript is None:
        return ""
    fillers = frozenset(report.feedback.delivery.fillers) if report.feedback else frozenset()
    words = [_word(index, each, index in fillers) for index, each in enumerate(transcript.words)]
    marks = marked_words(points(report), len(words))
    blocks: list[str] = []
    for sentence in paragraphs(report):
        runs = (
            _run(line, " ".join(words[index] for index in indices))
            for line, indices in groupby(sentence, key=lambda index: marks[index])
        )
        start_s = transcript.words[sentence.start].start_s
        blocks.append(f"<p>{_moment(sentence.start, start_s)} {' '.join(runs)}</p>")
    return f'<div class="said" lang="{text(language)}">\n' + "\n".join(blocks) + "\n</div>"


def _word(index: int, word: Word, filler: bool) -> str:
    kind = ' class="filler"' if filler else ""
    return f'<span id="w{index}" data-s="{word.start_s:.2f}"{kind}>{text(word.text)}</span>'


def _run(line: PointLine | None, words: str) -> str:
    """Return words that stand together, marked with the number of the point they show."""
    if line is None:
        return words
    return f'<mark class="{text(line.state)}">{words}<sup>{line.number}</sup></mark>'


def _note(note: str) -> str:
    return f'<p class="note">{text(note)}</p>' if note else ""


def _prose(words: str) -> str:
    blocks = [block for block in re.split(r"\n\s*\n", words.strip()) if block]
    return "\n".join(f"<p>{text(block)}</p>" for block in blocks)
