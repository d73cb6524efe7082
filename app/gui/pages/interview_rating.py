"""The page on which a person says how each answer of an interview went, before any feedback."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.pages.interview_events import RateAnswers, SkipRating
from app.gui.pages.rating import ANCHORS, HINT, SCORES
from app.gui.widgets.bars import BottomBar, TopBar
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.page import ScrollPage, stack
from app.gui.widgets.segmented import Segmented
from app.gui.widgets.text import Text

KEY_HINT: Final = "Keys 1 to 5 rate one answer after the other."
GRADES_PX: Final = 260


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given, without anything that is known about it.

    Attributes:
        attempt_id: Its number.
        ask: The question.
        follow_up: Whether it was a follow-up to the one before.
    """

    attempt_id: int
    ask: str
    follow_up: bool = False


class InterviewRatingPage(QWidget):
    """Shows answers, each with five grades. What is chosen stays here until it is sent.

    Signals:
        happened: RateAnswers or SkipRating.
    """

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[RatingRow] = []
        self.top = TopBar("Interview")
        self.top.leave.setText("Skip")
        self.skip = Button("Skip", "quiet", key="S")
        self.submit = Button("Show the report", "primary", key="Enter")
        self._list = Card((24, 4, 4))
        self._lay_out()
        self._connect()

    def show_state(self, given: Sequence[Given]) -> None:
        """Show these answers; none is rated yet."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [RatingRow(each, first=index == 0) for index, each in enumerate(given)]
        for row in self.rows:
            self._list.column.addWidget(row)
            row.grades.chosen.connect(lambda _score: self._allow_to_submit())
        self._allow_to_submit()
        reading_order(*self.rows, self.skip, self.submit)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_single_keys(self, on: bool) -> None:
        """Switch single letters and digits as shortcuts on or off."""
        self._keys.set_single_keys(on)
        self._key_hint.setVisible(on)

    def _rate_next(self, score: int) -> None:
        """Rate the first answer that has no grade yet."""
        row = next((row for row in self.rows if row.score is None), None)
        if row is not None:
            row.grades.set_value(score)
            self._scroll.ensureWidgetVisible(row)
            self._allow_to_submit()

    def _allow_to_submit(self) -> None:
        self.submit.setEnabled(any(row.score is not None for row in self.rows))
        self.submit.setToolTip("" if self.submit.isEnabled() else "Rate an answer first, or skip")

    def _submit(self) -> None:
        scores = tuple((row.attempt_id, row.score) for row in self.rows if row.score is not None)
        if scores:
            self.happened.emit(RateAnswers(scores))

    def _skip(self) -> None:
        self.happened.emit(SkipRating())

    def _lay_out(self) -> None:
        self._scroll = page = ScrollPage((100, 48, 100, 24))
        page.column.addWidget(Text("Say first how each went", "page", wrap=True))
        page.column.addSpacing(4)
        page.column.addWidget(Text(HINT, ink="text_2", wrap=True))
        page.column.addSpacing(20)
        for score, words in sorted(ANCHORS.items()):
            page.column.addWidget(Text(f"{score}  {words}", "second", wrap=True))
            page.column.addSpacing(2)
        page.column.addSpacing(18)
        page.column.addWidget(self._list)
        page.column.addStretch()
        bottom = BottomBar()
        self._key_hint = Text(KEY_HINT, "second", wrap=True)
        bottom.row.addWidget(self._key_hint, 1)
        bottom.row.addStretch()
        bottom.row.addWidget(self.skip)
        bottom.row.addWidget(self.submit)
        stack(self, self.top, page, bottom, growing=page)

    def _connect(self) -> None:
        self.top.left.connect(lambda: self._skip())
        self.skip.clicked.connect(lambda: self._skip())
        self.submit.clicked.connect(lambda: self._submit())
        self._keys = Keys(self)
        self._keys.bind("Esc", self._skip)
        self._keys.bind("S", self._skip)
        self._keys.bind("Return", self._submit)
        self._keys.bind("Enter", self._submit)
        for score in SCORES:
            self._keys.bind(str(score), partial(self._rate_next, score))


class RatingRow(QWidget):
    """A question and its five grades."""

    def __init__(self, given: Given, *, first: bool) -> None:
        super().__init__()
        self.attempt_id = given.attempt_id
        options = [(score, str(score)) for score in SCORES]
        self.grades = Segmented(f"How it went: {given.ask}", options)
        self.grades.setMaximumWidth(GRADES_PX)
        row = QHBoxLayout()
        row.setContentsMargins(0, 12, 0, 12)
        row.setSpacing(12)
        if given.follow_up:
            glyph = Glyph(Icon.ARROW_BEND_DOWN_RIGHT, 18, ink="text_3")
            row.addWidget(glyph, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Text(given.ask, wrap=True), 1)
        row.addWidget(self.grades)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if not first:
            column.addWidget(Rule())
        column.addLayout(row)

    @property
    def score(self) -> int | None:
        """The chosen grade, 1 to 5; None while there is none."""
        value = self.grades.value
        return value if isinstance(value, int) else None
