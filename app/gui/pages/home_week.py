"""Home: how much was practised this week, said once and without advice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.agenda import Habits
from app.gui.pages import home_plan_words
from app.gui.pages.home_values import HomeState
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.day_marks import DayMarks
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text


class WeekCard(Card):
    """Minutes and days of this week; or, once hidden, how to have it back.

    Signals:
        wanted: The person wants to see it (True), or no longer.
    """

    wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__((32, 18, 20))
        self.hide_button = Button("Hide", "quiet", size="tiny")
        self.hide_button.setAccessibleName("Hide this week")
        self.undo = Button("Undo", "quiet", size="tiny")
        self.undo.setAccessibleName("Show this week again")
        self._spoken = Text("", wrap=True)
        self.marks = DayMarks()
        self.bar = Progress("Minutes of the week's goal")
        self._goal = Text("", "caption", wrap=True)
        self._hidden = Text("Hidden. Settings, Rehearsal shows it again.", "second", wrap=True)
        self._facts, self._gone = QWidget(), QWidget()
        self._lay_out()
        self.hide_button.clicked.connect(lambda: self.wanted.emit(False))
        self.undo.clicked.connect(lambda: self.wanted.emit(True))
        self.hide()

    def show_week(self, state: HomeState) -> None:
        """Show this week, or nothing where that is not wanted."""
        self.setVisible(state.shows_week or state.week_hidden)
        self._facts.setVisible(state.shows_week)
        self._gone.setVisible(not state.shows_week)
        if state.agenda and state.shows_week:
            habits = state.agenda.habits
            self._spoken.setText(home_plan_words.week(habits))
            self.marks.show_days(state.today, habits.days, home_plan_words.practised_on(habits))
            self._show_goal(habits)

    def _show_goal(self, habits: Habits) -> None:
        for widget in (self.bar, self._goal):
            widget.setVisible(habits.goal_min > 0)
        if habits.goal_min:
            self.bar.set_fraction(habits.spoken_s / 60 / habits.goal_min)
            self._goal.setText(f"of {habits.goal_min} minutes a week")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Text("This week", "section"))
        head.addStretch()
        head.addWidget(self.hide_button)
        facts = QVBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(8)
        facts.addLayout(head)
        for widget in (self._spoken, self.bar, self._goal):
            facts.addWidget(widget)
        facts.addSpacing(2)
        facts.addWidget(self.marks)
        gone = QHBoxLayout(self._gone)
        gone.setContentsMargins(0, 0, 0, 0)
        gone.addWidget(self._hidden, 1)
        gone.addWidget(self.undo)
        self.column.addWidget(self._facts)
        self.column.addWidget(self._gone)
        self.column.addStretch()
