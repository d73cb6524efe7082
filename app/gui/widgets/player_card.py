"""The card to listen back with: the sound of a take, and the words that were said."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.gui.evidence import Mark
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.play_button import PlayButton
from app.gui.widgets.text import Text
from app.gui.widgets.transcript_view import Spoken, TranscriptView
from app.gui.widgets.waveform import Waveform
from app.gui.wording import clock

SIDE_PX: Final = 20


class PlayerCard(Card):
    """Waveform, play button, time and transcript of one take.

    Signals:
        toggled: The person wants to play the take, or to pause it.
        sought: The person wants to go to a moment; carries its seconds.
        word_picked: The person wants to hear the take from a word on; carries its index.
    """

    toggled = Signal()
    sought = Signal(float)
    word_picked = Signal(int)

    def __init__(self) -> None:
        super().__init__((0, 16, 0))
        self._duration_s = 0.0
        self.waveform = Waveform()
        self.play = PlayButton()
        self.transcript = TranscriptView()
        self._position = Text(clock(0), "strong")
        self._length = Text("", ink="text_3")
        self._problem = Text("", "second", ink="amber_ink", wrap=True)
        self._waiting = Text("", ink="text_3", wrap=True)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._waiting.setContentsMargins(4, 4, 16, 4)
        self._lay_out()
        self.play.clicked.connect(lambda: self.toggled.emit())
        self.waveform.sought.connect(lambda position_s: self.sought.emit(position_s))
        self.transcript.word_picked.connect(lambda index: self.word_picked.emit(index))

    def show_take(self, peaks: tuple[float, ...], duration_s: float, problem: str) -> None:
        """Show the sound of a take.

        Args:
            peaks: Peaks of equal stretches, 0..1; empty when the file is gone.
            duration_s: Its length in seconds.
            problem: Why it cannot be played; empty when it can.
        """
        self._duration_s = duration_s
        self.waveform.show_take(peaks, duration_s)
        self._length.setText(f"/ {clock(duration_s)}")
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.waveform.setVisible(bool(peaks) or not problem)
        self.play.setEnabled(bool(peaks))

    def show_spoken(self, spoken: Spoken | None, waiting: str) -> None:
        """Show the words, or (None) a sentence about why there are none."""
        marks: tuple[Mark, ...] = spoken.marks if spoken else ()
        self.waveform.show_marks(marks)
        self.transcript.show_spoken(spoken)
        self.transcript.setVisible(spoken is not None)
        self._waiting.setText(waiting)
        self._waiting.setVisible(spoken is None)

    def show_position(self, position_s: float, playing: bool) -> None:
        """Show which moment is heard, or would be heard next."""
        self.play.set_playing(playing)
        self.waveform.show_position(position_s)
        self.transcript.show_position(position_s, playing)
        words = clock(position_s)
        if words != self._position.text():
            self._position.setText(words)

    def _lay_out(self) -> None:
        inside = QHBoxLayout()
        inside.setContentsMargins(SIDE_PX, 0, SIDE_PX, 0)
        inside.addWidget(self.waveform)
        self.column.addLayout(inside)
        row = QHBoxLayout()
        row.setContentsMargins(SIDE_PX, 6, SIDE_PX, 6)
        row.setSpacing(4)
        row.addWidget(self.play)
        row.addSpacing(12)
        row.addWidget(self._position)
        row.addWidget(self._length)
        row.addSpacing(12)
        row.addWidget(self._problem, 1)
        row.addStretch()
        self.column.addLayout(row)
        self.column.addWidget(Rule())
        words = QVBoxLayout()
        words.setContentsMargins(SIDE_PX - 4, 8, 4, 8)
        words.addWidget(self.transcript, 1)
        words.addWidget(self._waiting, 1)
        self.column.addLayout(words, 1)
