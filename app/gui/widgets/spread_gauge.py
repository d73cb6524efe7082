"""From where to where some numbers lie, against the band they are fine in."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from app.core.feedback import Measure
from app.gui import look
from app.gui.widgets.gauge import DOT_PX, Gauge, span_of


class SpreadGauge(Gauge):
    """A gauge with a bar from the lowest to the highest instead of a dot."""

    def __init__(self) -> None:
        super().__init__()
        self._ends = (0.0, 0.0)

    def show_spread(self, measure: Measure, low: float, high: float) -> None:
        """Show two ends, in the unit of the measure, and its band."""
        self._ends = (low, high)
        self.show_measure(measure)
        self.setAccessibleName(f"{measure.name}: {low:.1f} to {high:.1f} {measure.unit}")

    def _draw_value(self, painter: QPainter, measure: Measure) -> None:
        colours = look.colours()
        middle = self.height() / 2
        span = span_of(measure)
        first, last = (self._x(span, end) for end in self._ends)
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawLine(QPointF(first, middle), QPointF(last, middle))
        painter.setPen(QPen(QColor(colours.surface), 2))
        painter.setBrush(QColor(colours.text))
        for x in (first, last):
            painter.drawEllipse(QPointF(x, middle), DOT_PX / 2 - 1, DOT_PX / 2 - 1)
