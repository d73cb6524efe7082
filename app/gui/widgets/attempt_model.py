"""The answers as rows of a table: the words of each cell."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.core.attempt import AttemptSummary
from app.gui.moments import moment_words
from app.gui.widgets.key_points import tally
from app.gui.wording import clock

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, from left to right."""

    WHEN = 0
    QUESTION = 1
    TAKE = 2
    POINTS = 3
    PACE = 4
    FILLERS = 5
    LENGTH = 6
    RATING = 7


HEADERS: Final = {
    Column.WHEN: "When",
    Column.QUESTION: "Question",
    Column.TAKE: "Take",
    Column.POINTS: "Points",
    Column.PACE: "Pace",
    Column.FILLERS: "Fillers/min",
    Column.LENGTH: "Length",
    Column.RATING: "Rating",
}
NUMBERS: Final = (Column.PACE, Column.FILLERS, Column.LENGTH, Column.RATING)
SUMMARY_ROLE: Final = Qt.ItemDataRole.UserRole


def chips_of(summary: AttemptSummary) -> tuple[str, ...]:
    """Return the words of the chips of an attempt: what is not as usual with it."""
    chips = []
    if not summary.transcribed:
        chips.append("not transcribed")
    if summary.draft:
        chips.append("draft")
    if summary.recovered:
        chips.append("recovered")
    return tuple(chips)


class AttemptModel(QAbstractTableModel):
    """Attempts as rows; `now` names the days."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._attempts: tuple[AttemptSummary, ...] = ()

    @property
    def attempts(self) -> tuple[AttemptSummary, ...]:
        """The attempts, from top to bottom."""
        return self._attempts

    def show_attempts(self, attempts: tuple[AttemptSummary, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._attempts = attempts
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many attempts there are."""
        return 0 if parent is not None and parent.isValid() else len(self._attempts)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the words above a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, also for screen readers, or its attempt."""
        summary = self._attempts[index.row()]
        column = Column(index.column())
        if role == SUMMARY_ROLE:
            return summary
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(summary, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADERS[column]}: {self._words(summary, column)}"
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.QUESTION, Column.POINTS):
            return self._words(summary, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _words(self, summary: AttemptSummary, column: Column) -> str:
        match column:
            case Column.WHEN:
                return moment_words(summary.made_at, self._now())
            case Column.QUESTION:
                return ", ".join((summary.ask, *chips_of(summary)))
            case Column.TAKE:
                return str(summary.take_number)
            case Column.POINTS:
                return tally(summary.points) if summary.points else ""
            case Column.PACE:
                return "" if summary.pace_wpm is None else f"{summary.pace_wpm:.0f}"
            case Column.FILLERS:
                rate = summary.fillers_per_min
                return "" if rate is None else f"{rate:.1f}"
            case Column.LENGTH:
                return clock(summary.take.duration_s)
            case Column.RATING:
                return "" if summary.score is None else str(summary.score)
