"""The answers as rows of a table: the words of each cell."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.core.attempt import AttemptSummary
from app.core.listing import Order, SortBy
from app.gui.moments import moment_words
from app.gui.widgets.attempt_rows import Head, Listing, SessionHead
from app.gui.widgets.key_points import tally
from app.gui.wording import clock, count

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
    BEST = 8


HEADERS: Final = {
    Column.WHEN: "When",
    Column.QUESTION: "Question",
    Column.TAKE: "Take",
    Column.POINTS: "Points",
    Column.PACE: "Pace",
    Column.FILLERS: "Fillers/min",
    Column.LENGTH: "Length",
    Column.RATING: "Rating",
    Column.BEST: "Best take",
}
SORTS: Final = {
    Column.WHEN: SortBy.WHEN,
    Column.QUESTION: SortBy.QUESTION,
    Column.TAKE: SortBy.TAKE,
    Column.POINTS: SortBy.COVERED,
    Column.PACE: SortBy.PACE,
    Column.FILLERS: SortBy.FILLERS,
    Column.LENGTH: SortBy.LENGTH,
    Column.RATING: SortBy.SCORE,
}
NUMBERS: Final = (Column.PACE, Column.FILLERS, Column.LENGTH, Column.RATING)
UNREADABLE: Final = "This answer cannot be read"


def chips_of(summary: AttemptSummary) -> tuple[str, ...]:
    """Return the words of the chips of an attempt: what is not as usual with it."""
    chips = []
    if not summary.transcribed:
        chips.append("not transcribed")
    if summary.typed:
        chips.append("typed")
    if summary.draft:
        chips.append("draft")
    if summary.recovered:
        chips.append("recovered")
    return tuple(chips)


def head_words(head: Head) -> str:
    """Return what the row above a sitting says of it."""
    words = count(head.count, "answer")
    if head.began_at is not None:
        words += f", {clock(head.spoken_s)} spoken"
    return words if head.session_id else f"Outside a session: {words}"


class AttemptModel(QAbstractTableModel):
    """Attempts as rows; `now` names the days."""

    def __init__(self, now: Callable[[], datetime], listing: Listing) -> None:
        super().__init__()
        self._now = now
        self._listing = listing
        self.order = Order()

    @property
    def listing(self) -> Listing:
        """The rows, from top to bottom."""
        return self._listing

    def show_listing(self, listing: Listing) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._listing = listing
        self.endResetModel()

    def renew(self, listing: Listing) -> None:
        """Replace what the rows show; they are the same rows."""
        self._listing = listing
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._listing.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the words above a column, and for screen readers whether it is sorted by."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[column]
        if role == Qt.ItemDataRole.AccessibleTextRole and SORTS.get(column) is self.order.by:
            way = "highest first" if self.order.descending else "lowest first"
            return f"{HEADERS[column]}, sorted, {way}"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, as they are shown, heard, or explained by a tool tip."""
        row, column = index.row(), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.words(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._heard(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.TextAlignmentRole if column in NUMBERS:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def words(self, row: int, column: Column) -> str:
        """Return the words of a cell."""
        if isinstance(self._listing.rows[row], SessionHead):
            head = self._listing.head(row)
            return self._head_words(head, column) if head else ""
        summary = self._listing.summary(row)
        if summary is None:
            return UNREADABLE if column is Column.QUESTION else ""
        return self._attempt_words(summary, column)

    def _heard(self, row: int, column: Column) -> str:
        words = self.words(row, column)
        if isinstance(self._listing.rows[row], SessionHead):
            return f"Session: {words}" if words else ""
        found = "".join(piece.text for piece in self._listing.snippet(row))
        if column is Column.QUESTION and found:
            words += f", found: {found}"
        return f"{HEADERS[column]}: {words}"

    def _tip(self, row: int, column: Column) -> str | None:
        if column is Column.QUESTION:
            found = "".join(piece.text for piece in self._listing.snippet(row))
            return "\n\n".join(filter(None, (self.words(row, column), found)))
        if column in (Column.POINTS, Column.BEST):
            return self.words(row, column)
        return None

    def _head_words(self, head: Head, column: Column) -> str:
        match column:
            case Column.WHEN:
                return moment_words(head.began_at, self._now()) if head.began_at else ""
            case Column.QUESTION:
                return head_words(head)
            case Column.POINTS:
                return f"{head.covered} of {head.total}" if head.total else ""
            case _:
                return ""

    def _attempt_words(self, summary: AttemptSummary, column: Column) -> str:
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
            case Column.BEST:
                return "Best take" if summary.best else ""
