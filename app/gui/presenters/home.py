"""Home: what is due, what happened last, and takes that a crash left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, assert_never

from app.core.errors import AppError
from app.gui.pages import home_events as e
from app.gui.pages.home_values import DUE, HomeState
from app.gui.presenters import home_past
from app.session.library import Library

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.core.agenda import Agenda
    from app.core.question import Question
    from app.gui.pages.home import HomePage
    from app.session.services import Services


def _no_stories() -> Mapping[str, str]:
    return {}


class HomePresenter:
    """Keeps the Home page current and does what is asked for there.

    Attributes:
        open_interview: Leads to where an interview is set up; None while there is no such page,
            and then Home does not offer it.
        story_titles: Returns the titles of attached stories, by the keys of the questions.
    """

    def __init__(
        self,
        page: HomePage,
        services: Services,
        practise: Callable[[Sequence[Question]], None],
        open_attempt: Callable[[int], None],
        open_session: Callable[[str], None],
    ) -> None:
        """Connect the page.

        Args:
            page: The page.
            services: What it works with.
            practise: Begins a session with these questions.
            open_attempt: Shows an earlier answer.
            open_session: Shows what came of an earlier sitting.
        """
        self.open_interview: Callable[[], None] | None = None
        self.story_titles: Callable[[], Mapping[str, str]] = _no_stories
        self._page = page
        self._services = services
        self._practise = practise
        self._open_attempt = open_attempt
        self._open_session = open_session
        self._library: Library | None = None
        self._picked = ""
        self._week_hidden = False
        self._shown: HomeState | None = None
        page.happened.connect(self._handle)

    def show_library(self, library: Library) -> None:
        """Offer the questions of a library that has been read."""
        self._library = library
        self.refresh()

    def enter(self) -> None:
        """Show everything as somebody finds it who comes here."""
        self._week_hidden = False
        self._page.begin_at_top()
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        try:
            self._shown = self._state()
            self._page.show_state(self._shown)
        except AppError as error:
            self._services.hooks.complain(error)

    def watch(self) -> None:
        """Look again what is due when a new day has begun with the page on screen."""
        shown = self._shown
        if shown and self._page.isVisible() and shown.today != datetime.now().date():
            self.refresh()

    def _state(self) -> HomeState:
        history = self._services.history
        now = datetime.now().astimezone()
        state = HomeState(
            today=now.date(),
            packs=self._library.packs if self._library else (),
            settings=self._services.preferences.value,
            answered=bool(history.question_keys()),
            first_key=self._picked,
            reading=self._library is None,
            last=home_past.last_session(self._services, now),
            recovered=home_past.recovered(self._services, now),
            draft_count=history.draft_count(),
            can_interview=self.open_interview is not None,
            week_hidden=self._week_hidden,
            stories=self.story_titles(),
        )
        return replace(state, agenda=self._agenda(state, now))

    def _agenda(self, state: HomeState, now: datetime) -> Agenda | None:
        """Return what is due; without that the questions can still be asked in their order."""
        if self._library is None:
            return None
        try:
            return self._services.planner.agenda(state.choice, now)
        except AppError as error:
            self._services.hooks.complain(error)
            return None

    def _handle(self, event: e.HomeEvent) -> None:
        try:
            self._do(event)
        except AppError as error:
            self._services.hooks.complain(error)
        self.refresh()

    def _do(self, event: e.HomeEvent) -> None:
        match event:
            case e.Start(keys) if self._library:
                self._picked = ""
                self._practise([self._library.find(key) for key in keys])
            case e.Start():
                pass
            case e.PickQuestion(key):
                self._picked = key
            case e.OpenInterview():
                if self.open_interview:
                    self.open_interview()
            case e.OpenAttempt(attempt_id):
                self._open_attempt(attempt_id)
            case e.OpenSession(session_id):
                self._open_session(session_id)
            case e.KeepTake(name, key):
                question = self._library.find(key) if self._library and key else None
                self._open_attempt(self._services.leftovers.keep(name, question))
            case e.DiscardTake(name):
                self._services.leftovers.discard(name)
            case _:
                self._choose(event)

    def _choose(self, event: e.Choice) -> None:
        """Take other settings into use."""
        settings = self._services.preferences.value
        match event:
            case e.PickFrom(pack_id, group):
                self._picked = ""
                settings = replace(settings, last_pack=pack_id, last_group=group)
            case e.ChooseCount(count):
                by_due = count == DUE
                number = settings.question_count if by_due else count
                settings = replace(settings, ask_due=by_due, question_count=number)
            case e.ChooseMode(mode):
                settings = replace(settings, mode=mode)
            case e.SetInterview(day):
                settings = replace(settings, interview_on=day.isoformat() if day else "")
            case e.ShowWeek(on):
                self._week_hidden = not on
                settings = replace(settings, show_habits=on)
            case _:
                assert_never(event)
        self._services.preferences.change(settings)
