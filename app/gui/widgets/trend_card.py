"""A card with a number, what it was before, and room for a chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.core.trend import Line, Ratings
from app.gui.widgets.card import Card
from app.gui.widgets.chart_marks import Drawing, line_drawing, ratings_drawing
from app.gui.widgets.text import ElidedText, Text
from app.session import trend_words as words

if TYPE_CHECKING:
    from app.gui.widgets.trend_chart import TrendChart

# With fewer points there is nothing to see that the number does not say.
LEAST_POINTS: Final = 2
MakeChart = Callable[[str], "TrendChart"]
"""Makes a chart; called with its name for screen readers."""


class TrendCard(Card):
    """One measure, or the ratings. The chart is put in when what draws it has been loaded.

    Signals:
        opened: The person wants to see the answer behind a point; carries its number.
    """

    opened = Signal(int)

    def __init__(self, title: str) -> None:
        super().__init__((20, 16, 16))
        self.chart: TrendChart | None = None
        self.title = title
        self._drawing: Drawing | None = None
        self._summary = ""
        self._rest = ""
        self._figure = Text("", "title")
        self._beside = Text("", "caption", wrap=True)
        self._basis = Text("", "caption", wrap=True)
        self._pointed = ElidedText("", "caption", ink="text_2")
        head = QHBoxLayout()
        head.setSpacing(10)
        baseline = Qt.AlignmentFlag.AlignBottom
        self._beside.setContentsMargins(0, 0, 0, 3)  # on the line the larger figures stand on
        head.addWidget(self._figure, alignment=baseline)
        head.addWidget(self._beside, 1, alignment=baseline)
        self.column.addWidget(Text(title, "second"))
        self.column.addLayout(head)
        self.column.addSpacing(8)
        self._place = self.column.count()
        self.column.addStretch()
        self.column.addSpacing(4)
        self.column.addWidget(self._pointed)
        self.column.addWidget(self._basis)

    @property
    def has_points(self) -> bool:
        """Whether there is a chart to look at."""
        return self._drawing is not None

    def use_charts(self, make: MakeChart) -> None:
        """Put in the chart."""
        self.chart = make(self.title)
        self.chart.pointed.connect(lambda said: self._pointed.setText(said or self._rest))
        self.chart.opened.connect(lambda number: self.opened.emit(number))
        self.column.insertWidget(self._place, self.chart, 1)
        self._show_chart()

    def show_line(self, line: Line) -> None:
        """Show a measure over time."""
        self._figure.setText(words.figure(line.measured, line.now))
        guide = words.guide_words(line.measured, line.guide)
        self._beside.setText(", ".join(filter(None, (words.before_words(line), guide))))
        self._basis.setText(" ".join(filter(None, (words.basis_words(line) + ".", line.note))))
        many = len(line.points) >= LEAST_POINTS
        self._show(
            line_drawing(line) if many else None,
            words.line_summary(line),
            words.step_words(line.step) if many else "",
        )

    def show_ratings(self, ratings: Ratings) -> None:
        """Show the person's ratings beside what was heard."""
        self._figure.hide()
        self._beside.setText(words.rating_words(ratings))
        many = ratings.count >= LEAST_POINTS
        self._basis.setText("On the dashed line both agree." if many else "")
        self._show(
            ratings_drawing(ratings) if many else None,
            words.ratings_summary(ratings),
            "Across: your rating. Up: points covered." if many else "",
        )

    def _show(self, drawing: Drawing | None, summary: str, rest: str) -> None:
        self._drawing, self._summary, self._rest = drawing, summary, rest
        self.setAccessibleName(summary)
        self._pointed.setVisible(bool(rest))
        self._basis.setVisible(bool(self._basis.text()))
        self._show_chart()
        told = self.chart.words if self.chart else ""
        self._pointed.setText(told or rest)

    def _show_chart(self) -> None:
        if self.chart is None:
            return
        if self._drawing is not None:
            self.chart.show_drawing(self._drawing, self._summary)
        self.chart.setVisible(self._drawing is not None)
