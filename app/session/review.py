"""Looking at one attempt again: what was said, what was heard of it, and how it sounds."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from app.audio.player import Player
from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import Attempt
from app.core.errors import AppError, StorageError
from app.core.feedback import Feedback
from app.core.replay import Stretch, nearest_speed
from app.core.transcript import Transcript
from app.session.ports import Listener
from app.session.record import Record
from app.session.review_sound import Aside, Sound, at_once, read_sound
from app.session.second_reading import compare
from app.session.views import ReviewView, SessionPlace, TakeLabel
from app.speech.engine import ENGINES, EngineChoice
from app.storage.history import History
from app.storage.recordings import Recordings

MAX_TAKES: Final = 200

OnReview = Callable[[ReviewView], None]
"""Takes the view of a review, on the session's thread."""


@dataclass(frozen=True, slots=True)
class ReviewTools:
    """What a review needs.

    Attributes:
        history: The attempts.
        record: Writes feedback beside them.
        recordings: The takes.
        listener: Writes down and judges.
        player: Plays a take; reports to `ReviewRoom.playing_ended`.
        engine: Says which engine the settings choose.
        complain: Shows a problem that does not stop the review.
        speed: Says how fast the person listens.
        keep_speed: Remembers how fast.
        aside: Reads a take without making the person wait.
    """

    history: History
    record: Record
    recordings: Recordings
    listener: Listener
    player: Player
    engine: Callable[[], EngineChoice]
    complain: Callable[[AppError], None]
    speed: Callable[[], float] = lambda: 1.0
    keep_speed: Callable[[float], None] = lambda speed: None
    aside: Aside = at_once


