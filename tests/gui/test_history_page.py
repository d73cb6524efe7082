"""The list of answers: state in, rows out; clicks and keys in, events out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.core.listing import Order, SortBy
from app.gui.pages.history_values import (
    AnswerFirst,
    GroupBySession,
    HistoryState,
    OpenAttempt,
    OpenSession,
    Sort,
    Wanted,
)
from app.gui.style import Style
from app.gui.widgets.attempt_delegate import AttemptDelegate
from app.gui.widgets.attempt_model import UNREADABLE, Column, Index
from tests.gui.history_examples import Rows, attempts, state
from tests.gui.history_stage import cell, choose, click_header, click_row, heard, select, stage

Key = Qt.Key


def test_a_row_says_when_what_and_how(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    assert [cell(page, 7, column) for column in Column] == [
        "Sun 15:00",
        "What is model or concept drift?",
        "1",
        "4 covered, 1 unclear, 1 not found",
        "122",
        "1.5",
        "1:18",
        "4",
        "Best take",
    ]
    assert "9 answers" in shown.words()


def test_what_is_not_as_usual_stands_beside_the_question(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(4))
    assert cell(page, 0, Column.QUESTION).endswith(", draft")
    assert cell(page, 1, Column.QUESTION).endswith(", not transcribed, recovered")


def test_a_draft_has_no_pace_no_fillers_and_no_rating_where_none_was_given(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(4))
    assert [cell(page, 0, c) for c in (Column.PACE, Column.FILLERS, Column.RATING)] == [""] * 3


def test_an_answer_nobody_has_read_shows_no_points(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(4))
    assert cell(page, 1, Column.POINTS) == ""


def test_an_answer_that_cannot_be_read_keeps_its_row_and_says_so(qtbot: QtBot) -> None:
    shown = state(6)
    broken = HistoryState(shown.entries, Rows(attempts(6)[:5]))
    _, page = stage(qtbot, broken)
    assert cell(page, 5, Column.QUESTION) == UNREADABLE
    assert not page.grab().isNull()


def test_screen_readers_hear_the_column_before_its_value(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(9))
    assert heard(page, 5, Column.POINTS) == "Points: 4 covered, 1 unclear, 1 not found"


def test_enter_opens_the_row_the_keyboard_has_come_to(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    page.table.setFocus()
    shown.press(Key.Key_Down, Key.Key_Return)
    shown.press(Key.Key_Down, Key.Key_Enter)
    assert shown.events == [OpenAttempt(1001), OpenAttempt(1002)]


def test_a_double_click_opens_a_row(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    click_row(page, 4)
    rect = page.table.visualRect(page.table.model().index(4, Column.QUESTION))
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert shown.events == [OpenAttempt(2004)]


def test_an_empty_history_says_what_will_be_here_and_how_to_begin(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(0, anything=False))
    assert "No takes yet" in shown.words()
    assert not page.table.isVisible()
    assert not page.filters.isVisible()
    shown.click("Answer a first question")
    assert shown.events == [AnswerFirst()]


def test_the_first_answer_replaces_the_empty_page(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(0, anything=False))
    page.show_state(state(1))
    assert "No takes yet" not in shown.words()
    assert "1 answer" in shown.words()


def test_the_selected_row_stays_selected_when_a_new_answer_comes(qtbot: QtBot) -> None:
    found = attempts(9)
    _, page = stage(qtbot, state(found[1:]))
    select(page, 3)
    selected = page.table.selected_id
    page.show_state(state(found))
    assert page.table.selected_id == selected
    assert page.table.currentIndex().row() == 4


def test_the_same_answers_again_are_renewed_without_moving_anything(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(9))
    select(page, 5)
    resets: list[bool] = []
    page.table.model().modelReset.connect(lambda: resets.append(True))
    page.show_state(state(9, in_trash=0))
    assert resets == []
    assert page.table.currentIndex().row() == 5


def test_twenty_thousand_answers_draw_and_read_only_the_rows_in_sight(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: set[int] = set()
    paint = AttemptDelegate.paint

    def counting(
        self: AttemptDelegate, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rows.add(index.row())
        paint(self, painter, option, index)

    monkeypatch.setattr(AttemptDelegate, "paint", counting)
    shown = state(20_000)
    _, page = stage(qtbot, shown)
    page.grab()
    assert 10 < len(rows) < 40
    source = shown.source
    assert isinstance(source, Rows)
    assert [len(ids) for ids in source.asked] == [50]
    assert page._count.text() == "20,000 answers"


def test_typing_a_letter_into_the_list_reads_nothing(qtbot: QtBot) -> None:
    shown = state(20_000)
    staged, page = stage(qtbot, shown)
    page.table.setFocus()
    staged.press(Key.Key_Z)
    source = shown.source
    assert isinstance(source, Rows)
    assert len(source.asked) == 1


def test_where_room_is_scarce_the_question_stays_and_other_columns_go(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(9), width=640, height=600)
    assert page.table.isColumnHidden(Column.FILLERS)
    assert not page.table.isColumnHidden(Column.POINTS)
    assert page.table.columnWidth(Column.QUESTION) >= 120
    page.resize(1400, 800)
    QApplication.processEvents()
    assert not page.table.isColumnHidden(Column.FILLERS)


def test_rows_grow_with_the_text(qtbot: QtBot, style: Style) -> None:
    _, page = stage(qtbot, state(9))
    style.show("light", 200)
    QApplication.processEvents()
    assert page.table.rowHeight(0) == 80


# Sorting ---------------------------------------------------------------------------


def test_a_click_on_a_column_sorts_by_it_and_another_turns_that_round(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    click_header(page, Column.PACE)
    page.show_state(state(9, order=Order(SortBy.PACE)))
    click_header(page, Column.PACE)
    click_header(page, Column.QUESTION)
    assert shown.events == [
        Sort(Order(SortBy.PACE)),
        Sort(Order(SortBy.PACE, descending=False)),
        Sort(Order(SortBy.QUESTION, descending=False)),
    ]


def test_the_stars_are_not_sorted_by(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    click_header(page, Column.BEST)
    assert shown.events == []


def test_screen_readers_hear_which_column_is_sorted_by(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(9, order=Order(SortBy.SCORE, descending=False)))
    model, across = page.table.model(), Qt.Orientation.Horizontal
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.headerData(Column.RATING, across, role) == "Rating, sorted, lowest first"
    assert model.headerData(Column.PACE, across, role) is None


def test_the_keyboard_sorts_by_a_menu_that_also_has_the_hidden_columns(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9), width=640)
    QTest.keyClick(page.table, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    choose(page, "Fillers a minute")
    QTest.keyClick(page.table, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    choose(page, "The other way round")
    assert shown.events == [
        Sort(Order(SortBy.FILLERS)),
        Sort(Order(SortBy.WHEN, descending=False)),
    ]


def test_another_order_begins_at_the_top_again(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(200))
    select(page, 150)
    page.show_state(state(attempts(200)[::-1], order=Order(SortBy.PACE)))
    assert page.table.currentIndex().row() == 0
    assert page.table.verticalScrollBar().value() == 0


# Sessions --------------------------------------------------------------------------


def test_the_head_of_a_session_says_what_it_came_to(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(12, grouped=True))
    row = [cell(page, 5, column) for column in Column]
    assert row == ["Sun 15:00", "4 answers, 5:12 spoken", "", "8 of 12", "", "", "", "", ""]
    assert heard(page, 5, Column.QUESTION) == "Session: 4 answers, 5:12 spoken"
    assert heard(page, 5, Column.POINTS) == "Session: 8 of 12"


def test_arrow_keys_stop_at_the_head_of_a_session_and_enter_opens_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(12, grouped=True))
    page.table.setFocus()
    shown.press(Key.Key_Return)  # at first, the keyboard is at an answer, not at a head
    shown.press(Key.Key_Up, Key.Key_Return)
    assert page.table.selected_ids == ()
    assert shown.events == [OpenAttempt(1000), OpenSession("s0")]


def test_a_click_on_the_head_of_a_session_opens_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(12, grouped=True))
    click_row(page, 5)
    click_row(page, 6)
    assert shown.events == [OpenSession("s1")]


def test_sessions_stand_together_in_the_order_of_time_only(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(12, grouped=True, order=Order(SortBy.PACE)))
    assert page.table.model().rowCount() == 12
    assert not page.by_session.isChecked()
    shown.click("Group by session")
    assert shown.events == [GroupBySession(True)]


# Looks -----------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_kind_of_row_can_be_drawn(
    qtbot: QtBot, style: Style, percent: int, theme: str
) -> None:
    style.show("dark" if theme == "dark" else "light", percent)
    shown = state(12, grouped=True, wanted=Wanted(text="feature store"))
    _, page = stage(qtbot, shown, width=800, height=600)
    assert not page.grab().isNull()


def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9, in_trash=2))
    page.filters.more.click()
    assert shown.unnamed() == []
