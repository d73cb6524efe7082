"""An example of feedback, so that a stranger sees what the program is for before using it."""

from math import sin
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.feedback import Evidence, PointState
from app.gui import look
from app.gui.evidence import Mark
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.state_icon import StateIcon
from app.gui.widgets.text import Text
from app.gui.widgets.waveform import Waveform
from app.gui.widgets.waveform_marks import WaveMarks

WIDTH_PX: Final = 400
DURATION_S: Final = 62.0
# Point, its state, where it was heard in seconds, and the words that show it.
EXAMPLE: Final = (
    ("What I do now", PointState.COVERED, 6.0, "“I look after the front desk”"),
    ("A result in figures", PointState.UNCLEAR, 34.0, "“the queue got a lot shorter”"),
    ("Why this job is next", PointState.NOT_FOUND, None, "Nothing was heard about it"),
)


class Preview(Card):
    """A question, the sound of an answer, and three points of it. For looking at only."""

    def __init__(self) -> None:
        super().__init__((24, 20, 12))
        self._wave = Waveform()
        self._wave.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._wave.setAccessibleName("Example of a waveform")
        self._wave.show_take(_peaks(), DURATION_S)
        marks = (
            Mark(number, state is PointState.UNCLEAR, Evidence(words, 0, 0, at_s, at_s))
            for number, (_, state, at_s, words) in enumerate(EXAMPLE, 1)
            if at_s is not None
        )
        self._wave.show_marks(WaveMarks(tuple(marks)))
        self._wave.show_position(22.0)
        self.column.addWidget(Text("An example of feedback", "caption", wrap=True))
        self.column.addSpacing(2)
        self.column.addWidget(Text("Tell me a little about yourself.", "section", wrap=True))
        self.column.addSpacing(10)
        self.column.addWidget(self._wave)
        self.column.addSpacing(14)
        for point, state, _, words in EXAMPLE:
            self.column.addWidget(Rule())
            self.column.addWidget(_row(point, state, words))

    def sizeHint(self) -> QSize:
        """Return the width of the design, and the height it needs then."""
        width = look.px(WIDTH_PX)
        return QSize(width, self.column.heightForWidth(width))


def _row(point: str, state: PointState, words: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 10, 0, 10)
    row.setSpacing(12)
    row.addWidget(StateIcon(state), alignment=Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Text(point, "strong", wrap=True))
    column.addWidget(Text(words, "second", wrap=True))
    row.addLayout(column, 1)
    row.addWidget(Text(state.value, "caption"), alignment=Qt.AlignmentFlag.AlignTop)
    return line


def _peaks() -> tuple[float, ...]:
    """Return peaks that look like speech: syllables in phrases, with pauses between."""
    syllables = (abs(sin(index * 0.9) + 0.6 * sin(index * 2.3)) for index in range(120))
    phrases = (max(0.0, sin(index * 0.17) + 0.55) for index in range(120))
    return tuple(a * b / 2.5 for a, b in zip(syllables, phrases, strict=True))
