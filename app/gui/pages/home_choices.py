"""Home: Start, and what it starts with."""

from typing import Final, cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.attempt import Mode
from app.gui import look
from app.gui.icons import Icon
from app.gui.pages import home_words
from app.gui.pages.home_events import ChooseCount, ChooseMode, PickFrom
from app.gui.pages.home_values import ALL, DUE, HomeState
from app.gui.widgets.button import Button
from app.gui.widgets.fields import ComboBox, Field
from app.gui.widgets.segmented import Segmented
from app.gui.widgets.text import Text
from app.gui.widgets.two_lines import PADDING_PX

COUNTS: Final = ((DUE, "Due"), (3, "3"), (5, "5"), (10, "10"), (ALL, "All"))
MODES: Final = (("practice", "Practice"), ("interview", "Interview"))
SIDE_PX: Final = 312


class ChoicesPart(QWidget):
    """The right half of the page's first card, as wide as the design has it.

    Signals:
        happened: A HomeEvent.
        started: The person presses Start.
    """

    happened = Signal(object)
    started = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.start = Button("Start", "primary", icon=Icon.PLAY_FILL, key="Enter", size="large")
        self.mode = Segmented("Mode", MODES)
        self.questions = ComboBox()
        self.count = Segmented("How many", COUNTS)
        self._mode_words = Text("", "caption", wrap=True)
        self._mode_field = _under(Field("Mode", self.mode), self._mode_words)
        self._count_field = Field("How many", self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING_PX, 0, PADDING_PX, 12)
        column.setSpacing(22)
        column.addWidget(self.start)
        column.addWidget(self._mode_field)
        column.addWidget(Field("Questions from", self.questions))
        column.addWidget(self._count_field)
        column.addStretch()
        self._connect()

    def show_state(self, state: HomeState) -> None:
        """Show what is chosen."""
        mode = state.settings.mode if state.interviewing else "practice"
        self.start.setEnabled(bool(state.asked))
        self._mode_field.setVisible(state.can_interview)
        self.mode.set_value(mode)
        self._mode_words.setText(home_words.MODE_WORDS[mode])
        chosen = (state.pack.id if state.pack else "", state.group)
        self.questions.set_options(_options(state, chosen), chosen)
        self._count_field.setVisible(not state.interviewing)
        for value, _ in COUNTS:
            self.count.set_words(value, home_words.count_words(state, value))
        self.count.set_value(DUE if state.settings.ask_due else state.settings.question_count)

    def sizeHint(self) -> QSize:
        """Return the width of the design."""
        return QSize(look.px(SIDE_PX) + 2 * PADDING_PX, super().sizeHint().height())

    def _connect(self) -> None:
        emit = self.happened.emit
        self.start.clicked.connect(lambda: self.started.emit())
        self.mode.chosen.connect(lambda mode: emit(ChooseMode(cast(Mode, mode))))
        self.questions.activated.connect(lambda: emit(PickFrom(*self.questions.currentData())))
        self.count.chosen.connect(lambda number: emit(ChooseCount(number)))


def _under(field: QWidget, words: Text) -> QWidget:
    """Return a field with words below that change."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(field)
    column.addWidget(words)
    return box


def _options(state: HomeState, chosen: tuple[str, str]) -> list[tuple[object, str]]:
    """Return all packs, each followed by its groups."""
    options: list[tuple[object, str]] = [(("", ""), "All packs")]
    for pack in state.packs:
        several = len(pack.groups) > 1
        words = f"{pack.title}, all groups" if several else pack.title
        options.append(((pack.id, ""), words))
        if several:
            options += [((pack.id, group), f"    {group}") for group in pack.groups]
    known = [value for value, _ in options]
    if chosen not in known:  # a group of all packs, or the only one of its pack
        options.insert(1, (chosen, f"{chosen[1]}, all packs" if not chosen[0] else chosen[1]))
    return options
