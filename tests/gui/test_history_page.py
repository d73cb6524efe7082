"""The list of answers: state in, rows out; clicks and keys in, events out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.core.attempt import AttemptSummary
from app.gui.pages.history import AnswerFirst, HistoryPage, HistoryState, OpenAttempt
from app.gui.style import Style
from app.gui.widgets.attempt_model import Column, Index
from app.gui.widgets.attempt_table import AttemptDelegate
from tests.gui import answers
from tests.gui.stage import Stage

Key = Qt.Key


def stage(
    qtbot: QtBot, attempts: tuple[AttemptSummary, ...], *, width: int = 1072, height: int = 800
) -> tuple[Stage, HistoryPage]:
    page = HistoryPage(lambda: answers.NOW)
    shown = Stage(qtbot, page, width=width, height=height)
    page.show_state(HistoryState(attempts))
    return shown, page


def cell(page: HistoryPage, row: int, column: Column) -> str:
    return str(page.table.model().index(row, column).data())


def test_a_row_says_when_what_and_how(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.summaries(9))
    assert [cell(page, 5, column) for column in Column] == [
        "Today 05:00",
        "What is model or concept drift?",
        "2",
        "4 covered, 1 unclear, 1 not found",
        "120",
        "1.5",
        "1:18",
        "2",
    ]
    assert "9 answers" in shown.words()


def test_what_is_not_as_usual_stands_beside_the_question(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.summaries(4))
    assert cell(page, 0, Column.QUESTION).endswith(", draft")
    assert cell(page, 1, Column.QUESTION).endswith(", not transcribed, recovered")


def test_a_draft_has_no_pace_no_fillers_and_no_rating_where_none_was_given(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.summaries(4))
    assert [cell(page, 0, c) for c in (Column.PACE, Column.FILLERS, Column.RATING)] == [""] * 3


def test_an_answer_nobody_has_read_shows_no_points(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.summaries(4))
    assert cell(page, 1, Column.POINTS) == ""


def test_screen_readers_hear_the_column_before_its_value(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.summaries(9))
    index = page.table.model().index(5, Column.POINTS)
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Points: 4 covered, 1 unclear, 1 not found"


def test_enter_opens_the_row_the_keyboard_has_come_to(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.summaries(9))
    page.table.setFocus()
    shown.press(Key.Key_Down, Key.Key_Return)
    shown.press(Key.Key_Down, Key.Key_Enter)
    assert shown.events == [OpenAttempt(1001), OpenAttempt(1002)]


def test_a_double_click_opens_a_row(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.summaries(9))
    rect = page.table.visualRect(page.table.model().index(4, Column.QUESTION))
    viewport = page.table.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
    assert shown.events == [OpenAttempt(0)]


def test_an_empty_history_says_what_will_be_here_and_how_to_begin(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, ())
    assert "No takes yet" in shown.words()
    assert not page.table.isVisible()
    shown.click("Answer a first question")
    assert shown.events == [AnswerFirst()]


def test_the_first_answer_replaces_the_empty_page(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, ())
    page.show_state(HistoryState(answers.summaries(1)))
    assert "No takes yet" not in shown.words()
    assert "1 answer" in shown.words()


def test_the_selected_row_stays_selected_when_a_new_answer_comes(qtbot: QtBot) -> None:
    attempts = answers.summaries(9)
    _, page = stage(qtbot, attempts[1:])
    page.table.selectRow(3)
    selected = page.table.selected_id
    page.show_state(HistoryState(attempts))
    assert page.table.selected_id == selected
    assert page.table.currentIndex().row() == 4


def test_the_same_answers_again_do_not_reset_the_table(qtbot: QtBot) -> None:
    attempts = answers.summaries(9)
    _, page = stage(qtbot, attempts)
    resets: list[bool] = []
    page.table.model().modelReset.connect(lambda: resets.append(True))
    page.show_state(HistoryState(attempts))
    assert resets == []


def test_ten_thousand_answers_draw_only_the_rows_in_sight(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, page = stage(qtbot, answers.summaries(10_000))
    rows: set[int] = set()
    paint = AttemptDelegate.paint

    def counting(
        self: AttemptDelegate, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rows.add(index.row())
        paint(self, painter, option, index)

    monkeypatch.setattr(AttemptDelegate, "paint", counting)
    page.grab()
    assert 10 < len(rows) < 40


def test_where_room_is_scarce_the_question_stays_and_other_columns_go(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.summaries(9), width=640, height=600)
    QApplication.processEvents()
    assert page.table.isColumnHidden(Column.FILLERS)
    assert not page.table.isColumnHidden(Column.POINTS)
    assert page.table.columnWidth(Column.QUESTION) >= 120
    page.resize(1400, 800)
    QApplication.processEvents()
    assert not page.table.isColumnHidden(Column.FILLERS)


def test_rows_grow_with_the_text(qtbot: QtBot, style: Style) -> None:
    _, page = stage(qtbot, answers.summaries(9))
    style.show("light", 200)
    QApplication.processEvents()
    assert page.table.rowHeight(0) == 80


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_kind_of_row_can_be_drawn(
    qtbot: QtBot, style: Style, percent: int, theme: str
) -> None:
    style.show("dark" if theme == "dark" else "light", percent)
    _, page = stage(qtbot, answers.summaries(12), width=800, height=600)
    assert not page.grab().isNull()


def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.summaries(9))
    assert shown.unnamed() == []
