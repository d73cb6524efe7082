"""How a story was told, on the page of an answer: shown, heard, put right."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.core.structure import Part
from app.gui.pages.review import MarkPart, Play, ReviewPage
from app.gui.pages.review_editing import FIRST_SHOWN
from app.gui.pages.review_events import Seek
from app.gui.pages.review_story import NO_PARTS
from app.session.structure_words import ESTIMATE
from app.session.views import ReviewView
from tests.gui import answers, told_stories
from tests.gui.review_stage import stage
from tests.gui.stage import Stage, click

S, T, A, R = Part


def on_stage(
    qtbot: QtBot, view: ReviewView | None = None, *, width: int = 1280
) -> tuple[Stage, ReviewPage]:
    return stage(qtbot, view or told_stories.review(), width=width)


def marked(shown: Stage) -> list[MarkPart]:
    return [event for event in shown.events if isinstance(event, MarkPart)]


def letters(page: ReviewPage) -> list[tuple[int, Part]]:
    parts = page.player.transcript._lines.written.parts
    return [(mark.first_word, mark.part) for _, mark in parts]


def first_words() -> list[int]:
    return [each.first_word for each in told_stories.structure().sentences]


# The band ---------------------------------------------------------------------------


def test_the_band_has_a_block_for_each_run_of_sentences(qtbot: QtBot) -> None:
    _, page = on_stage(qtbot)
    assert [block.run.part for block in page.player.band.blocks] == [S, T, A, R]
    assert page.player.band.blocks[0].accessibleName() == "Situation, 0:00 to 0:17"


def test_the_band_keeps_step_with_the_waveform(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    for width in (1280, 800):
        page.resize(width, 800)
        shown.words()
        wave, band = page.player.waveform, page.player.band
        assert wave.width() == band.width()
        for block in band.blocks:
            assert block.x() == pytest.approx(wave._x(block.run.start_s), abs=1)
            right = block.x() + block.width()
            assert right == pytest.approx(wave._x(block.run.end_s), abs=3)


def test_a_block_says_its_name_its_letter_or_nothing_but_always_in_words(qtbot: QtBot) -> None:
    _, page = on_stage(qtbot)
    block = page.player.band.blocks[0]
    said = []
    for width in (200, 22, 4):
        block.setFixedWidth(width)
        said.append(block.shown_words)
    assert said == ["Situation", "S", ""]
    assert block.toolTip() == "Situation, 0:00 to 0:17. Plays this part."


def test_a_click_on_a_block_plays_that_part(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    block = page.player.band.blocks[3]
    click(qtbot, block)
    (event,) = shown.events
    assert isinstance(event, Play)
    assert event.from_s == pytest.approx(block.run.start_s - 0.2)
    assert event.until_s == pytest.approx(block.run.end_s + 0.3)


def test_tab_comes_to_the_band_once_and_arrows_go_through_it(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    blocks = page.player.band.blocks
    stops = [each for each in blocks if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == blocks[:1]
    blocks[0].setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is blocks[2]
    shown.press(Qt.Key.Key_Space)
    assert [type(event) for event in shown.events] == [Play]
    assert shown.events[0].from_s == pytest.approx(blocks[2].run.start_s - 0.2)  # type: ignore[attr-defined]  # a Play
    blocks[2].clearFocus()
    page.setFocus()
    shown.press(Qt.Key.Key_Right)
    assert isinstance(shown.events[-1], Seek)


def test_the_focus_stays_in_the_band_when_parts_change(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    page.player.band.blocks[2].setFocus(Qt.FocusReason.TabFocusReason)
    page.show_state(told_stories.late_review())
    shown.words()
    assert QApplication.focusWidget() is page.player.band.blocks[2]


def test_what_the_person_said_is_told_apart(qtbot: QtBot) -> None:
    _, page = on_stage(qtbot, told_stories.corrected_review())
    names = [block.accessibleName() for block in page.player.band.blocks]
    assert names[0].endswith("1 of its sentences as you say")
    assert names[-1] == "Result, 1:02 to 1:11"


def test_a_written_answer_has_the_band_alone_over_its_words(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot, told_stories.typed_review())
    band = page.player.band
    assert band.isVisible()
    assert not page.player.waveform.isVisible()
    wide = band.width() - 10
    count = len(told_stories.transcript().words)
    words = band.blocks[0].run.sentences[-1].last_word + 1
    assert band.blocks[0].width() == pytest.approx(wide * words / count, abs=3)
    assert band.blocks[0].accessibleName() == "Situation"  # no times: nobody spoke
    click(qtbot, band.blocks[3])
    assert shown.events == []


# The panel --------------------------------------------------------------------------


def test_the_panel_shows_shares_with_where_they_usually_lie(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    words = shown.words()
    for each in ("Story shape", "35 %", "guide: up to 30 %", "52 %", "13 %", "7 × I, 2 × we"):
        assert each in words
    assert ESTIMATE in words
    assert page.story.cells[0].value.property("ink") == "amber_ink"
    assert page.story.cells[1].value.property("ink") == ""
    assert not page.story.remarks.isVisible()  # nothing else is unusual


def test_what_comes_late_or_was_not_heard_is_said_softly(qtbot: QtBot) -> None:
    shown, _ = on_stage(qtbot, told_stories.late_review())
    words = shown.words()
    assert "The first Action comes after 64 % of the time" in words
    assert "No clear Result heard" in words


def test_the_number_in_the_result_can_be_heard(qtbot: QtBot) -> None:
    shown, _ = on_stage(qtbot)
    shown.click("the Result has a number")
    (event,) = shown.events
    assert isinstance(event, Play)
    said = told_stories.transcript().words
    five = next(word for word in said if word.text == "five")
    assert event.from_s == pytest.approx(five.start_s - 1.0)


def test_without_sound_the_number_is_told_but_not_offered(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot, told_stories.typed_review())
    assert "the Result has a number" in shown.words()
    assert not page.story.number.isVisible()


def test_a_question_of_knowledge_shows_nothing_of_a_story(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    page.show_state(answers.review())
    assert "Story shape" not in shown.words()
    assert not page.player.band.isVisible()
    assert letters(page) == []
    assert not any(row.part.isVisible() for row in page.points.rows)
    shown.press(Qt.Key.Key_S)
    assert NO_PARTS in shown.words()
    assert not page._shape.menu.isVisible()


def test_key_points_of_a_story_carry_the_letter_of_their_part(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    shown.words()
    assert [row.part.text() for row in page.points.rows] == ["S", "T", "A", "A", "A", "R"]
    assert page.points.rows[0].part.isVisible()
    assert page.points.rows[0].part.accessibleName() == "Situation"


# The transcript ----------------------------------------------------------------------


def test_a_letter_stands_where_a_part_begins(qtbot: QtBot) -> None:
    _, page = on_stage(qtbot)
    starts = first_words()
    assert letters(page) == [(starts[0], S), (starts[3], T), (starts[4], A), (starts[8], R)]
    text = page.player.transcript.toPlainText().replace("\u00a0", " ")
    assert text.startswith(" S  Last spring")
    assert " R  Um, and" in text


def test_letters_leave_every_word_where_it_is_clicked(qtbot: QtBot) -> None:
    _, page = on_stage(qtbot)
    view = page.player.transcript
    spans = view._lines.written.words
    said = told_stories.transcript().words
    plain = view.toPlainText()
    assert [plain[start:end] for start, end in spans] == [word.text for word in said]


def test_letters_can_be_put_away(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    page._side.ensureWidgetVisible(page.story.letters)
    shown.click("Letters in the text")
    assert letters(page) == []
    page.show_state(told_stories.corrected_review())
    assert letters(page) == []
    shown.click("Letters in the text")
    assert len(letters(page)) > 0


# Putting it right ----------------------------------------------------------------------


def test_s_asks_about_the_sentence_that_is_heard_and_a_letter_answers(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    sentence = told_stories.structure().sentences[2]
    page.show_position(sentence.start_s + 0.5, playing=False)
    shown.press(Qt.Key.Key_S)
    menu = page._shape.menu
    assert menu.isVisible()
    assert menu.quote.text() == "“We had changed an upstream service over the…”"
    assert [part for part, each in menu.parts.items() if each.isChecked()] == [S]
    assert not menu.back.isEnabled()
    QTest.keyClick(menu, Qt.Key.Key_A)
    (event,) = marked(shown)
    assert event.part is A
    assert sentence.start_s < event.at_s < sentence.end_s


def test_the_menu_goes_on_to_the_sentences_beside(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    page.show_position(0.0, playing=False)
    shown.press(Qt.Key.Key_S)
    menu = page._shape.menu
    for key in (Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_B, Qt.Key.Key_T):
        assert menu.isVisible()
        QTest.keyClick(menu, key)
        QApplication.processEvents()
    sentence = told_stories.structure().sentences[1]
    (event,) = marked(shown)
    assert event.part is T
    assert sentence.start_s < event.at_s < sentence.end_s


def test_a_right_click_asks_about_the_sentence_of_the_word(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    view = page.player.transcript
    word = first_words()[5] + 2
    point = view._shown_boxes(range(word, word + 1))[0].center().toPoint()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point)
    )
    view.contextMenuEvent(event)
    menu = page._shape.menu
    assert menu.isVisible()
    assert menu.quote.text().startswith("“I plotted each feature")
    menu.parts[R].trigger()
    menu.close()
    assert [each.part for each in marked(shown)] == [R]


def test_a_right_click_beside_the_words_offers_what_any_text_offers(qtbot: QtBot) -> None:
    _, page = on_stage(qtbot)
    view = page.player.transcript
    point = QPoint(view.viewport().width() - 5, view.viewport().height() - 5)
    assert view.word_at(QPointF(point)) is None
    reason = QContextMenuEvent.Reason.Mouse
    view.contextMenuEvent(QContextMenuEvent(reason, point, view.mapToGlobal(point)))
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu is not page._shape.menu
    assert any("Copy" in action.text() for action in menu.actions())
    menu.close()


def test_what_the_person_said_can_be_left_to_the_program_again(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot, told_stories.corrected_review())
    page.show_position(61.0, playing=False)
    shown.press(Qt.Key.Key_S)
    menu = page._shape.menu
    assert menu.back.isEnabled()
    QTest.keyClick(menu, Qt.Key.Key_L)
    (event,) = marked(shown)
    assert event.part is None


def test_the_panel_offers_to_change_a_part_without_single_keys(qtbot: QtBot) -> None:
    shown, page = on_stage(qtbot)
    page.set_single_keys(False)
    shown.press(Qt.Key.Key_S)
    assert not page._shape.menu.isVisible()
    shown.tab_to("Change a part")
    shown.press(Qt.Key.Key_Space)
    assert page._shape.menu.isVisible()
    page._shape.menu.close()


def test_of_the_original_no_part_is_changed(qtbot: QtBot) -> None:
    view = told_stories.review(original=told_stories.transcript())
    shown, page = on_stage(qtbot, view)
    shown.press(Qt.Key.Key_S)
    assert not page._shape.menu.isVisible()
    assert FIRST_SHOWN in shown.words()


@pytest.mark.parametrize("width", [1280, 800])
def test_everything_about_a_story_has_a_name(qtbot: QtBot, width: int) -> None:
    shown, _ = on_stage(qtbot, width=width)
    assert shown.unnamed() == []
