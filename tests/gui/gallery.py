"""Every widget in every state, to look at.

    python -m tests.gui.gallery FOLDER

writes widgets-light.png, widgets-dark.png and widgets-large.png (200 % text).
"""

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.feedback import Measure, PointState
from app.core.settings import Theme
from app.gui.icons import Icon
from app.gui.style import ARGUMENTS, Style
from app.gui.widgets.button import Button, Kind, Size
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.chip import Chip
from app.gui.widgets.choice import CheckRow, RadioRow, RowLook
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.fields import ComboBox, Field
from app.gui.widgets.gauge import Gauge
from app.gui.widgets.keycap import KeyHint
from app.gui.widgets.level_meter import LevelMeter
from app.gui.widgets.navigation import Entry, Sidebar
from app.gui.widgets.notice import Message, Notice
from app.gui.widgets.progress import Progress, Steps
from app.gui.widgets.segmented import Segmented
from app.gui.widgets.state_icon import StateIcon
from app.gui.widgets.text import ElidedText, Role, Text
from app.gui.widgets.timer_ring import RingLook, TimerRing, answering, thinking

FONTS: Final = Path(__file__).parents[2] / "resources" / "fonts"
KINDS: Final[tuple[Kind, ...]] = ("primary", "secondary", "quiet", "destructive", "link")
SIZES: Final[tuple[Size, ...]] = ("large", "normal", "field", "small", "tiny")
ROLES: Final[tuple[Role, ...]] = ("question", "page", "title", "section", "body", "second")


def buttons() -> QWidget:
    """All kinds at rest, pressed, with keyboard focus and disabled; all sizes."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setSpacing(14)
    for row, kind in enumerate(KINDS):
        for column, state in enumerate(("rest", "pressed", "focus", "off")):
            button = Button(state, kind)
            button.setDown(state == "pressed")
            button.setEnabled(state != "off")
            grid.addWidget(button, row, column)
            if state == "focus":
                give_ring(button)
    for column, size in enumerate(SIZES):
        button = Button(size, "primary", icon=Icon.PLAY_FILL, key="Space", size=size)
        grid.addWidget(button, len(KINDS), column)
    grid.addWidget(Button("Open", "link", icon=Icon.ARROW_RIGHT, size="small"), 0, 4)
    return box


def give_ring(widget: QWidget) -> None:
    """Let a widget believe that Tab brought the focus."""
    event = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(widget, event)


def fields() -> QWidget:
    """Segments, lists, text fields and rows to choose and to tick."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setSpacing(12)
    segments = Segmented("How many", [(1, "One"), (3, "3"), (5, "5"), (0, "All (12)")])
    segments.set_value(3)
    column.addWidget(Field("How many", segments))
    combo = ComboBox(Icon.MICROPHONE)
    combo.set_options([(1, "System default (a microphone with a very long name indeed)")], 1)
    column.addWidget(Field("Microphone", combo, "Changes hold at once"))
    off = QLineEdit("MLOps interview")
    off.setEnabled(False)
    column.addWidget(Field("Disabled", off))
    chosen = RadioRow(
        "I told what changes, and one way to notice it, at some length so that it wraps.",
        RowLook(key="3", padding=(18, 14), ground=True),
    )
    chosen.setChecked(True)
    column.addWidget(chosen)
    column.addWidget(RadioRow("Draft engine", RowLook(detail="Built in, English")))
    ticked = CheckRow("Data drift: the inputs change", RowLook(key="A"))
    ticked.setChecked(True)
    column.addWidget(ticked)
    give_ring(ticked)
    column.addWidget(CheckRow("Without labels: compare input distributions", RowLook(key="B")))
    return box


