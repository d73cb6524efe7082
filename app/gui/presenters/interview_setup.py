"""Setting up an interview: what was chosen last, what was left, what came before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, assert_never

from app.core.errors import AppError
from app.gui.pages import interview_events as i
from app.gui.pages.interview_setup import InterviewSetUpPage
from app.gui.pages.interview_values import SetUpState

if TYPE_CHECKING:
    from app.core.interview import Interview
    from app.session.library import Library
    from app.session.services import Services


@dataclass(frozen=True)
class Exits:
    """Where setting up leads to.

    Attributes:
        run: Asks what is left of an interview.
        open_report: Shows what came of one; gets its uid.
        close: Goes back to Home.
    """

    run: Callable[[Interview], None]
    open_report: Callable[[str], None]
    close: Callable[[], None]


class SetUpPresenter:
    """Keeps the set-up page current and does what is asked for there."""

    def __init__(self, page: InterviewSetUpPage, services: Services, exits: Exits) -> None:
        self._page = page
        self._services = services
        self._exits = exits
        self._library: Library | None = None
        self._aside = ""  # uid of the one that was put aside last
        page.happened.connect(self._handle)

    def show_library(self, library: Library) -> None:
        """Offer the questions of a library that has been read."""
        self._library = library

    def enter(self) -> None:
        """Show everything as somebody finds it who comes here."""
        self._aside = ""
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        try:
            self._page.show_state(self._state())
        except AppError as error:
            self._services.hooks.complain(error)

    def _state(self) -> SetUpState:
        desk = self._services.interviews
        unfinished = desk.unfinished()
        left = unfinished.uid if unfinished is not None else ""
        state = SetUpState(
            now=datetime.now().astimezone(),
            settings=self._services.preferences.value,
            packs=self._library.packs if self._library else (),
            voice=self._services.voice.available,
            unfinished=unfinished,
            put_aside=bool(self._aside),
            earlier=tuple(each for each in desk.interviews() if each.uid != left),
        )
        return replace(state, mixes=desk.mixes(state.choice))

    def _handle(self, event: i.SetUpEvent) -> None:
        try:
            self._do(event)
        except AppError as error:
            self._services.hooks.complain(error)

    def _do(self, event: i.SetUpEvent) -> None:
        desk = self._services.interviews
        match event:
            case i.Choose(settings):
                self._services.preferences.change(settings)
                self.refresh()
            case i.BeginInterview():
                if questions := desk.choose(self._state().choice):
                    self._exits.run(desk.begin(questions))
            case i.GoOnWithInterview():
                if (left := desk.unfinished()) is not None:
                    self._exits.run(left)
            case i.PutAside() | i.UndoPutAside():
                self._put_aside(event)
            case i.OpenReport(uid):
                self._exits.open_report(uid)
            case i.CloseSetUp():
                self._exits.close()
            case _:
                assert_never(event)

    def _put_aside(self, event: i.PutAside | i.UndoPutAside) -> None:
        """End the one that was left, or have it go on after all."""
        desk, aside = self._services.interviews, self._aside
        self._aside = ""
        match event:
            case i.PutAside():
                if (left := desk.unfinished()) is not None:
                    desk.give_up(left.uid)
                    self._aside = left.uid
            case i.UndoPutAside():
                if aside:
                    desk.take_up_again(aside)
        self.refresh()
