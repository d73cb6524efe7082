"""A layout that goes on in the next line where a line is full."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

GAP_PX: Final = 12


class Flow(QLayout):
    """Widgets from left to right in lines; hidden ones take no room.

    Args:
        gap_px: Between widgets, and between lines, in device-independent pixels.
        bottom: Whether what is lower than its line stands at the foot of it, not in the middle.
    """

    def __init__(self, gap_px: int = GAP_PX, *, bottom: bool = False) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self._bottom = bottom
        self._gap_px = gap_px
        self._items: list[QLayoutItem] = []
        self._greedy: set[QWidget] = set()

    def add(self, widget: QWidget, *, greedy: bool = False) -> None:
        """Add a widget; a greedy one takes what is left of its line."""
        self.addWidget(widget)
        if greedy:
            self._greedy.add(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item; called by Qt."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item; None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away; None behind the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def widgets(self) -> list[QWidget]:
        """Return the widgets in order."""
        return [widget for item in self._items if (widget := item.widget()) is not None]

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it wants no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that its height depends on its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        lines = self._lines(width)
        return sum(high for _, high in lines) + self._gap_px * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        """Return the least: the rest comes from the width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the widest of them: narrower than that nothing can be read."""
        items = self._shown()
        width = max((item.minimumSize().width() for item in items), default=0)
        return QSize(width, max((item.sizeHint().height() for item in items), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Place all of them."""
        super().setGeometry(rect)
        top = rect.top()
        for line, high in self._lines(rect.width()):
            self._place(line, QRect(rect.left(), top, rect.width(), high))
            top += high + self._gap_px

    def _place(self, line: list[QLayoutItem], rect: QRect) -> None:
        needed = sum(_width(item, rect.width()) for item in line) + self._gap_px * (len(line) - 1)
        greedy = [item for item in line if item.widget() in self._greedy]
        more = (rect.width() - needed) // len(greedy) if greedy else 0
        left = rect.left()
        for item in line:
            width = _width(item, rect.width()) + (more if item in greedy else 0)
            high = item.sizeHint().height()
            spare = rect.height() - high
            corner = QPoint(left, rect.top() + (spare if self._bottom else spare // 2))
            item.setGeometry(QRect(corner, QSize(width, high)))
            left += width + self._gap_px

    def _lines(self, width: int) -> list[tuple[list[QLayoutItem], int]]:
        """Return the lines with their heights."""
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._shown():
            needed = _width(item, width)
            if lines and taken + needed <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
                taken = 0
            taken += needed + self._gap_px
        return [(line, max(item.sizeHint().height() for item in line)) for line in lines]

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]


def _width(item: QLayoutItem, room: int) -> int:
    return min(item.sizeHint().width(), max(room, item.minimumSize().width()))
