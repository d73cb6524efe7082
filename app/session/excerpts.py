"""Stretches of answers, heard outside the review: what stands in a report can be played there."""

from collections.abc import Callable
from typing import Final

from app.core.errors import AppError
from app.session.interview_views import SoundBite
from app.session.review_sound import Sound, sound_of
from app.session.review_tools import ReviewTools

# Times of words are some hundredths of a second off: a little more is heard than cut off.
MARGIN_S: Final = 0.15


def _ignore(_bite: SoundBite | None) -> None:
    """Do nothing: nobody listens yet."""


class Excerpts:
    """Plays one stretch at a time; lives on one thread. It has a player of its own.

    `on_change` gets what is heard, or is about to be, whenever that changes; None for nothing.
    """

    def __init__(self, tools: ReviewTools) -> None:
        self._tools = tools
        self._playing: SoundBite | None = None
        self._loaded: int | None = None  # the attempt the player holds
        self.on_change: Callable[[SoundBite | None], None] = _ignore

    @property
    def playing(self) -> SoundBite | None:
        """What is heard, or is about to be; None for nothing."""
        return self._playing

    def play(self, bite: SoundBite) -> None:
        """Play a stretch from its beginning; what was heard before falls silent.

        That there is nothing to hear is complained about.
        """
        self._tools.player.pause()
        self._show(bite)
        if self._loaded == bite.attempt_id:
            self._start(bite)
            return
        try:
            take = self._tools.history.attempt(bite.attempt_id).take
        except AppError as error:
            self._fail(bite, error)
            return
        self._tools.aside(
            lambda: sound_of(self._tools.recordings, take.name),
            lambda sound: self._take_up(bite, sound),
            lambda error: self._fail(bite, error),
        )

    def stop(self) -> None:
        """Fall silent."""
        self._tools.player.pause()
        self._show(None)

    def close(self) -> None:
        """Fall silent, and let go of the sound: that of ten minutes is 19 MB."""
        self._tools.player.take_up(None)
        self._loaded = None
        self._show(None)

    def playing_ended(self, problem: AppError | None) -> None:
        """Hear from the player that it has stopped by itself."""
        if self._tools.player.playing:
            return  # another stretch has been begun meanwhile
        self._show(None)
        if problem is not None:
            self._tools.complain(problem)

    def _take_up(self, bite: SoundBite, sound: Sound) -> None:
        if self._playing is bite:  # else something else is wanted by now
            self._tools.player.take_up(sound.samples)
            self._loaded = bite.attempt_id
            self._start(bite)

    def _start(self, bite: SoundBite) -> None:
        self._tools.player.play(max(0.0, bite.start_s - MARGIN_S), bite.end_s + MARGIN_S)

    def _fail(self, bite: SoundBite, error: AppError) -> None:
        if self._playing is bite:
            self._show(None)
            self._tools.complain(error)

    def _show(self, bite: SoundBite | None) -> None:
        if bite is not self._playing:
            self._playing = bite
            self.on_change(bite)
