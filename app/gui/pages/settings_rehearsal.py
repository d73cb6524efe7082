"""Settings, Rehearsal: the day of the interview, a goal for the week, and what pages show."""

from datetime import date, timedelta
from typing import Final

from app.core.choosing import interview_day
from app.gui.pages.home_interview import MOST_DAYS, USUAL_DAYS
from app.gui.pages.settings_sections import Section
from app.gui.pages.settings_values import SettingsState
from app.gui.widgets.card import Rule
from app.gui.widgets.choice import CheckRow
from app.gui.widgets.date_field import DateField
from app.gui.widgets.fields import ComboBox, Field
from app.gui.widgets.flow import Flow
from app.gui.widgets.text import Text

GOALS_MIN: Final = (15, 30, 45, 60, 90, 120, 180, 240, 300)


class RehearsalSection(Section):
    """What to rehearse for, and how much is said about it."""

    def __init__(self) -> None:
        super().__init__("Rehearsal")
        self.has_day = CheckRow("An interview is coming up")
        self.day = DateField()
        self.goal = ComboBox()
        self.habits = CheckRow("Show on Home how much was practised this week")
        self.self_view = CheckRow("Show how your own view and the measured one differ")
        self._day_field = Field(
            "Day of the interview", self.day, "Home then has a plan for each day until it."
        )
        self._lay_out()
        self.has_day.clicked.connect(lambda on: self._set_day(self.day.day if on else None))
        self.day.chosen.connect(lambda day: self._set_day(day))
        self.goal.activated.connect(lambda: self.change(goal_min=self.goal.currentData()))
        self.habits.clicked.connect(lambda on: self.change(show_habits=on))
        self.self_view.clicked.connect(lambda on: self.change(show_self_view=on))

    def show_state(self, state: SettingsState) -> None:
        """Show another state."""
        before, self.settings = self.settings.interview_on, state.settings
        self._show_day(state.settings.interview_on, before)
        goal = state.settings.goal_min
        self.goal.set_options(goal_options(goal), goal)
        self.habits.setChecked(state.settings.show_habits)
        self.self_view.setChecked(state.settings.show_self_view)

    def _show_day(self, stored: str, before: str) -> None:
        today = date.today()
        day = interview_day(self.settings, today)
        self.has_day.setChecked(day is not None)
        self._day_field.setVisible(day is not None)
        self.day.limit(today, today + timedelta(days=MOST_DAYS))
        if day is not None:
            self.day.show_day(day)
        elif not (stored or before):  # one that was just cleared stays, to be set again
            self.day.show_day(today + timedelta(days=USUAL_DAYS))

    def _set_day(self, day: date | None) -> None:
        self.change(interview_on=day.isoformat() if day else "")

    def _lay_out(self) -> None:
        row = Flow(24, bottom=True)
        row.add(self._day_field)
        column = self.column
        column.addWidget(self.has_day)
        column.addLayout(row)
        column.addWidget(Rule())
        column.addWidget(Field("Minutes to speak in a week", self.goal))
        column.addWidget(self.habits)
        hint = "Both are for you alone: nothing reminds you, and nothing counts days in a row."
        column.addWidget(Text(hint, "caption", wrap=True))
        column.addWidget(Rule())
        column.addWidget(self.self_view)
        column.addStretch()


def goal_options(chosen_min: int) -> list[tuple[object, str]]:
    """Return the goals there are to choose from, any odd one in its place."""
    minutes = sorted({*GOALS_MIN, chosen_min} - {0})
    return [(0, "No goal"), *((each, f"{each} minutes") for each in minutes)]
