"""Trends in the whole program: shown by a key, drawn soon after, kept current, exported."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.core.attempt import Take
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.transcript import Transcript, Word
from app.gui.pages.review import ReviewPage
from app.gui.pages.trends import OpenAnswer, SaveFigures, SavePicture, TrendsPage
from tests.driver import Program, settings_with_tiny_model

pytestmark = [pytest.mark.gui, pytest.mark.slow]
WAITING = replace(settings_with_tiny_model(), prep_s=180)


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    program = Program(tmp_path / "data", WAITING)
    yield program
    program.close()


def add_answers(program: Program, count: int) -> list[int]:
    """Put answers into the history, one a day, each better than the one before."""
    services = program.services
    question = services.library().find("rehearsal/keeping-a-model-healthy")
    numbers = []
    for number in range(count):
        at = services.tools.clocks.now() - timedelta(days=count - number)
        attempt_id = services.history.add(question, Take(f"{number}.wav", 60.0), at)
        words = (Word("Drift.", 0.1, 0.3),)
        services.history.set_transcript(attempt_id, Transcript(words, "whisper", "tiny", "en"))
        states = [PointState.COVERED] * number + [PointState.NOT_FOUND] * (count - number)
        findings = tuple(PointFinding("x", state, 0.5) for state in states)
        coverage = Coverage(findings, "lexical")
        services.history.remember_review(attempt_id, "1", coverage, 120.0, 2.0)
        numbers.append(attempt_id)
    return numbers


def show_trends(program: Program) -> TrendsPage:
    program.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    program.wait_for_page(TrendsPage)
    page = program.page
    assert isinstance(page, TrendsPage)
    return page


def show_charts(program: Program) -> TrendsPage:
    page = show_trends(program)
    program.wait(lambda: all(card.chart is not None for card in page.cards))
    return page


def test_a_key_shows_the_trends_and_the_charts_follow(program: Program) -> None:
    add_answers(program, 6)
    page = show_trends(program)
    assert "was 8 %" in page.cards[0].accessibleName()
    program.wait(lambda: page.cards[0].chart is not None)
    chart = page.cards[0].chart
    assert chart is not None
    assert chart.isVisible()


def test_a_point_leads_to_its_answer_and_back_to_the_trends(program: Program) -> None:
    first, *_ = add_answers(program, 3)
    page = show_charts(program)
    page.happened.emit(OpenAnswer(first))
    program.wait_for_page(ReviewPage)
    assert program.services.room.view is not None
    assert program.services.room.view.attempt.id == first
    program.press(Qt.Key.Key_Escape)
    program.wait_for_page(TrendsPage)


def test_an_answer_that_becomes_complete_is_counted_at_once(program: Program) -> None:
    add_answers(program, 1)
    page = show_charts(program)
    assert "One answer so far" in page.cards[0].accessibleName()
    complete_another(program)
    program.services.hooks.history()
    program.wait(lambda: "Latest of 2" in page.cards[0].accessibleName())


def complete_another(program: Program) -> None:
    """Add a second answer, as a background reading would complete it."""
    services = program.services
    question = services.library().find("rehearsal/keeping-a-model-healthy")
    attempt_id = services.history.add(question, Take("b.wav", 60.0), services.tools.clocks.now())
    words = (Word("Drift.", 0.1, 0.3),)
    services.history.set_transcript(attempt_id, Transcript(words, "whisper", "tiny", "en"))
    found = (PointFinding("x", PointState.COVERED, 0.5),)
    coverage = Coverage(found, "lexical")
    services.history.remember_review(attempt_id, "1", coverage, 120.0, 2.0)


def test_what_is_exported_can_be_opened(program: Program, tmp_path: Path) -> None:
    add_answers(program, 3)
    page = show_charts(program)
    page._ask = lambda *_: str(tmp_path / "charts.png")
    page.menu().actions()[0].trigger()
    assert QImage(str(tmp_path / "charts.png")).width() > 1000
    (tmp_path / "mine.csv").write_text("old")
    page.happened.emit(SaveFigures(str(tmp_path / "mine.csv")))
    assert (tmp_path / "mine.csv").read_text("utf-8-sig").count("\n") == 4
    assert page.notices.message is not None
    assert "mine.csv" in page.notices.message.text


def test_a_file_that_cannot_be_written_is_a_notice(program: Program, tmp_path: Path) -> None:
    add_answers(program, 3)
    page = show_trends(program)
    page.happened.emit(SavePicture(str(tmp_path / "nowhere" / "a.png"), b"png"))
    message = program.window.notices.message
    assert message is not None
    assert "could not be written" in message.title + message.text


def test_without_answers_the_page_leads_home(program: Program) -> None:
    page = show_trends(program)
    page.nothing.button.click()
    assert program.page is program.home
