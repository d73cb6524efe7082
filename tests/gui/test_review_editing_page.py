"""Correcting a transcript on the review page: where it is typed, and which event that is."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core.replay import Stretch
from app.gui.pages.review import Pause, Play, ReviewPage, SetNote, TickPoint
from app.gui.pages.review_editing import DRAFT, ENGLISH, FIRST_SHOWN, NO_WORDS
from app.gui.pages.review_events import (
    AddFiller,
    BackToOriginal,
    CorrectWords,
    Recheck,
    Redo,
    ShowOriginal,
    Undo,
)
from app.gui.widgets.word_edit import WordEdit
from app.session.views import ReviewView
from tests.gui import answers
from tests.gui.review_stage import stage
from tests.gui.stage import Stage

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def editor(page: ReviewPage) -> WordEdit:
    QApplication.processEvents()
    return page.player.transcript._edit


def type_instead(page: ReviewPage, text: str) -> None:
    """Type over what is selected in the line."""
    QTest.keyClicks(editor(page), text)


def middle_of(page: ReviewPage, index: int) -> QPoint:
    QApplication.processEvents()
    box = page.player.transcript._boxes_of(index)[0]
    scrolled = page.player.transcript.verticalScrollBar().value()
    return box.translated(0, -scrolled).center().toPoint()


def press(shown: Stage, key: Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or shown.page, key, modifier)
    QApplication.processEvents()


def test_e_corrects_the_word_that_is_heard_and_enter_keeps_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.show_position(answers.transcript().words[20].start_s, playing=False)
    shown.press(Key.Key_E)
    assert editor(page).hasFocus()
    assert editor(page).text() == answers.transcript().words[20].text
    type_instead(page, "first of all")
    shown.press(Key.Key_Return)
    assert shown.events == [CorrectWords(20, 20, "first of all")]
    assert page.hasFocus()
    assert not editor(page).isVisible()


def test_esc_gives_up_and_nothing_is_sent(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_E)
    type_instead(page, "x")
    shown.press(Key.Key_Escape)
    assert shown.events == []
    assert page.hasFocus()


def test_a_double_click_corrects_a_word_and_falls_silent(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.show_position(1.0, playing=True)
    viewport = page.player.transcript.viewport()
    QTest.mouseDClick(viewport, LEFT, pos=middle_of(page, 30))
    assert editor(page).text() == answers.transcript().words[30].text
    assert shown.events[-1] == Pause()
    assert editor(page).geometry().contains(middle_of(page, 30))


def test_what_was_drawn_over_is_corrected_as_a_whole(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    viewport = page.player.transcript.viewport()
    QTest.mousePress(viewport, LEFT, pos=middle_of(page, 4))
    QTest.mouseMove(viewport, middle_of(page, 6))
    QTest.mouseRelease(viewport, LEFT, pos=middle_of(page, 6))
    shown.press(Key.Key_E)
    said = answers.transcript().words
    assert editor(page).text() == " ".join(word.text for word in said[4:7])
    type_instead(page, " ")
    shown.press(Key.Key_Return)
    assert shown.events == [CorrectWords(4, 6, " ")]


def test_what_is_chosen_by_key_is_corrected_as_a_whole(qtbot: QtBot) -> None:
    words = answers.transcript().words
    view = replace(answers.review(), selection=Stretch(words[10].start_s, words[12].end_s))
    shown, page = stage(qtbot, view)
    shown.press(Key.Key_E)
    assert editor(page).text() == " ".join(word.text for word in words[10:13])


def test_leaving_the_line_in_another_way_keeps_what_was_typed(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_E)
    type_instead(page, "Well,")
    page.foot.note.setFocus(Qt.FocusReason.MouseFocusReason)
    assert shown.events == [CorrectWords(0, 0, "Well,")]


def test_keys_of_the_page_belong_to_the_line_while_it_is_open(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_E)
    type_instead(page, "f u e, m.")
    press(shown, Key.Key_Z, CONTROL)
    assert shown.events == []
    assert editor(page).isVisible()


def test_the_line_grows_with_what_is_typed_and_stays_inside(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_E)
    before = editor(page).width()
    type_instead(page, "many words " * 30)
    room = page.player.transcript.viewport().width()
    assert before < editor(page).width() == room
    assert editor(page).x() >= 0


def test_another_text_closes_the_line_and_other_marks_do_not(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_E)
    page.show_state(answers.overruled_review())
    assert editor(page).isVisible()
    page.show_state(answers.review(p.Transcribing(0.3)))
    assert not editor(page).isVisible()
    assert shown.events == []


def test_the_text_stays_scrolled_where_it_is_when_a_word_changes(qtbot: QtBot) -> None:
    view = answers.long_review()
    _, page = stage(qtbot, view)
    QApplication.processEvents()
    bar = page.player.transcript.verticalScrollBar()
    bar.setValue(400)
    assert view.attempt.transcript is not None
    words = view.attempt.transcript.words
    changed = replace(
        view.attempt.transcript, words=(*words[:9], replace(words[9], text="x"), *words[10:])
    )
    page.show_state(replace(view, reading=p.Analysing(changed)))
    assert page.player.transcript.toPlainText().split()[9] == "x"
    assert bar.value() == 400


# Fillers ---------------------------------------------------------------------------------


def test_f_adds_a_filler_where_the_take_stands(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.show_position(12.0, playing=False)
    shown.press(Key.Key_F)
    shown.click("Filler here")
    assert shown.events == [AddFiller(12.0), AddFiller(12.0)]


def test_while_the_take_plays_the_hand_is_known_to_be_late(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.review(speed=1.5))
    page.show_position(12.0, playing=True)
    shown.press(Key.Key_F)
    page.show_position(0.1, playing=True)
    shown.press(Key.Key_F)
    assert shown.events == [AddFiller(12.0 - 0.4 * 1.5), AddFiller(0.0)]


@pytest.mark.parametrize(
    ("view", "why"),
    [
        (answers.draft_review(), DRAFT),
        (answers.german_review(), ENGLISH),
        (answers.review(original=answers.transcript()), FIRST_SHOWN),
        (answers.review(p.Transcribing(0.5)), NO_WORDS),
    ],
)
def test_where_no_filler_can_be_added_it_is_said_why(
    qtbot: QtBot, view: ReviewView, why: str
) -> None:
    shown, _ = stage(qtbot, view)
    shown.press(Key.Key_F)
    assert shown.events == []
    assert why in shown.words()


def test_where_words_cannot_be_corrected_it_is_said_why(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.review(p.Transcribing(0.5)))
    shown.press(Key.Key_E)
    assert NO_WORDS in shown.words()
    page.player.line._told.timeout.emit()
    assert NO_WORDS not in shown.words()


# The original, undo and redo --------------------------------------------------------------


def changed(**changes: object) -> ReviewView:
    values: dict[str, object] = {
        "attempt": answers.attempt(edited=True),
        "undo_label": "correct “drift”",
        "redo_label": "add a filler",
    }
    return answers.review(**(values | changes))  # type: ignore[arg-type]  # a test's short cut


def test_keys_undo_and_redo(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    press(shown, Key.Key_Z, CONTROL)
    press(shown, Key.Key_Z, CONTROL | SHIFT)
    press(shown, Key.Key_Y, CONTROL)
    assert shown.events == [Undo(), Redo(), Redo()]


def test_in_the_note_undo_belongs_to_what_is_typed(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_N)
    QTest.keyClicks(page.foot.note, "slower")
    press(shown, Key.Key_Z, CONTROL)
    assert page.foot.note.text() == ""
    assert [event for event in shown.events if not isinstance(event, SetNote)] == []


def test_a_corrected_transcript_says_so_and_offers_the_way_back(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, changed())
    assert "You corrected this transcript" in shown.words()
    assert page.player.line.undo.accessibleName() == "Undo: correct “drift”"
    assert page.player.line.undo.toolTip() == "Undo: correct “drift” (Ctrl+Z)"
    shown.click("Undo")
    shown.click("Redo")
    shown.click("Show the original")
    assert shown.events == [Undo(), Redo(), ShowOriginal(True)]


def test_a_tick_can_be_undone_below_the_words_too(qtbot: QtBot) -> None:
    view = answers.review(undo_label="I said point 6")
    shown, _ = stage(qtbot, view)
    assert "Last change: I said point 6" in shown.words()
    assert "Show the original" not in [each.text() for each in shown.buttons()]


def test_nothing_changed_leaves_no_line(qtbot: QtBot) -> None:
    _, page = stage(qtbot)
    assert page.player.line.isHidden()


def test_the_original_is_for_reading_and_hearing_only(qtbot: QtBot) -> None:
    first = answers.transcript("What the engine wrote down first")
    shown, page = stage(qtbot, changed(original=first))
    assert page.player.transcript.toPlainText().strip() == first.text
    assert not page.player.transcript.edit_words(range(1))
    page.player.transcript.word_picked.emit(2)
    assert shown.events == [Play(first.words[2].start_s)]
    assert "This is what was written down first" in shown.words()
    shown.click("Show your text")
    shown.click("Go back to it")
    assert shown.events[1:] == [ShowOriginal(False), BackToOriginal()]


def test_what_is_known_stays_while_a_correction_is_judged(qtbot: QtBot) -> None:
    view = answers.review(p.Analysing(answers.transcript()), feedback=answers.feedback())
    shown, page = stage(qtbot, view)
    assert not page.reading.isVisible()
    assert "4 covered, 1 unclear, 1 not found" in shown.words()


def test_an_answer_can_be_checked_again(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.click("Check again")
    page.points.rows[5].said.click()
    assert shown.events == [Recheck(), TickPoint(5, True)]
