"""How the answers of an interview went, said from memory before the report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from app.core.attempt import SelfRating
from app.core.errors import AppError
from app.core.interview import is_follow_up
from app.gui.pages import interview_events as i
from app.gui.pages.interview_rating import Given, InterviewRatingPage

if TYPE_CHECKING:
    from app.session.services import Services


class RatingPresenter:
    """Asks once for each answer that has no rating yet."""

    def __init__(
        self, page: InterviewRatingPage, services: Services, done: Callable[[str], None]
    ) -> None:
        """Connect the page.

        Args:
            page: The page.
            services: What it works with.
            done: Called when all is said or skipped; gets the interview's uid.
        """
        self._page = page
        self._services = services
        self._done = done
        self._uid = ""
        page.happened.connect(self._handle)

    def open(self, uid: str) -> bool:
        """Fill the page for an interview; return whether there is anything to ask."""
        self._uid = uid
        try:
            answers = self._services.history.session(uid)
        except AppError as error:
            self._services.hooks.complain(error)
            return False
        given = [
            Given(each.id, each.ask, is_follow_up(each.question_key))
            for each in answers
            if each.score is None
        ]
        self._page.show_state(given)
        return bool(given)

    def _handle(self, event: i.RatingEvent) -> None:
        match event:
            case i.RateAnswers(scores):
                self._rate(scores)
            case i.SkipRating():
                pass
            case _:
                assert_never(event)
        self._done(self._uid)

    def _rate(self, scores: tuple[tuple[int, int], ...]) -> None:
        try:
            for attempt_id, score in scores:
                self._services.history.rate(attempt_id, SelfRating(score))
        except AppError as error:
            self._services.hooks.complain(error)
