"""The page on which a person says how it went, from memory, before any feedback."""

from collections.abc import Mapping
from functools import partial
from string import ascii_uppercase
from typing import Final, assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import SelfRating, Take
from app.core.question import KeyPoint, Question
from app.gui import look
from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.problems import split
from app.gui.widgets.bars import BottomBar, TopBar
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.choice import CheckRow, RadioRow, RowLook
from app.gui.widgets.emptying import empty
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.page import ScrollPage, stack
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import ElidedText, Text
from app.gui.wording import clock
from app.session.views import PracticeView

SCORES: Final = (1, 2, 3, 4, 5)
# For questions that say nothing themselves about good and bad answers.
ANCHORS: Final[Mapping[int, str]] = {
    1: "I hardly had an answer.",
    3: "I said the main thing, with gaps.",
    5: "I would say it the same way in the interview.",
}
HINT: Final = "From memory, before you see anything. Only you read this."
# S skips, so letters end well before it. No pack that we ship has more than ten points.
LETTERS: Final = ascii_uppercase[:12]
SIDE_PX: Final = 64
TOP_PX: Final = 48
ANCHOR_PX: Final = 72


class RatingPage(QWidget):
    """Shows a PracticeView whose state is Rate. What is chosen stays here until it is sent.

    Signals:
        happened: Rated or Leave, as the machine takes them.
    """

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Question, Take] | None = None
        self.top = TopBar()
        self.notice = NoticeBar()
        self.anchors = Anchors()
        self.points = Remembered()
        self.status = ReadingStatus()
        self.skip = Button("Skip", "quiet", key="S")
        self.submit = Button("Show feedback", "primary", key="Enter")
        self._question = Text("", "second", wrap=True)
        self._lay_out()
        self._connect()

    def show_state(self, view: PracticeView) -> None:
        """Make the page look like view; a view in another state than Rate changes nothing."""
        if not isinstance(view.state, p.Rate):
            return
        take = view.state.take
        if self._shown != (view.question, take):
            self._shown = (view.question, take)
            self._show_question(view, take)
        self.status.show_reading(view.take_number, take, view.state.reading)

    def set_single_keys(self, on: bool) -> None:
        """Switch single letters and digits as shortcuts on or off."""
        self._keys.set_single_keys(on)

    def _show_question(self, view: PracticeView, take: Take) -> None:
        self.top.show_place(view.index, view.total)
        self._question.setText(view.question.ask)
        self.anchors.show_anchors(view.question.anchors or ANCHORS)
        self.points.show_points(view.question.key_points)
        self.points.setVisible(bool(view.question.key_points))
        problem = Message(*split(take.problem), icon=Icon.MICROPHONE_SLASH)
        self.notice.show_message(problem if take.problem else None)
        self._allow_to_submit()
        reading_order(self.top, self.notice, self.anchors, self.points, self.skip, self.submit)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow_to_submit(self) -> None:
        self.submit.setEnabled(self.anchors.score is not None)
        hint = "" if self.submit.isEnabled() else "Choose 1 to 5 first, or skip"
        self.submit.setToolTip(hint)

    def _submit(self) -> None:
        if (score := self.anchors.score) is not None:
            self.happened.emit(e.Rated(SelfRating(score, self.points.ticked)))

    def _skip(self) -> None:
        self.happened.emit(e.Rated(None))

    def _lay_out(self) -> None:
        page = ScrollPage((100, TOP_PX, 100, 24))
        page.column.addWidget(self.notice)
        page.column.addSpacing(16)
        page.column.addWidget(self._question)
        page.column.addSpacing(2)
        page.column.addWidget(Text("How did it go?", "page", wrap=True))
        page.column.addSpacing(4)
        page.column.addWidget(Text(HINT, ink="text_2", wrap=True))
        page.column.addSpacing(28)
        halves = QHBoxLayout()
        halves.setSpacing(SIDE_PX)
        top = Qt.AlignmentFlag.AlignTop
        halves.addWidget(self.anchors, 9, alignment=top)
        halves.addWidget(self.points, 8, alignment=top)
        page.fold(halves)
        page.column.addLayout(halves)
        page.column.addStretch()
        bottom = BottomBar()
        bottom.row.addWidget(self.status, 1)
        bottom.row.addWidget(self.skip)
        bottom.row.addWidget(self.submit)
        stack(self, self.top, page, bottom, growing=page)

    def _connect(self) -> None:
        self.top.left.connect(lambda: self.happened.emit(e.Leave()))
        self.anchors.changed.connect(lambda: self._allow_to_submit())
        self.skip.clicked.connect(lambda: self._skip())
        self.submit.clicked.connect(lambda: self._submit())
        self._keys = Keys(self)
        self._keys.bind("Esc", self.top.leave.click)
        self._keys.bind("S", self.skip.click)
        self._keys.bind("Return", self._submit)
        self._keys.bind("Enter", self._submit)
        for score in SCORES:
            self._keys.bind(str(score), partial(self.anchors.choose, score))
        for index, letter in enumerate(LETTERS):
            self._keys.bind(letter, partial(self.points.toggle, index))


