"""The page of one sitting: what it says, and where it leads."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.pages.session_summary import CloseSession, OpenAttempt, SessionPage
from app.gui.style import Style
from app.gui.widgets.spread_gauge import SpreadGauge
from app.session.sitting import SittingView
from tests.gui import answers
from tests.gui.history_examples import sitting, unread_sitting
from tests.gui.stage import Stage

Key = Qt.Key


def stage(
    qtbot: QtBot, view: SittingView, *, width: int = 1072, height: int = 800
) -> tuple[Stage, SessionPage]:
    page = SessionPage(lambda: answers.NOW)
    shown = Stage(qtbot, page, width=width, height=height)
    page.show_state(view)
    QApplication.processEvents()
    return shown, page


def test_it_says_when_how_long_and_how_many(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, sitting())
    assert "Session of yesterday 17:00" in shown.words()
    assert "2 questions, 4 takes, 19 min, 5:12 spoken" in shown.words()


def test_a_long_sitting_is_told_in_hours(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, replace(sitting(), length_s=2 * 3600 + 5 * 60))
    assert "2 h 05 min" in shown.words()


def test_it_says_what_was_covered_and_how_it_sounded(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, sitting())
    for words in ("8 of 12", "108 to 135", "0.8 to 3.5", "100 to 165 is easy", "up to 5 is fine"):
        assert words in shown.words()
    names = [each.accessibleName() for each in page.findChildren(SpreadGauge)]
    assert "Pace: 108.0 to 135.0 words/min" in names


def test_the_rating_stands_beside_what_was_measured(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, sitting())
    assert "3.0 of 5" in shown.words()
    assert "67 % of the points were covered" in shown.words()


def test_what_was_not_found_leads_to_its_best_take(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, sitting())
    assert answers.POINTS[5] in shown.words()
    openers = [each for each in shown.buttons() if each.text() == "Open"]
    openers[1].click()
    assert shown.events == [OpenAttempt(11)]
    assert openers[1].accessibleName().startswith("Open the answer: How do canary")
    assert page.weak.isVisible()


def test_notes_lead_to_their_answer(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, sitting())
    assert "say how I would notice" in shown.words()
    openers = [each for each in shown.buttons() if each.text() == "Open"]
    openers[-1].click()
    assert shown.events == [OpenAttempt(13)]


def test_each_answer_opens_by_the_keyboard(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, sitting())
    page.table.setFocus()
    shown.press(Key.Key_Down, Key.Key_Return)
    assert shown.events == [OpenAttempt(11)]


def test_the_list_is_as_long_as_its_answers(qtbot: QtBot) -> None:
    _, page = stage(qtbot, sitting(12))
    qtbot.waitUntil(lambda: page.table.verticalScrollBar().maximum() == 0)
    assert page.verticalScrollBar().maximum() > 0


def test_escape_and_the_button_lead_back(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, sitting())
    shown.press(Key.Key_Escape)
    shown.click("History")
    assert shown.events == [CloseSession(), CloseSession()]


def test_a_session_nobody_has_read_shows_its_answers_and_no_empty_card(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, unread_sitting())
    assert "Points covered" not in shown.words()
    assert "Not found yet" not in shown.words()
    assert page.table.model().rowCount() == 1


@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits_the_smallest_window(qtbot: QtBot, style: Style, percent: int) -> None:
    style.show("dark", percent)
    _, page = stage(qtbot, sitting(), width=592, height=560)
    for _ in range(5):
        QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0


def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, sitting())
    assert shown.unnamed() == []
