"""The first page: what will be asked, and one button to start."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.question import Pack, Question
from app.core.settings import Settings
from app.gui import look
from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.pages.home_parts import LastSession, LastSessionCard, RecoveredNotice, RecoveredTake
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.fields import ComboBox, Field
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.question_list import PADDING_PX, ListedQuestion, QuestionList
from app.gui.widgets.segmented import Segmented
from app.gui.widgets.text import Text
from app.gui.wording import clock, count, spelt

ALL: Final = 50  # the most that the settings allow: every question of the choice
COUNTS: Final = ((1, "1"), (3, "3"), (5, "5"), (10, "10"), (ALL, "All"))
SIDE_PX: Final = 312


@dataclass(frozen=True, slots=True)
class HomeState:
    """What the page shows.

    Attributes:
        today: The date, for the caption.
        packs: All packs; empty while they are read, or when none could be.
        settings: Which pack, group and how many were chosen last, and the times.
        first_key: Key of the question to begin with; empty for the first of the choice.
        last: The last session; None when there is none.
        recovered: Takes that a crash left behind, which wait for a decision.
        draft_count: Answers whose transcript is a draft.
        reading: Whether the packs are still being read.
    """

    today: date
    packs: tuple[Pack, ...]
    settings: Settings
    first_key: str = ""
    last: LastSession | None = None
    recovered: tuple[RecoveredTake, ...] = ()
    draft_count: int = 0
    reading: bool = False

    @property
    def pack(self) -> Pack | None:
        """The chosen pack; None for all of them, or when it is there no more."""
        return next((p for p in self.packs if p.id == self.settings.last_pack), None)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups there are to choose from."""
        packs = (self.pack,) if self.pack else self.packs
        return tuple(dict.fromkeys(group for pack in packs for group in pack.groups))

    @property
    def choice(self) -> tuple[Question, ...]:
        """The questions of the chosen pack and group, in the order of the packs."""
        packs = (self.pack,) if self.pack else self.packs
        group = self.settings.last_group if self.settings.last_group in self.groups else ""
        return tuple(q for pack in packs for q in pack.questions if group in ("", q.group))

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that Start asks: from the first on, and round to the beginning."""
        keys = [question.key for question in self.choice]
        at = keys.index(self.first_key) if self.first_key in keys else 0
        return (self.choice[at:] + self.choice[:at])[: self.settings.question_count]


@dataclass(frozen=True, slots=True)
class Start:
    """Ask these questions, in this order."""

    question_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PickPack:
    """Choose from one pack; empty for all."""

    pack_id: str


@dataclass(frozen=True, slots=True)
class PickGroup:
    """Choose from one group; empty for all."""

    group: str


@dataclass(frozen=True, slots=True)
class PickQuestion:
    """Begin with this question."""

    key: str


@dataclass(frozen=True, slots=True)
class ChooseCount:
    """Ask that many questions; `ALL` for every one of the choice."""

    count: int


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Show what came of a sitting."""

    session_id: str


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """Show an earlier answer."""

    attempt_id: int


@dataclass(frozen=True, slots=True)
class KeepTake:
    """Take a recovered recording into the history.

    Attributes:
        name: The recording.
        question_key: The question picked on the page, for a recording that does not know its own.
    """

    name: str
    question_key: str


@dataclass(frozen=True, slots=True)
class DiscardTake:
    """Delete a recovered recording; the person has confirmed it."""

    name: str


HomeEvent = (
    Start
    | PickPack
    | PickGroup
    | PickQuestion
    | ChooseCount
    | OpenAttempt
    | OpenSession
    | KeepTake
    | DiscardTake
)


