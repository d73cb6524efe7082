"""The letters S, T, A and R in small squares: filled where there is something."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.structure import Part
from app.gui import look

EDGE_PX: Final = 18
GAP_PX: Final = 4


def letter_of(part: Part) -> str:
    """Return the letter of a part, such as "S"."""
    return part.value[0].upper()


def name_of(part: Part) -> str:
    """Return the name of a part, such as "Situation"."""
    return part.value.capitalize()


def parts_words(parts: Collection[Part]) -> str:
    """Return which parts there are and which are missing, for screen readers."""
    there = [name_of(part) for part in Part if part in parts]
    missing = [name_of(part) for part in Part if part not in parts]
    if not there:
        return "no points yet"
    words = f"points for {', '.join(there)}"
    return f"{words}; none for {', '.join(missing)}" if missing else words


def letters_width() -> int:
    """Return how much room all four letters take."""
    return len(Part) * look.px(EDGE_PX) + (len(Part) - 1) * GAP_PX


def draw_letter(painter: QPainter, box: QRectF, part: Part, *, filled: bool) -> None:
    """Draw one letter."""
    colours = look.colours()
    painter.setPen(Qt.PenStyle.NoPen if filled else look.pen(colours.line_strong))
    painter.setBrush(QColor(colours.band) if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(look.pen(colours.text if filled else colours.text_3))
    painter.setFont(look.font(12, "semibold" if filled else "regular"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter_of(part))


def draw_letters(painter: QPainter, left: float, top: float, parts: Collection[Part]) -> None:
    """Draw all four letters side by side; `parts` are those there is something of."""
    edge = look.px(EDGE_PX)
    for index, part in enumerate(Part):
        box = QRectF(left + index * (edge + GAP_PX), top, edge, edge)
        draw_letter(painter, box, part, filled=part in parts)


class PartLetter(QWidget):
    """One letter before the name of its part."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the edge in both directions."""
        return QSize(look.px(EDGE_PX), look.px(EDGE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the letter."""
        draw_letter(look.smooth(QPainter(self)), QRectF(self.rect()), self._part, filled=True)
