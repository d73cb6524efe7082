"""One attempt as a PDF: A4, complete, dark on white whatever the window looks like."""

import re
import threading

import pytest
from PySide6.QtGui import QColor

from app.gui.pdf import document_of, pdf_of
from app.gui.style import Style
from app.session.export_report import AttemptReport
from tests.gui import answers
from tests.session.reports import NASTY, report, told_report


def shown(what: AttemptReport) -> str:
    return " ".join(document_of(what).toPlainText().split())


def test_the_document_holds_everything_there_is_to_tell(style: Style) -> None:
    words = shown(AttemptReport(answers.attempt(note="Begin."), 3, answers.feedback()))
    for part in (
        "What is model or concept drift?",
        "3 of 5: I told what changes, and one way to notice it.",
        "Key points: 4 covered, 1 unclear, 1 not found",
        "1. Data drift: the inputs change covered",
        "the inputs start to look different from what we trained on",
        "119 words/min usually 100 to 165",
        "0:00 So, drift is what happens",
        "Next time I will Begin.",
        "A model answer Drift is what happens",
    ):
        assert part in words


def test_the_shape_of_a_story_is_told(style: Style) -> None:
    words = shown(told_report())
    assert "Story shape Situation and Task 67 % usually up to 30 %" in words
    assert "No clear Task or Result heard" in words
    assert "Story shape" not in shown(report())


def test_what_was_said_stays_text(style: Style) -> None:
    assert " ".join(NASTY.split()) in shown(report(NASTY, note=NASTY))


@pytest.mark.parametrize(("minutes", "pages"), [(1, 2), (10, 4)])
def test_it_is_as_many_a4_pages_as_it_needs(minutes: int, pages: int, style: Style) -> None:
    said = answers.transcript(" ".join([answers.SAID] * minutes), duration_s=60.0 * minutes)
    attempt = answers.attempt(transcript=said)
    data = pdf_of(AttemptReport(attempt, 3, answers.feedback(said)))
    assert data.startswith(b"%PDF-1.6")
    sizes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert len(sizes) == pages
    assert {(round(float(wide)), round(float(high))) for wide, high in sizes} == {(595, 842)}


def test_it_is_dark_on_white_in_a_dark_window(style: Style) -> None:
    style.show("dark", 200)
    document = document_of(report())
    block = document.begin()
    while block.isValid():
        for each in block.textFormats():
            assert QColor(each.format.foreground().color()).lightness() < 128
        block = block.next()


def test_it_is_written_by_any_thread(style: Style) -> None:
    made: list[bytes] = []
    writer = threading.Thread(target=lambda: made.append(pdf_of(report())))
    writer.start()
    writer.join()
    assert made[0].startswith(b"%PDF")
