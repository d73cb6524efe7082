"""One of two takes: which one it is, how to hear it, and its words."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.core.transcript import Transcript
from app.gui import look
from app.gui.icons import Icon
from app.gui.pages.review_advice import written_in
from app.gui.pages.review_parts import take_words
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.compared_text import LEGEND, ComparedText
from app.gui.widgets.fields import ComboBox
from app.gui.widgets.keycap import KeyHint
from app.gui.widgets.play_button import PlayButton
from app.gui.widgets.text import Text
from app.gui.widgets.toggle_button import ToggleButton
from app.gui.widgets.transcript_view import Spoken
from app.gui.wording import clock
from app.session.compare_views import ComparedTake, Side
from app.session.views import TakeLabel

SIDE_PX: Final = 16
DRAFT: Final = "A draft engine wrote this down: words, and so key points, may be wrong."
UNREAD: Final = "Nothing has been written down of this take yet. Open it in Review to have it read."
NO_WORDS: Final = "No speech was found in this take."


class TakeCard(Card):
    """A take with its list, rating, star, play button and text.

    Signals:
        picked: The person wants another take here; carries the number of its attempt.
        toggled: The person wants to play the take, or to pause it.
        word_picked: The person wants to hear the take from a word on; carries its index.
        marked: The person marks it as the best take, or unmarks it.
    """

    picked = Signal(int)
    toggled = Signal()
    word_picked = Signal(int)
    marked = Signal(bool)

    def __init__(self, side: Side, key: str) -> None:
        """Build the card; key is the one that plays it."""
        super().__init__((0, 14, 0))
        self._side = side
        self._options: object = None
        self._duration_s = 0.0
        self.takes = ComboBox()
        self.takes.setAccessibleName(f"The {side} take")
        self.takes.activated.connect(lambda: self.picked.emit(self.takes.currentData()))
        self._rating = Text("", "second")
        self.best = ToggleButton("Best take", icon=Icon.STAR, size="small")
        self.best.clicked.connect(lambda on: self.marked.emit(on))
        self.play = PlayButton()
        self.play.setToolTip(f"Play the {side} take ({key})")
        self.play.clicked.connect(lambda: self.toggled.emit())
        self._key = KeyHint(key)
        self._position = Text(clock(0), "strong")
        self._length = Text("", ink="text_3")
        self._written = Text("", "second", wrap=True)
        self._problem = Text("", "second", ink="amber_ink", wrap=True)
        self.text = ComparedText()
        self.text.setAccessibleName(f"What was said in the {side} take")
        self.text.word_picked.connect(lambda index: self.word_picked.emit(index))
        self._waiting = Text("", ink="text_3", wrap=True)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.legend = Text(LEGEND, "caption", wrap=True)
        self._lay_out()

    def show_take(self, take: ComparedTake, options: tuple[TakeLabel, ...], now: datetime) -> None:
        """Show a take.

        Args:
            take: The take.
            options: What can be chosen here, oldest first.
            now: The present, for naming the takes.
        """
        attempt, transcript = take.attempt, take.attempt.transcript
        self._show_options(take, options, now)
        rating = attempt.self_rating
        self._rating.setText(f"You rated it {rating.score}" if rating else "Not rated")
        self.best.setChecked(attempt.best)
        self.best.set_glyph(Icon.STAR_FILL if attempt.best else Icon.STAR)
        self.best.setAccessibleName(f"Best take: take {take.label.number}")
        self._duration_s = attempt.take.duration_s
        self._length.setText(f"/ {clock(self._duration_s)}")
        self.play.setEnabled(take.audible)
        self._show_sound(take)
        words = transcript if transcript and transcript.words else None
        fillers = take.delivery.fillers if take.delivery else ()
        self.text.show_spoken(Spoken(words, fillers=fillers) if words else None)
        self.text.show_only_here(take.only_here)
        self.text.show_selection(take.chosen)
        self.text.setVisible(words is not None)
        self._waiting.setText(NO_WORDS if transcript else UNREAD)
        self._waiting.setVisible(words is None)
        self.legend.setVisible(bool(words and take.only_here))

    def show_position(self, position_s: float, playing: bool) -> None:
        """Show which moment is heard, or would be heard next, in seconds."""
        if playing and self.play.accessibleName().startswith("Play"):
            self.text.follow()
        self.play.set_playing(playing)
        self.play.setAccessibleName(f"{'Pause' if playing else 'Play'}: the {self._side} take")
        self.text.show_position(position_s, playing)
        words = clock(position_s)
        if words != self._position.text():
            self._position.setText(words)

    def _show_options(
        self, take: ComparedTake, options: tuple[TakeLabel, ...], now: datetime
    ) -> None:
        if (options, take.label) == self._options:
            return
        self._options = (options, take.label)
        shown: list[tuple[object, str]] = [
            (each.attempt_id, take_words(each, now)) for each in reversed(options)
        ]
        best = next((each.attempt_id for each in options if each.best), None)
        self.takes.set_options(shown, take.attempt.id, starred=best)

    def _show_sound(self, take: ComparedTake) -> None:
        """Show whether there is something to hear, and if not, why."""
        typed = take.attempt.typed
        for widget in (self.play, self._position, self._length, self._key):
            widget.setVisible(not typed)
        self._written.setText(written_in(take.attempt.take))
        self._written.setVisible(typed)
        draft = DRAFT if take.attempt.draft and _has_words(take.attempt.transcript) else ""
        no_sound = "" if typed else take.sound_problem
        problem = "\n".join(filter(None, (no_sound, take.problem, draft)))
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _lay_out(self) -> None:
        self.setMinimumWidth(look.px(220))
        which = QHBoxLayout()
        which.setSpacing(4)
        which.addWidget(self._rating)
        which.addStretch()
        which.addWidget(self.best)
        hear = QHBoxLayout()
        hear.setSpacing(4)
        hear.addWidget(self.play)
        hear.addSpacing(8)
        hear.addWidget(self._position)
        hear.addWidget(self._length)
        hear.addStretch()
        hear.addWidget(self._key)
        inside = QVBoxLayout()
        inside.setContentsMargins(SIDE_PX, 0, SIDE_PX, 12)
        inside.setSpacing(8)
        inside.addWidget(self.takes)
        inside.addLayout(which)
        inside.addLayout(hear)
        inside.addWidget(self._written)
        inside.addWidget(self._problem)
        self.column.addLayout(inside)
        self.column.addWidget(Rule())
        words = QVBoxLayout()
        words.setContentsMargins(SIDE_PX - 4, 8, 4, 8)
        words.addWidget(self.text, 1)
        self._waiting.setContentsMargins(4, 4, 12, 4)
        words.addWidget(self._waiting, 1)
        self.legend.setContentsMargins(4, 4, 12, 0)
        words.addWidget(self.legend)
        self.column.addLayout(words, 1)


def _has_words(transcript: Transcript | None) -> bool:
    return transcript is not None and bool(transcript.words)
