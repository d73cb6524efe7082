"""Buttons: one primary per page, the others outlined, quiet or, for deleting, in brick."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.palette import Palette
from app.gui.widgets.focus import FocusRing, Ringed
from app.gui.widgets.keycap import cap_size, draw_cap

Kind = Literal["primary", "secondary", "quiet", "destructive", "link"]
Size = Literal["large", "normal", "field", "small", "tiny"]


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths of a button, in px at the normal text size."""

    height: int
    font: int
    padding: int
    icon: int
    radius: int


MEASURES: Final[dict[Size, Measures]] = {
    "large": Measures(56, 16, 24, 20, 8),
    "normal": Measures(40, 14, 16, 20, 6),
    "field": Measures(36, 14, 16, 18, 6),
    "small": Measures(32, 13, 12, 18, 6),
    "tiny": Measures(26, 12, 10, 16, 5),
}
GAP_PX: Final = 10
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours of a button in one state; an empty one is not drawn."""

    ground: str
    border: str
    ink: str
    cap: str
    border_px: float = 1.0


def paint_of(kind: Kind, state: Literal["rest", "hover", "pressed", "off"], c: Palette) -> Paint:
    """Return how a button of a kind looks in a state, in the colours of a palette."""
    if state == "off":
        return _disabled(kind, c)
    index = ("rest", "hover", "pressed").index(state)
    match kind:
        case "primary":
            ground = (c.accent, c.accent_hover, c.accent_press)[index]
            return Paint(ground, "", c.on_accent, c.on_accent)
        case "secondary":
            return Paint((c.surface, c.hover, c.line)[index], c.line_strong, c.text, c.text_2)
        case "quiet":
            ink = c.text if index else c.text_2
            return Paint(("", c.hover, c.line)[index], "", ink, c.text_2)
        case "destructive":
            ground = (c.surface, c.brick_soft, c.brick_soft)[index]
            return Paint(ground, c.brick, c.brick, c.brick, (1.0, 1.0, 2.0)[index])
        case "link":
            ink = (c.accent_ink, c.accent, c.accent_press)[index]
            return Paint("", "", ink, ink)


def _disabled(kind: Kind, c: Palette) -> Paint:
    ground = {"primary": c.line, "secondary": c.surface, "destructive": c.surface}.get(kind, "")
    border = c.line if kind in ("secondary", "destructive") else ""
    return Paint(ground, border, c.disabled, c.line)


class Button(Ringed, QPushButton):
    """A button that may show an icon before its words and its key after them.

    Args:
        text: The words; with an icon alone, set an accessible name.
        kind: What it looks like; "link" is a quiet one in the accent.
        icon: The icon before (for a link: after) the words.
        key: The key that does the same, for showing; `app.gui.keys` binds it.
        size: How large; "large" also spreads its content over its width.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = "secondary",
        *,
        icon: Icon | None = None,
        key: str = "",
        size: Size = "normal",
    ) -> None:
        super().__init__(text)
        self._kind = kind
        self._icon = icon
        self._key = key
        self._size: Size = size
        colour = "brick" if kind == "destructive" else "accent"
        self._ring = FocusRing(self, MEASURES[size].radius, colour=colour)
        self.setAccessibleDescription(f"Key {key}" if key else "")
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    def set_key(self, key: str) -> None:
        """Show another key; empty for none."""
        self._key = key
        self.setAccessibleDescription(f"Key {key}" if key else "")
        self.updateGeometry()
        self.update()

    def set_glyph(self, icon: Icon | None) -> None:
        """Show another icon; None for none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return what the content needs."""
        m = MEASURES[self._size]
        padding = 0 if self._kind == "link" else m.padding
        width = self._content_width() + 2 * look.px(padding)
        return QSize(max(width, look.px(m.height)), look.px(m.height))

    def minimumSizeHint(self) -> QSize:
        """Return what the content needs: a button never cuts its words."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is over the button."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has left."""
        super().leaveEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Take Enter before the page does, when Tab has brought the person here."""
        wanted = event.type() == QEvent.Type.ShortcutOverride and self._ring.shown
        if wanted and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button like Space does."""
        if event.key() in _ENTER:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, border, icon, words and key."""
        paint = self._paint()
        painter = look.smooth(QPainter(self))
        self._draw_ground(painter, paint)
        self._draw_content(painter, paint)

    def _paint(self) -> Paint:
        return paint_of(self._kind, self._state(), look.colours())

    def _state(self) -> Literal["rest", "hover", "pressed", "off"]:
        if not self.isEnabled():
            return "off"
        if self.isDown():
            return "pressed"
        return "hover" if self.underMouse() else "rest"

    def _draw_ground(self, painter: QPainter, paint: Paint) -> None:
        inset = paint.border_px / 2 if paint.border else 0.0
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(Qt.PenStyle.NoPen)
        if paint.border:
            painter.setPen(look.pen(paint.border, paint.border_px))
        painter.setBrush(QColor(paint.ground) if paint.ground else Qt.BrushStyle.NoBrush)
        radius = MEASURES[self._size].radius
        painter.drawRoundedRect(rect, radius, radius)

    def _draw_content(self, painter: QPainter, paint: Paint) -> None:
        left = (self.width() - self._content_width()) / 2
        right = self.width() - left
        if self._size == "large":
            left = look.px(MEASURES["large"].padding)
            right = self.width() - left
        elif self._kind == "link":
            left, right = 0.0, float(self._content_width())
        if self._key:
            cap = cap_size(self._key)
            right -= cap.width()
            corner = QPointF(right, (self.height() - cap.height()) / 2)
            draw_cap(painter, corner, self._key, paint.cap, paint.cap)
        if self._icon:
            edge = look.px(MEASURES[self._size].icon)
            at = right - edge if self._kind == "link" else left
            box = QRectF(at, (self.height() - edge) / 2, edge, edge)
            icons.draw(painter, box, self._icon, paint.ink)
            left += 0 if self._kind == "link" else edge + look.px(GAP_PX)
        painter.setPen(look.pen(paint.ink))
        painter.setFont(self._text_font())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        box = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(box, flags | Qt.TextFlag.TextHideMnemonic, self.text())

    def _text_font(self) -> QFont:
        heavy = self._kind in ("primary", "link")
        return look.font(MEASURES[self._size].font, "semibold" if heavy else "medium")

    def _content_width(self) -> int:
        width = QFontMetrics(self._text_font()).horizontalAdvance(self.text())
        gaps = (1 if self.text() and self._icon else 0) + (1 if self._key else 0)
        width += look.px(MEASURES[self._size].icon) if self._icon else 0
        width += cap_size(self._key).width() if self._key else 0
        return width + gaps * look.px(GAP_PX)
