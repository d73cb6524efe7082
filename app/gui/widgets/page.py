"""The frame of a page: margins, a scroll bar, and rows that fold when there is little width."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.gui import look

MARGINS: Final = (48, 36, 48, 32)
# Below this width, at the normal text size, what stands side by side folds into a column.
NARROW_PX: Final = 620


class ScrollPage(QScrollArea):
    """A column that fills the page and scrolls when it does not fit.

    Args:
        margins: Left, top, right, bottom, in device-independent pixels.
    """

    def __init__(self, margins: tuple[int, int, int, int] = MARGINS) -> None:
        super().__init__()
        self._folding: list[tuple[QBoxLayout, QBoxLayout.Direction]] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(*margins)
        self.column.setSpacing(0)
        self.setWidget(inside)

    def fold(self, row: QBoxLayout, *, last_on_top: bool = False) -> None:
        """Have a row become a column while the page is narrow for its text size."""
        direction = QBoxLayout.Direction
        self._folding.append((row, direction.BottomToTop if last_on_top else direction.TopToBottom))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW_PX)
        for row, folded in self._folding:
            row.setDirection(folded if narrow else QBoxLayout.Direction.LeftToRight)


def bring_to_top(widget: QWidget) -> None:
    """Scroll a widget to the top of what scrolls around it, as far as that goes."""
    # What has just unfolded counts only once it is laid out.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and (inside := parent.widget()) is not None:
            top = widget.mapTo(inside, QPoint(0, 0)).y()
            parent.verticalScrollBar().setValue(top)
        parent = parent.parentWidget()


def stack(page: QWidget, *parts: QWidget, growing: QWidget) -> None:
    """Put parts below each other from edge to edge.

    Args:
        page: What they fill.
        parts: From top to bottom.
        growing: The one that takes what the others leave.
    """
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, int(part is growing))
