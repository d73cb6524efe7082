"""The pages of a rehearsed interview: setting it up, the interview itself, and its report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from app.core.errors import AppError
from app.gui.icons import Icon
from app.gui.pages.interview_rating import InterviewRatingPage
from app.gui.pages.interview_report import InterviewReportPage
from app.gui.pages.interview_run import InterviewPage
from app.gui.pages.interview_setup import InterviewSetUpPage
from app.gui.pages.interview_values import stopped_words
from app.gui.presenters import interview, interview_report, interview_setup
from app.gui.presenters.interview_rating import RatingPresenter
from app.gui.widgets.notice import Message

if TYPE_CHECKING:
    from app.core.interview import Interview
    from app.gui.pages.events import ChooseMicrophone
    from app.gui.window import Window
    from app.session.interview_views import InterviewReport
    from app.session.library import Library
    from app.session.services import Services

SET_UP: Final = "interview"
RUN: Final = "interview-run"
RATING: Final = "interview-rating"
REPORT: Final = "interview-report"
GO_ON: Final = "Go on"


@dataclass(frozen=True)
class Ways:
    """Where an interview leads to.

    Attributes:
        go: Shows a page of the sidebar, the set-up page or the report.
        before: Called before an interview begins: whatever else goes on has to end.
        open_attempt: Shows an answer.
        open_settings: Shows the settings, while the interview waits.
        choose_microphone: Takes another microphone into use.
        save: Writes a report into a file.
    """

    go: Callable[[str], None]
    before: Callable[[], None]
    open_attempt: Callable[[int], None]
    open_settings: Callable[[], None]
    choose_microphone: Callable[[ChooseMicrophone], None]
    save: Callable[[InterviewReport], None]


class Interviews:
    """Builds these pages, and leads from one to the next."""

    def __init__(self, window: Window, services: Services, ways: Ways) -> None:
        self._window = window
        self._services = services
        self._ways = ways
        set_up, run = InterviewSetUpPage(typed=True), InterviewPage()
        rating, report = InterviewRatingPage(), InterviewReportPage()
        self._with_single_keys = (run, rating)
        self._set_up = interview_setup.SetUpPresenter(
            set_up,
            services,
            interview_setup.Exits(self.run, self.open_report, lambda: ways.go("home")),
        )
        self._run = interview.InterviewPresenter(
            run,
            services,
            interview.Exits(self._show_run, ways.open_settings, ways.choose_microphone, self._end),
        )
        self._rating = RatingPresenter(rating, services, self.open_report)
        self._report = interview_report.ReportPresenter(
            report, services, interview_report.Exits(ways.open_attempt, ways.save, ways.go)
        )
        self._offer: Message | None = None
        window.notices.acted.connect(self._acted)
        window.add_page(SET_UP, set_up, under="home")
        window.add_page(RUN, run)
        window.add_page(RATING, rating)
        window.add_page(REPORT, report, under="home")

    @property
    def running(self) -> bool:
        """Whether an interview goes on, or waits for the person to come back from the settings."""
        return self._run.running

    def set_single_keys(self, on: bool) -> None:
        """Switch single letters and digits as shortcuts on or off."""
        for page in self._with_single_keys:
            page.set_single_keys(on)

    def show_library(self, library: Library) -> None:
        """Take the questions of a library that has been read."""
        self._set_up.show_library(library)
        self.renew(self._window.page_key)

    def show_microphones(self) -> None:
        """Show which microphones there are, after the list has changed."""
        self._run.show_microphones()

    def offer(self) -> None:
        """Offer to go on with the interview that was left, where nothing else is said."""
        if self._window.notices.message is None and (left := self._unfinished()) is not None:
            title = stopped_words(left, datetime.now().astimezone())
            self._tell(Message("", f"{title}.", "accent", GO_ON, "Not now", icon=Icon.CHATS))

    def _tell(self, offer: Message) -> None:
        self._offer = offer
        self._window.notices.show_message(offer)

    def _acted(self, message: object) -> None:
        if message == self._offer and (left := self._unfinished()) is not None:
            self._window.notices.show_message(None)
            self.run(left)

    def run(self, chosen: Interview) -> None:
        """Ask what is left of an interview."""
        self._ways.before()
        try:
            self._run.run(chosen)
        except AppError as error:
            self._services.hooks.complain(error)

    def show_again(self) -> None:
        """Show the interview, after the settings."""
        self._run.show_again()

    def open_report(self, uid: str) -> None:
        """Show what came of an interview."""
        self._report.open(uid, self._window.page_key)
        self._ways.go(REPORT)

    def enter(self, key: str) -> str:
        """Fill a page that is about to be shown; return the key of the one that can be."""
        if key == REPORT and self._report.refresh():
            return key
        self._set_up.enter()
        return SET_UP

    def renew(self, key: str) -> None:
        """Show what has changed behind the page on screen, if it is one of these."""
        if key == SET_UP:
            self._set_up.refresh()
        elif key == REPORT:
            self.enter(key)

    def leave(self) -> None:
        """Leave the interview for now, and fall silent: another page is shown."""
        self._run.leave()
        self._report.leave()

    def _show_run(self) -> None:
        if self._window.page_key != RUN:
            self._window.show_page(RUN)

    def _end(self, left: Interview) -> None:
        """Show the report of one that is over; one that was left waits."""
        if self._window.page_key != RUN:
            return
        unfinished = self._unfinished()
        if left.ended_at is None and unfinished is not None and unfinished.uid == left.uid:
            self._ways.go("home")
            words = "The interview is kept: you can go on any time."
            self._tell(Message("", words, "accent", GO_ON, "Not now", icon=Icon.CHATS))
        elif self._rating.open(left.uid):
            self._window.show_page(RATING)
        else:
            self.open_report(left.uid)

    def _unfinished(self) -> Interview | None:
        try:
            return self._services.interviews.unfinished()
        except AppError as error:
            self._services.hooks.complain(error)
            return None