class ReviewRoom:
    """One attempt under review; lives on one thread. `on_change` gets the view."""

    def __init__(self, tools: ReviewTools, on_change: OnReview) -> None:
        self._tools = tools
        self._on_change = on_change
        self._view: ReviewView | None = None
        self._feedback: Feedback | None = None
        self._visit = 0  # counts what was opened
        self._read_before: Transcript | None = None  # what a second reading may replace

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
        self._feedback = self._read_before = None
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
            self.follow(reading)
        elif attempt.transcript is not None:
            self._hear(attempt_id, e.Transcribed(attempt.transcript), save=False)
        else:
            self.read_again()
        self._load_sound(attempt)

    def follow(self, reading: p.Reading) -> None:
        """Take over what has become of the take on screen."""
        if self._view is None:
            return
        self._feedback = reading.feedback if isinstance(reading, p.Read) else None
        self._show(reading=reading)

    def close(self) -> None:
        """Put the attempt away."""
        self._tools.player.take_up(None)
        self._view = None

    # What the person does --------------------------------------------------------

    def tick_point(self, index: int, said: bool | None) -> None:
        """Overrule a key point, or (None) leave it to the program again."""
        self._change(lambda attempt_id: self._tools.history.tick(attempt_id, index, said))

    def set_note(self, text: str) -> None:
        """Keep the line 'next time I will ...'."""
        self._change(lambda attempt_id: self._tools.history.set_note(attempt_id, text.strip()))

    def set_best(self, on: bool) -> None:
        """Mark this take as the best of its question, which no other is then; or unmark it."""
        self._change(lambda attempt_id: self._tools.history.set_best(attempt_id, on))

    def keep_note(self, kept: bool) -> None:
        """Set whether this attempt did what an earlier one noted for next time."""
        note = self._view.earlier_note if self._view else None
        if note is not None:
            keep = self._tools.history.keep_note
            self._change(lambda attempt_id: keep(note.attempt_id, attempt_id if kept else None))

    def look_again(self) -> None:
        """Show what was changed elsewhere, such as which take is the best."""
        if self._view is not None:
            with suppress(StorageError):
                self._view = replace(self._view, takes=self._takes_of(self._view.attempt))
            self._show()

    def confirm(self) -> None:
        """Vouch for a draft transcript, so that it counts."""
        self._change(self._tools.history.confirm)

    def read_again(self) -> None:
        """Have the engine of the settings read the take carefully, and replace the transcript."""
        if self._view is None:
            return
        attempt = self._view.attempt
        self._feedback, self._read_before = None, attempt.transcript
        self._view = replace(self._view, second_reading=None)
        self._show(reading=p.Transcribing())
        self._tools.listener.read_whole(
            attempt.take, attempt.question, lambda event: self._hear(attempt.id, event)
        )

    def undo_reading(self) -> None:
        """Go back to the words there were before the second reading."""
        if self._view is None or self._view.second_reading is None:
            return
        attempt_id, before = self._view.attempt.id, self._view.second_reading.before
        self._read_before = None
        self._view = replace(self._view, second_reading=None)
        self._hear(attempt_id, e.Transcribed(before))

    def play(self, from_s: float | None = None, until_s: float | None = None) -> None:
        """Play the take from a moment, or from where it stands; again from the start at its end."""
        player = self._tools.player
        if from_s is None and player.position_s() >= player.duration_s - 0.05:
            from_s = 0.0
        player.play(from_s, until_s)
        self._follow_sound(from_s)

    def pause(self) -> None:
        """Fall silent."""
        self._tools.player.pause()

    def seek(self, position_s: float) -> None:
        """Go to another moment."""
        self._tools.player.seek(position_s)
        self._follow_sound(position_s)

    def select(self, selection: Stretch | None) -> None:
        """Choose a stretch of the take, or nothing; a loop goes over to it, or ends."""
        if self._view is None:
            return
        player, looping = self._tools.player, self._view.looping
        if selection is None:
            player.end_loop()
        elif not looping and not player.playing:
            player.seek(selection.from_s)
        self._show_sound(replace(self._view, selection=selection, looping=False))
        if looping and selection is not None:
            self.loop(True)

    def loop(self, on: bool) -> None:
        """Play what is chosen again and again from its start, or play on beyond it."""
        if self._view is None or self._view.selection is None:
            return
        player, selection = self._tools.player, self._view.selection
        if not on:
            player.end_loop()
            self._show_sound(replace(self._view, looping=False))
            return
        player.play(selection.from_s, selection.until_s, loop=True)
        if player.loop_s is not None:  # it may be longer than what was chosen
            selection = Stretch(*player.loop_s)
            self._show_sound(replace(self._view, selection=selection, looping=True))

    def set_speed(self, speed: float) -> None:
        """Listen at the speed on offer that is nearest to another, now and next time."""
        speed = nearest_speed(speed)
        self._tools.player.set_speed(speed)
        self._tools.keep_speed(speed)
        if self._view is not None:
            self._show_sound(replace(self._view, speed=speed))

    def playing_ended(self, problem: AppError | None) -> None:
        """Hear from the player that it has stopped by itself."""
        if self._view is not None:
            self._show(sound_problem=f"{problem} {problem.hint}".strip() if problem else "")

    # -------------------------------------------------------------------------------

    def _hear(self, attempt_id: int, event: e.Event, *, save: bool = True) -> None:
        """Take in an event of the listener; save it even when another attempt is open by now."""
        on_screen = self._view is not None and self._view.attempt.id == attempt_id
        match event:
            case e.TranscriptionAdvanced(fraction) if on_screen:
                self._show(reading=p.Transcribing(fraction))
            case e.Transcribed(transcript):
                if save:
                    self._try(lambda: self._tools.history.set_transcript(attempt_id, transcript))
                if on_screen:
                    self._tell_second_reading(transcript)
                    self._show(reading=p.Analysing(transcript))
                self._analyse(attempt_id)
            case e.Analysed(feedback):
                self._try(lambda: self._tools.record.keep_feedback(attempt_id, feedback))
                if on_screen and self._view and isinstance(self._view.reading, p.Analysing):
                    self.follow(p.Read(self._view.reading.transcript, feedback))
            case e.TranscriptionFailed(problem) | e.AnalysisFailed(problem) if on_screen:
                self.follow(p.Unread(problem, self._tools.history.attempt(attempt_id).transcript))
            case _:
                pass

    def _analyse(self, attempt_id: int) -> None:
        attempt = self._tools.history.attempt(attempt_id)
        if attempt.transcript is not None:
            self._tools.listener.analyse(
                attempt.question,
                attempt.transcript,
                attempt.take.duration_s,
                lambda event: self._hear(attempt_id, event),
            )

    def _change(self, write: Callable[[int], None]) -> None:
        if self._view is not None:
            attempt_id = self._view.attempt.id
            self._try(lambda: write(attempt_id))
            self._show()

    def _try(self, write: Callable[[], None]) -> None:
        try:
            write()
        except StorageError as error:
            self._tools.complain(error)

    def _show(self, *, reading: p.Reading | None = None, sound_problem: str | None = None) -> None:
        if self._view is None:
            return
        attempt, earlier, takes = self._view.attempt, self._view.earlier_note, self._view.takes
        with suppress(StorageError):  # what is on screen already is the next best thing
            attempt = self._tools.history.attempt(attempt.id)
            earlier = self._tools.history.open_note(attempt.question.key, before=attempt.id)
            if any(each.attempt_id == attempt.id and each.best != attempt.best for each in takes):
                takes = self._takes_of(attempt)
        feedback = self._feedback and replace(
            self._feedback, coverage=self._feedback.coverage.overruled_by(attempt.ticks)
        )
        self._view = replace(
            self._view,
            attempt=attempt,
            takes=takes,
            reading=reading or self._view.reading,
            feedback=feedback,
            can_read_again=self._can_read_again(attempt),
            can_read_whole=self._can_read_whole(attempt),
            sound_problem=self._view.sound_problem if sound_problem is None else sound_problem,
            earlier_note=earlier,
        )
        self._on_change(self._view)

    def _follow_sound(self, moment_s: float | None) -> None:
        """Let go of what was chosen, when the person has gone to a moment outside of it."""
        if self._view is None:
            return
        selection = self._view.selection
        if selection is not None and moment_s is not None and not selection.holds(moment_s):
            selection = None
        looping = self._tools.player.loop_s is not None
        self._show_sound(replace(self._view, selection=selection, looping=looping))

    def _show_sound(self, view: ReviewView) -> None:
        """Show what differs in how the take is heard; nothing of it is in the history."""
        if view != self._view:
            self._view = view
            self._on_change(view)

    def _can_read_again(self, attempt: Attempt) -> bool:
        better = not ENGINES[self._tools.engine().name].draft
        return better and (attempt.transcript is None or attempt.transcript.draft)

    def _can_read_whole(self, attempt: Attempt) -> bool:
        """Words the person vouched for are theirs, and stay."""
        same_kind = attempt.transcript is not None and not attempt.transcript.draft
        return (
            same_kind
            and not attempt.confirmed
            and not attempt.edited
            and not ENGINES[self._tools.engine().name].draft
        )

    def _tell_second_reading(self, transcript: Transcript) -> None:
        """Note what has changed, where words of the same kind have been replaced."""
        before, self._read_before = self._read_before, None
        if self._view is not None and before is not None and before.draft == transcript.draft:
            self._view = replace(self._view, second_reading=compare(before, transcript))

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

        path_of, name = self._tools.recordings.path_of, attempt.take.name
        self._tools.aside(lambda: read_sound(path_of(name)), done, failed)

    def _takes_of(self, attempt: Attempt) -> tuple[TakeLabel, ...]:
        summaries = self._tools.history.summaries(
            limit=MAX_TAKES, question_key=attempt.question.key
        )
        return tuple(
            TakeLabel(each.id, each.take_number, each.made_at, each.best)
            for each in reversed(summaries)
        )
