"""An interview that goes on, on its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer

from app.core import practice as p
from app.core.errors import AppError
from app.gui.pages import interview_events as i
from app.gui.pages.events import ChooseMicrophone, OpenSettings
from app.gui.pages.interview_run import InterviewPage

if TYPE_CHECKING:
    from app.core.interview import Interview
    from app.session.interview import InterviewSession
    from app.session.interview_views import InterviewView
    from app.session.services import Services

TICK_MS: Final = 50


@dataclass(frozen=True)
class Exits:
    """Where an interview leads to.

    Attributes:
        show: Shows the page of the interview.
        open_settings: Shows the settings; the interview waits.
        choose_microphone: Takes another microphone into use.
        end: Called when it is over, or was left; gets the interview as it stands then.
    """

    show: Callable[[], None]
    open_settings: Callable[[], None]
    choose_microphone: Callable[[ChooseMicrophone], None]
    end: Callable[[Interview], None]


class InterviewPresenter:
    """Shows a session on the page, and gives it time."""

    def __init__(self, page: InterviewPage, services: Services, exits: Exits) -> None:
        self._page = page
        self._services = services
        self._exits = exits
        self._session: InterviewSession | None = None
        self._away = False
        self._timer = QTimer(page)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        page.happened.connect(self._handle)

    @property
    def running(self) -> bool:
        """Whether there is a session."""
        return self._session is not None

    def run(self, interview: Interview) -> None:
        """Ask what is left of an interview.

        Raises:
            StorageError: The history cannot be read.
        """
        self._services.microphones.look(self._services.preferences.value.microphone)
        self._session = self._services.interviews.run(interview, self._show, self._end)
        self.show_again()
        self._timer.start(TICK_MS)

    def show_again(self) -> None:
        """Show the page of the session, after another one was shown."""
        if self._session is not None:
            self._away = False
            self._session.announce()

    def leave(self) -> None:
        """Leave for now; a take in progress is kept."""
        if self._session is not None:
            self._session.leave()

    def show_microphones(self) -> None:
        """Show which microphones there are, after the list has changed."""
        settings = self._services.preferences.value
        options = self._services.microphones.list.options(settings.microphone_label)
        self._page.show_microphones(options, settings.microphone)

    def _handle(self, event: i.RunEvent) -> None:
        session = self._session
        if session is None:
            return
        match event:
            case i.Ready():
                session.begin()
            case i.EndBreak():
                session.go_on()
            case i.Repeat():
                session.repeat()
            case i.LeaveInterview():
                session.leave()
            case ChooseMicrophone():
                self._exits.choose_microphone(event)
            case OpenSettings():
                self._away = True
                self._exits.open_settings()
            case _:
                session.handle(event)

    def _show(self, view: InterviewView) -> None:
        if view.phase == "over":
            return
        if view.answer is not None and isinstance(view.answer.state, p.Interrupted):
            self.show_microphones()
        self._page.show_state(view)
        if not self._away:
            self._exits.show()

    def _tick(self) -> None:
        if self._session is None:
            return
        answer = self._session.view.answer
        try:
            self._session.tick()
        except AppError as error:
            self._services.hooks.complain(error)
        if answer is not None and isinstance(answer.state, p.Answer):
            self._page.show_level(self._services.desk.loudness())

    def _end(self) -> None:
        session, self._session = self._session, None
        self._timer.stop()
        if session is not None:
            self._exits.end(session.view.interview)
