"""A column beside something else: it scrolls by itself, so that the other stays where it is."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.gui import look
from app.gui.widgets.page import ScrollPage

GUTTER_PX: Final = 12  # where the scroll bar stands when there is one


class SideColumn(ScrollPage):
    """The left column: it scrolls by itself, or, unrolled, is as high as what is in it."""

    def __init__(self) -> None:
        super().__init__((0, 0, GUTTER_PX, 16))
        self._unrolled = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_unrolled(self, unrolled: bool) -> None:
        """Have the page scroll instead of the column, or the other way round."""
        if unrolled != self._unrolled:
            self._unrolled = unrolled
            # A bar that shows for a moment takes width, wraps a line more, and so stays.
            policy = Qt.ScrollBarPolicy
            off, needed = policy.ScrollBarAlwaysOff, policy.ScrollBarAsNeeded
            self.setVerticalScrollBarPolicy(off if unrolled else needed)
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the height of the content when unrolled."""
        high = look.px(120)
        if self._unrolled:
            needs = self.column.minimumHeightForWidth(self.width())
            high = needs if self.column.hasHeightForWidth() else self.column.minimumSize().height()
        return QSize(look.px(200), high)

    def sizeHint(self) -> QSize:
        """Return the same: the rest comes from stretching."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where another width needs it."""
        super().resizeEvent(event)
        if self._unrolled and event.oldSize().width() != self.width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height when the content has changed."""
        if event.type() == QEvent.Type.LayoutRequest and self._unrolled:
            self.updateGeometry()
        return super().eventFilter(watched, event)