class HomePage(QWidget):
    """Shows a HomeState and turns clicks and keys into events.

    Signals:
        happened: A HomeEvent.
    """

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._state: HomeState | None = None
        self.recovered = RecoveredNotice()
        self.questions = QuestionList()
        self.start = Button("Start", "primary", icon=Icon.PLAY_FILL, key="Enter", size="large")
        self.pack = ComboBox()
        self.group = ComboBox()
        self.count = Segmented("How many", COUNTS)
        self.last = LastSessionCard()
        self._date = Text("", "caption")
        self._heading = Text("", "page", wrap=True)
        self._length = Text("", ink="text_2", wrap=True)
        self._nothing = EmptyState(
            Icon.LIST_BULLETS,
            "No questions could be read",
            "Settings, Folders says what is wrong with the packs, with file and line.",
        )
        self._lay_out()
        self._connect()

    def show_state(self, state: HomeState) -> None:
        """Make the page look like state. The only place that changes widgets."""
        self._state = state
        self.recovered.show_takes(state.recovered)
        self._show_choice(state)
        self._show_questions(state)
        self.last.show_last(state.last, state.draft_count)
        if state.packs:
            controls = (self.start, self.pack, self.group, self.count)
            reading_order(self.recovered, self.questions, *controls, self.last)

    def _show_choice(self, state: HomeState) -> None:
        packs = [("", "All packs"), *((pack.id, pack.title) for pack in state.packs)]
        self.pack.set_options(list(packs), state.settings.last_pack)
        groups = [("", "All groups"), *((group, group) for group in state.groups)]
        self.group.set_options(list(groups), state.settings.last_group)
        self.count.set_value(state.settings.question_count)

    def _show_questions(self, state: HomeState) -> None:
        asked = state.asked
        self._date.setText(f"{state.today:%A} {state.today.day} {state.today:%B}")
        self.start.setEnabled(bool(asked))
        listed = tuple(_listed(question, state.settings) for question in state.choice)
        self.questions.show_questions(listed, tuple(question.key for question in asked))
        nothing = not state.packs and not state.reading
        self._nothing.setVisible(nothing)
        self.questions.setVisible(not nothing)
        if state.reading and not state.packs:
            self._heading.setText("Reading the questions")
            self._length.setText("")
            return
        self._heading.setText(_heading(len(asked)))
        self._length.setText(_length(asked, state.settings))

    def _lay_out(self) -> None:
        page = ScrollPage()
        page.column.addWidget(self.recovered)
        page.column.addWidget(self._card(page), 1)
        page.column.addSpacing(24)
        page.column.addWidget(self.last)
        page.fold(self.last.halves)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _card(self, page: ScrollPage) -> Card:
        card = Card((32 - PADDING_PX, 28, 16))
        halves = QHBoxLayout()
        halves.setSpacing(32)
        halves.addLayout(self._left_half(), 1)
        halves.addWidget(self._right_half())
        page.fold(halves, last_on_top=True)
        card.column.addLayout(halves)
        return card

    def _left_half(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        for widget in (self._date, self._heading, self._length):
            widget.setContentsMargins(PADDING_PX, 0, 0, 0)  # in line with the words of the rows
            column.addWidget(widget)
        column.addSpacing(16)
        column.addWidget(self.questions, 1)
        column.addWidget(self._nothing, 1)
        return column

    def _right_half(self) -> QWidget:
        side = _Side()
        column = QVBoxLayout(side)
        column.setContentsMargins(PADDING_PX, 0, PADDING_PX, 12)
        column.setSpacing(22)
        for widget in (
            self.start,
            Field("Questions from", self.pack),
            Field("Group", self.group),
            Field("How many", self.count),
        ):
            column.addWidget(widget)
        column.addStretch()
        return side

    def _connect(self) -> None:
        emit = self.happened.emit
        self.start.clicked.connect(lambda: self._start())
        self.pack.activated.connect(lambda: emit(PickPack(self.pack.currentData())))
        self.group.activated.connect(lambda: emit(PickGroup(self.group.currentData())))
        self.count.chosen.connect(lambda number: emit(ChooseCount(number)))
        self.questions.picked.connect(lambda key: emit(PickQuestion(key)))
        self.last.opened.connect(lambda attempt_id: emit(OpenAttempt(attempt_id)))
        self.last.session_opened.connect(lambda session_id: emit(OpenSession(session_id)))
        self.recovered.kept.connect(lambda name: self._keep(name))
        self.recovered.discarded.connect(lambda name: emit(DiscardTake(name)))
        keys = Keys(self)
        keys.bind("Return", self._start)
        keys.bind("Enter", self._start)
        keys.bind("Alt+Q", self.pack.setFocus)
        keys.bind("Alt+N", self.count.setFocus)

    def _start(self) -> None:
        if self._state and (asked := self._state.asked):
            self.happened.emit(Start(tuple(question.key for question in asked)))

    def _keep(self, name: str) -> None:
        asked = self._state.asked if self._state else ()
        self.happened.emit(KeepTake(name, asked[0].key if asked else ""))


class _Side(QWidget):
    """What is chosen, in a column of the design's width."""

    def sizeHint(self) -> QSize:
        return QSize(look.px(SIDE_PX) + 2 * PADDING_PX, super().sizeHint().height())


def _listed(question: Question, settings: Settings) -> ListedQuestion:
    prep_s, answer_s = _times(question, settings)
    times = f"{clock(prep_s)} to think, {clock(answer_s)} to answer"
    return ListedQuestion(question.key, question.ask, f"{question.group} · {times}")


def _times(question: Question, settings: Settings) -> tuple[float, float]:
    """Return the seconds to think and to answer: the settings' own come first."""
    prep_s = question.prep_s if settings.prep_s is None else settings.prep_s
    return prep_s, question.answer_s if settings.answer_s is None else settings.answer_s


def _heading(number: int) -> str:
    if number == 1:
        return "One question"
    return f"{spelt(number)} questions"


def _length(asked: tuple[Question, ...], settings: Settings) -> str:
    if not asked:
        return ""
    total_s = sum(sum(_times(question, settings)) for question in asked)
    minutes = count(max(1, round(total_s / 60)), "minute")
    return f"About {minutes} with thinking time. Pick the one to begin with."