class Anchors(QWidget):
    """The five grades, of which 1, 3 and 5 are described.

    Signals:
        changed: Another grade was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, RadioRow] = {}
        self._group = QButtonGroup(self)
        self._card = Card((0, 6, 6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text("My answer", "section"))
        column.addWidget(self._card)

    @property
    def score(self) -> int | None:
        """The chosen grade, 1..5; None while there is none."""
        return next((score for score, row in self._rows.items() if row.isChecked()), None)

    def choose(self, score: int) -> None:
        """Choose a grade."""
        if score in self._rows:
            self._rows[score].click()

    def show_anchors(self, anchors: Mapping[int, str]) -> None:
        """Show the grades of another question; none is chosen."""
        empty(self._card.column)
        self._rows = {}
        for score in SCORES:
            if score > SCORES[0]:
                self._card.column.addWidget(Rule())
            row = self._row(score, anchors)
            self._group.addButton(row)
            row.clicked.connect(lambda: self.changed.emit())
            self._card.column.addWidget(row)
            self._rows[score] = row

    def _row(self, score: int, anchors: Mapping[int, str]) -> RadioRow:
        words = anchors.get(score, "")
        between = words or f"Between {score - 1} and {score + 1}"
        padding = (18, 14)
        row = RadioRow(
            between, RowLook(key=str(score), muted=not words, padding=padding, ground=True)
        )
        row.setAccessibleName(f"{score} of 5: {between}")
        if words:
            row.setMinimumHeight(look.px(ANCHOR_PX))
        return row


class Remembered(QWidget):
    """The key points, to tick those that were said."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[CheckRow] = []
        head = QHBoxLayout()
        head.addWidget(Text("Points I remember saying", "section", wrap=True), 1)
        head.addWidget(Text("optional", "caption"))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._list)

    @property
    def ticked(self) -> tuple[int, ...]:
        """The indices of the points that are ticked."""
        return tuple(index for index, row in enumerate(self._rows) if row.isChecked())

    def toggle(self, index: int) -> None:
        """Tick a point, or take the tick away; there may be fewer points than letters."""
        if index < len(self._rows):
            self._rows[index].click()

    def show_points(self, points: tuple[KeyPoint, ...]) -> None:
        """Show the points of another question; none is ticked."""
        empty(self._list)
        self._rows = []
        for index, point in enumerate(points):
            letter = LETTERS[index] if index < len(LETTERS) else ""
            row = CheckRow(point.text, RowLook(key=letter, padding=(0, 15)))
            self._list.addWidget(Rule())
            self._list.addWidget(row)
            self._rows.append(row)


class ReadingStatus(QWidget):
    """That the take is safe, and how far it has been read."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ElidedText("", "second")
        self.progress = Progress("Transcribing")
        self.progress.setFixedWidth(72)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(Glyph(Icon.CHECK_CIRCLE, 18, ink="accent_ink"))
        row.addWidget(self._words, 100)
        row.addWidget(self.progress)
        row.addStretch(1)

    def show_reading(self, take_number: int, take: Take, reading: p.Reading) -> None:
        """Show what has become of the take."""
        transcribes = isinstance(reading, p.Transcribing)
        self.progress.setVisible(transcribes)
        if isinstance(reading, p.Transcribing):
            self.progress.set_fraction(reading.fraction)
        words = f"Take {take_number} saved, {clock(take.duration_s)}  ·  {_doing(reading)}"
        if words != self._words.text():
            self._words.setText(words)
            self._words.setMaximumWidth(self._words.sizeHint().width())


def _doing(reading: p.Reading) -> str:
    match reading:
        case p.Transcribing():
            return "transcribing"
        case p.Analysing():
            return "comparing with the key points"
        case p.Read():
            return "feedback is ready"
        case p.Unread():
            return "could not be read; you can listen to it"
        case _:
            assert_never(reading)
