"""Choosing the story an answer tells: while one thinks, and afterwards."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core.question import StoryName
from app.core.story import told_with
from app.gui.pages.events import AnswerWith
from app.gui.pages.practice import PracticePage
from app.gui.pages.review import ReviewPage
from app.gui.presenters.story_choice import PACK_GONE, TOLD, review_offers
from app.gui.widgets.menu_button import Offer
from tests.gui import answers
from tests.gui.stage import Stage
from tests.gui.story_examples import BARE, HOUR, MOVE, OFFERS, QUESTIONS, STORIES
from tests.gui.story_examples import TOLD as ASKED

pytestmark = pytest.mark.gui

INTERVIEW = replace(answers.RULES, may_pause=False)


class Thinking(Stage):
    def __init__(self, qtbot: QtBot, state: p.State | None = None) -> None:
        self.practice = PracticePage()
        self.practice.show_stories(OFFERS)
        self.practice.show_state(answers.practice(state or answers.think(), question=ASKED))
        super().__init__(qtbot, self.practice)


def test_the_stories_are_there_while_one_thinks_and_say_which_is_told(qtbot: QtBot) -> None:
    shown = Thinking(qtbot)
    assert shown.practice.story.isVisible()
    assert shown.practice.story.choice.currentText() == "The shifted hour (attached)"
    assert "You attached this story" in shown.words()
    shown.practice.show_state(answers.practice(answers.answer(), question=ASKED))
    assert not shown.practice.story.isVisible()


def test_an_interview_offers_no_story(qtbot: QtBot) -> None:
    shown = Thinking(qtbot, answers.think(rules=INTERVIEW))
    assert not shown.practice.story.isVisible()


def test_without_stories_there_is_nothing_to_choose(qtbot: QtBot) -> None:
    shown = Thinking(qtbot)
    shown.practice.show_stories(None)
    assert not shown.practice.story.isVisible()


def test_a_story_is_chosen_by_keyboard_and_space_starts_after_that(qtbot: QtBot) -> None:
    shown = Thinking(qtbot)
    shown.press(Qt.Key.Key_T)
    choice = shown.practice.story.choice
    qtbot.waitUntil(lambda: choice.view().isVisible())
    QTest.keyClick(choice.view(), Qt.Key.Key_Down)
    QTest.keyClick(choice.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shown.events))
    assert shown.events == [AnswerWith("move")]
    assert QApplication.focusWidget() is shown.practice.main


def test_the_points_of_the_story_are_the_hints(qtbot: QtBot) -> None:
    shown = Thinking(qtbot)
    shown.press(Qt.Key.Key_H, Qt.Key.Key_H)
    words = shown.words()
    assert shown.practice.hint.header.text() == "Your story, one point at a time"
    assert "Situation: The error of our delivery times tripled on a Monday" in words
    assert "Task: Find the cause before the evening peak" in words


def test_the_offers_stay_as_they_are_while_the_list_is_folded_out(qtbot: QtBot) -> None:
    shown = Thinking(qtbot)
    choice = shown.practice.story.choice
    choice.showPopup()
    other = replace(OFFERS, offers=OFFERS.offers[:1], chosen="")
    shown.practice.show_stories(other)
    assert choice.count() == 3
    choice.hidePopup()
    shown.practice.show_stories(other)
    assert choice.count() == 1


# Afterwards ----------------------------------------------------------------------------


def test_the_review_says_which_story_was_told_and_asks_by_key(qtbot: QtBot) -> None:
    page = ReviewPage(lambda: answers.NOW)
    page.show_state(answers.review(attempt=answers.attempt(question=ASKED)))
    page.head.show_stories([Offer("The shifted hour", "hour"), Offer("The move", "move")])
    stage = Stage(qtbot, page)
    assert "Behavioural · story ‘The shifted hour’" in stage.words()
    stage.press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: page.head.story.menu_below.isVisible())
    page.head.story.menu_below.actions()[1].trigger()
    page.head.story.menu_below.close()
    assert AnswerWith("move") in stage.events


def test_a_question_of_knowledge_has_no_story(qtbot: QtBot) -> None:
    view = answers.review()
    assert review_offers(view, STORIES, view.attempt.question) == ()
    page = ReviewPage(lambda: answers.NOW)
    page.show_state(view)
    page.head.show_stories(())
    Stage(qtbot, page)
    assert not page.head.story.isVisible()


def test_the_story_that_was_told_is_not_offered_again(qtbot: QtBot) -> None:
    view = answers.review(attempt=answers.attempt(question=ASKED))
    offers = review_offers(view, (BARE, MOVE, HOUR), QUESTIONS[0])
    assert [offer.value for offer in offers] == ["hour", "bare", "move", ""]
    assert [offer.why_not for offer in offers] == [TOLD, "", "", ""]


def test_without_its_pack_an_answer_cannot_go_back_to_the_questions_own_points() -> None:
    view = answers.review(attempt=answers.attempt(question=ASKED))
    assert review_offers(view, STORIES, None)[-1].why_not == PACK_GONE


def test_a_story_that_is_deleted_can_still_be_taken_from_an_answer() -> None:
    view = answers.review(attempt=answers.attempt(question=ASKED))
    (none,) = review_offers(view, (), QUESTIONS[0])
    assert (none.value, none.why_not) == ("", "")


def test_nothing_is_offered_until_the_take_is_written_down() -> None:
    untold = replace(told_with(QUESTIONS[0], HOUR), story=StoryName("gone", "Gone"))
    view = answers.review(p.Transcribing(0.4), attempt=answers.attempt(question=untold))
    assert all(offer.why_not for offer in review_offers(view, STORIES, QUESTIONS[0]))
