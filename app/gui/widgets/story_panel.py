"""The shape of a story: its shares against where they usually lie, and what else is unusual."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.feedback import Measure
from app.core.structure import Structure
from app.gui.widgets.button import Button
from app.gui.widgets.flow import Flow
from app.gui.widgets.gauge import Span
from app.gui.widgets.gauge_cell import GaugeCell
from app.gui.widgets.reflow import Reflow
from app.gui.widgets.text import Text
from app.gui.widgets.toggle_button import ToggleButton
from app.session.structure_words import ESTIMATE, about_number, guide, remarks, shares, voice

CELL_PX: Final = 118
SHORT: Final = ("S and T", "Action", "Result")
WHOLE: Final = Span(0.0, 100.0)


class StoryPanel(QWidget):
    """Three gauges, I and we, the number in the Result, and soft remarks; quiet where all is usual.

    Signals:
        number_wanted: The person wants to hear the number in the Result.
        part_wanted: The person wants to say which part a sentence tells.
        letters_wanted: The person wants the letters in the transcript (True), or not.
    """

    number_wanted = Signal()
    part_wanted = Signal()
    letters_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Structure, bool, bool] | None = None
        self.voice = Text("", "second")
        self.number = Button("", "link", size="tiny")
        self.number.setToolTip("Plays where the number is said")
        self.no_number = Text("", "second")
        self.cells = [_Cell() for _ in SHORT]
        self.remarks = Text("", "second", ink="amber_ink", wrap=True)
        self.change = Button("Change a part", "quiet", key="S", size="tiny")
        self.change.setToolTip("Say which part of the story a sentence tells (S)")
        self.letters = ToggleButton("Letters in the text", size="tiny")
        self.letters.setChecked(True)
        self._lay_out()
        self.number.clicked.connect(lambda: self.number_wanted.emit())
        self.change.clicked.connect(lambda: self.part_wanted.emit())
        self.letters.clicked.connect(lambda: self.letters_wanted.emit(self.letters.isChecked()))
        self.hide()

    def show_structure(self, told: Structure | None, *, typed: bool, audible: bool) -> None:
        """Show how a story was told; hidden where nobody has looked, or nothing was said.

        Args:
            told: The story.
            typed: Whether it was written, not spoken.
            audible: Whether it can be heard.
        """
        told = told if told and told.sentences else None
        self.setVisible(told is not None)
        if told is None or (told, typed, audible) == self._shown:
            return
        self._shown = (told, typed, audible)
        about, has_number = about_number(told), told.result_number is not None
        self.voice.setText(f"{voice(told)}{' ·' if about else ''}")
        self.number.setText(about)
        self.number.setVisible(has_number and audible)
        self.no_number.setText(about)
        self.no_number.setVisible(bool(about) and not (has_number and audible))
        for cell, short, share in zip(self.cells, SHORT, shares(told), strict=True):
            cell.show_share(short, share)
        found = remarks(told, typed=typed)
        self.remarks.setText("\n".join(found))
        self.remarks.setVisible(bool(found))

    def _lay_out(self) -> None:
        head = Flow(8)
        head.add(Text("Story shape", "section"), greedy=True)
        for widget in (self.voice, self.number, self.no_number):
            head.add(widget)
        estimate = Text(ESTIMATE, "caption", wrap=True)
        ways = Flow(4)
        for way in (self.change, self.letters):
            ways.add(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(Reflow(self.cells, CELL_PX, len(SHORT)))
        column.addWidget(self.remarks)
        column.addWidget(estimate)
        column.addLayout(ways)


class _Cell(GaugeCell):
    """The share of one part."""

    def show_share(self, short: str, share: Measure) -> None:
        words = f"{share.value:.0f} %"
        self.name.setText(short)
        self.value.setText(words)
        self.value.set_ink("" if share.inside else "amber_ink")
        self.gauge.show_measure(share, WHOLE)
        self.words.setText(f"guide: {guide(share)}")
        self.setToolTip(share.source)
        self.setAccessibleName(f"{share.name}: {words}. Guide: {guide(share)}")
