"""How the words of a transcript are written."""

from typing import Final

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat

from app.gui import look

FONT_PX: Final = 16
LINE_PX: Final = 28
NUMBER_PX: Final = 18  # Qt draws raised text at two thirds of its size


def block_format() -> QTextBlockFormat:
    """Return the height of a line."""
    result = QTextBlockFormat()
    fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
    result.setLineHeight(look.px(LINE_PX), fixed)
    return result


def char_format(colour: str, size_px: int = FONT_PX) -> QTextCharFormat:
    """Return how words of that colour and size are written."""
    result = QTextCharFormat()
    result.setFont(look.font(size_px))
    result.setForeground(QColor(colour))
    return result


def filler_format() -> QTextCharFormat:
    """Return how filler words are written: light, on dots."""
    result = char_format(look.colours().text_3)
    result.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    result.setUnderlineColor(QColor(look.colours().line_strong))
    return result


def number_format(*, unclear: bool) -> QTextCharFormat:
    """Return how the number of a key point is written after its words: small and raised."""
    colours = look.colours()
    result = char_format(colours.amber_ink if unclear else colours.accent_ink, NUMBER_PX)
    result.setFontWeight(QFont.Weight.DemiBold.value)
    result.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    return result
