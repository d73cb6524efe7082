"""A practice session on its two pages: answering, and rating oneself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, assert_never

from PySide6.QtCore import Qt, QTimer

from app.core import practice as p
from app.core import practice_events as e
from app.gui.pages.events import (
    AnswerWith,
    ChooseMicrophone,
    NextQuestion,
    OpenSettings,
    ReadAloud,
    Retake,
    ShowCaptions,
)
from app.gui.pages.practice import PracticePage
from app.gui.pages.rating import RatingPage
from app.gui.pages.typing import TypingPage
from app.gui.presenters.story_choice import StoryChoice
from app.session.aloud import Aloud

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.core.question import Question, StoryName
    from app.session.practice import PracticeSession
    from app.session.services import Services
    from app.session.views import PracticeView, SessionPlace

TICK_MS: Final = 50


@dataclass(frozen=True)
class Exits:
    """Where a session leads to.

    Attributes:
        show_page: Shows a page by its key.
        review: Shows the review of an attempt that is part of the session.
        follow: Tells the review what has become of the take on screen.
        open_settings: Shows the settings.
        choose_microphone: Takes another microphone into use.
        end: Called when the session is over.
    """

    show_page: Callable[[str], None]
    review: Callable[[int, SessionPlace, p.Reading], None]
    follow: Callable[[p.Reading], None]
    open_settings: Callable[[], None]
    choose_microphone: Callable[[ChooseMicrophone], None]
    end: Callable[[], None]


@dataclass(frozen=True)
class Pages:
    """The pages of a session: answering by voice, by keyboard, and rating oneself."""

    answer: PracticePage
    typing: TypingPage
    rating: RatingPage


class PracticePresenter:
    """Shows a session on the pages, and gives it time."""

    def __init__(self, pages: Pages, services: Services, exits: Exits) -> None:
        page, rating = pages.answer, pages.rating
        self._page = page
        self._typing = pages.typing
        self._rating = rating
        self._read: tuple[int, int] | None = None  # question and take that were read aloud
        self._services = services
        self._exits = exits
        self._stories = StoryChoice(page, services)
        self._session: PracticeSession | None = None
        self._aloud: Aloud | None = None
        self._reviewed: int | None = None
        self._timer = QTimer(page)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        page.happened.connect(self._handle)
        rating.happened.connect(self._handle)
        pages.typing.happened.connect(self._handle)

    @property
    def running(self) -> bool:
        """Whether there is a session."""
        return self._session is not None

    def begin(self, questions: Sequence[Question], told: StoryName | None = None) -> None:
        """Begin a session with these questions, the first of them told with a story or not."""
        self._reviewed = self._read = None
        self._services.microphones.look(self._services.preferences.value.microphone)
        self._session = self._services.practise(questions, self._show, self._end)
        monotonic_s = self._services.tools.clocks.monotonic_s
        self._aloud = Aloud(self._session, self._services.voice, monotonic_s)
        self._stories.begin(self._session, told)
        self._session.announce()
        self._timer.start(TICK_MS)

    def show_again(self) -> None:
        """Show the page of the session, after another one was shown."""
        if self._session:
            self._reviewed = None
            self._session.announce()

    def retake(self, told: StoryName | None = None) -> None:
        """Answer the question on screen once more, with the story the last take told."""
        if self._session:
            self._session.retake()
            self._stories.tell_again(told)

    def next(self) -> None:
        """Go to the next question, or end."""
        if self._session:
            self._session.next()

    def leave(self) -> None:
        """Leave the session; a take in progress is kept."""
        if self._session:
            self._session.handle(e.Leave())

    def show_microphones(self) -> None:
        """Show which microphones there are, after the list has changed."""
        settings = self._services.preferences.value
        options = self._services.microphones.list.options(settings.microphone_label)
        self._page.show_microphones(options, settings.microphone)

    def _handle(
        self,
        event: e.Event
        | AnswerWith
        | NextQuestion
        | ReadAloud
        | Retake
        | ShowCaptions
        | ChooseMicrophone
        | OpenSettings,
    ) -> None:
        if self._session is None or self._aloud is None:
            return
        match event:
            case NextQuestion():
                self._aloud.hush()
                self._session.next()
            case Retake():
                self._aloud.hush()
                self._session.retake()
            case AnswerWith(uid):
                self._stories.choose(uid)
            case ReadAloud():
                self._aloud.read()
            case ShowCaptions(on):
                preferences = self._services.preferences
                preferences.change(replace(preferences.value, captions=on))
                self._session.show_captions(on)
            case ChooseMicrophone():
                self._exits.choose_microphone(event)
            case OpenSettings():
                self._exits.open_settings()
            case e.Typed():
                self._session.handle(event)
            case _:
                self._aloud.hush()  # the microphone would hear it
                self._session.handle(event)

    def _show(self, view: PracticeView) -> None:
        self._read_aloud(view)
        match view.state:
            case p.Think() | p.Opening() | p.Answer() | p.Interrupted() | p.Saving():
                self._reviewed = None
                if isinstance(view.state, p.Interrupted):
                    self.show_microphones()
                self._stories.show(view)
                self._page.show_state(self._session.view if self._session else view)
                self._exits.show_page("practice")
            case p.Rate():
                self._rating.show_state(view)
                self._exits.show_page("rating")
            case p.Review(reading=reading):
                self._review(reading)
            case p.Typing():
                self._reviewed = None
                self._typing.show_state(view)
                self._exits.show_page("typing")
            case p.Over():
                pass
            case _:
                assert_never(view.state)

    def _read_aloud(self, view: PracticeView) -> None:
        """Read a question once when it appears, if that is wished."""
        place = (view.index, view.take_number)
        wished = self._services.preferences.value.read_aloud
        if wished and isinstance(view.state, p.Think) and self._read != place and self._aloud:
            self._read = place
            self._aloud.read()

    def _review(self, reading: p.Reading) -> None:
        session = self._session
        if session is None or session.attempt_id is None:  # the history could not be written
            self.leave()
        elif self._reviewed == session.attempt_id:
            self._exits.follow(reading)
        else:
            self._reviewed = session.attempt_id
            self._exits.review(session.attempt_id, session.place, reading)

    def _tick(self) -> None:
        if self._session is None or self._aloud is None:
            return
        state = self._session.view.state
        self._aloud.tick()
        if isinstance(state, p.Answer):
            self._page.show_level(self._services.desk.loudness())

    def _end(self) -> None:
        self._services.voice.stop()
        self._session = None
        self._timer.stop()
        self._typing.leave()
        self._exits.end()
