"""The page on which an answer is written."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core import practice_events as e
from app.gui.pages.review import ReviewPage
from app.gui.pages.typing import TypingPage
from app.gui.widgets.answer_edit import MAX_CHARACTERS
from tests.gui import answers


@pytest.fixture
def page(qtbot: QtBot) -> TypingPage:
    page = TypingPage()
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_state(answers.practice(p.Typing(answers.RULES)))
    return page


def happened(page: TypingPage) -> list[object]:
    events: list[object] = []
    page.happened.connect(events.append)
    return events


def test_what_is_written_is_told_and_done_ends_it(page: TypingPage) -> None:
    events = happened(page)
    QTest.keyClicks(page.edit, "so")
    QTest.keyClick(page.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert events == [e.Typed("s"), e.Typed("so"), e.Stop()]


def test_a_tick_leaves_the_field_and_its_cursor_alone(page: TypingPage) -> None:
    QTest.keyClicks(page.edit, "so it")
    page.edit.moveCursor(page.edit.textCursor().MoveOperation.Start)
    state = p.Typing(answers.RULES, "so it", since_s=0.0, now_s=75.0)
    page.show_state(answers.practice(state))
    assert page.edit.textCursor().position() == 0
    assert "1:15 of 2:00 · 2 words" in page._time.text()


def test_speaking_is_offered_while_nothing_is_written(page: TypingPage) -> None:
    events = happened(page)
    page.speak.click()
    assert events == [e.Speak()]
    page.show_state(answers.practice(p.Typing(answers.RULES, "so")))
    assert not page.speak.isEnabled()


def test_an_interview_that_is_written_offers_no_microphone(page: TypingPage) -> None:
    rules = replace(answers.RULES, typed=True, hard_stop=True)
    page.show_state(answers.practice(p.Typing(rules), take_number=9))
    assert page.speak.isHidden()


def test_why_nothing_happened_is_told(page: TypingPage) -> None:
    page.show_state(answers.practice(p.Typing(answers.RULES, problem=p.NOTHING_WRITTEN)))
    assert page.notice.message is not None
    assert page.notice.message.text == p.NOTHING_WRITTEN


def test_a_pasted_book_is_cut_at_its_end(page: TypingPage) -> None:
    events = happened(page)
    page.edit.setPlainText("word " * MAX_CHARACTERS)
    assert len(page.edit.toPlainText()) == MAX_CHARACTERS
    assert isinstance(events[-1], e.Typed)
    assert len(events[-1].text) == MAX_CHARACTERS


def test_the_review_of_a_written_answer_offers_nothing_to_hear(qtbot: QtBot) -> None:
    review = ReviewPage(lambda: answers.NOW)
    qtbot.addWidget(review)
    review.show_state(answers.typed_review())
    assert review.delivery.isHidden()
    assert review.player.play.isHidden()
    assert all(row.play.isHidden() for row in review.points.rows)
    assert review.player._problem.text().startswith("Written with the keyboard in 3:10")
    review.show_state(answers.review())
    assert not review.player.play.isHidden()
    assert not all(row.play.isHidden() for row in review.points.rows)


def test_a_letter_too_many_takes_nothing_that_was_written_before(page: TypingPage) -> None:
    page.edit.insertPlainText("a" * (MAX_CHARACTERS - 1000) + "🙂" * 1000)
    before = page.edit.toPlainText()
    QTest.keyClicks(page.edit, "b")
    assert page.edit.toPlainText() == before
