"""What a person can correct on the review page: words, fillers heard; and undoing it."""

from collections.abc import Callable
from typing import Final

from app.core.languages import is_english
from app.core.replay import words_in
from app.core.transcript import Transcript
from app.gui.keys import Keys
from app.gui.pages.review_events import (
    AddFiller,
    BackToOriginal,
    CorrectWords,
    Pause,
    Redo,
    Rewriting,
    ShowOriginal,
    Undo,
)
from app.gui.pages.review_parts import transcript_of
from app.gui.widgets.correction_line import Edited
from app.gui.widgets.player_card import PlayerCard
from app.session.views import ReviewView

# Who hears an "um" and presses a key at once is about so late. An estimate: when it is wrong, the
# filler stands a word further on, and counts all the same.
REACTION_S: Final = 0.4
NO_WORDS: Final = "There are no words to correct yet"
FIRST_SHOWN: Final = "Your own text is the one that can be corrected: show it first"
DRAFT: Final = "A draft counts no fillers, so none can be added before a Whisper model has read it"
ENGLISH: Final = "Fillers are counted in English only, so none can be added here"


class Editing:
    """Turns keys and what was typed into events of the page."""

    def __init__(
        self,
        player: PlayerCard,
        send: Callable[[Rewriting | Pause], None],
        done: Callable[[], None],
    ) -> None:
        """Prepare to edit.

        Args:
            player: Shows the words, and the line about what has been changed.
            send: Takes what the person wants.
            done: Called when a correction is over, kept or not.
        """
        self.position_s = 0.0
        self.playing = False
        self._player = player
        self._send = send
        self._done = done
        self._view: ReviewView | None = None
        player.transcript.editing.connect(self._begin_or_end)
        player.transcript.corrected.connect(
            lambda first, last, text: self._send(CorrectWords(first, last, text))
        )
        player.filler.clicked.connect(lambda: self._add_filler())
        line = player.line
        line.undo_wanted.connect(lambda: self._send(Undo()))
        line.redo_wanted.connect(lambda: self._send(Redo()))
        line.back_wanted.connect(lambda: self._send(BackToOriginal()))
        line.original_wanted.connect(lambda on: self._send(ShowOriginal(on)))

    def bind(self, keys: Keys) -> None:
        """Give the keys of a page their meaning."""
        keys.bind("E", self._edit)
        keys.bind("F", self._add_filler)
        keys.bind("Ctrl+Z", lambda: self._send(Undo()))
        keys.bind("Ctrl+Shift+Z", lambda: self._send(Redo()))
        keys.bind("Ctrl+Y", lambda: self._send(Redo()))

    def show_view(self, view: ReviewView) -> None:
        """Take over what has been changed."""
        self._view = view
        shown = Edited(
            edited=view.attempt.edited,
            original=view.original is not None,
            undo=view.undo_label,
            redo=view.redo_label,
        )
        self._player.show_edited(shown)

    def _edit(self) -> None:
        """Correct what was drawn over or chosen, else the word that is heard."""
        transcript = self._transcript()
        if transcript is None:
            return
        chosen = range(0)
        if self._view is not None and self._view.selection is not None:
            chosen = words_in(transcript, self._view.selection)
        at = transcript.word_at(self.position_s) or 0
        words = self._player.transcript.drawn_words or chosen or range(at, at + 1)
        self._player.transcript.edit_words(words)

    def _add_filler(self) -> None:
        transcript = self._transcript()
        if transcript is None:
            return
        if why := self._why_no_filler(transcript):
            self._player.tell(why)
            return
        view = self._view
        assert view is not None  # it has the words
        late_s = REACTION_S * view.speed if self.playing else 0.0
        self._send(AddFiller(max(0.0, self.position_s - late_s)))

    def _why_no_filler(self, transcript: Transcript) -> str:
        if transcript.draft:
            return DRAFT
        return "" if is_english(transcript.language) else ENGLISH

    def _begin_or_end(self, begins: bool) -> None:
        if not begins:
            self._done()
        elif self.playing:
            self._send(Pause())

    def _transcript(self) -> Transcript | None:
        """Return the words that can be corrected; where there are none, say why."""
        if self._view is not None and self._view.original is not None:
            self._player.tell(FIRST_SHOWN)
            return None
        transcript = transcript_of(self._view) if self._view else None
        if transcript is None or not transcript.words:
            self._player.tell(NO_WORDS)
            return None
        return transcript
