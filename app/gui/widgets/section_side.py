"""The left side of a page with sections: its heading and the list of them."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.gui import look
from app.gui.widgets.navigation import NavigationList
from app.gui.widgets.side_scroll import SideScroll
from app.gui.widgets.text import Text

SIDE_PX: Final = 220


class SectionSide(QWidget):
    """A heading and a list of sections, with a line on the right; scrolls where it must."""

    def __init__(self, heading: str, sections: NavigationList) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        title = Text(heading, "page")
        title.setContentsMargins(12, 0, 0, 0)
        scroll = SideScroll((24, 36, 12, 12))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.addWidget(scroll)
        column = scroll.column
        column.setSpacing(16)
        column.addWidget(title)
        column.addWidget(sections)
        column.addStretch()

    def sizeHint(self) -> QSize:
        """Return the width of the design, or more where the words need it."""
        needed = super().sizeHint()
        return QSize(max(SIDE_PX, needed.width()), needed.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        line = QColor(look.colours().line)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), line)
