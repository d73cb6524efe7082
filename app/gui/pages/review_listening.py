"""What a person can do with the player of the review page: choose, loop, go faster or slower."""

from collections.abc import Callable
from typing import Final

from app.core.replay import next_speed, sentence_at, stretch_of, words_in
from app.core.transcript import Transcript
from app.gui.keys import Keys
from app.gui.pages.review_events import Loop, Select, SetSpeed
from app.gui.pages.review_parts import shown_transcript
from app.gui.widgets.player_card import PlayerCard
from app.session.views import ReviewView

NOTHING_TO_LOOP: Final = "Draw over the waveform to choose what to loop"


class Listening:
    """Turns keys, clicks and drags into events of the page."""

    def __init__(
        self, player: PlayerCard, send: Callable[[Select | Loop | SetSpeed], None]
    ) -> None:
        self.position_s = 0.0
        self._player = player
        self._send = send
        self._view: ReviewView | None = None
        self._head: int | None = None  # the end of the chosen words that Shift moves
        self._by_itself = False  # whether the program chose the sentence that is looped
        player.looped.connect(lambda: self._toggle_loop())
        player.speed_chosen.connect(lambda speed: self._send(SetSpeed(speed)))
        player.chosen.connect(lambda selection: self._choose(Select(selection)))
        player.word_reached.connect(lambda index: self._reach(index))

    def bind(self, keys: Keys) -> None:
        """Give the keys of a page their meaning."""
        keys.bind("L", self._toggle_loop)
        keys.bind(",", lambda: self._change_speed(-1))
        keys.bind(".", lambda: self._change_speed(1))
        keys.bind("Shift+Left", lambda: self._move_head(-1))
        keys.bind("Shift+Right", lambda: self._move_head(1))

    def show_view(self, view: ReviewView) -> None:
        """Take over what is chosen and how it is played."""
        self._view = view
        if view.selection is None:
            self._head = None
            self._by_itself = False
        self._player.show_listening(view.selection, view.looping, view.speed)

    def let_go(self) -> bool:
        """Choose nothing any more; return whether anything was chosen."""
        if self._view is None or self._view.selection is None:
            return False
        self._send(Select(None))
        return True

    def _toggle_loop(self) -> None:
        view = self._view
        if view is None or not view.waveform:
            return
        if view.looping:
            # A sentence the person did not choose is not kept for them.
            self._send(Select(None) if self._by_itself else Loop(False))
            return
        if view.selection is None:
            transcript = self._transcript()
            sentence = sentence_at(transcript, self.position_s) if transcript else None
            if sentence is None:
                self._player.loop.setChecked(False)
                self._player.say(NOTHING_TO_LOOP)
                return
            self._send(Select(sentence))
            self._by_itself = True
        self._send(Loop(True))

    def _change_speed(self, steps: int) -> None:
        if self._view is not None and self._view.waveform:
            self._send(SetSpeed(next_speed(self._view.speed, steps)))

    def _choose(self, event: Select) -> None:
        self._head = None
        self._by_itself = False
        self._send(event)

    def _move_head(self, steps: int) -> None:
        """Choose one word more or less at the end that moves; at first, the word that is heard."""
        transcript = self._transcript()
        if transcript is None:
            return
        chosen = self._chosen_words(transcript)
        if not chosen:
            self._choose_words(transcript, self._heard_word(transcript), None)
            return
        head = self._head if self._head is not None else chosen[-1 if steps > 0 else 0]
        anchor = chosen[0] if head != chosen[0] else chosen[-1]
        self._choose_words(transcript, anchor, head + steps)

    def _reach(self, index: int) -> None:
        """Choose from what is chosen, or is heard, to a word."""
        transcript = self._transcript()
        if transcript is None:
            return
        chosen = self._chosen_words(transcript)
        anchor = self._heard_word(transcript)
        if chosen:
            anchor = chosen[-1] if self._head == chosen[0] else chosen[0]
        self._choose_words(transcript, anchor, index)

    def _choose_words(self, transcript: Transcript, anchor: int, head: int | None) -> None:
        last = len(transcript.words) - 1
        head = anchor if head is None else min(max(0, head), last)
        self._choose(Select(stretch_of(transcript, min(anchor, head), max(anchor, head))))
        self._head = head

    def _chosen_words(self, transcript: Transcript) -> range:
        selection = self._view.selection if self._view else None
        return words_in(transcript, selection) if selection else range(0)

    def _heard_word(self, transcript: Transcript) -> int:
        return transcript.word_at(self.position_s) or 0

    def _transcript(self) -> Transcript | None:
        """Return the words, where there are some and they can be heard."""
        if self._view is None or not self._view.waveform:
            return None
        transcript = shown_transcript(self._view)
        return transcript if transcript and transcript.words else None
