"""The page with every answer ever given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.attempt import AttemptSummary
from app.gui.icons import Icon
from app.gui.keys import Keys
from app.gui.pages.data_events import DataEvent
from app.gui.pages.export_offers import HistoryExport
from app.gui.widgets.attempt_table import PAD_PX, AttemptTable
from app.gui.widgets.card import Card
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.page import MARGINS
from app.gui.widgets.text import Text
from app.gui.wording import count


@dataclass(frozen=True, slots=True)
class HistoryState:
    """What the page shows.

    Attributes:
        attempts: The answers, newest first.
    """

    attempts: tuple[AttemptSummary, ...]


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """Review an answer."""

    attempt_id: int


@dataclass(frozen=True, slots=True)
class AnswerFirst:
    """Go to where a first question can be answered."""


HistoryPageEvent = OpenAttempt | AnswerFirst | DataEvent


class HistoryPage(QWidget):
    """Shows a HistoryState.

    Signals:
        happened: A HistoryPageEvent.
    """

    happened = Signal(object)

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        """Build the page; `now` tells the present, for naming days."""
        super().__init__()
        self.table = AttemptTable(now)
        self.nothing = EmptyState(
            Icon.CLOCK_COUNTER_CLOCKWISE,
            "No takes yet",
            "Every answer you record is kept here, with what you said and how it went.",
            "Answer a first question",
        )
        self.export = HistoryExport()
        self._count = Text("", ink="text_2")
        self._lay_out()
        self.setFocusProxy(self.table)  # shown by a key, the list answers to keys at once
        self.table.opened.connect(lambda number: self.happened.emit(OpenAttempt(number)))
        self.nothing.acted.connect(lambda: self.happened.emit(AnswerFirst()))
        self.export.chosen.connect(lambda event: self.happened.emit(event))
        Keys(self).bind("Ctrl+E", self.export.click)

    def show_state(self, state: HistoryState) -> None:
        """Make the page look like state."""
        self.table.show_attempts(state.attempts)
        self._count.setText(count(len(state.attempts), "answer") if state.attempts else "")
        self.table.setVisible(bool(state.attempts))
        self._empty.setVisible(not state.attempts)

    def _lay_out(self) -> None:
        left, top, right, bottom = MARGINS
        column = QVBoxLayout(self)
        # The ground of a selected row stands out on both sides, so that words line up.
        column.setContentsMargins(left - PAD_PX, top, right - PAD_PX, bottom)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.setContentsMargins(PAD_PX, 0, PAD_PX, 0)
        head.addWidget(Text("History", "page"))
        head.addStretch()
        head.addWidget(self._count)
        head.addSpacing(16)
        head.addWidget(self.export)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self._empty = Card()
        self._empty.column.addWidget(self.nothing)
        self._empty.hide()
        column.addWidget(self._empty, 1)
