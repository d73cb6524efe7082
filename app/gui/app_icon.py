"""The icon of the program, for title bars and task bars.

A module of its own, to be imported after the first paint: QIcon alone takes 2 ms to load.
"""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from app.gui import look
from app.gui.palette import LIGHT
from app.gui.widgets.brand import draw_mark

SIZES_PX: Final = (16, 24, 32, 48, 64, 128, 256)


def app_icon() -> QIcon:
    """Return the mark in all sizes that systems ask for. Needs a QApplication."""
    icon = QIcon()
    for size in SIZES_PX:
        icon.addPixmap(mark(size))
    return icon


def mark(size_px: int) -> QPixmap:
    """Return the mark as a square of that edge, on nothing."""
    picture = QPixmap(size_px, size_px)
    picture.fill(Qt.GlobalColor.transparent)
    painter = look.smooth(QPainter(picture))
    draw_mark(painter, QRectF(0, 0, size_px, size_px), LIGHT.accent, LIGHT.on_accent)
    painter.end()
    return picture
