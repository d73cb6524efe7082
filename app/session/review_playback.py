"""Hearing a take under review: where, how fast, and which stretch of it again and again."""

from collections.abc import Callable
from dataclasses import replace

from app.audio.player import Player
from app.core.replay import Stretch, nearest_speed
from app.session.views import ReviewView


class Playback:
    """Plays the take of a view, and keeps in the view how it is heard; lives on one thread."""

    def __init__(
        self,
        player: Player,
        keep_speed: Callable[[float], None],
        view: Callable[[], ReviewView | None],
        show: Callable[[ReviewView], None],
    ) -> None:
        """Prepare to play.

        Args:
            player: Plays a take.
            keep_speed: Remembers how fast.
            view: Says what is under review; None for nothing.
            show: Takes the view when it has changed.
        """
        self._player = player
        self._keep_speed = keep_speed
        self._current = view
        self._show = show

    def play(self, from_s: float | None = None, until_s: float | None = None) -> None:
        """Play from a moment, or from where it stands; again from the start at its end."""
        player = self._player
        if from_s is None and player.position_s() >= player.duration_s - 0.05:
            from_s = 0.0
        player.play(from_s, until_s)
        self._follow(from_s)

    def seek(self, position_s: float) -> None:
        """Go to another moment."""
        self._player.seek(position_s)
        self._follow(position_s)

    def select(self, selection: Stretch | None) -> None:
        """Choose a stretch of the take, or nothing; a loop goes over to it, or ends."""
        view = self._current()
        if view is None:
            return
        if selection is None:
            self._player.end_loop()
        elif not view.looping and not self._player.playing:
            self._player.seek(selection.from_s)
        self._show(replace(view, selection=selection, looping=False))
        if view.looping and selection is not None:
            self.loop(True)

    def loop(self, on: bool) -> None:
        """Play what is chosen again and again from its start, or play on beyond it."""
        view = self._current()
        if view is None or view.selection is None:
            return
        player, selection = self._player, view.selection
        if not on:
            player.end_loop()
            self._show(replace(view, looping=False))
            return
        player.play(selection.from_s, selection.until_s, loop=True)
        if player.loop_s is not None:  # it may be longer than what was chosen
            selection = Stretch(*player.loop_s)
            self._show(replace(view, selection=selection, looping=True))

    def set_speed(self, speed: float) -> None:
        """Listen at the speed on offer that is nearest to another, now and next time."""
        speed = nearest_speed(speed)
        self._player.set_speed(speed)
        self._keep_speed(speed)
        if (view := self._current()) is not None:
            self._show(replace(view, speed=speed))

    def _follow(self, moment_s: float | None) -> None:
        """Let go of what was chosen, when the person has gone to a moment outside of it."""
        view = self._current()
        if view is None:
            return
        selection = view.selection
        if selection is not None and moment_s is not None and not selection.holds(moment_s):
            selection = None
        looping = self._player.loop_s is not None
        self._show(replace(view, selection=selection, looping=looping))
