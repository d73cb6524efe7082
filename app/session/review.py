"""Looking at one attempt again: what was said, what was heard of it, and how it sounds."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final, TypeVar

from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import Attempt, StoredWords
from app.core.errors import AppError, StorageError
from app.core.feedback import Feedback
from app.core.moving import moved
from app.core.replay import Stretch, nearest_speed
from app.core.transcript import Transcript
from app.session.review_editing import Edits
from app.session.review_playback import Playback
from app.session.review_sound import SOUND_REMOVED, Sound, sound_of
from app.session.review_tools import OnReview, ReviewTools
from app.session.second_reading import can_read_again, can_read_whole, compare
from app.session.views import ReviewView, SessionPlace, TakeLabel

MAX_TAKES: Final = 200

T = TypeVar("T")

# With the room come what it needs and what it tells.
__all__ = ["OnReview", "ReviewRoom", "ReviewTools"]


class ReviewRoom:
    """One attempt under review; lives on one thread. `on_change` gets the view."""

    def __init__(self, tools: ReviewTools, on_change: OnReview) -> None:
        self._tools = tools
        self._on_change = on_change
        self._view: ReviewView | None = None
        self._feedback: Feedback | None = None
        self._visit = 0  # counts what was opened
        self._edits = Edits(tools.history)
        self._playback = Playback(
            tools.player, tools.keep_speed, lambda: self._view, self._show_sound
        )
        self._turn = 0  # counts what was asked of the engine
        self._turns: dict[int, int] = {}  # the newest for each attempt that was read or judged here

    @property
    def view(self) -> ReviewView | None:
        """What is shown; None when nothing is open."""
        return self._view

    @property
    def playing(self) -> bool:
        """Whether the take is being heard."""
        return self._tools.player.playing

    @property
    def position_s(self) -> float:
        """What is heard now, in seconds from the start of the take."""
        return self._tools.player.position_s()

    def open(
        self,
        attempt_id: int,
        *,
        place: SessionPlace | None = None,
        reading: p.Reading | None = None,
    ) -> None:
        """Open an attempt; with `reading` somebody else has it read and will call follow().

        Raises:
            StorageError: There is no such attempt, or it cannot be read.
        """
        attempt = self._tools.history.attempt(attempt_id)
        self._feedback = None
        self._tools.player.take_up(None)
        self._tools.player.set_speed(nearest_speed(self._tools.speed()))
        self._view = ReviewView(
            attempt=attempt,
            takes=self._takes_of(attempt),
            reading=reading or p.Transcribing(),
            place=place,
            speed=self._tools.player.speed,
        )
        if reading is not None:
            self._turns.pop(attempt_id, None)
            self.follow(reading)
        elif attempt.transcript is not None:
            self._show(reading=p.Analysing(attempt.transcript), attempt=attempt)
            self._judge(attempt)
        else:
            self.read_again()
        self._load_sound(attempt)

    def follow(self, reading: p.Reading) -> None:
        """Take over what has become of the take on screen, unless that is known better here.

        It is once the person has changed words, or had the take read again.
        """
        if self._view is not None and self._view.attempt.id not in self._turns:
            self._take_over(reading)

    def close(self) -> None:
        """Put the attempt away."""
        self._tools.player.take_up(None)
        self._view = None

    # What the person does --------------------------------------------------------

    def tick_point(self, index: int, said: bool | None) -> None:
        """Overrule a key point, or (None) leave it to the program again."""
        self._change(lambda attempt_id: self._edits.tick(attempt_id, index, said))

    def set_note(self, text: str) -> None:
        """Keep the line 'next time I will ...'."""
        self._change(lambda attempt_id: self._edits.set_note(attempt_id, text.strip()))

    def set_best(self, on: bool) -> None:
        """Mark this take as the best of its question, which no other is then; or unmark it."""
        self._change(lambda attempt_id: self._edits.set_best(attempt_id, on))

    def keep_note(self, kept: bool) -> None:
        """Set whether this attempt did what an earlier one noted for next time."""
        note = self._view.earlier_note if self._view else None
        if note is not None:
            self._change(lambda mine: self._edits.keep_note(mine, note.attempt_id, kept))

    def look_again(self) -> None:
        """Show what was changed elsewhere, such as which take is the best."""
        if self._view is not None:
            with suppress(StorageError):
                self._view = replace(self._view, takes=self._takes_of(self._view.attempt))
            self._show()

    def confirm(self) -> None:
        """Vouch for a draft transcript, so that it counts."""
        self._change(self._edits.confirm)

    def correct_words(self, first: int, last: int, text: str) -> None:
        """Replace words first..last (inclusive) by the person's own; empty text deletes them."""
        self._rewrite(lambda attempt_id: self._edits.correct(attempt_id, first, last, text))

    def add_filler(self, at_s: float) -> None:
        """Add an "um" that is heard at a moment, in seconds from the start of the take."""
        self._rewrite(lambda attempt_id: self._edits.add_filler(attempt_id, max(0.0, at_s)))

    def back_to_original(self) -> None:
        """Put what the engine wrote in place of the person's own words."""
        self._rewrite(self._edits.go_back)

    def recheck(self) -> None:
        """Have the answer judged again, as it is written now."""
        self._rewrite(lambda _attempt_id: True)

    def undo(self) -> None:
        """Undo what the person changed last in this attempt since the program was started."""
        self._rewrite(self._edits.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._rewrite(self._edits.redo)

    def show_original(self, on: bool) -> None:
        """Show what the engine wrote, instead of what the person made of it; or no longer."""
        if self._view is not None:
            attempt_id = self._view.attempt.id
            words = self._try(lambda: self._tools.history.words(attempt_id)) if on else None
            self._show_sound(replace(self._view, original=words.original if words else None))

    def read_again(self) -> None:
        """Have the engine of the settings read the take carefully, and replace the transcript."""
        if self._view is None:
            return
        attempt = self._view.attempt
        if not attempt.take.name:  # there is nothing to read
            if attempt.transcript is None:
                self._take_over(p.Unread(SOUND_REMOVED, None))
            return
        before = self._try(lambda: self._tools.history.words(attempt.id))
        if before is None:
            return
        self._next_turn(attempt.id)
        self._feedback = None
        self._view = replace(self._view, second_reading=None, original=None)
        self._show(reading=p.Transcribing())
        self._tools.listener.read_whole(
            attempt.take, attempt.question, lambda event: self._hear(attempt.id, before, event)
        )

    def play(self, from_s: float | None = None, until_s: float | None = None) -> None:
        """Play the take from a moment, or from where it stands; again from the start at its end."""
        self._playback.play(from_s, until_s)

    def pause(self) -> None:
        """Fall silent."""
        self._tools.player.pause()

    def seek(self, position_s: float) -> None:
        """Go to another moment."""
        self._playback.seek(position_s)

    def select(self, selection: Stretch | None) -> None:
        """Choose a stretch of the take, or nothing; a loop goes over to it, or ends."""
        self._playback.select(selection)

    def loop(self, on: bool) -> None:
        """Play what is chosen again and again from its start, or play on beyond it."""
        self._playback.loop(on)

    def set_speed(self, speed: float) -> None:
        """Listen at the speed on offer that is nearest to another, now and next time."""
        self._playback.set_speed(speed)

    def playing_ended(self, problem: AppError | None) -> None:
        """Hear from the player that it has stopped by itself."""
        if self._view is not None:
            self._show(sound_problem=f"{problem} {problem.hint}".strip() if problem else "")

    # -------------------------------------------------------------------------------

    def _hear(self, attempt_id: int, before: StoredWords, event: e.Event) -> None:
        """Take in what is read; save it even when another attempt is open by now."""
        waiting = self._is_open(attempt_id, p.Transcribing)
        match event:
            case e.TranscriptionAdvanced(fraction) if waiting:
                self._show(reading=p.Transcribing(fraction))
            case e.Transcribed(transcript):
                read = self._try(lambda: self._edits.reread(attempt_id, before, transcript))
                if read or waiting:  # else the person has changed the words while it was read
                    self._show_read(attempt_id, before, transcript)
            case e.TranscriptionFailed(problem) if waiting:
                self._take_over(p.Unread(problem, before.transcript))
            case _:
                pass

    def _show_read(self, attempt_id: int, before: StoredWords, transcript: Transcript) -> None:
        attempt = self._tools.history.attempt(attempt_id)
        if self._view is not None and self._view.attempt.id == attempt_id:
            first = before.transcript
            if first is not None and first.draft == transcript.draft:
                second = compare(first, attempt.transcript or transcript)
                self._view = replace(self._view, second_reading=second)
            self._feedback = None
            self._show(reading=p.Analysing(attempt.transcript or transcript), attempt=attempt)
        self._judge(attempt)

    def _judge(self, attempt: Attempt) -> None:
        """Have an answer judged; only the verdict on the newest of its words counts."""
        turn = self._next_turn(attempt.id)
        if attempt.transcript is not None:
            self._tools.listener.analyse(
                attempt.question,
                attempt.transcript,
                attempt.take.duration_s,
                lambda event: self._hear_verdict(attempt.id, turn, event),
            )

    def _hear_verdict(self, attempt_id: int, turn: int, event: e.Event) -> None:
        if self._turns.get(attempt_id) != turn:
            return  # it is about words that have changed since
        waiting = self._is_open(attempt_id, p.Analysing)
        match event:
            case e.Analysed(feedback):
                self._try(lambda: self._tools.record.keep_feedback(attempt_id, feedback))
                if waiting and self._view and isinstance(self._view.reading, p.Analysing):
                    self._take_over(p.Read(self._view.reading.transcript, feedback))
            case e.AnalysisFailed(problem) if waiting:
                attempt = self._tools.history.attempt(attempt_id)
                self._take_over(p.Unread(problem, attempt.transcript))
            case _:
                pass

    def _next_turn(self, attempt_id: int) -> int:
        self._turn += 1
        self._turns[attempt_id] = self._turn
        return self._turn

    def _is_open(self, attempt_id: int, reading: type[p.Reading]) -> bool:
        view = self._view
        return (
            view is not None and view.attempt.id == attempt_id and isinstance(view.reading, reading)
        )

    def _take_over(self, reading: p.Reading) -> None:
        self._feedback = reading.feedback if isinstance(reading, p.Read) else None
        self._show(reading=reading)

    def _change(self, write: Callable[[int], None]) -> None:
        if self._view is not None:
            attempt_id = self._view.attempt.id
            self._try(lambda: write(attempt_id))
            self._show()

    def _rewrite(self, write: Callable[[int], bool]) -> None:
        """Make a change; where words have changed, show them and have them judged at once."""
        if self._view is None or isinstance(self._view.reading, p.Transcribing):
            return  # words that are just being replaced
        attempt_id, before = self._view.attempt.id, self._view.attempt.transcript
        rewritten = self._try(lambda: write(attempt_id))
        attempt = self._try(lambda: self._tools.history.attempt(attempt_id))
        if not rewritten or attempt is None or attempt.transcript is None:
            self._show()
            return
        if self._feedback is not None and before is not None:
            self._feedback = moved(self._feedback, before, attempt.transcript)
        self._view = replace(self._view, second_reading=None, original=None)
        self._show(reading=p.Analysing(attempt.transcript), attempt=attempt)
        self._judge(attempt)

    def _try(self, act: Callable[[], T]) -> T | None:
        try:
            return act()
        except StorageError as error:
            self._tools.complain(error)
            return None

    def _show(
        self,
        *,
        reading: p.Reading | None = None,
        sound_problem: str | None = None,
        attempt: Attempt | None = None,
    ) -> None:
        if self._view is None:
            return
        attempt_id = self._view.attempt.id
        earlier, takes = self._view.earlier_note, self._view.takes
        with suppress(StorageError):  # what is on screen already is the next best thing
            history = self._tools.history
            attempt = attempt or history.attempt(attempt_id)
            earlier = history.open_note(attempt.question.key, before=attempt_id)
            if any(each.attempt_id == attempt_id and each.best != attempt.best for each in takes):
                takes = self._takes_of(attempt)
        attempt = attempt or self._view.attempt
        engine = self._tools.engine().name
        feedback = self._feedback and replace(
            self._feedback, coverage=self._feedback.coverage.overruled_by(attempt.ticks)
        )
        self._view = replace(
            self._view,
            attempt=attempt,
            takes=takes,
            reading=reading or self._view.reading,
            feedback=feedback,
            can_read_again=can_read_again(attempt, engine),
            can_read_whole=can_read_whole(attempt, engine),
            sound_problem=self._view.sound_problem if sound_problem is None else sound_problem,
            earlier_note=earlier,
            undo_label=self._edits.undo_label(attempt_id),
            redo_label=self._edits.redo_label(attempt_id),
        )
        self._on_change(self._view)

    def _show_sound(self, view: ReviewView) -> None:
        """Show what differs in how the take is heard or seen; nothing of it is in the history."""
        if view != self._view:
            self._view = view
            self._on_change(view)

    def _load_sound(self, attempt: Attempt) -> None:
        """Have the take read; it can be played, and its waveform is shown, when that is done."""
        self._visit += 1
        visit = self._visit

        def done(sound: Sound) -> None:
            if self._view is not None and visit == self._visit:
                self._tools.player.take_up(sound.samples)
                self._show_sound(replace(self._view, waveform=sound.peaks))

        def failed(error: AppError) -> None:
            if self._view is not None and visit == self._visit:
                self._show_sound(replace(self._view, sound_problem=f"{error} {error.hint}".strip()))

        recordings, name = self._tools.recordings, attempt.take.name
        self._tools.aside(lambda: sound_of(recordings, name), done, failed)

    def _takes_of(self, attempt: Attempt) -> tuple[TakeLabel, ...]:
        summaries = self._tools.history.summaries(
            limit=MAX_TAKES, question_key=attempt.question.key
        )
        return tuple(
            TakeLabel(each.id, each.take_number, each.made_at, each.best)
            for each in reversed(summaries)
        )
