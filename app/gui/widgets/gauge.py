"""A number against the band it is fine in."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.feedback import Measure
from app.gui import look

DOT_PX: Final = 12


@dataclass(frozen=True, slots=True)
class Span:
    """Where a gauge begins and ends, in the measure's unit."""

    first: float
    last: float

    def share(self, value: float) -> float:
        """Return where a value lies, 0..1; a value outside lies on the end."""
        if self.last <= self.first:
            return 0.0
        return max(0.0, min(1.0, (value - self.first) / (self.last - self.first)))


def span_of(measure: Measure) -> Span:
    """Return a span in which the band takes about the middle third.

    A band open below begins at zero; a measure without a band has twice its value.
    """
    low, high = measure.low, measure.high
    if high is None:
        base = low if low is not None else (measure.value or 1.0)
        return Span(0.0, 2 * base)
    if low is None:
        return Span(0.0, 2 * high if high > 0 else 1.0)
    width = high - low
    return Span(max(0.0, low - width), high + width)


class Gauge(QWidget):
    """A track, a band with ticks and a dot: in the text colour inside the band, amber outside."""

    def __init__(self) -> None:
        super().__init__()
        self._measure: Measure | None = None
        self._span = Span(0.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_measure(self, measure: Measure, span: Span | None = None) -> None:
        """Show a number and its band; no dot when there is no number.

        Args:
            measure: The number.
            span: From where to where the track goes; None for one that shows the band well.
        """
        self._measure = measure
        self._span = span or span_of(measure)
        inside = "inside its band" if measure.inside else "outside its band"
        value = "not known" if measure.value is None else f"{measure.value:g} {measure.unit}"
        self.setAccessibleName(f"{measure.name}: {value}, {inside}")
        self.setToolTip(measure.source)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a usual width, and the height of the dot with its ticks."""
        return QSize(look.px(184), look.px(20))

    def minimumSizeHint(self) -> QSize:
        """Return the least width in which a band can be told."""
        return QSize(look.px(80), look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, band, ticks, and what lies on them."""
        if self._measure is None:
            return
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        middle = self.height() / 2
        painter.drawRoundedRect(QRectF(0, middle - 3, self.width(), 6), 3, 3)
        self._draw_band(painter, self._measure)
        self._draw_value(painter, self._measure)

    def _draw_value(self, painter: QPainter, measure: Measure) -> None:
        if measure.value is None:
            return
        colours = look.colours()
        painter.setPen(QPen(QColor(colours.surface), 2))
        painter.setBrush(QColor(colours.text if measure.inside else colours.amber))
        dot = QPointF(self._x(self._span, measure.value), self.height() / 2)
        painter.drawEllipse(dot, DOT_PX / 2, DOT_PX / 2)

    def _draw_band(self, painter: QPainter, measure: Measure) -> None:
        if measure.low is None and measure.high is None:
            return
        colours = look.colours()
        span = self._span
        left = 0.0 if measure.low is None else self._x(span, measure.low)
        right = float(self.width()) if measure.high is None else self._x(span, measure.high)
        middle = self.height() / 2
        painter.setBrush(QColor(colours.band))
        painter.drawRoundedRect(QRectF(left, middle - 3, right - left, 6), 2, 2)
        painter.setBrush(QColor(colours.accent))
        for edge, x in ((measure.low, left), (measure.high, right)):
            if edge is not None:
                painter.drawRect(QRectF(x - 0.75, middle - 5, 1.5, 10))

    def _x(self, span: Span, value: float) -> float:
        return span.share(value) * (self.width() - DOT_PX) + DOT_PX / 2
