"""Phosphor icons, drawn from a font so that they are sharp at any size.

The font is loaded by `app.gui.style`; resources/make_fonts.py cuts it to the members of `Icon`.
"""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

FAMILY: Final = "Phosphor"


class Icon(StrEnum):
    """An icon, as the character that draws it; named as on phosphoricons.com."""

    ARCHIVE = "\uf008"
    ARROW_BEND_DOWN_RIGHT = "\uf011"
    ARROW_CLOCKWISE = "\uf020"
    ARROW_COUNTER_CLOCKWISE = "\uf021"
    ARROW_DOWN = "\uf022"
    ARROW_LEFT = "\uf03b"
    ARROW_RIGHT = "\uf044"
    ARROW_SQUARE_OUT = "\uf058"
    ARROW_UP = "\uf061"
    ARROW_U_UP_LEFT = "\uf066"
    ARROW_U_UP_RIGHT = "\uf067"
    BOOK_OPEN = "\uf097"
    CALENDAR_BLANK = "\uf0ad"
    CALENDAR_CHECK = "\uf0ae"
    CARET_DOWN = "\uf0c2"
    CARET_LEFT = "\uf0c3"
    CARET_RIGHT = "\uf0c4"
    CARET_UP = "\uf0c5"
    CHART_BAR = "\uf0d2"
    CHART_LINE_UP = "\uf0d5"
    CHATS = "\uf0e0"
    CHECK = "\uf0e7"
    CHECK_BOLD = "\uf465"
    CHECK_CIRCLE = "\uf0e8"
    CHECK_CIRCLE_FILL = "\uf851"
    CIRCLE = "\uf0ec"
    CIRCLE_HALF_FILL = "\uf858"
    CLOCK = "\uf0f9"
    CLOCK_COUNTER_CLOCKWISE = "\uf0fc"
    CLOSED_CAPTIONING = "\uf0fd"
    COFFEE = "\uf10c"
    COLUMNS = "\uf10e"
    COPY = "\uf114"
    CPU = "\uf119"
    DESKTOP = "\uf12e"
    DOTS_THREE = "\uf145"
    DOWNLOAD_SIMPLE = "\uf14c"
    EXPORT = "\uf15a"
    EYE = "\uf15b"
    EYE_SLASH = "\uf15e"
    FILE_TEXT = "\uf170"
    FLOPPY_DISK = "\uf181"
    FOLDER_OPEN = "\uf18c"
    FOLDER_SIMPLE_PLUS = "\uf191"
    FUNNEL_SIMPLE = "\uf197"
    GEAR_SIX = "\uf19c"
    GRID_FOUR = "\uf1b7"
    HARD_DRIVES = "\uf1c4"
    HOUSE = "\uf1d8"
    IMAGE = "\uf1dd"
    INFO = "\uf1e0"
    KEYBOARD = "\uf1e5"
    LIGHTBULB = "\uf1ed"
    LINK_SIMPLE = "\uf1f6"
    LIST_BULLETS = "\uf1fb"
    LOCK_SIMPLE = "\uf205"
    MAGNIFYING_GLASS = "\uf20a"
    MEDAL = "\uf213"
    MICROPHONE = "\uf218"
    MICROPHONE_SLASH = "\uf219"
    MINUS = "\uf21a"
    MOON = "\uf21f"
    NOTE_PENCIL = "\uf22e"
    PAUSE = "\uf25e"
    PAUSE_FILL = "\uf9c9"
    PENCIL_SIMPLE = "\uf266"
    PLAY = "\uf27c"
    PLAY_FILL = "\uf9e7"
    PLUS = "\uf27f"
    QUESTION = "\uf293"
    RECORD = "\uf29b"
    REPEAT = "\uf29f"
    SHUFFLE = "\uf2c3"
    SKIP_FORWARD = "\uf2cc"
    SLIDERS = "\uf2cf"
    SPEAKER_SIMPLE_HIGH = "\uf2e3"
    SPEAKER_SIMPLE_SLASH = "\uf2e6"
    STACK = "\uf2f1"
    STAR = "\uf2f3"
    STAR_FILL = "\ufa5d"
    STOP_FILL = "\ufa62"
    SUN = "\uf2fe"
    TABLE = "\uf304"
    TARGET = "\uf308"
    TEXT_AA = "\uf310"
    TIMER = "\uf329"
    TRASH = "\uf334"
    TREND_UP = "\uf33b"
    UPLOAD_SIMPLE = "\uf345"
    USER = "\uf346"
    USERS = "\uf351"
    WARNING = "\uf35c"
    WARNING_CIRCLE = "\uf35d"
    X = "\uf36d"


def draw(painter: QPainter, rect: QRectF, which: Icon, colour: str) -> None:
    """Draw an icon in the middle of rect, as high as rect."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(rect.height())))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(colour))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
    painter.drawText(rect, flags, which.value)
    painter.restore()


def pixmap(which: Icon, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon of size x size device-independent pixels.

    Args:
        which: The icon.
        colour: Its colour, as "#RRGGBB".
        size: Edge in device-independent pixels.
        ratio: Device pixels per device-independent pixel.
    """
    result = QPixmap(QSize(size, size) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    draw(painter, QRectF(0, 0, size, size), which, colour)
    painter.end()
    return result
