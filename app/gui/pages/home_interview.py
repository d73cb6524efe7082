"""Home: the day of the interview, and the plan until then."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.agenda import PlannedDay
from app.gui.pages import home_plan_words
from app.gui.pages.home_values import HomeState
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.date_field import DateField
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.emptying import empty
from app.gui.widgets.flow import Flow
from app.gui.widgets.text import Text
from app.gui.wording import count

USUAL_DAYS: Final = 14  # what is proposed to those who have set no day yet
MOST_DAYS: Final = 730
SHOWN_DAYS: Final = 14
OFFER: Final = "Interview coming up? Set the day and get a plan."


class InterviewCard(Card):
    """When the interview is and what to do until then; or a line that offers to set the day.

    Signals:
        chosen: The person set the day, carries a datetime.date, or cleared it, carries None.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__((32, 18, 18))
        self._today = date.min
        self._day: date | None = None
        self._asking = False
        self._offer = Text(OFFER, ink="text_2", wrap=True)
        self._line = Text("", "strong", wrap=True)
        self._below = Text("", "second", wrap=True)
        self.ask = Button("Set the day…", "quiet", size="small")
        self.field = DateField()
        self.field.setAccessibleName("Day of the interview")
        self.set = Button("Set", size="field")
        self.set.setAccessibleName("Set the day of the interview")
        self.clear = Button("Clear", "quiet", size="field")
        self.clear.setAccessibleName("Clear the day of the interview")
        self._controls = QWidget()
        self.table = PlanTable()
        self.plan = Disclosure("The plan, day by day", self.table)
        self._lay_out()
        self._connect()

    def show_interview(self, state: HomeState) -> None:
        """Show the day and its plan, or that there is none."""
        self._today = state.today
        self._day = state.agenda.interview_on if state.agenda else None
        self.field.limit(state.today, state.today + timedelta(days=MOST_DAYS))
        plan = state.agenda.plan if state.agenda else ()
        self.plan.setVisible(bool(plan))
        self.table.show_plan(plan, state.today)
        if self._day and state.agenda:
            self._asking = False
            self.field.show_day(self._day)
            self._below.setText(home_plan_words.plan_today(state.agenda))
        self._show()

    def _show(self) -> None:
        day, asking = self._day, self._asking
        self._offer.setVisible(day is None)
        self._line.setText(home_plan_words.interview(day, self._today) if day else "")
        self._line.setVisible(day is not None)
        self._below.setVisible(day is not None and bool(self._below.text()))
        self.ask.setVisible(day is None and not asking)
        self._controls.setVisible(day is not None or asking)
        self.set.setVisible(day is None)
        self.clear.setText("Clear" if day else "Never mind")
        self.clear.setAccessibleName("Clear the day of the interview" if day else "Set no day")

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for text in (self._offer, self._line, self._below):
            words.addWidget(text)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignVCenter)
        flow = Flow(8)
        self._controls.setLayout(flow)
        self._controls.setContentsMargins(0, 10, 0, 8)
        for widget in (self.field, self.set, self.clear):
            flow.add(widget)
        self.column.addLayout(row)
        self.column.addWidget(self._controls)
        self.column.addWidget(self.plan)
        self.column.addStretch()

    def _connect(self) -> None:
        self.ask.clicked.connect(lambda: self._ask())
        self.set.clicked.connect(lambda: self.chosen.emit(self.field.day))
        self.clear.clicked.connect(lambda: self._clear())
        self.field.chosen.connect(lambda day: self._choose(day))
        self.field.entered.connect(lambda: self.chosen.emit(self.field.day))

    def _ask(self) -> None:
        self._asking = True
        if self.field.day <= self._today:
            self.field.show_day(self._today + timedelta(days=USUAL_DAYS))
        self._show()
        self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, day: date) -> None:
        """Follow the field at once where a day is set; else wait for the button or Enter."""
        if self._day:
            self.chosen.emit(day)

    def _clear(self) -> None:
        self._asking = False
        if self._day:
            self.chosen.emit(None)
        else:
            self._show()
        self.ask.setFocus(Qt.FocusReason.TabFocusReason)


class PlanTable(QWidget):
    """What to do on each day, as many days as one can look over."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: tuple[PlannedDay, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def show_plan(self, plan: tuple[PlannedDay, ...], today: date) -> None:
        """Show another plan."""
        if plan == self._plan:
            return
        self._plan = plan
        empty(self._grid)
        for row, day in enumerate(plan[:SHOWN_DAYS]):
            self._add(row, day, today)
        if len(plan) > SHOWN_DAYS:
            more = count(len(plan) - SHOWN_DAYS, "more day")
            self._grid.addWidget(Text(f"and {more}", "second"), SHOWN_DAYS, 0, 1, 2)

    def _add(self, row: int, day: PlannedDay, today: date) -> None:
        name = Text(home_plan_words.planned_day(day.day, today), "second")
        work = Text(home_plan_words.planned_work(day), "second", ink="text", wrap=True)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(work, row, 1)
