"""How far something is: a thin bar, and the steps of a run."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from app.gui import look

THICKNESS_PX: Final = 6
STEPS: Final = 1000


class Progress(QProgressBar):
    """A thin bar that fills from the left."""

    def __init__(self, name: str) -> None:
        """Build an empty bar; name says to a screen reader what is under way."""
        super().__init__()
        self.setRange(0, STEPS)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fraction(self, fraction: float) -> None:
        """Show how far it is, 0..1."""
        self.setValue(round(max(0.0, min(1.0, fraction)) * STEPS))

    def sizeHint(self) -> QSize:
        """Return a usual width, and the thickness."""
        return QSize(look.px(160), THICKNESS_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the least width that tells something."""
        return QSize(look.px(48), THICKNESS_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track and what is done."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(self.rect())
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(track, 3, 3)
        if self.value():
            painter.setBrush(QColor(colours.accent))
            width = max(THICKNESS_PX, track.width() * self.value() / STEPS)
            painter.drawRoundedRect(QRectF(0, 0, width, track.height()), 3, 3)


class Steps(QWidget):
    """The questions or steps of a run as small bars: done, current, to come."""

    def __init__(self) -> None:
        super().__init__()
        self._current = 0
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_step(self, current: int, count: int, what: str = "Question") -> None:
        """Show which of how many is current, counted from 1."""
        self._current, self._count = current, count
        self.setAccessibleName(f"{what} {current} of {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of all bars; they become narrower when there are many."""
        return QSize(self._count * (self._bar_px() + 6), 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        painter.setPen(Qt.PenStyle.NoPen)
        for index in range(self._count):
            done = index + 1 < self._current
            colour = colours.accent if done else colours.line
            if index + 1 == self._current:
                colour = colours.line_strong
            painter.setBrush(QColor(colour))
            bar = self._bar_px()
            painter.drawRoundedRect(QRectF(index * (bar + 6), 0, bar, 4), 2, 2)

    def _bar_px(self) -> int:
        return 28 if self._count <= 10 else 8
