"""The icon of a key point: covered, unclear or not found."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.feedback import PointState
from app.gui import icons, look
from app.gui.icons import Icon

_LOOKS: Final = {
    PointState.COVERED: (Icon.CHECK_CIRCLE_FILL, "accent"),
    PointState.UNCLEAR: (Icon.CIRCLE_HALF_FILL, "amber"),
    PointState.NOT_FOUND: (Icon.CIRCLE, "line_strong"),
}
SMALL_PX: Final = 14
GAP_PX: Final = 4


def draw_state(painter: QPainter, rect: QRectF, state: PointState) -> None:
    """Draw the icon of a state, as high as rect. Never a cross, never red."""
    icon, ink = _LOOKS[state]
    icons.draw(painter, rect, icon, getattr(look.colours(), ink))


def draw_states(painter: QPainter, right: QPointF, states: Sequence[PointState]) -> None:
    """Draw several states in a row.

    Args:
        painter: What to draw with.
        right: The middle of the right edge.
        states: From left to right.
    """
    edge, step = look.px(SMALL_PX), look.px(SMALL_PX + GAP_PX)
    corner = right - QPointF(edge, edge / 2)
    for back, state in enumerate(reversed(states)):
        draw_state(painter, QRectF(corner - QPointF(back * step, 0), QSizeF(edge, edge)), state)


class StateIcon(QWidget):
    """The state of one key point; screen readers hear the word and who decided."""

    def __init__(self, state: PointState, *, size_px: int = 20) -> None:
        super().__init__()
        self._size_px = size_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(state)

    def set_state(self, state: PointState, *, overruled: bool = False) -> None:
        """Show another state; overruled when it is the person's own verdict."""
        self._state = state
        self.setAccessibleName(f"{state.value}, your verdict" if overruled else state.value)
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the edge in both directions."""
        return QSize(look.px(self._size_px), look.px(self._size_px))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        draw_state(look.smooth(QPainter(self)), QRectF(self.rect()), self._state)
