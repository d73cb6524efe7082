"""How an answer sounded: numbers in bands, and nothing said about those that are fine."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.core.feedback import Delivery, Measure
from app.gui.widgets.gauge_cell import GaugeCell
from app.gui.widgets.text import Text
from app.gui.wording import clock

COLUMNS: Final = 2
UNKNOWN: Final = "–"
TOO_LITTLE: Final = "Too little was said to measure it."


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as it is shown.

    Attributes:
        name: What it is.
        value: The number with its unit.
        words: What else to know, in small print.
        measure: The band to draw it in; None where research gives none.
        source: Where the band comes from.
    """

    name: str
    value: str
    words: str
    measure: Measure | None = None
    source: str = ""


def figures_of(delivery: Delivery) -> tuple[Figure, ...]:
    """Return the four figures of an answer."""
    return (_pace(delivery), _fillers(delivery), _pauses(delivery), _length(delivery))


def _pace(delivery: Delivery) -> Figure:
    pace = delivery.pace
    if pace.value is None:
        return Figure("Pace", UNKNOWN, pace.note or TOO_LITTLE, source=pace.source)
    words = _band_words(pace, "A little slow", "Rather fast") or pace.note
    speaking = delivery.articulation.value
    if speaking is not None and delivery.pauses and pace.inside and pace.low is not None:
        words += f" · {speaking:.0f} without pauses"
    band = None if pace.low is None else pace
    return Figure("Pace", f"{pace.value:.0f} words/min", words, band, pace.source)


def _fillers(delivery: Delivery) -> Figure:
    rate = delivery.filler_rate
    if rate.value is None:
        known = delivery.pace.value is not None or bool(delivery.pace.note)
        words = rate.note if known else TOO_LITTLE
        return Figure("Fillers", UNKNOWN, words, source=rate.source)
    return Figure("Fillers", f"{rate.value:.1f} a minute", rate.note, rate, rate.source)


def _pauses(delivery: Delivery) -> Figure:
    parts = []
    if delivery.longest_pause.value is not None:
        parts.append(f"Longest {delivery.longest_pause.value:.1f} s")
    if delivery.first_word.value is not None:
        parts.append(f"first word after {delivery.first_word.value:.1f} s")
    source = delivery.longest_pause.source
    return Figure("Pauses over 2 s", str(len(delivery.pauses)), " · ".join(parts), source=source)


def _length(delivery: Delivery) -> Figure:
    length = delivery.length
    value = clock(delivery.duration_s)
    if length.low is None or length.high is None:
        return Figure("Length", value, length.note, source=length.source)
    guide = f"{clock(length.low)} to {clock(length.high)}"
    side = "Shorter" if delivery.duration_s < length.low else "Longer"
    words = f"Guide {guide}" if length.inside else f"{side} than the guide of {guide}"
    return Figure("Length", value, words, length, length.source)


def _band_words(measure: Measure, below: str, above: str) -> str:
    """Return the band, and softly on which side of it the value lies."""
    if measure.low is None or measure.high is None or measure.value is None:
        return ""
    band = f"{measure.low:.0f} to {measure.high:.0f}"
    if measure.inside:
        return band
    return f"{below if measure.value < measure.low else above}: {band} is easy to follow"


class DeliveryPanel(QWidget):
    """The four figures in two columns."""

    def __init__(self) -> None:
        super().__init__()
        self._cells = [_Cell() for _ in range(4)]
        self._shown: Delivery | None = None
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(12)
        for index, cell in enumerate(self._cells):
            grid.addWidget(cell, index // COLUMNS, index % COLUMNS)
            grid.setColumnStretch(index % COLUMNS, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text("Delivery", "section"))
        column.addLayout(grid)

    def show_delivery(self, delivery: Delivery | None) -> None:
        """Show how an answer sounded; None hides everything."""
        self.setVisible(delivery is not None)
        if delivery is None or delivery == self._shown:
            return
        self._shown = delivery
        for cell, figure in zip(self._cells, figures_of(delivery), strict=True):
            cell.show_figure(figure)


class _Cell(GaugeCell):
    """One figure of the delivery."""

    def show_figure(self, figure: Figure) -> None:
        self.name.setText(figure.name)
        self.value.setText(figure.value)
        self.words.setText(figure.words)
        self.words.set_ink("" if figure.measure is None or figure.measure.inside else "amber_ink")
        self.gauge.setVisible(figure.measure is not None)
        if figure.measure is not None:
            self.gauge.show_measure(figure.measure)
        self.setToolTip(figure.source)
        self.setAccessibleName(f"{figure.name}: {figure.value}. {figure.words}")
