"""What can be done with one answer or several: by keys, clicks and the menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.pages.history_values import (
    CompareAttempts,
    DeleteAttempts,
    ExportAttempts,
    MarkBest,
    OpenTrash,
    UndoDelete,
    Want,
    Wanted,
)
from app.gui.widgets.attempt_model import Column
from tests.gui.history_examples import attempts, state
from tests.gui.history_stage import choose, click_row, menu_of, select, stage

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_several_rows_can_be_chosen_and_are_counted(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    click_row(page, 4)
    click_row(page, 6, CTRL)
    click_row(page, 8, CTRL)
    assert page.table.selected_ids == (2004, 2006, 2008)
    assert "3 of 9 answers selected" in shown.words()


def test_delete_moves_what_is_chosen_to_the_trash_but_never_a_head(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(12, grouped=True))
    page.table.setFocus()
    shown.press(Key.Key_Up, Key.Key_Delete)  # the head alone: nothing happens
    QTest.keyClick(page.table, Key.Key_Down, SHIFT)
    QTest.keyClick(page.table, Key.Key_Down, SHIFT)
    shown.press(Key.Key_Delete)
    assert shown.events == [DeleteAttempts((1000, 1001))]


def test_ctrl_z_asks_to_bring_back_what_was_deleted(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    QTest.keyClick(page.table, Key.Key_Z, CTRL)
    assert shown.events == [UndoDelete()]


def test_the_trash_can_be_opened_while_something_is_in_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9, in_trash=3))
    shown.click("Trash (3)")
    assert shown.events == [OpenTrash()]
    page.show_state(state(9))
    assert not page.trash.isVisible()


def test_chosen_answers_stay_chosen_when_something_changes_behind_them(qtbot: QtBot) -> None:
    found = attempts(9)
    _, page = stage(qtbot, state(found[1:]))
    click_row(page, 4)
    click_row(page, 6, CTRL)
    page.show_state(state(found))
    assert page.table.selected_ids == (2005, 2007)


@pytest.mark.parametrize("keys", ["menu", "shift+F10"])
def test_the_menu_of_one_answer_comes_by_keys(qtbot: QtBot, keys: str) -> None:
    shown, page = stage(qtbot, state(9))
    page.table.setFocus()
    select(page, 4)
    if keys == "menu":
        QTest.keyClick(page.table, Key.Key_Menu)
    else:
        QTest.keyClick(page.table, Key.Key_F10, SHIFT)
    assert list(menu_of(page)) == [
        "Open",
        "Mark as best take",
        "All takes of this question",
        "Export…",
        "Move to the trash",
    ]
    choose(page, "Mark as best take")
    assert shown.events == [MarkBest(2004, True)]


def test_the_menu_of_an_answer_leads_to_all_takes_of_its_question(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    select(page, 4)
    QTest.keyClick(page.table, Key.Key_Menu)
    choose(page, "All takes of this question")
    ask = "What is model or concept drift?"
    assert shown.events == [Want(Wanted(question_key="mlops/drift", ask=ask))]


def test_two_takes_of_one_question_can_be_compared_the_earlier_one_first(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    click_row(page, 4)
    click_row(page, 6, CTRL)
    QTest.keyClick(page.table, Key.Key_Menu)
    choose(page, "Compare these two takes")
    assert shown.events == [CompareAttempts(2006, 2004)]


def test_the_menu_of_many_exports_and_deletes_all_of_them(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    page.table.selectAll()
    QTest.keyClick(page.table, Key.Key_Menu)
    assert list(menu_of(page)) == ["Export 9 answers…", "Move 9 answers to the trash"]
    choose(page, "Export 9 answers…")
    (event,) = shown.events
    assert isinstance(event, ExportAttempts)
    assert len(event.attempt_ids) == 9


def test_the_menu_by_the_mouse_is_about_the_row_below_the_pointer(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    rect = page.table.visualRect(page.table.model().index(6, Column.QUESTION))
    viewport = page.table.viewport()
    where = viewport.mapToGlobal(rect.center())
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, rect.center(), where)
    QApplication.sendEvent(viewport, asked)
    choose(page, "Move to the trash")
    assert shown.events == [DeleteAttempts((2006,))]


def test_a_drag_that_ends_on_the_head_of_a_session_opens_nothing(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(12, grouped=True))
    viewport, left = page.table.viewport(), Qt.MouseButton.LeftButton
    model = page.table.model()
    first, last = (page.table.visualRect(model.index(row, Column.QUESTION)) for row in (4, 5))
    QTest.mousePress(viewport, left, pos=first.center())
    QTest.mouseMove(viewport, last.center())
    QTest.mouseRelease(viewport, left, pos=last.center())
    assert shown.events == []
