"""The card to listen back with: the sound of a take, and the words that were said."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from app.core.replay import SPEEDS, Stretch
from app.gui import look
from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.correction_line import CorrectionLine, Edited
from app.gui.widgets.fields import ComboBox
from app.gui.widgets.play_button import PlayButton
from app.gui.widgets.story_band import StoryBand
from app.gui.widgets.text import ElidedText, Text
from app.gui.widgets.toggle_button import ToggleButton
from app.gui.widgets.transcript_inks import UNSURE_LEGEND
from app.gui.widgets.transcript_view import Spoken, TranscriptView
from app.gui.widgets.waveform import Waveform
from app.gui.widgets.waveform_marks import WaveMarks, of_pause
from app.gui.wording import clock

SIDE_PX: Final = 20
# Below this width, at the normal text size, what plays the take stands in two rows.
NARROW_PX: Final = 520
# And below this one, speed, loop and filler stand one below the other.
VERY_NARROW_PX: Final = 440


class PlayerCard(Card):
    """Waveform, play button, time, speed, loop and transcript of one take.

    Signals:
        toggled: The person wants to play the take, or to pause it.
        looped: The person wants to have a loop, or none any more.
        speed_chosen: The person wants another speed; carries it.
        sought: The person wants to go to a moment; carries its seconds.
        chosen: The person has chosen a stretch of the take; carries it.
        word_picked: The person wants to hear the take from a word on; carries its index.
        word_reached: What is chosen shall reach to a word; carries its index.
        wanted: The person wants to hear something that is marked; carries a Stretch.
        reread: The person wants the take to be read once more.
    """

    toggled = Signal()
    looped = Signal()
    speed_chosen = Signal(float)
    sought = Signal(float)
    chosen = Signal(object)
    word_picked = Signal(int)
    word_reached = Signal(int)
    wanted = Signal(object)
    reread = Signal()

    def __init__(self) -> None:
        super().__init__((0, 16, 0))
        self._duration_s = 0.0
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.waveform = Waveform()
        self.band = StoryBand()
        self.play = PlayButton()
        self.speed = ComboBox(quiet=True)
        self.loop = ToggleButton("Loop", icon=Icon.REPEAT, key="L")
        self.filler = Button("Filler here", "quiet", icon=Icon.PLUS, key="F")
        self.transcript = TranscriptView()
        self.line = CorrectionLine()
        self._position = Text(clock(0), "strong")
        self._length = Text("", ink="text_3")
        self._said = ElidedText("", "second", ink="text_2")
        self._problem = Text("", "second", ink="amber_ink", wrap=True)
        self.legend = Text(UNSURE_LEGEND, "caption", wrap=True)
        self.legend.setContentsMargins(4, 0, 16, 4)
        self.legend.hide()
        self.read_again = Button("Read the take again", "quiet", size="small")
        self.read_again.setToolTip("Reads all of it once more, with more care. It can be undone.")
        self.read_again.hide()
        self._waiting = Text("", ink="text_3", wrap=True)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._waiting.setContentsMargins(4, 4, 16, 4)
        self._name_controls()
        self._lay_out()
        self._connect()

    def show_take(
        self, peaks: tuple[float, ...], duration_s: float, problem: str, *, wanted: bool = False
    ) -> None:
        """Show the sound of a take.

        Args:
            peaks: Peaks of equal stretches, 0..1; empty when the file is gone.
            duration_s: Its length in seconds.
            problem: Why it cannot be played; empty when it can.
            wanted: Whether the person has wanted it so.
        """
        self._duration_s = duration_s
        self.waveform.show_take(peaks, duration_s)
        self._length.setText(f"/ {clock(duration_s)}")
        self._problem.setText(problem)
        self._problem.set_ink("text_2" if wanted else "amber_ink")
        self._problem.setVisible(bool(problem))
        self.waveform.setVisible(bool(peaks) or not problem)
        for control in (self.play, self.speed, self.loop):
            control.setEnabled(bool(peaks))

    def offer_sound(self, on: bool) -> None:
        """Show what belongs to listening; an answer that was written has none of it."""
        parts = (self.play, self.speed, self.loop, self.filler, self._position, self._length)
        for part in parts:
            part.setVisible(on)

    def show_spoken(self, spoken: Spoken | None, waiting: str) -> None:
        """Show the words, or (None) a sentence about why there are none."""
        self.waveform.show_marks(_wave_marks(spoken) if spoken else WaveMarks())
        self.transcript.show_spoken(spoken)
        self.transcript.setVisible(spoken is not None)
        self.legend.setVisible(spoken is not None and bool(spoken.transcript.unsure))
        self._waiting.setText(waiting)
        self._waiting.setVisible(spoken is None)
        self.filler.setEnabled(spoken is not None and self.play.isEnabled())

    def show_edited(self, edited: Edited) -> None:
        """Show what the person has changed, and can undo."""
        self.line.show_edited(edited)

    def tell(self, words: str) -> None:
        """Say below the words why something cannot be done; beside the time where those are cut."""
        self.line.tell(words)
        if self.line.visibleRegion().isEmpty():
            self.say(words)

    def offer_reading(self, on: bool) -> None:
        """Offer to have the take read once more, or do so no longer."""
        self.read_again.setVisible(on)

    def show_listening(self, selection: Stretch | None, looping: bool, speed: float) -> None:
        """Show what is chosen, whether it is played again and again, and how fast. Comes last."""
        self.waveform.show_selection(selection, looping)
        self.transcript.show_selection(selection)
        self.loop.setChecked(looping)
        if speed != self.speed.currentData():
            self.speed.set_options([(each, _speed_words(each)) for each in SPEEDS], speed)
        words = _selection_words(selection, looping)
        self.say(words)
        self.loop.setAccessibleDescription(f"Key L. {words}".strip())

    def say(self, words: str) -> None:
        """Show a word of help beside the time; empty for none."""
        self._said.setText(words)

    def show_position(self, position_s: float, playing: bool) -> None:
        """Show which moment is heard, or would be heard next."""
        self.play.set_playing(playing)
        self.waveform.show_position(position_s)
        self.transcript.show_position(position_s, playing)
        words = clock(position_s)
        if words != self._position.text():
            self._position.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put speed and loop below the time where there is little width."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        for row, limit_px in ((self._row, NARROW_PX), (self._ways, VERY_NARROW_PX)):
            narrow = self.width() < look.px(limit_px)
            row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _name_controls(self) -> None:
        self.speed.setAccessibleName("Speed")
        self.speed.setAccessibleDescription("Comma for slower, full stop for faster")
        self.speed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.loop.setToolTip("Play what is chosen, or this sentence, again and again (L)")
        self.filler.setToolTip("Add an “um” where you are in the take (F)")

    def _connect(self) -> None:
        self.play.clicked.connect(lambda: self.toggled.emit())
        self.loop.clicked.connect(lambda: self.looped.emit())
        self.speed.activated.connect(lambda: self.speed_chosen.emit(self.speed.currentData()))
        self.waveform.sought.connect(lambda position_s: self.sought.emit(position_s))
        self.waveform.chosen.connect(lambda selection: self.chosen.emit(selection))
        self.waveform.wanted.connect(lambda stretch: self.wanted.emit(stretch))
        self.read_again.clicked.connect(lambda: self.reread.emit())
        self.transcript.word_picked.connect(lambda index: self.word_picked.emit(index))
        self.transcript.word_reached.connect(lambda index: self.word_reached.emit(index))
        self.transcript.pause_picked.connect(
            lambda pause: self.wanted.emit(of_pause(pause).stretch)
        )

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(SIDE_PX, 0, SIDE_PX, 0)
        inside.addWidget(self.waveform)
        inside.addWidget(self.band)
        inside.addWidget(self._problem)
        self.column.addLayout(inside)
        time = QHBoxLayout()
        time.setSpacing(4)
        time.addWidget(self.play)
        time.addSpacing(12)
        time.addWidget(self._position)
        time.addWidget(self._length)
        time.addSpacing(12)
        time.addWidget(self._said, 1)
        ways = self._ways
        ways.setSpacing(4)
        ways.addStretch()
        for way in (self.speed, self.loop, self.filler):
            ways.addWidget(way, alignment=Qt.AlignmentFlag.AlignLeft)
        self._row.setContentsMargins(SIDE_PX, 6, SIDE_PX - 8, 6)
        self._row.setSpacing(4)
        self._row.addLayout(time, 1)
        self._row.addLayout(ways)
        self.column.addLayout(self._row)
        self.column.addWidget(Rule())
        words = QVBoxLayout()
        words.setContentsMargins(SIDE_PX - 4, 8, 4, 8)
        words.addWidget(self.transcript, 1)
        words.addWidget(self.line)
        foot = QHBoxLayout()
        foot.addWidget(self.legend, 1)
        foot.addStretch()
        foot.addWidget(self.read_again)
        words.addLayout(foot)
        words.addWidget(self._waiting, 1)
        self.column.addLayout(words, 1)


def _wave_marks(spoken: Spoken) -> WaveMarks:
    words = spoken.transcript.words
    fillers = tuple(words[index] for index in spoken.fillers if index < len(words))
    return WaveMarks(spoken.marks, spoken.pauses, fillers)


def _speed_words(speed: float) -> str:
    return f"{speed:.2f}".removesuffix("0") + "×"


def _selection_words(selection: Stretch | None, looping: bool) -> str:
    if selection is None:
        return ""
    from_to = f"{clock(selection.from_s)} to {clock(selection.until_s)}"
    if selection.length_s < 1:
        from_to = f"{selection.length_s:.1f} s at {clock(selection.from_s)}"
    return f"Looping {from_to}, Esc ends it" if looping else f"{from_to}, L loops it"
