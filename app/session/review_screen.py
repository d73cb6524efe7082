"""What is shown of the attempt under review, and how it is kept up to date."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final, TypeVar

from app.core import practice as p
from app.core.attempt import Attempt
from app.core.errors import AppError, StorageError
from app.core.feedback import Feedback
from app.session.review_editing import Edits
from app.session.review_sound import Sound, sound_of
from app.session.review_tools import OnReview, ReviewTools
from app.session.second_reading import can_read_again, can_read_whole
from app.session.views import ReviewView, TakeLabel

MAX_TAKES: Final = 200

T = TypeVar("T")


class ReviewScreen:
    """The view of one attempt, from what the history holds; lives on one thread.

    Attributes:
        view: What is shown; None when nothing is open.
        feedback: What the program says of the answer, without the person's own verdicts.
    """

    def __init__(self, tools: ReviewTools, edits: Edits, on_change: OnReview) -> None:
        self._tools = tools
        self._edits = edits
        self._on_change = on_change
        self._visit = 0  # counts what was opened
        self.view: ReviewView | None = None
        self.feedback: Feedback | None = None

    def is_open(self, attempt_id: int, reading: type[p.Reading]) -> bool:
        """Return whether an attempt is on screen, and its take is in a state of reading."""
        view = self.view
        return (
            view is not None and view.attempt.id == attempt_id and isinstance(view.reading, reading)
        )

    def attempt_to(self, act: Callable[[], T]) -> T | None:
        """Use the history; where that fails the person is told, and gets None."""
        try:
            return act()
        except StorageError as error:
            self._tools.complain(error)
            return None

    def take_over(self, reading: p.Reading) -> None:
        """Show what has become of the take."""
        self.feedback = reading.feedback if isinstance(reading, p.Read) else None
        self.show(reading=reading)

    def show(
        self,
        *,
        reading: p.Reading | None = None,
        sound_problem: str | None = None,
        attempt: Attempt | None = None,
    ) -> None:
        """Show the attempt as the history has it now; what is not given stays."""
        if self.view is None:
            return
        attempt_id = self.view.attempt.id
        earlier, takes = self.view.earlier_note, self.view.takes
        with suppress(StorageError):  # what is on screen already is the next best thing
            history = self._tools.history
            attempt = attempt or history.attempt(attempt_id)
            earlier = history.open_note(attempt.question.key, before=attempt_id)
            if any(each.attempt_id == attempt_id and each.best != attempt.best for each in takes):
                takes = self.takes_of(attempt)
        attempt = attempt or self.view.attempt
        engine = self._tools.engine().name
        self.view = replace(
            self.view,
            attempt=attempt,
            takes=takes,
            reading=reading or self.view.reading,
            feedback=self.feedback and attempt.overrule(self.feedback),
            can_read_again=can_read_again(attempt, engine),
            can_read_whole=can_read_whole(attempt, engine),
            sound_problem=self.view.sound_problem if sound_problem is None else sound_problem,
            earlier_note=earlier,
            undo_label=self._edits.undo_label(attempt_id),
            redo_label=self._edits.redo_label(attempt_id),
        )
        self._on_change(self.view)

    def show_sound(self, view: ReviewView) -> None:
        """Show what differs in how the take is heard or seen; nothing of it is in the history."""
        if view != self.view:
            self.view = view
            self._on_change(view)

    def load_sound(self, attempt: Attempt) -> None:
        """Have the take read; it can be played, and its waveform is shown, when that is done."""
        self._visit += 1
        visit = self._visit

        def done(sound: Sound) -> None:
            if self.view is not None and visit == self._visit:
                self._tools.player.take_up(sound.samples)
                self.show_sound(replace(self.view, waveform=sound.peaks))

        def failed(error: AppError) -> None:
            if self.view is not None and visit == self._visit:
                self.show_sound(replace(self.view, sound_problem=f"{error} {error.hint}".strip()))

        recordings, name = self._tools.recordings, attempt.take.name
        self._tools.aside(lambda: sound_of(recordings, name), done, failed)

    def takes_of(self, attempt: Attempt) -> tuple[TakeLabel, ...]:
        """Return all takes of the attempt's question, the first one first."""
        summaries = self._tools.history.summaries(
            limit=MAX_TAKES, question_key=attempt.question.key
        )
        return tuple(
            TakeLabel(each.id, each.take_number, each.made_at, each.best)
            for each in reversed(summaries)
        )
