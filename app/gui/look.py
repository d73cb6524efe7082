"""What the window looks like right now: asked by everything that paints itself.

`app.gui.style` decides. It writes its decision into the application's QPalette and QFont, Qt tells
every widget that they changed, and the functions here read them back: no state of our own.
"""

from typing import Final, Literal

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPalette, QPen

from app.gui.palette import DARK, LIGHT, Palette

BODY_PX: Final = 14

Weight = Literal["regular", "medium", "semibold"]

_WEIGHTS: Final = {
    "regular": QFont.Weight.Normal,
    "medium": QFont.Weight.Medium,
    "semibold": QFont.Weight.DemiBold,
}


def colours() -> Palette:
    """Return the palette in use, light or dark."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def scale() -> float:
    """Return how much larger than designed text is, 1.0 for the normal size."""
    return QGuiApplication.font().pixelSize() / BODY_PX


def px(length: float) -> int:
    """Return a length that grows with the text, in device-independent pixels."""
    return round(length * scale())


def font(size_px: int, weight: Weight = "regular") -> QFont:
    """Return the window's font at a size given for the normal text size."""
    result = QFont(QGuiApplication.font())
    result.setPixelSize(px(size_px))
    result.setWeight(_WEIGHTS[weight])
    return result


def pen(colour: str, width: float = 1.0) -> QPen:
    """Return a pen for lines of that colour and width in device-independent pixels."""
    return QPen(QColor(colour), width)


def smooth(painter: QPainter) -> QPainter:
    """Return the painter, told to draw without steps."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
