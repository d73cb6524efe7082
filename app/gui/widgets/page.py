"""The frame of a page: margins, and a scroll bar once the window is too small for it."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

MARGINS: Final = (48, 36, 48, 32)


class ScrollPage(QScrollArea):
    """A column that fills the page and scrolls when it does not fit.

    Args:
        margins: Left, top, right, bottom, in device-independent pixels.
    """

    def __init__(self, margins: tuple[int, int, int, int] = MARGINS) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(*margins)
        self.column.setSpacing(0)
        self.setWidget(inside)
