"""The first run and Help: when they are shown, and building their pages when they first are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from app.core.errors import AppError
from app.gui.icons import Icon
from app.gui.pages.help import HelpPage
from app.gui.pages.welcome import WelcomePage
from app.gui.pages.welcome_values import ALL_STEPS
from app.gui.presenters import help as help_
from app.gui.presenters import welcome
from app.gui.widgets.notice import Message
from app.session.demo import DEMO_QUESTION
from app.session.library import Library

if TYPE_CHECKING:
    from app.core.question import Question
    from app.gui.pages.welcome_values import Step
    from app.gui.presenters.review import ReviewPresenter
    from app.gui.presenters.settings import SettingsPresenter
    from app.gui.window import Window
    from app.session.services import Services

UNFINISHED: Final = Message(
    "",
    "Some steps of the setting up are left.",
    tone="accent",
    action="Finish setting up",
    other="Not now",
    icon=Icon.INFO,
)
DEMO_WORDS: Final = Message(
    "",
    "A demo: a computer voice answers. It is not among your answers, and what you change in it is"
    " not kept.",
    tone="accent",
)


@dataclass(frozen=True)
class Ways:
    """What leads on from here.

    Attributes:
        go: Shows one of the pages in the sidebar.
        practise: Begins a session.
    """

    go: Callable[[str], None]
    practise: Callable[[Sequence[Question]], None]


class Guide:
    """Shows the first run once, and again from Help; both pages are built when first needed."""

    def __init__(
        self,
        window: Window,
        services: Services,
        settings: SettingsPresenter,
        review: ReviewPresenter,
        ways: Ways,
    ) -> None:
        self._window = window
        self._services = services
        self._settings = settings
        self._review = review
        self._ways = ways
        self._library: Library | None = None
        self._way_back = "home"
        self._welcome: welcome.WelcomePresenter | None = None
        self._help: help_.HelpPresenter | None = None
        window.notices.acted.connect(self._acted)
        window.notices.declined.connect(self._declined)

    def start(self) -> None:
        """Begin the first run, or offer to go on with it; neither for somebody with a history."""
        settings = self._services.preferences.value
        try:
            is_used = bool(self._services.history.question_keys())
        except AppError as error:
            self._services.hooks.complain(error)
            return
        if is_used:
            return
        if welcome.step_left_at(settings.welcome):
            self._window.notices.show_message(UNFINISHED)
        elif settings.welcome == "new" and self._services.preferences.fresh:
            self._set_up(ALL_STEPS, remember=True)

    def show_help(self) -> None:
        """Fill the Help page, and build it where it is not there yet."""
        if self._help is None:
            page = HelpPage()
            exits = help_.Exits(set_up=self.set_up_again, show_demo=self.show_demo)
            self._help = help_.HelpPresenter(page, self._services, exits)
            self._window.add_page("help", page)
        self._help.refresh()

    def show_library(self, library: Library) -> None:
        """Take the questions of a library that has been read."""
        self._library = library
        if self._welcome:
            self._welcome.show_library(library)

    def set_up_again(self, step: Step | None) -> None:
        """Show one step of the first run, or (None) all of it."""
        unfinished = self._services.preferences.value.welcome != "done"
        self._set_up((step,) if step else ALL_STEPS, remember=unfinished and step is None)

    def show_demo(self) -> None:
        """Show the review of the answer that comes with the program."""
        try:
            question = (self._library or self._services.library()).find(DEMO_QUESTION)
            room, attempt_id = self._services.demo.room(question)
        except AppError as error:
            if self._window.page_key == "welcome":
                self._ways.go(self._way_back)
            self._services.hooks.complain(error)
            return
        if self._review.open(attempt_id, room=room):
            self._window.show_page("review")
            self._window.notices.show_message(DEMO_WORDS)

    def leave(self) -> None:
        """Give back what the first run uses: another page is shown."""
        if self._welcome:
            self._welcome.leave()

    def _set_up(
        self, steps: tuple[Step, ...], at: Step | None = None, *, remember: bool = False
    ) -> None:
        self._way_back = "help" if self._window.page_key == "help" else "home"
        if self._welcome is None:
            page = WelcomePage()
            exits = welcome.Exits(
                practise=lambda question: self._ways.practise([question]),
                show_demo=self.show_demo,
                end=lambda: self._ways.go(self._way_back),
            )
            self._welcome = welcome.WelcomePresenter(page, self._services, self._settings, exits)
            self._window.add_page("welcome", page)
            if self._library:
                self._welcome.show_library(self._library)
        self._window.show_page("welcome")
        self._welcome.begin(steps, at, remember=remember)

    def _acted(self, message: object) -> None:
        left_at = welcome.step_left_at(self._services.preferences.value.welcome)
        if message == UNFINISHED and left_at:
            self._set_up(ALL_STEPS, left_at, remember=True)

    def _declined(self, message: object) -> None:
        if message == UNFINISHED:
            preferences = self._services.preferences
            preferences.change(replace(preferences.value, welcome="done"))
            self._settings.refresh()
            self._window.notices.show_message(None)
