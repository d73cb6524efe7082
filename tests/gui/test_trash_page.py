"""The Trash page: state in, rows out; what cannot be undone is asked for in the page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.pages.trash import (
    CloseTrash,
    DeleteForGood,
    RestoreAttempts,
    RestoreStory,
    TrashPage,
)
from app.gui.style import Style
from app.gui.widgets.trash_table import Column
from tests.gui import answers, examples
from tests.gui.stage import Stage

Key = Qt.Key


def stage(qtbot: QtBot, number: int, *, width: int = 1072) -> tuple[Stage, TrashPage]:
    page = TrashPage(lambda: answers.NOW)
    shown = Stage(qtbot, page, width=width)
    page.show_state(examples.trash(number))
    return shown, page


def ids(number: int) -> tuple[int, ...]:
    return tuple(item.attempt_id for item in examples.trash(number).items)


def test_a_row_says_what_when_and_for_how_long(qtbot: QtBot) -> None:
    _, page = stage(qtbot, 7)
    model = page.table.model()
    row = [str(model.index(1, column).data()) for column in Column]
    assert row[0] == "What is model or concept drift?"
    assert row[2:] == ["1:18", "Thu 19:00", "26 days"]
    heard = model.index(1, Column.LEFT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Kept for: 26 days"


def test_the_first_row_is_selected_and_can_be_restored_by_keyboard(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, 3)
    page.setFocus()
    shown.press(Key.Key_Down)
    shown.tab_to("Restore")
    shown.press(Key.Key_Space)
    assert shown.events == [RestoreAttempts((ids(3)[1],))]


def test_several_rows_are_restored_at_once(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, 4)
    page.table.selectAll()
    shown.click("Restore")
    assert shown.events == [RestoreAttempts(ids(4))]


def test_all_are_restored_whatever_is_selected(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, 4)
    shown.click("Restore all")
    assert shown.events == [RestoreAttempts(ids(4))]


def test_deleting_for_good_is_asked_for_with_the_safe_answer_under_the_keyboard(
    qtbot: QtBot,
) -> None:
    shown, page = stage(qtbot, 3)
    page.setFocus()
    shown.press(Key.Key_Delete)
    assert "Delete 1 answer for good?" in shown.words()
    assert "Backups of the history hold the text" in shown.words()
    assert QApplication.focusWidget() is shown.button("Keep")
    shown.press(Key.Key_Return)
    assert shown.events == []
    assert page.table.hasFocus()
    assert "for good?" not in shown.words()


def test_a_yes_deletes_what_was_asked_about(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, 3)
    shown.click("Delete for good…")
    page.table.selectAll()  # too late to be meant
    shown.click("Delete for good")
    assert shown.events == [DeleteForGood((ids(3)[0],))]


def test_emptying_the_trash_asks_about_all(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, 3)
    shown.click("Empty the trash…")
    assert "Delete 3 answers for good?" in shown.words()
    shown.click("Delete for good")
    assert shown.events == [DeleteForGood(ids(3))]


def test_escape_takes_the_question_back_and_then_leaves(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, 3)
    page.setFocus()
    shown.press(Key.Key_Delete, Key.Key_Escape)
    assert shown.events == []
    shown.press(Key.Key_Escape)
    assert shown.events == [CloseTrash()]


def test_what_left_the_trash_meanwhile_is_not_asked_about_any_more(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, 3)
    shown.click("Empty the trash…")
    state = examples.trash(3)
    page.show_state(type(state)(state.items[1:], state.backups))
    assert "for good?" not in shown.words()


def test_the_row_after_the_one_that_went_is_selected(qtbot: QtBot) -> None:
    _, page = stage(qtbot, 3)
    page.table.selectRow(1)
    state = examples.trash(3)
    page.show_state(type(state)((state.items[0], state.items[2]), state.backups))
    assert page.table.selected_ids == (ids(3)[2],)


def test_an_empty_trash_says_what_will_be_here(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, 0)
    assert "The trash is empty" in shown.words()
    assert not page.table.isVisible()
    shown.click("Back to the history")
    assert shown.events == [CloseTrash()]


def test_the_last_answer_that_leaves_takes_the_focus_along(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, 1)
    page.setFocus()
    page.show_state(examples.trash(0))
    assert QApplication.focusWidget() is shown.button("Back to the history")


def test_where_room_is_scarce_the_days_that_are_left_stay(qtbot: QtBot) -> None:
    _, page = stage(qtbot, 3, width=560)
    QApplication.processEvents()
    assert page.table.isColumnHidden(Column.LENGTH)
    assert not page.table.isColumnHidden(Column.LEFT)


def test_rows_grow_with_the_text(qtbot: QtBot, style: Style) -> None:
    _, page = stage(qtbot, 3)
    style.show("light", 200)
    QApplication.processEvents()
    assert page.table.rowHeight(0) == 80


@pytest.mark.parametrize("number", [0, 3])
def test_every_control_has_a_name(qtbot: QtBot, number: int) -> None:
    shown, _ = stage(qtbot, number)
    assert shown.unnamed() == []


def test_deleted_stories_stand_below_the_answers_and_can_be_restored(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, 3)
    assert "Stories" not in shown.words()
    page.show_state(examples.trash(3, stories=2))
    assert "3 answers, 2 stories" in shown.words()
    assert "The shifted hour" in shown.words()
    assert "Kept for 29 days" in shown.words()
    button = page.stories.buttons[0]
    assert button.accessibleName() == "Restore the story “The shifted hour”, kept for 30 days"
    button.click()
    assert shown.events == [RestoreStory("s0")]


def test_emptying_the_trash_asks_about_its_stories_too(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, 3)
    page.show_state(examples.trash(3, stories=2))
    shown.click("Delete for good…")
    assert "Delete 1 answer for good?" in shown.words()
    shown.click("Empty the trash…")
    assert "Delete 3 answers and 2 stories for good?" in shown.words()
    shown.click("Delete for good")
    assert shown.events == [DeleteForGood(ids(3), stories=True)]


def test_stories_alone_are_no_empty_trash(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, 0)
    page.show_state(examples.trash(0, stories=2))
    assert "The trash is empty" not in shown.words()
    assert not page.table.isVisible()
    page.setFocus()
    shown.press(Key.Key_Space)
    assert shown.events == [RestoreStory("s0")]


def test_the_focus_stays_among_the_stories_until_the_last_is_restored(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, 0)
    page.show_state(examples.trash(0, stories=2))
    page.stories.buttons[1].setFocus()
    page.show_state(examples.trash(0, stories=1))
    assert QApplication.focusWidget() is page.stories.buttons[0]
    page.show_state(examples.trash(0))
    assert QApplication.focusWidget() is shown.button("Back to the history")
