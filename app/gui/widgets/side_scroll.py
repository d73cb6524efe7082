"""What stands at the side of a window or a page: as wide as its words, and scrolling."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt

from app.gui import look
from app.gui.widgets.page import ScrollPage

LEAST_PX: Final = 120


class SideScroll(ScrollPage):
    """A column that asks for the width of its words, and scrolls where it is too high.

    With large text in a small window some of it is out of sight; Tab brings it into view.
    """

    def __init__(self, margins: tuple[int, int, int, int]) -> None:
        """Take the margins; the scroll bar stands in the one on the right, 12 wide or more."""
        super().__init__(margins)
        self._margins = margins
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: self._make_room(bar_shown=most > 0))

    def sizeHint(self) -> QSize:
        """Return the room for all of it, with or without a scroll bar."""
        needed, now = self.column.sizeHint(), self.column.contentsMargins()
        left, _, right, _ = self._margins
        return QSize(needed.width() - now.left() - now.right() + left + right, needed.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same width, and a height at which it can be scrolled."""
        return QSize(self.sizeHint().width(), look.px(LEAST_PX))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another width when the words have changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _make_room(self, *, bar_shown: bool) -> None:
        left, top, right, bottom = self._margins
        bar_px = self.verticalScrollBar().sizeHint().width() if bar_shown else 0
        self.column.setContentsMargins(left, top, max(0, right - bar_px), bottom)
