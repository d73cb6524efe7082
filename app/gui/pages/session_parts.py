"""Parts of the page of a sitting: its figures, what is still missing, and what was noted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.feedback import PointState
from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.emptying import empty
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.spread_gauge import SpreadGauge
from app.gui.widgets.state_icon import StateIcon
from app.gui.widgets.text import ElidedText, Text
from app.session.sitting import SittingView, Spread

MOST_POINTS: Final = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a sitting.

    Attributes:
        name: What it counts.
        value: The number.
        about: Small print; may be empty.
        spread: From where to where it goes; None for a number without a gauge.
    """

    name: str
    value: str
    about: str = ""
    spread: Spread | None = None


def figures_of(view: SittingView) -> list[Figure]:
    """Return the numbers of a sitting; what is not known is left out."""
    found: list[Figure] = []
    if view.total:
        about = "in the best take of each question"
        found.append(Figure("Points covered", f"{view.covered} of {view.total}", about))
    if view.rating is not None:
        found.append(_rating(view, view.rating))
    if view.pace:
        band = view.pace.measure
        about = "words a minute"
        if band.low is not None and band.high is not None:
            about += f"; {band.low:.0f} to {band.high:.0f} is easy to follow"
        found.append(Figure("Pace", _ends(view.pace, 0), about, view.pace))
    if view.fillers:
        about = f"a minute, at least; up to {view.fillers.measure.high or 0:.0f} is fine"
        found.append(Figure("Fillers", _ends(view.fillers, 1), about, view.fillers))
    return found


def _rating(view: SittingView, rating: float) -> Figure:
    """Set what the person thought beside what was measured, and leave the verdict to them."""
    about = "on average"
    if view.total:
        about += f"; {100 * view.covered / view.total:.0f} % of the points were covered"
    return Figure("Your rating", f"{rating:.1f} of 5", about)


def _ends(spread: Spread, digits: int) -> str:
    low, high = f"{spread.low:.{digits}f}", f"{spread.high:.{digits}f}"
    return low if low == high else f"{low} to {high}"


class FigureRow(QWidget):
    """The numbers side by side; `row` folds where there is little width."""

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(32)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Replace all numbers."""
        empty(self.row)
        for figure in figures:
            self.row.addWidget(_cell(figure), 1, Qt.AlignmentFlag.AlignTop)


def _cell(figure: Figure) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Text(figure.name, "caption"))
    column.addWidget(Text(figure.value, "title"))
    if figure.spread:
        gauge = SpreadGauge()
        gauge.show_spread(figure.spread.measure, figure.spread.low, figure.spread.high)
        column.addWidget(gauge)
    column.addWidget(Text(figure.about, "caption", wrap=True))
    return cell


class WeakList(QWidget):
    """Key points that were not found in the best takes.

    Signals:
        opened: The person wants to see the best take of the question; carries its number.
    """

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._column = _titled(self, "Not found yet")

    def show_points(self, view: SittingView) -> None:
        """Show what was not found; hidden where nothing is missing, or nothing was compared."""
        empty(self._column, keep=1)
        self.setVisible(bool(view.weak))
        for weak in view.weak[:MOST_POINTS]:
            row = _Row(StateIcon(PointState.NOT_FOUND), weak.point, weak.ask)
            row.opened.connect(lambda number=weak.attempt_id: self.opened.emit(number))
            self._column.addWidget(row)
        more = len(view.weak) - MOST_POINTS
        if more > 0:
            self._column.addWidget(Text(f"and {more} more", "caption"))


class NoteList(QWidget):
    """What the person meant to do next time.

    Signals:
        opened: The person wants to see the answer; carries its number.
    """

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._column = _titled(self, "Next time I will")

    def show_notes(self, view: SittingView) -> None:
        """Show the notes; hidden where there are none."""
        empty(self._column, keep=1)
        self.setVisible(bool(view.notes))
        for noted in view.notes:
            row = _Row(Glyph(Icon.NOTE_PENCIL), noted.note, noted.ask)
            row.opened.connect(lambda number=noted.id: self.opened.emit(number))
            self._column.addWidget(row)


class _Row(QWidget):
    """Words over the question they are about, and a button that opens its answer."""

    opened = Signal()

    def __init__(self, mark: QWidget, words: str, ask: str) -> None:
        super().__init__()
        button = Button("Open", "quiet", size="tiny")
        button.setAccessibleName(f"Open the answer: {ask}")
        button.clicked.connect(lambda: self.opened.emit())
        inside = QVBoxLayout()
        inside.setSpacing(2)
        inside.addWidget(Text(words, wrap=True))
        inside.addWidget(ElidedText(ask, "caption"))
        row = QHBoxLayout()
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(12)
        row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(inside, 1)
        row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(row)


def _titled(part: QWidget, title: str) -> QVBoxLayout:
    """Return the column of a part, with a heading in it."""
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    heading = Text(title, "section")
    heading.setContentsMargins(0, 0, 0, 8)
    column.addWidget(heading)
    return column
