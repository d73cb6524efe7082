"""The first page: what is due, and one button to start."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.gui import look
from app.gui.keys import Keys, reading_order
from app.gui.pages import home_events as e
from app.gui.pages.home_asked import AskedPart, HeadPart
from app.gui.pages.home_choices import ChoicesPart
from app.gui.pages.home_interview import InterviewCard
from app.gui.pages.home_last import LastSessionCard
from app.gui.pages.home_recovered import RecoveredNotice
from app.gui.pages.home_values import HomeState
from app.gui.pages.home_weakest import WeakestCard
from app.gui.pages.home_week import WeekCard
from app.gui.widgets.card import Card
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.two_lines import PADDING_PX

GAP_PX: Final = 24
# The cards of a row share its width as the design has it: 576 to 376.
LEFT: Final = 3
RIGHT: Final = 2
HALVES_PX: Final = 32
NARROW_PX: Final = 620
_LEVEL: Final = Qt.AlignmentFlag(0)


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
        self.head, self.left, self.right = HeadPart(), AskedPart(), ChoicesPart()
        self.start = self.right.start
        self.weakest, self.last = WeakestCard(), LastSessionCard()
        self.interview, self.week = InterviewCard(), WeekCard()
        self._rows = (_Row(self.weakest, self.last), _Row(self.interview, self.week))
        self._lay_out()
        self._connect()
        self._bind_keys()

    def begin_at_top(self) -> None:
        """Show what is asked next, wherever the page was left."""
        self._page.verticalScrollBar().setValue(0)

    def show_state(self, state: HomeState) -> None:
        """Make the page look like state. The only place that changes widgets."""
        before, self._state = self._state, state
        self.recovered.show_takes(state.recovered)
        self.head.show_state(state)
        self.left.show_state(state)
        self.right.show_state(state)
        self.weakest.show_points(state.agenda.weakest if state.agenda else ())
        self.last.show_last(state.last, state.draft_count)
        self.interview.show_interview(state)
        self.interview.setVisible(state.agenda is not None)
        self.week.show_week(state)
        for row in self._rows:
            row.show_if_filled()
        self._offer_questions(state, before)
        if state.packs:
            below = (self.weakest, self.last, self.interview, self.week)
            reading_order(self.recovered, self.left, self.right, *below)

    def _offer_questions(self, state: HomeState, before: HomeState | None) -> None:
        """Unfold all questions for a take that has just been found and knows none."""
        is_new = state.recovered != (before.recovered if before else ())
        unknown = any(not take.question for take in state.recovered[:1])
        if is_new and unknown and state.packs:
            self.left.others.fold.set_open(True)

    def _lay_out(self) -> None:
        page = self._page = ScrollPage()
        page.column.addWidget(self.recovered)
        page.column.addWidget(_FirstCard(self.head, self.left, self.right))
        for row in self._rows:
            page.column.addWidget(row)
            page.fold(row.layout_)
        page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _connect(self) -> None:
        emit = self.happened.emit
        self.left.picked.connect(lambda key: emit(e.PickQuestion(key)))
        self.right.started.connect(lambda: self._start())
        self.right.happened.connect(lambda event: emit(event))
        self.weakest.opened.connect(lambda attempt_id: emit(e.OpenAttempt(attempt_id)))
        self.weakest.practised.connect(lambda key: emit(e.Start((key,))))
        self.last.opened.connect(lambda attempt_id: emit(e.OpenAttempt(attempt_id)))
        self.last.session_opened.connect(lambda session_id: emit(e.OpenSession(session_id)))
        self.interview.chosen.connect(lambda day: emit(e.SetInterview(day)))
        self.interview.plan.toggled.connect(lambda is_open: self._rows[1].level(not is_open))
        self.week.wanted.connect(lambda on: emit(e.ShowWeek(on)))
        self.recovered.kept.connect(lambda name: self._keep(name))
        self.recovered.discarded.connect(lambda name: emit(e.DiscardTake(name)))

    def _bind_keys(self) -> None:
        keys = Keys(self)
        keys.bind("Return", self._start)
        keys.bind("Enter", self._start)
        keys.bind("Alt+M", lambda: self._lead_to(self.right.mode.take_focus))
        keys.bind("Alt+Q", lambda: self._lead_to(self.right.questions.setFocus))
        keys.bind("Alt+N", lambda: self._lead_to(self.right.count.take_focus))
        keys.bind("Ctrl+F", self._search)

    def _start(self) -> None:
        if self._state is None or not self._state.asked:
            return
        if self._state.interviewing:
            self.happened.emit(e.OpenInterview())
        else:
            keys = tuple(each.question.key for each in self._state.asked)
            self.happened.emit(e.Start(keys))

    def _lead_to(self, take_focus: Callable[[], object]) -> None:
        """Give a choice the keyboard, and bring it into sight: the page may be far down."""
        self._page.ensureWidgetVisible(self.right)
        take_focus()

    def _search(self) -> None:
        if self.left.others.isVisible():
            self.left.others.open()

    def _keep(self, name: str) -> None:
        asked = self._state.asked if self._state else ()
        self.happened.emit(e.KeepTake(name, asked[0].question.key if asked else ""))


class _FirstCard(Card):
    """What is due and asked, with Start and the choices beside it or, where narrow, between."""

    def __init__(self, head: QWidget, asked: QWidget, choices: QWidget) -> None:
        super().__init__((32 - PADDING_PX, 28, 16))
        self._head, self._asked, self._choices = head, asked, choices
        self._narrow: bool | None = None
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        self.column.addLayout(self._grid)
        self._place(narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._place(narrow=self.width() < look.px(NARROW_PX))

    def _place(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        grid = self._grid
        if narrow:
            for row, part in enumerate((self._head, self._choices, self._asked)):
                grid.addWidget(part, row, 0)
        else:
            grid.addWidget(self._head, 0, 0)
            grid.addWidget(self._asked, 1, 0)
            grid.addWidget(self._choices, 0, 1, 2, 1)
        grid.setHorizontalSpacing(0 if narrow else HALVES_PX)
        grid.setColumnStretch(0, 1)
        for row in range(3):
            grid.setRowStretch(row, 1 if row == (2 if narrow else 1) else 0)


class _Row(QWidget):
    """Two cards side by side, each with all of the row while the other one is hidden."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._cards = (left, right)
        self.layout_ = QHBoxLayout(self)
        self.layout_.setContentsMargins(0, GAP_PX, 0, 0)
        self.layout_.setSpacing(GAP_PX)
        self.layout_.addWidget(left, LEFT)
        self.layout_.addWidget(right, RIGHT)

    def level(self, on: bool) -> None:
        """Have both cards as high as the higher one, or each as high as it needs to be."""
        for card in self._cards:
            self.layout_.setAlignment(card, _LEVEL if on else Qt.AlignmentFlag.AlignTop)

    def show_if_filled(self) -> None:
        """Be there while one of the cards is."""
        self.setVisible(not all(card.isHidden() for card in self._cards))