def states() -> QWidget:
    """Key points, gauges, progress, chips and rows that unfold."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setSpacing(12)
    for state in PointState:
        row = QHBoxLayout()
        row.addWidget(StateIcon(state))
        row.addWidget(Text(state.value, "strong"), 1)
        row.addWidget(Chip("you", "accent"))
        row.addWidget(Chip("draft", "amber"))
        row.addWidget(Chip("In use"))
        row.addWidget(KeyHint("Ctrl T"))
        column.addLayout(row)
    for value in (128.0, 188.0):
        gauge = Gauge()
        gauge.show_measure(Measure("Pace", value, "words/min", 100, 165))
        column.addWidget(gauge)
    bar = Progress("Fetching")
    bar.set_fraction(0.43)
    column.addWidget(bar)
    steps = Steps()
    steps.show_step(2, 3)
    column.addWidget(steps)
    for is_open in (False, True):
        words = Text("Whether you know that a model rots in silence.", ink="text_2", wrap=True)
        row_open = Disclosure("What the interviewer tests with this", words, "W")
        row_open.set_open(is_open)
        column.addWidget(row_open)
    column.addWidget(Rule())
    column.addWidget(ElidedText("A title that is longer than there is room for in this column"))
    return box


def rings() -> QWidget:
    """The ring while thinking, answering, over time and at rest; the level meter."""
    box = QWidget()
    column = QVBoxLayout(box)
    grid = QGridLayout()
    looks = (
        thinking(41.5, 60),
        answering(47.3, 120),
        answering(134.2, 120),
        RingLook("Saving", ""),
    )
    for index, look in enumerate(looks):
        ring = TimerRing()
        ring.show_look(look)
        grid.addWidget(ring, index // 2, index % 2)
    column.addLayout(grid)
    for rms, peak in ((-22.0, -12.0), (-3.0, -1.0)):
        meter = LevelMeter()
        meter.set_level(rms, peak)
        column.addWidget(meter)
    return box


def notices() -> QWidget:
    """Notices in all tones, and an empty state on a card."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setSpacing(14)
    for message in (
        Message(
            "The microphone was unplugged at 0:47",
            "Your take up to there is saved. Plug it in or choose another.",
            action="Choose…",
            icon=Icon.MICROPHONE_SLASH,
        ),
        Message(
            "The disk is full, so recording has stopped",
            "The first 1:12 of your answer is safe. Free some space to go on.",
            "brick",
            "Open folder",
        ),
        Message("", "Take moved to the trash. It stays there for 30 days.", "accent", "Undo"),
    ):
        column.addWidget(Notice(message))
    card = Card()
    text = "Every answer you record is kept here, with what you said and how it went."
    card.column.addWidget(
        EmptyState(Icon.CLOCK_COUNTER_CLOCKWISE, "No takes yet", text, "Answer a first question")
    )
    column.addWidget(card)
    for role in ROLES:
        column.addWidget(Text(f"What is {role} 0:42?", role))
    return box


def gallery() -> QWidget:
    """All of it in one window."""
    window = QWidget()
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 24, 0)
    row.setSpacing(24)
    home, settings = Entry("home", "Home", Icon.HOUSE), Entry("set", "Settings", Icon.GEAR_SIX)
    side = Sidebar([home, Entry("history", "History", Icon.CLOCK_COUNTER_CLOCKWISE)], [settings])
    side.set_current("home")
    side.set_footer([(Icon.MICROPHONE, "Desk microphone"), (Icon.LOCK_SIMPLE, "Works offline")])
    row.addWidget(side)
    for column in ((buttons(), fields()), (states(), rings()), (notices(),)):
        stack = QVBoxLayout()
        for widget in list(column):
            stack.addWidget(widget)
        stack.addStretch()
        row.addLayout(stack, 1)
    return window


def main(folder: Path) -> None:
    """Write the pictures."""
    app = QApplication(list(ARGUMENTS))
    style = Style(app, FONTS)
    pictures: tuple[tuple[str, Theme, int], ...] = (
        ("light", "light", 100),
        ("dark", "dark", 100),
        ("large", "light", 200),
    )
    for name, theme, percent in pictures:
        style.show(theme, percent)
        window = gallery()
        window.resize(1600, 1000)
        window.show()
        app.processEvents()
        window.grab().save(str(folder / f"widgets-{name}.png"))
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
