"""Looking at one attempt again: what was said, what was heard of it, and how it sounds."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from app.core import practice as p
from app.core.errors import AppError, PackError, StorageError
from app.core.question import Question
from app.core.replay import Stretch, nearest_speed
from app.core.story import Story, told_with
from app.core.structure import Part
from app.session.review_editing import Edits
from app.session.review_judging import Judging
from app.session.review_playback import Playback
from app.session.review_screen import MAX_TAKES, ReviewScreen
from app.session.review_tools import OnReview, ReviewTools
from app.session.views import ReviewView, SessionPlace

# With the room come what it needs and what it tells.
__all__ = ["MAX_TAKES", "OnReview", "ReviewRoom", "ReviewTools"]

POINTS_GONE: Final = PackError(
    "The question's own points are gone with its pack.",
    hint="The answer is still measured by the points of the story.",
)


class ReviewRoom:
    """One attempt under review; lives on one thread. `on_change` gets the view."""

    def __init__(self, tools: ReviewTools, on_change: OnReview) -> None:
        self._tools = tools
        self._edits = Edits(tools.history)
        self._screen = ReviewScreen(tools, self._edits, on_change)
        self._judging = Judging(tools, self._edits, self._screen)
        self._playback = Playback(
            tools.player, tools.keep_speed, lambda: self.view, self._screen.show_sound
        )

    @property
    def view(self) -> ReviewView | None:
        """What is shown; None when nothing is open."""
        return self._screen.view

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
        self._screen.feedback = None
        self._tools.player.take_up(None)
        self._tools.player.set_speed(nearest_speed(self._tools.speed()))
        self._screen.view = ReviewView(
            attempt=attempt,
            takes=self._screen.takes_of(attempt),
            reading=reading or p.Transcribing(),
            place=place,
            speed=self._tools.player.speed,
        )
        if reading is not None:
            self._judging.forget(attempt_id)
            self.follow(reading)
        elif attempt.transcript is not None:
            self._screen.show(reading=p.Analysing(attempt.transcript), attempt=attempt)
            self._judging.judge(attempt)
        else:
            self.read_again()
        self._screen.load_sound(attempt)

    def follow(self, reading: p.Reading) -> None:
        """Take over what has become of the take on screen, unless that is known better here.

        It is once the person has changed words, or had the take read again.
        """
        if self.view is not None and not self._judging.knows(self.view.attempt.id):
            self._screen.take_over(reading)

    def close(self) -> None:
        """Put the attempt away."""
        self._tools.player.take_up(None)
        self._screen.view = None

    # What the person does --------------------------------------------------------

    def tick_point(self, index: int, said: bool | None) -> None:
        """Overrule a key point, or (None) leave it to the program again."""
        self._change(lambda attempt_id: self._edits.tick(attempt_id, index, said))

    def mark_part(self, at_s: float, part: Part | None) -> None:
        """Say which part of the story is told at a moment; None leaves its sentence to the program.

        Nothing happens where nobody has looked for the parts of a story.
        """
        feedback = self._screen.feedback
        told = feedback.structure if feedback else None
        if told is None or not told.sentences:
            return
        sentence = told.sentence_at(at_s) or told.sentences[0]
        self._change(lambda attempt_id: self._edits.mark_part(attempt_id, told, sentence, part))

    def set_note(self, text: str) -> None:
        """Keep the line 'next time I will ...'."""
        self._change(lambda attempt_id: self._edits.set_note(attempt_id, text.strip()))

    def set_best(self, on: bool) -> None:
        """Mark this take as the best of its question, which no other is then; or unmark it."""
        self._change(lambda attempt_id: self._edits.set_best(attempt_id, on))

    def keep_note(self, kept: bool) -> None:
        """Set whether this attempt did what an earlier one noted for next time."""
        note = self.view.earlier_note if self.view else None
        if note is not None:
            self._change(lambda mine: self._edits.keep_note(mine, note.attempt_id, kept))

    def look_again(self) -> None:
        """Show what was changed elsewhere, such as which take is the best."""
        view = self.view
        if view is not None:
            with suppress(StorageError):
                self._screen.view = replace(view, takes=self._screen.takes_of(view.attempt))
            self._screen.show()

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

    def answer_with(self, story: Story | None, plain: Question | None = None) -> None:
        """Say which story the answer told, or that it told none, and have it judged by that.

        Args:
            story: The story; None for none.
            plain: The question as its pack has it; None when that is gone. Then an answer that
                told a story cannot be measured by the question's own points again.
        """
        if self.view is None:
            return
        question = self.view.attempt.question
        points = plain.key_points if plain else question.key_points
        if story is None and plain is None and question.story is not None:
            self._tools.complain(POINTS_GONE)
            return
        told = told_with(replace(question, key_points=points, story=None), story)
        self._rewrite(lambda attempt_id: self._edits.answer_with(attempt_id, told))

    def undo(self) -> None:
        """Undo what the person changed last in this attempt since the program was started."""
        self._rewrite(self._edits.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._rewrite(self._edits.redo)

    def show_original(self, on: bool) -> None:
        """Show what the engine wrote, instead of what the person made of it; or no longer."""
        view, screen = self.view, self._screen
        if view is not None:
            attempt_id = view.attempt.id
            words = screen.attempt_to(lambda: self._tools.history.words(attempt_id)) if on else None
            screen.show_sound(replace(view, original=words.original if words else None))

    def read_again(self) -> None:
        """Have the engine of the settings read the take carefully, and replace the transcript."""
        self._judging.read_again()

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
        if self.view is not None:
            self._screen.show(sound_problem=f"{problem} {problem.hint}".strip() if problem else "")

    # ------------------------------------------------------------------------------------

    def _change(self, write: Callable[[int], None]) -> None:
        """Make a change that leaves the words alone."""
        if self.view is not None:
            attempt_id = self.view.attempt.id
            self._screen.attempt_to(lambda: write(attempt_id))
            self._screen.show()

    def _rewrite(self, write: Callable[[int], bool]) -> None:
        """Make a change; where words have changed, show them and have them judged at once."""
        if self.view is None or isinstance(self.view.reading, p.Transcribing):
            return  # words that are just being replaced
        attempt_id, before = self.view.attempt.id, self.view.attempt.transcript
        rewritten = self._screen.attempt_to(lambda: write(attempt_id))
        attempt = self._screen.attempt_to(lambda: self._tools.history.attempt(attempt_id))
        if not rewritten or attempt is None or attempt.transcript is None:
            self._screen.show()
            return
        self._judging.judge_rewritten(attempt, before)
