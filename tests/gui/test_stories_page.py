"""The Stories page: what is typed is handed out, and everything works by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.story import Story
from app.core.structure import Part
from app.gui.pages.stories import StoriesPage
from app.gui.pages.stories_values import (
    DeleteStory,
    ImportStories,
    KeepStory,
    NewStory,
    OpenStory,
    RedoChange,
    StoriesState,
    ToggleShows,
    UndoChange,
)
from app.gui.widgets.bullets_edit import BulletsEdit
from tests.gui import answers
from tests.gui.stage import Column, Stage
from tests.gui.story_examples import BARE, HOUR, MOVE, STORIES, state

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

pytestmark = pytest.mark.gui


class Shown(Stage):
    def __init__(self, qtbot: QtBot, shown: StoriesState | None = None, width: int = 1072) -> None:
        self.stories = StoriesPage(lambda: answers.NOW)
        self.stories.show_state(state(*STORIES) if shown is None else shown)
        super().__init__(qtbot, self.stories, width=width)

    @property
    def kept(self) -> list[Story]:
        return [event.story for event in self.events if isinstance(event, KeepStory)]


def write(field: BulletsEdit, words: str) -> None:
    field.setFocus()
    field.moveCursor(field.textCursor().MoveOperation.End)
    first, *others = words.split("\n")
    QTest.keyClicks(field, first)
    for line in others:
        QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClicks(field, line)


# Before the first ----------------------------------------------------------------------


def test_a_newcomer_reads_what_a_story_is_and_has_two_ways_to_begin(qtbot: QtBot) -> None:
    shown = Shown(qtbot, state())
    assert "One good story serves several questions" in shown.words()
    shown.click("Write the first story")
    shown.click("Import from Markdown…")
    assert shown.events == [NewStory(), ImportStories()]
    assert not shown.stories.list.isVisible()


def test_a_new_story_has_examples_in_its_fields_and_nothing_else(qtbot: QtBot) -> None:
    shown = Shown(qtbot, state(open=Story("")))
    field = shown.stories.editor.bullets[Part.RESULT]
    assert (field.toPlainText(), field.placeholderText()[:11]) == ("", "For example")
    assert not shown.stories.editor.delete.isVisible()
    shown.stories.keep()
    assert shown.kept == []


# Writing -------------------------------------------------------------------------------


def test_what_is_typed_is_handed_out_when_typing_rests(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    write(shown.stories.editor.bullets[Part.RESULT], "\nNo call since")
    assert shown.kept == []
    qtbot.waitUntil(lambda: bool(shown.kept))
    expected = ("Back to normal the same day", "No call since")
    assert shown.kept == [replace(HOUR, bullets={**HOUR.bullets, Part.RESULT: expected})]


@pytest.mark.parametrize("way", ["key", "hide", "other"])
def test_leaving_in_any_way_loses_nothing_of_what_was_typed(qtbot: QtBot, way: str) -> None:
    shown = Shown(qtbot)
    shown.stories.editor.title.setFocus()
    QTest.keyClicks(shown.stories.editor.title, " again")
    match way:
        case "key":
            shown.click("New story")
        case "hide":
            shown.stories.hide()
        case _:
            shown.stories.list.setCurrentIndex(shown.stories.list.model().index(1, 0))
    assert [story.title for story in shown.kept] == ["The shifted hour again"]
    assert isinstance(shown.events[0], KeepStory)


def test_the_words_one_is_typing_stay_while_the_story_is_stored(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    field = shown.stories.editor.bullets[Part.TASK]
    write(field, "\n")  # the next line has been begun
    shown.stories.keep()
    shown.stories.show_state(state(*STORIES))
    assert field.toPlainText().endswith("\n")


def test_a_draft_that_gets_its_name_keeps_the_words_and_the_cursor(qtbot: QtBot) -> None:
    shown = Shown(qtbot, state(open=Story("")))
    title = shown.stories.editor.title
    QTest.keyClicks(title, "The move ")
    shown.stories.keep()
    stored = replace(shown.kept[0], uid="new")
    shown.stories.show_state(state(stored))
    QTest.keyClicks(title, "north")
    assert title.text() == "The move north"
    shown.stories.keep()
    assert shown.kept[-1].uid == "new"


def test_a_story_that_could_not_be_stored_is_handed_out_again(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    QTest.keyClicks(shown.stories.editor.title, "!")
    shown.stories.keep()
    shown.stories.editor.try_again()
    shown.stories.keep()
    assert len(shown.kept) == 2
    assert shown.kept[0] == shown.kept[1]


def test_what_an_undo_brings_back_is_shown_in_the_fields(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    earlier = replace(HOUR, bullets={Part.TASK: ("Find it",)})
    shown.stories.show_state(state(earlier, MOVE, BARE))
    assert shown.stories.editor.bullets[Part.TASK].lines == ("Find it",)
    assert shown.stories.editor.bullets[Part.SITUATION].lines == ()


def test_undo_in_a_field_is_the_pages_undo(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    for field in (shown.stories.editor.title, shown.stories.editor.bullets[Part.TASK]):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
        QTest.keyClick(field, Qt.Key.Key_Z, CTRL | SHIFT)
    assert shown.events == [UndoChange(), RedoChange()] * 2


# The fields ----------------------------------------------------------------------------


def test_enter_begins_a_line_and_no_second_empty_one(qtbot: QtBot, column: Column) -> None:
    field = BulletsEdit("Action", "")
    column(field)
    write(field, "one\n\n\ntwo")
    assert field.toPlainText() == "one\ntwo"


def test_lines_move_with_alt_and_the_arrows(qtbot: QtBot, column: Column) -> None:
    field = BulletsEdit("Action", "")
    column(field)
    field.show_lines(("one", "two", "three"))
    field.moveCursor(field.textCursor().MoveOperation.End)
    QTest.keyClick(field, Qt.Key.Key_Up, ALT)
    QTest.keyClick(field, Qt.Key.Key_Up, ALT)
    QTest.keyClick(field, Qt.Key.Key_Up, ALT)
    assert field.lines == ("three", "one", "two")
    QTest.keyClick(field, Qt.Key.Key_Down, ALT)
    assert field.lines == ("one", "three", "two")


def test_the_dots_of_a_pasted_list_stay_behind_and_numbers_stay(
    qtbot: QtBot, column: Column
) -> None:
    field = BulletsEdit("Action", "")
    column(field)
    for text in ("- one\n- two\n", "3. place of 40"):
        pasted = QMimeData()
        pasted.setText(text)
        field.clear()
        field.insertFromMimeData(pasted)
        QGuiApplication.processEvents()
        assert field.lines == (("one", "two") if "\n" in text else (text,))


def test_a_field_is_as_high_as_its_lines(qtbot: QtBot, column: Column) -> None:
    field = BulletsEdit("Action", "")
    column(field)
    field.show_lines(("word " * 60, "two"))
    needed = 3 * field.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: field.height() > needed)
    qtbot.waitUntil(lambda: field.verticalScrollBar().maximum() == 0)


def test_a_competency_is_added_by_word_or_by_a_proposal_and_taken_away(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    field = shown.stories.editor.competencies
    field.line.setFocus()
    QTest.keyClicks(field.line, "Grit, planning")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert [*shown.kept[-1].competencies] == ["problem solving", "ownership", "grit", "planning"]
    QApplication.processEvents()
    assert field.line.text() == ""
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    field.proposals["learning"].click()
    field.chips["grit"].click()
    assert [*shown.kept[-1].competencies] == ["problem solving", "ownership", "learning"]


def test_what_attached_questions_ask_for_is_proposed_first(qtbot: QtBot) -> None:
    shown = Shown(qtbot, state(replace(BARE, question_keys=("behavioural/customer",))))
    assert next(iter(shown.stories.editor.competencies.proposals)) == "customer focus"


def test_questions_are_attached_with_the_space_bar_and_found_by_words(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    QTest.keyClick(shown.stories, Qt.Key.Key_F, CTRL)
    editor = shown.stories.editor
    assert editor.attached.is_open
    first, second, *_ = editor.questions.rows
    assert (first.value, first.ticked) == ("behavioural/troubleshoot", True)
    assert second.value == "behavioural/late"  # it asks for ownership, which the story shows
    QTest.keyClicks(editor.search, "conflict customer")
    qtbot.waitUntil(lambda: len(editor.questions.rows) == 1)
    QTest.keyClick(editor.search, Qt.Key.Key_Down)
    QTest.keyClick(editor.questions, Qt.Key.Key_Space)
    assert shown.kept[-1].question_keys == ("behavioural/customer", "behavioural/troubleshoot")
    assert "2" in editor.attached.header.text()


def test_a_row_stays_under_the_pointer_when_it_is_ticked(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.stories.editor.attached.set_open(True)
    before = [row.value for row in shown.stories.editor.questions.rows]
    shown.stories.editor.questions.ticked.emit(before[4])
    assert [row.value for row in shown.stories.editor.questions.rows] == before


# The list ------------------------------------------------------------------------------


def test_the_list_says_what_each_story_has_and_how_often_it_was_told(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    index = shown.stories.list.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "The shifted hour, points for Situation, Task, Action, Result, "
        "shows problem solving, ownership, told 3 times, 82 % covered"
    )
    moved = shown.stories.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "none for Task, Result" in moved
    assert "Told 3 times, last Sun 17:00, 82 % covered" in shown.words()


def test_arrow_keys_lead_from_story_to_story(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.stories.setFocus()
    shown.press(Qt.Key.Key_Down)
    assert shown.events == [OpenStory("move")]


def test_a_field_to_choose_stands_in_for_the_list_where_there_is_little_width(
    qtbot: QtBot,
) -> None:
    shown = Shown(qtbot, width=560)
    assert not shown.stories.list.isVisible()
    shown.stories.choice.setCurrentIndex(2)
    shown.stories.choice.activated.emit(2)
    assert shown.events == [OpenStory("bare")]


def test_a_story_is_deleted_by_key_and_by_button(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    QTest.keyClick(shown.stories, Qt.Key.Key_Delete, CTRL)
    shown.click("Delete")
    assert shown.events == [DeleteStory("hour")] * 2


# What they show ------------------------------------------------------------------------


def test_holes_are_named_in_words_with_a_way_to_fill_them(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.click("What they show")
    assert "No story shows conflict resolution yet; 3 questions ask for it." in shown.words()
    assert "No story yet for: customer focus." in shown.words()
    shown.stories.shows.buttons["learning"].click()
    assert shown.events == [NewStory("learning")]


def test_no_holes_are_said_where_every_competency_is_shown(qtbot: QtBot) -> None:
    everything = tuple({name for each in state().questions for name in each.competencies})
    shown = Shown(qtbot, state(replace(HOUR, competencies=everything)))
    shown.click("What they show")
    assert "Every competency the questions ask for is shown" in shown.words()


def test_a_cell_is_toggled_by_keyboard_and_by_click(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    QTest.keyClick(shown.stories, Qt.Key.Key_M, ALT)
    table = shown.stories.shows.table
    assert table.hasFocus()
    shown.press(Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space)
    row = table.model().index(1, 0)
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(row).center()
    )
    assert shown.events == [ToggleShows("move", "ownership"), ToggleShows("hour", "ownership")]
    words = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "“The shifted hour” shows ownership"


def test_the_place_in_the_table_stays_when_a_cell_has_changed(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    table = shown.stories.shows.table
    shown.stories.show_tab("shows")
    table.setCurrentIndex(table.model().index(2, 1))
    changed = replace(MOVE, competencies=(*MOVE.competencies, "problem solving"))
    shown.stories.show_state(state(HOUR, changed, BARE))
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 1)


def test_the_title_above_a_column_opens_its_story(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.stories.show_tab("shows")
    shown.stories.shows.table.horizontalHeader().sectionClicked.emit(1)
    assert shown.events == [OpenStory("move")]
    assert shown.stories.editor.isVisible()


# By keyboard ---------------------------------------------------------------------------


def test_everything_has_a_name_and_tab_follows_the_eye(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    assert shown.unnamed() == []
    editor = shown.stories.editor
    editor.title.setFocus()
    order = []
    for _ in range(6):
        shown.press(Qt.Key.Key_Tab)
        order.append(QApplication.focusWidget())
    fields = [*editor.bullets.values(), editor.numbers]
    assert order == [*fields, editor.competencies.chips["problem solving"]]
