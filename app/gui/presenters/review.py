"""One attempt on the review page: what is shown, what is heard, what the person changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from PySide6.QtCore import Qt, QTimer

from app.core.errors import AppError
from app.gui.pages import review_events as r
from app.gui.pages.events import AnswerWith, OpenSettings, Retake
from app.gui.pages.review import ReviewPage
from app.gui.presenters.story_choice import review_offers

if TYPE_CHECKING:
    from app.core import practice as p
    from app.core.question import Question
    from app.gui.pages.data_events import AttemptKind
    from app.gui.widgets.menu_button import Offer
    from app.session.review import ReviewRoom
    from app.session.services import Services
    from app.session.views import ReviewView, SessionPlace

PLAYHEAD_MS: Final = 33


@dataclass(frozen=True)
class Exits:
    """Where a review leads to.

    Attributes:
        retake: Answers the question once more; gets its key and whether a session is running.
        next: Goes to the next question of the running session.
        close: Goes back to where the review was opened from.
        delete: Moves the take to the trash; gets its view.
        open_settings: Shows the settings.
        compare: Shows the take beside another; gets the number of its attempt.
        export: Writes the attempt into a file.
        plain: Finds a question as its pack has it, by its key; None where that is gone.
    """

    retake: Callable[[ReviewView], None]
    next: Callable[[], None]
    close: Callable[[], None]
    open_settings: Callable[[], None]
    compare: Callable[[int], None] = lambda attempt_id: None
    delete: Callable[[ReviewView], None] = lambda view: None
    export: Callable[[AttemptKind, ReviewView], None] = lambda kind, view: None
    plain: Callable[[str], Question | None] = lambda key: None


class ReviewPresenter:
    """Shows the review room on its page."""

    def __init__(self, page: ReviewPage, services: Services, exits: Exits) -> None:
        self._page = page
        self._services = services
        self._room = services.room
        self._exits = exits
        self._timer = QTimer(page)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._show_position)
        services.hooks.review = self._show
        page.happened.connect(self._handle)

    def open(
        self,
        attempt_id: int,
        place: SessionPlace | None = None,
        reading: p.Reading | None = None,
        room: ReviewRoom | None = None,
    ) -> bool:
        """Open an attempt; whether that went well. A problem is shown as a notice.

        Args:
            attempt_id: Its number.
            place: Where in a running session it stands; None when it is in none.
            reading: What has become of the take so far; None to have it read here.
            room: Where it is; None for the room of the person's own answers.
        """
        room = room or self._services.room
        if room is not self._room:
            self.leave()
            self._room = room
        try:
            self._room.open(attempt_id, place=place, reading=reading)
        except AppError as error:
            self._services.hooks.complain(error)
            return False
        self._page.delete.setVisible(self._room is self._services.room)  # not in the demo
        self._show_position()
        return True

    def follow(self, reading: p.Reading) -> None:
        """Show what has become of the take on screen."""
        self._room.follow(reading)

    def wait(self) -> None:
        """Fall silent while another page is shown, and stay as it is."""
        self._room.pause()
        self._show_position()

    def show_own_view(self, on: bool) -> None:
        """Show how the person's own view and the measured one differ, or never."""
        self._page.own_view.switch(on)

    def look_again(self) -> None:
        """Show what was changed while another page was shown."""
        self._room.look_again()

    def leave(self) -> None:
        """Fall silent and put the attempt away."""
        self._timer.stop()
        self._room.close()

    def _show(self, view: ReviewView) -> None:
        self._page.show_state(view)
        self._page.head.show_stories(self._stories_for(view))
        self._show_position()

    def _stories_for(self, view: ReviewView) -> Sequence[Offer]:
        question = view.attempt.question
        if question.kind != "behavioural" or self._room is not self._services.room:
            return ()  # the answer of the demo tells nobody's story
        try:
            stories = self._services.stories.stories()
        except AppError as error:
            self._services.hooks.complain(error)
            return ()
        return review_offers(view, stories, self._exits.plain(question.key))

    def _answer_with(self, uid: str) -> None:
        view = self._room.view
        try:
            story = self._services.stories.story(uid) if uid else None
        except AppError as error:
            self._services.hooks.complain(error)
            return
        if view is not None and (story is not None or not uid):
            self._room.answer_with(story, self._exits.plain(view.attempt.question.key))

    def _show_position(self) -> None:
        playing = self._room.playing
        self._page.show_position(self._room.position_s, playing)
        if playing and not self._timer.isActive():
            self._timer.start(PLAYHEAD_MS)
        elif not playing:
            self._timer.stop()

    def _handle(self, event: r.ReviewPageEvent) -> None:
        view = self._room.view
        if view is None:
            return
        match event:
            case r.Play() | r.Pause() | r.Seek() | r.Select() | r.Loop() | r.SetSpeed():
                self._hear(event)
            case r.OpenTake(attempt_id):
                self.open(attempt_id, view.place, room=self._room)
            case (
                OpenSettings()
                | Retake()
                | r.Compare()
                | r.Delete()
                | r.Export()
                | r.Next()
                | r.Close()
            ):
                self._lead(event, view)
            case _:
                self._change(event)
        self._show_position()

    def _lead(self, event: r.Leading, view: ReviewView) -> None:
        """Go where the person wants to go from here."""
        match event:
            case OpenSettings():
                self._exits.open_settings()
            case Retake():
                self._exits.retake(view)
            case r.Compare():
                self._exits.compare(view.attempt.id)
            case r.Delete():
                self._delete(view)
            case r.Export(kind):
                self._exits.export(kind, view)
            case r.Next():
                self._exits.next()
            case r.Close():
                self._exits.close()
            case _:
                assert_never(event)

    def _delete(self, view: ReviewView) -> None:
        if self._room is self._services.room:  # the answers of the demo are numbered alike
            self._exits.delete(view)

    def _hear(self, event: r.Play | r.Pause | r.Seek | r.Select | r.Loop | r.SetSpeed) -> None:
        match event:
            case r.Play(from_s, until_s):
                self._room.play(from_s, until_s)
            case r.Pause():
                self._room.pause()
            case r.Seek(position_s):
                self._room.seek(position_s)
            case r.Select(selection):
                self._room.select(selection)
            case r.Loop(on):
                self._room.loop(on)
            case r.SetSpeed(speed):
                self._room.set_speed(speed)
            case _:
                assert_never(event)

    def _change(
        self,
        event: r.TickPoint
        | r.MarkPart
        | r.SetNote
        | r.KeepNote
        | r.SetBest
        | r.Confirm
        | r.ReadAgain
        | r.Recheck
        | r.Rewriting,
    ) -> None:
        match event:
            case r.TickPoint(index, said):
                self._room.tick_point(index, said)
            case r.MarkPart(at_s, part):
                self._room.mark_part(at_s, part)
            case r.SetNote(text):
                self._room.set_note(text)
            case r.KeepNote(kept):
                self._room.keep_note(kept)
            case r.SetBest(on):
                self._room.set_best(on)
            case r.Confirm():
                self._room.confirm()
            case r.ReadAgain():
                self._room.read_again()
            case r.Recheck():
                self._room.recheck()
            case _:
                self._rewrite(event)

    def _rewrite(self, event: r.Rewriting) -> None:
        match event:
            case r.CorrectWords(first, last, text):
                self._room.correct_words(first, last, text)
            case r.AddFiller(at_s):
                self._room.add_filler(at_s)
            case AnswerWith(uid):
                self._answer_with(uid)
            case r.ShowOriginal(on):
                self._room.show_original(on)
            case r.BackToOriginal():
                self._room.back_to_original()
            case r.Undo():
                self._room.undo()
            case r.Redo():
                self._room.redo()
            case _:
                assert_never(event)
