"""The states of the key points of an answer as a row of small icons."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.feedback import PointState
from app.gui import look
from app.gui.widgets.state_icon import GAP_PX, SMALL_PX, draw_states


class StateDots(QWidget):
    """One icon for each point, in their order; beside words that say how many there are."""

    def __init__(self, states: Sequence[PointState]) -> None:
        super().__init__()
        self._states = tuple(states)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of all icons."""
        edge, step = look.px(SMALL_PX), look.px(SMALL_PX + GAP_PX)
        return QSize(max(0, len(self._states) * step - (step - edge)), edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icons."""
        right = QPointF(self.width(), self.height() / 2)
        draw_states(look.smooth(QPainter(self)), right, self._states)
