"""The states of the key points of an answer as a row of small icons."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.feedback import PointState
from app.gui import look
from app.gui.widgets.state_icon import draw_state

DOT_PX: Final = 14
STEP_PX: Final = 18


class StateDots(QWidget):
    """One icon for each point, in their order; beside words that say how many there are."""

    def __init__(self, states: Sequence[PointState]) -> None:
        super().__init__()
        self._states = tuple(states)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of all icons."""
        wide = len(self._states) * look.px(STEP_PX) - look.px(STEP_PX - DOT_PX)
        return QSize(max(0, wide), look.px(DOT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icons."""
        painter = look.smooth(QPainter(self))
        edge = look.px(DOT_PX)
        for index, state in enumerate(self._states):
            draw_state(painter, QRectF(index * look.px(STEP_PX), 0, edge, edge), state)
