"""The page of one sitting: what came of it, and its answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.core.attempt import AttemptSummary
from app.core.listing import Entry, Order, Piece
from app.gui.icons import Icon
from app.gui.keys import Keys
from app.gui.moments import day_and_time
from app.gui.pages.session_parts import FigureRow, NoteList, WeakList, figures_of
from app.gui.widgets.attempt_rows import Listing
from app.gui.widgets.attempt_table import PAD_PX, AttemptTable
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.page import MARGINS, ScrollPage
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text
from app.gui.wording import clock, count
from app.session.sitting import SittingView

IN_ORDER: Final = Order(descending=False)


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """Review an answer."""

    attempt_id: int


@dataclass(frozen=True, slots=True)
class CloseSession:
    """Go back to the history."""


@dataclass(frozen=True, slots=True)
class OpenReport:
    """Show the report of the interview that this sitting was."""

    session_id: str


SessionPageEvent = OpenAttempt | CloseSession | OpenReport


class SessionPage(ScrollPage):
    """Shows a SittingView.

    Signals:
        happened: A SessionPageEvent.
    """

    happened = Signal(object)

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        """Build the page; `now` tells the present, for naming days."""
        left, top, right, bottom = MARGINS
        # The ground of a selected row stands out on both sides, so that words line up.
        super().__init__((left - PAD_PX, top, right - PAD_PX, bottom))
        self._now = now
        self.back = Button("History", "quiet", icon=Icon.ARROW_LEFT, key="Esc", size="small")
        words = "Open the interview’s report"
        self.report = Button(words, "link", icon=Icon.ARROW_RIGHT, size="small")
        self._session_id = ""
        self._title = Text("", "page", wrap=True)
        self._about = Text("", ink="text_2", wrap=True)
        self._progress = Progress("Points covered in this session")
        self._figures = FigureRow()
        self.weak, self.notes = WeakList(), NoteList()
        self.table = AttemptTable(now, Listing((), _Known(())), whole=True)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.back.clicked.connect(lambda: self.happened.emit(CloseSession()))
        self.table.opened.connect(lambda number: self.happened.emit(OpenAttempt(number)))
        self.report.clicked.connect(lambda: self.happened.emit(OpenReport(self._session_id)))
        self.weak.opened.connect(lambda number: self.happened.emit(OpenAttempt(number)))
        self.notes.opened.connect(lambda number: self.happened.emit(OpenAttempt(number)))
        Keys(self).bind("Esc", lambda: self.happened.emit(CloseSession()))

    def show_state(self, view: SittingView) -> None:
        """Make the page look like a sitting."""
        now = self._now()
        first = view.attempts[0].made_at.astimezone(now.tzinfo)
        self._session_id = view.attempts[0].session_id
        self.report.setVisible(view.attempts[0].mode == "interview" and bool(self._session_id))
        self._title.setText(f"Session of {day_and_time(first, now)}")
        takes = count(len(view.attempts), "take")
        questions = count(view.question_count, "question")
        spoken = f"{clock(view.spoken_s)} spoken"
        self._about.setText(", ".join((questions, takes, _length(view.length_s), spoken)))
        self._progress.setVisible(view.total > 0)
        self._progress.set_fraction(view.covered / view.total if view.total else 0)
        figures = figures_of(view)
        self._figures.show_figures(figures)
        self._card.setVisible(bool(figures))
        self.weak.show_points(view)
        self.notes.show_notes(view)
        entries = [Entry(each.id, each.session_id) for each in view.attempts]
        self.table.show_listing(Listing(entries, _Known(view.attempts)), IN_ORDER, keep=True)

    def _lay_out(self) -> None:
        self.column.setSpacing(16)
        upper = QVBoxLayout()
        upper.setContentsMargins(PAD_PX, 0, PAD_PX, 0)
        upper.setSpacing(20)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeft)
        head.addSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._about)
        head.addWidget(self.report, alignment=Qt.AlignmentFlag.AlignLeft)
        upper.addLayout(head)
        self._card = card = Card((32, 24, 24))
        card.column.setSpacing(18)
        card.column.addWidget(self._progress)
        card.column.addWidget(self._figures)
        upper.addWidget(card)
        self.fold(self._figures.row)
        halves = QHBoxLayout()
        halves.setSpacing(32)
        for part in (self.weak, self.notes):
            halves.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(halves)
        self.fold(halves)
        upper.addWidget(Text("Answers", "section"))
        self.column.addLayout(upper)
        self.column.addWidget(self.table)
        self.column.addStretch()


def _length(seconds: float) -> str:
    """Return "22 min", or "2 h 05 min" from an hour on."""
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


class _Known:
    """Rows that are known already."""

    def __init__(self, attempts: Sequence[AttemptSummary]) -> None:
        self._attempts = {each.id: each for each in attempts}

    def summaries(self, ids: Sequence[int], /) -> Mapping[int, AttemptSummary]:
        return {each: self._attempts[each] for each in ids}

    def snippets(self, ids: Sequence[int], text: str, /) -> Mapping[int, tuple[Piece, ...]]:
        return {}
