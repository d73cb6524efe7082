"""The seven days of a week, and on which of them something was done."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import look
from app.gui.moments import DAYS

STEP_PX: Final = 30
MARK_PX: Final = 12
HEIGHT_PX: Final = 34


class DayMarks(QWidget):
    """A mark for each day from Monday on: filled where something was done, else a ring."""

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._done: Collection[date] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_days(self, today: date, done: Collection[date], name: str) -> None:
        """Show a week.

        Args:
            today: A day of that week; its name stands out.
            done: The days on which something was done.
            name: The same in words, for screen readers.
        """
        self._today, self._done = today, done
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for seven marks over their letters."""
        width = (len(DAYS) - 1) * look.px(STEP_PX) + look.px(MARK_PX)
        return QSize(width, look.px(HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks and the letters."""
        painter = look.smooth(QPainter(self))
        monday = self._today - timedelta(days=self._today.weekday())
        step = look.px(STEP_PX)
        for index, name in enumerate(DAYS):
            day = monday + timedelta(days=index)
            self._draw_mark(painter, index * step, day)
            is_today = day == self._today
            painter.setFont(look.font(12, "semibold" if is_today else "regular"))
            painter.setPen(look.pen(look.colours().text if is_today else look.colours().text_3))
            below = QRectF(index * step, look.px(16), look.px(MARK_PX), look.px(18))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
            painter.drawText(below, flags, name[0])

    def _draw_mark(self, painter: QPainter, left: int, day: date) -> None:
        colours = look.colours()
        edge = look.px(MARK_PX)
        box = QRectF(left, 0, edge, edge)
        if day in self._done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(box)
            return
        past = day <= self._today
        painter.setPen(look.pen(colours.line_strong if past else colours.line, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
