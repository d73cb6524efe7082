"""The page on which an interview is set up: what is asked, with which times, and one button."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.settings import Settings
from app.gui import look
from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.pages.interview_events import (
    BeginInterview,
    Choose,
    CloseSetUp,
    GoOnWithInterview,
    OpenReport,
    PutAside,
    UndoPutAside,
)
from app.gui.pages.interview_setup_parts import EarlierInterviews, HowItGoes, LeftInterview
from app.gui.pages.interview_values import SetUpState, length_words
from app.gui.pages.settings_sections import ANSWER_CHOICES_S, PREP_CHOICES_S, time_options
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.choice import CheckRow, RowLook
from app.gui.widgets.fields import ComboBox, Field
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.segmented import Segmented
from app.gui.widgets.text import Text
from app.gui.wording import count

MOST: Final = 20
SIDE_PX: Final = 312
GAP_PX: Final = 24
BREAKS_S: Final = (0.0, 5.0, 10.0, 20.0, 30.0, 60.0)
DIFFICULTIES: Final = ((None, "Any"), (1, "Easy"), (2, "Ordinary"), (3, "Hard"))
ABOUT: Final = (
    "As a recorded interview has it: a question, a moment to think, one answer, the next question."
)

PUT_ASIDE: Final = Message("", "Put aside. Its report stays.", tone="accent", action="Undo")


class InterviewSetUpPage(ScrollPage):
    """Shows a SetUpState and turns what is chosen into events.

    Args:
        typed: Whether answers can be written with the keyboard.

    Signals:
        happened: A SetUpEvent.
    """

    happened = Signal(object)

    def __init__(self, *, typed: bool = False) -> None:
        super().__init__()
        self._state: SetUpState | None = None
        self._can_type = typed
        self.back = Button("Home", "quiet", icon=Icon.ARROW_LEFT, key="Esc", size="small")
        self.notices = NoticeBar()
        self.left = LeftInterview()
        self.begin = Button("Begin", "primary", icon=Icon.PLAY_FILL, key="Enter", size="large")
        self.pack, self.group = ComboBox(), ComboBox()
        self.number, self.chosen_by = ComboBox(), ComboBox()
        self.difficulty = Segmented("Difficulty", DIFFICULTIES)
        self.prep, self.answer, self.pause = ComboBox(), ComboBox(), ComboBox()
        self.follow_ups = CheckRow(
            "Follow-ups", RowLook(detail="One after an answer that left something out")
        )
        self.aloud = CheckRow("Read the questions aloud")
        self.typed = CheckRow("Write the answers with the keyboard")
        self._length = Text("", "section", wrap=True)
        self._fewer = Text("", "caption", wrap=True)
        self.earlier = EarlierInterviews()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.begin)

    def show_state(self, state: SetUpState) -> None:
        """Make the page look like state. The only place that changes widgets."""
        self._state = state
        self.notices.show_message(PUT_ASIDE if state.put_aside else None)
        self.left.show_interview(state.unfinished, state.now)
        self._show_choice(state)
        self._show_times(state.settings)
        self.follow_ups.setChecked(state.settings.follow_ups)
        self.aloud.setChecked(state.settings.read_aloud)
        self.aloud.setVisible(state.voice)
        self.typed.setChecked(state.settings.typed)
        self.typed.setVisible(self._can_type)
        self._length.setText(length_words(state) if state.packs else "Reading the questions")
        self._fewer.setText(_fewer_words(state))
        self._fewer.setVisible(bool(self._fewer.text()))
        self.begin.setEnabled(state.asked > 0)
        self.earlier.show_interviews(state.earlier, state.now)
        reading_order(self.back, self.notices, self.left, *self._controls, self.begin, self.earlier)

    def _show_choice(self, state: SetUpState) -> None:
        settings = state.settings
        packs = [("", "All packs"), *((pack.id, pack.title) for pack in state.packs)]
        self.pack.set_options(list(packs), settings.last_pack)
        groups = [("", "All groups"), *((group, group) for group in state.groups)]
        self.group.set_options(list(groups), settings.last_group)
        numbers = [(number, str(number)) for number in range(1, MOST + 1)]
        self.number.set_options(list(numbers), settings.interview_count)
        mix = settings.interview_mix if settings.interview_mix in state.mixes else ""
        chosen = (settings.interview_choice, mix if settings.interview_choice == "mix" else "")
        self.chosen_by.set_options(_ways_to_choose(state.mixes), chosen)
        self.difficulty.set_value(settings.interview_difficulty)

    def _show_times(self, settings: Settings) -> None:
        self.prep.set_options(_times(PREP_CHOICES_S, settings.prep_s), settings.prep_s)
        self.answer.set_options(_times(ANSWER_CHOICES_S, settings.answer_s), settings.answer_s)
        break_s = settings.interview_break_s
        times_s = sorted({*BREAKS_S, break_s})
        breaks = [(time_s, f"{time_s:.0f} s" if time_s else "None") for time_s in times_s]
        self.pause.set_options(list(breaks), break_s)

    # Building ------------------------------------------------------------------------

    @property
    def _controls(self) -> tuple[QWidget, ...]:
        fields = (self.pack, self.group, self.number, self.chosen_by, self.difficulty)
        return (*fields, self.prep, self.answer, self.pause, *self._ticks)

    @property
    def _ticks(self) -> tuple[QWidget, ...]:
        return (self.follow_ups, self.aloud, self.typed)

    def _lay_out(self) -> None:
        self.column.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(8)
        self.column.addWidget(Text("A rehearsed interview", "page", wrap=True))
        self.column.addSpacing(4)
        self.column.addWidget(Text(ABOUT, ink="text_2", wrap=True))
        self.column.addSpacing(GAP_PX)
        self.notices.setContentsMargins(0, 0, 0, 16)
        self.column.addWidget(self.notices)
        self.column.addWidget(self.left)
        card = Card((32, 28, 24))
        halves = QHBoxLayout()
        halves.setSpacing(48)
        halves.addLayout(self._choices(), 1)
        halves.addWidget(self._side())
        self.fold(halves, last_on_top=True)
        card.column.addLayout(halves)
        self.column.addWidget(card)
        self.column.addSpacing(GAP_PX)
        self.column.addWidget(self.earlier)
        self.column.addStretch()

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(18)
        rows = (
            (("Questions from", self.pack), ("Group", self.group)),
            (("How many", self.number), ("Chosen by", self.chosen_by)),
            (("Difficulty", self.difficulty),),
            (("Time to think", self.prep), ("Time to answer", self.answer), ("Break", self.pause)),
        )
        for fields in rows:
            row = QHBoxLayout()
            row.setSpacing(16)
            for label, control in fields:
                row.addWidget(Field(label, control), 1)
            self.fold(row)
            column.addLayout(row)
        ticks = QVBoxLayout()
        ticks.setSpacing(0)
        for tick in self._ticks:
            ticks.addWidget(tick)
        column.addLayout(ticks)
        column.addStretch()
        return column

    def _side(self) -> QWidget:
        side = _Side()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.begin)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._length)
        words.addWidget(self._fewer)
        column.addLayout(words)
        column.addWidget(HowItGoes())
        column.addStretch()
        return side

    def _connect(self) -> None:
        emit = self.happened.emit
        self.back.clicked.connect(lambda: emit(CloseSetUp()))
        self.begin.clicked.connect(lambda: emit(BeginInterview()))
        self.notices.acted.connect(lambda: emit(UndoPutAside()))
        self.left.gone_on.connect(lambda: emit(GoOnWithInterview()))
        self.left.looked_at.connect(lambda: self._open_unfinished())
        self.left.put_aside.connect(lambda: emit(PutAside()))
        self.earlier.opened.connect(lambda uid: emit(OpenReport(uid)))
        self._connect_choices()
        keys = Keys(self)
        keys.bind("Esc", lambda: emit(CloseSetUp()))
        keys.bind("Return", self.begin.click)
        keys.bind("Enter", self.begin.click)
        keys.bind("Alt+Q", self.pack.setFocus)
        keys.bind("Alt+N", self.number.setFocus)

    def _connect_choices(self) -> None:
        change = self._change
        self.pack.activated.connect(
            lambda: change(last_pack=self.pack.currentData(), last_group="")
        )
        self.group.activated.connect(lambda: change(last_group=self.group.currentData()))
        self.number.activated.connect(lambda: change(interview_count=self.number.currentData()))
        self.chosen_by.activated.connect(lambda: self._choose_by())
        self.difficulty.chosen.connect(lambda chosen: change(interview_difficulty=chosen))
        self.prep.activated.connect(lambda: change(prep_s=self.prep.currentData()))
        self.answer.activated.connect(lambda: change(answer_s=self.answer.currentData()))
        self.pause.activated.connect(lambda: change(interview_break_s=self.pause.currentData()))
        self.follow_ups.clicked.connect(lambda on: change(follow_ups=on))
        self.aloud.clicked.connect(lambda on: change(read_aloud=on))
        self.typed.clicked.connect(lambda on: change(typed=on))

    def _choose_by(self) -> None:
        choice, mix = self.chosen_by.currentData()
        if choice == "mix":
            self._change(interview_choice=choice, interview_mix=mix)
        else:
            self._change(interview_choice=choice)

    def _change(self, **changes: object) -> None:
        if self._state is not None:
            settings = self._state.settings
            changed = replace(settings, **changes)  # type: ignore[arg-type]  # names of fields
            self.happened.emit(Choose(changed))

    def _open_unfinished(self) -> None:
        if self._state is not None and self._state.unfinished is not None:
            self.happened.emit(OpenReport(self._state.unfinished.uid))


class _Side(QWidget):
    """The button and what it begins, in a column of the design's width."""

    def sizeHint(self) -> QSize:
        return QSize(look.px(SIDE_PX), super().sizeHint().height())


def _times(choices_s: Sequence[float], chosen_s: float | None) -> list[tuple[object, str]]:
    """Return the choices of a time in few words: three of them stand side by side here."""
    return [(None, "Question’s own"), *time_options(choices_s, chosen_s)[1:]]


def _ways_to_choose(mixes: tuple[str, ...]) -> list[tuple[object, str]]:
    return [
        (("mix", ""), "An even mix of the groups"),
        *((("mix", mix), f"The mix for: {mix}") for mix in mixes),
        (("weakest", ""), "What I am weakest at"),
        (("random", ""), "At random"),
    ]


def _fewer_words(state: SetUpState) -> str:
    """Return why there are fewer questions than were asked for, or what comes on top of them."""
    if not state.packs:
        return ""
    if not state.choice:
        return "There are none of this difficulty here. Choose another one, or another group."
    if state.asked < state.settings.interview_count:
        verb = "is" if state.asked == 1 else "are"
        return f"There {verb} only {count(state.asked, 'question')} to choose from."
    return "Follow-ups come on top." if state.settings.follow_ups else ""
