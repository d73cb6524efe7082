"""An icon that stands by itself."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import icons, look
from app.gui.icons import Icon


class Glyph(QWidget):
    """An icon beside words that say the same, so it has no accessible name of its own.

    Args:
        icon: Which one.
        size_px: Its edge at the normal text size.
        ink: Name of a colour of the palette.
    """

    def __init__(self, icon: Icon, size_px: int = 20, *, ink: str = "text_2") -> None:
        super().__init__()
        self._icon = icon
        self._size_px = size_px
        self._ink = ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: Icon, *, ink: str = "") -> None:
        """Show another icon, in another colour where one is named."""
        self._icon = icon
        self._ink = ink or self._ink
        self.update()

    def sizeHint(self) -> QSize:
        """Return the edge in both directions."""
        return QSize(look.px(self._size_px), look.px(self._size_px))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        colour = getattr(look.colours(), self._ink)
        icons.draw(look.smooth(QPainter(self)), QRectF(self.rect()), self._icon, colour)
