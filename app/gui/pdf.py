"""One attempt as a PDF: A4, set as text that can be searched and copied."""

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from app.session.export_report import (
    AttemptReport,
    MeasureLine,
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

# QTextDocument counts in pixels; with a point for each, sizes below are those on paper.
_DPI: Final = 72
_MARGIN_MM: Final = QMarginsF(22, 20, 22, 20)
_FOOT_PT: Final = 26
_GREY: Final = "#5B645D"
_STYLE: Final = f"""
body {{ color: #1A201C; }}
h1 {{ font-size: 18pt; font-weight: 600; margin-bottom: 10px; }}
h2 {{ font-size: 12pt; font-weight: 600; margin-top: 18px; margin-bottom: 6px; }}
p {{ margin-top: 0px; margin-bottom: 6px; }}
.state {{ font-weight: 600; }}
.soft {{ color: {_GREY}; }}
.remark {{ color: #83540A; margin-top: 8px; }}
td {{ padding-right: 14px; padding-bottom: 3px; }}
"""
# Figures of even width and letters that look at their neighbours are glyphs without a character of
# their own: they are drawn, but cannot be searched or copied.
_PLAIN: Final = ("tnum", "calt", "ccmp", "liga", "case")


def pdf_of(report: AttemptReport) -> bytes:
    """Return the report as a PDF; ten minutes of speech take 20 ms. From any thread.

    Raises:
        RuntimeError: Qt could not write it, which has no reason in a buffer.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_1_6)
    writer.setTitle(report.file_stem)
    writer.setCreator("Greenroom")
    writer.setResolution(_DPI)
    millimetre = QPageLayout.Unit.Millimeter
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, _MARGIN_MM, millimetre))
    document = document_of(report)
    document.documentLayout().setPaintDevice(writer)
    page = QRectF(0, 0, writer.width(), writer.height() - _FOOT_PT)
    document.setPageSize(QSizeF(page.size()))
    painter = QPainter(writer)
    if not painter.isActive():
        raise RuntimeError("no PDF could be begun")
    for number in range(document.pageCount()):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * page.height())
        document.drawContents(painter, page.translated(0, number * page.height()))
        painter.restore()
        _draw_foot(painter, report, page, f"{number + 1} of {document.pageCount()}")
    painter.end()
    return bytes(buffer.data().data())


def document_of(report: AttemptReport) -> QTextDocument:
    """Return what is printed, before it is set in pages."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(10))
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(_html(report))
    return document


def _font(size_pt: int) -> QFont:
    font = QFont()
    font.setPointSize(size_pt)
    for feature in _PLAIN:
        font.setFeature(QFont.Tag(feature), 0)
    return font


def _draw_foot(painter: QPainter, report: AttemptReport, page: QRectF, place: str) -> None:
    painter.setFont(_font(8))
    painter.setPen(QColor(_GREY))
    foot = QRectF(0, page.height(), page.width(), _FOOT_PT)
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(foot, bottom | Qt.AlignmentFlag.AlignRight, place)
    room = foot.adjusted(0, 0, -80, 0)
    metrics = painter.fontMetrics()
    words = metrics.elidedText(
        report.attempt.question.ask, Qt.TextElideMode.ElideRight, int(room.width())
    )
    painter.drawText(room, bottom | Qt.AlignmentFlag.AlignLeft, words)


def _html(report: AttemptReport) -> str:
    question = report.attempt.question
    parts = [f"<h1>{_text(question.ask)}</h1>", _facts(report)]
    parts += [f'<p class="remark">{_text(remark)}</p>' for remark in remarks(report)]
    for title, part in (
        (f"Key points: {points_in_words(report)}", _points(report)),
        ("Story shape", _story(report)),
        ("Delivery", _table(measures(report))),
        ("What was said", _said(report)),
        ("Next time I will", _prose(report.attempt.note)),
        ("A model answer", _prose(question.model_answer)),
    ):
        if part:
            parts += [f"<h2>{_text(title)}</h2>", part]
    return f"<body>{''.join(parts)}</body>"


def _text(words: str) -> str:
    return escape("".join(each for each in words if each >= " " or each in "\n\t"))


def _facts(report: AttemptReport) -> str:
    rows = "".join(
        f'<tr><td class="soft">{_text(label)}</td><td>{_text(value)}</td></tr>'
        for label, value in facts(report)
    )
    return f'<table cellspacing="0">{rows}</table>'


def _points(report: AttemptReport) -> str:
    lines: list[str] = []
    for line in points(report):
        state = f"{line.state}{', as you say' if line.by_person else ''}"
        words = f'{line.number}. {_text(line.point)} <span class="state">{_text(state)}</span>'
        if line.quote:
            quote = f"{clock(line.start_s)} “{_text(line.quote)}”"
            words += f'<br><span class="soft">{quote}</span>'
        lines.append(f"<p>{words}</p>")
    return "".join(lines)


def _story(report: AttemptReport) -> str:
    lines = "".join(f"<p>{_text(line)}</p>" for line in story_lines(report))
    return f"{_table(story_shares(report))}{lines}"


def _table(lines: Sequence[MeasureLine]) -> str:
    rows = "".join(
        f"<tr><td>{_text(line.name)}</td><td>{_text(line.value)}</td>"
        f'<td class="soft">{_text(f"usually {line.band}" if line.band else "")}</td>'
        f'<td class="soft">{_text(line.remark)}</td></tr>'
        for line in lines
    )
    return f'<table cellspacing="0">{rows}</table>' if rows else ""


def _said(report: AttemptReport) -> str:
    transcript = report.transcript
    if transcript is None:
        return ""
    lines: list[str] = []
    for sentence in paragraphs(report):
        words = transcript.words[sentence.start : sentence.stop]
        said = _text(" ".join(word.text for word in words))
        lines.append(f'<p><span class="soft">{clock(words[0].start_s)}</span>&nbsp; {said}</p>')
    return "".join(lines)


def _prose(words: str) -> str:
    blocks = (block for block in re.split(r"\n\s*\n", words.strip()) if block)
    return "".join(f"<p>{_text(block)}</p>" for block in blocks)
