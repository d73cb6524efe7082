"""Pictures of what is on the page, for use elsewhere."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QImageWriter, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from app.gui import look

RATIO: Final = 2.0  # as sharp as a good screen, and as paper needs it
MARGIN_PX: Final = 24
LINE_PX: Final = 8


def picture_of(widget: QWidget, title: str, detail: str) -> bytes:
    """Return a PNG of a widget under two lines of words, in the colours of the window."""
    heights = [QFontMetrics(look.font(size)).height() for size in (20, 13)]
    head = sum(heights) + LINE_PX + MARGIN_PX
    size = widget.size() + QSize(2 * MARGIN_PX, 2 * MARGIN_PX + head)
    image = QImage(size * RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(RATIO)
    colours = look.colours()
    image.fill(QColor(colours.bg))
    painter = QPainter(image)
    room = QRectF(MARGIN_PX, MARGIN_PX, widget.width(), heights[0])
    _write(painter, room, title, 20, colours.text)
    room = QRectF(MARGIN_PX, room.bottom() + LINE_PX, widget.width(), heights[1])
    _write(painter, room, detail, 13, colours.text_2)
    # Without a ground of its own, which would show behind round corners.
    corner, parts = QPoint(MARGIN_PX, MARGIN_PX + head), QWidget.RenderFlag.DrawChildren
    widget.render(painter, corner, QRegion(), parts)
    painter.end()
    return _png(image)


def _write(painter: QPainter, room: QRectF, words: str, size: int, ink: str) -> None:
    font = look.font(size, "semibold" if size == 20 else "regular")
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.setFont(font)
    painter.setPen(look.pen(ink))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    buffer.close()
    return bytes(data.data())
