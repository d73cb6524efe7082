"""Going through a take by key: sentence by sentence, and to fillers, pauses and missed points."""

from collections.abc import Callable, Sequence
from typing import Final

from app.core.feedback import PointState
from app.core.replay import PAUSE_LEAD_S, Stretch, around, next_sentence
from app.core.transcript import Transcript
from app.gui.announce import announce
from app.gui.keys import Keys
from app.gui.pages.review_events import Play, Seek
from app.gui.pages.review_parts import shown_transcript
from app.gui.widgets.key_points import KeyPoints
from app.gui.widgets.player_card import PlayerCard
from app.session.views import ReviewView

NO_PAUSES: Final = "No pause is longer than 2 s"
ALL_COVERED: Final = "All points are covered"


class Jumps:
    """Turns keys into moments to hear, and says where they lead."""

    def __init__(
        self,
        player: PlayerCard,
        points: KeyPoints,
        send: Callable[[Play | Seek], None],
        show_row: Callable[[int], None],
    ) -> None:
        """Prepare to jump.

        Args:
            player: Says where a jump has led.
            points: The list of key points.
            send: Takes what is to be heard.
            show_row: Brings a key point into view and gives it the focus.
        """
        self.position_s = 0.0
        self._player = player
        self._points = points
        self._send = send
        self._show_row = show_row
        self._view: ReviewView | None = None
        self._heard: tuple[float, Stretch] | None = None  # what was jumped to last
        self._missed = -1  # the point that was shown last

    def bind(self, keys: Keys) -> None:
        """Give the keys of a page their meaning."""
        keys.bind("Ctrl+Left", lambda: self._go_to_sentence(-1))
        keys.bind("Ctrl+Right", lambda: self._go_to_sentence(1))
        keys.bind("U", self._hear_filler)
        keys.bind("H", self._hear_pause)
        keys.bind("M", self._show_missed)

    def show_view(self, view: ReviewView) -> None:
        """Take over what there is to jump to."""
        if self._view is None or self._view.attempt.id != view.attempt.id:
            self._heard, self._missed = None, -1
        self._view = view

    def _go_to_sentence(self, steps: int) -> None:
        transcript = self._transcript()
        if transcript is None:
            return
        moment_s = next_sentence(transcript, self.position_s, steps)
        if moment_s is None and steps < 0:
            moment_s = 0.0
        if moment_s is not None:
            self._send(Seek(moment_s))

    def _hear_filler(self) -> None:
        transcript, feedback = self._transcript(), self._view and self._view.feedback
        if transcript is None or not feedback or (self._view and self._view.original):
            return
        fillers = feedback.delivery.fillers
        if not fillers:
            why = feedback.delivery.filler_rate.note
            self._say(why if feedback.delivery.filler_rate.value is None else "No filler was heard")
            return
        words = [transcript.words[index] for index in fillers]
        at = self._next([word.start_s for word in words])
        self._hear(words[at].start_s, words[at].end_s)
        self._say(f"Filler {at + 1} of {len(words)}: “{words[at].text.strip('.,;:!?')}”")

    def _hear_pause(self) -> None:
        if self._transcript() is None or not self._view or not self._view.feedback:
            return
        pauses = self._view.feedback.delivery.pauses
        if not pauses:
            self._say(NO_PAUSES)
            return
        at = self._next([pause.start_s for pause in pauses])
        self._hear(pauses[at].start_s, pauses[at].end_s)
        self._say(f"Pause {at + 1} of {len(pauses)}: {pauses[at].length_s:.1f} s")

    def _show_missed(self) -> None:
        if not self._view or not self._view.feedback or not self._points.rows:
            return
        states = self._view.feedback.coverage.states
        missed = [i for i, state in enumerate(states) if state is not PointState.COVERED]
        if not missed:
            self._say(ALL_COVERED)
            return
        self._missed = next((index for index in missed if index > self._missed), missed[0])
        self._show_row(self._missed)
        at, of = missed.index(self._missed) + 1, len(missed)
        state = states[self._missed].value
        self._say(f"Point {self._missed + 1}: {state}, {at} of {of} missed")

    def _next(self, moments_s: Sequence[float]) -> int:
        """Return the index of the first moment after what is heard; the first of all at the end."""
        after_s = self.position_s
        if self._heard and self._heard[1].holds(after_s + 0.1):  # it is being heard just now
            after_s = self._heard[0]
        return next((i for i, moment_s in enumerate(moments_s) if moment_s > after_s), 0)

    def _hear(self, start_s: float, end_s: float) -> None:
        stretch = around(start_s, end_s, PAUSE_LEAD_S)
        self._heard = (start_s, stretch)
        self._send(Play(stretch.from_s, stretch.until_s))

    def _say(self, words: str) -> None:
        self._player.say(words)
        announce(self._player, words)

    def _transcript(self) -> Transcript | None:
        """Return the words that are shown, where they can be heard."""
        if self._view is None or not self._view.waveform:
            return None
        transcript = shown_transcript(self._view)
        return transcript if transcript and transcript.words else None
