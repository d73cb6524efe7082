"""The person's own view in the review."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.core.attempt import SelfRating
from app.gui.pages.review import ReviewPage
from app.session.views import ReviewView
from tests.gui import answers


def page_with(qtbot: QtBot, view: ReviewView) -> ReviewPage:
    page = ReviewPage(lambda: answers.NOW)
    qtbot.addWidget(page)
    page.show_state(view)
    return page


def rated(score: int | None, *remembered: int) -> ReviewView:
    rating = None if score is None else SelfRating(score, remembered)
    return answers.review(attempt=answers.attempt(self_rating=rating))


def test_the_rating_stands_beside_what_was_heard(qtbot: QtBot) -> None:
    page = page_with(qtbot, rated(5, 0, 5))
    assert not page.own_view.isHidden()
    assert page.own_view._rating.text().startswith("You rated it 5; 4 of 6 points were heard")
    assert "Keep a fallback" in page.own_view._memory.text()


def test_who_did_not_rate_sees_nothing_of_it(qtbot: QtBot) -> None:
    assert page_with(qtbot, rated(None)).own_view.isHidden()


def test_of_a_draft_nothing_is_said(qtbot: QtBot) -> None:
    assert page_with(qtbot, answers.draft_review()).own_view.isHidden()


def test_it_can_be_switched_off_and_on_again(qtbot: QtBot) -> None:
    page = page_with(qtbot, rated(5))
    page.own_view.switch(False)
    page.show_state(replace(rated(2)))
    assert page.own_view.isHidden()
    page.own_view.switch(True)
    assert not page.own_view.isHidden()
