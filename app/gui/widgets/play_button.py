"""The round button that plays a take and lets it pause."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.widgets.focus import FocusRing, Ringed

SIZE_PX: Final = 40
ICON_PX: Final = 18


class PlayButton(Ringed, QAbstractButton):
    """A disc with a triangle, or with two bars while the take plays."""

    def __init__(self) -> None:
        super().__init__()
        self._playing = False
        self._ring = FocusRing(self, SIZE_PX)  # more than half of its size: a circle
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName("Play")
        self.setToolTip(
            "Play (Space), 3 s back or on (Left, Right), by the sentence (Ctrl+Left, Ctrl+Right)"
        )

    def set_playing(self, playing: bool) -> None:
        """Show that the take plays, or that it does not."""
        if playing != self._playing:
            self._playing = playing
            self.setAccessibleName("Pause" if playing else "Play")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the diameter in both directions."""
        return QSize(look.px(SIZE_PX), look.px(SIZE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc and its sign."""
        colours = look.colours()
        ground = colours.accent_hover if self.underMouse() else colours.accent
        if self.isDown():
            ground = colours.accent_press
        if not self.isEnabled():
            ground = colours.line
        painter = look.smooth(QPainter(self))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(self.rect())
        edge = look.px(ICON_PX)
        box = QRectF((self.width() - edge) / 2, (self.height() - edge) / 2, edge, edge)
        sign = Icon.PAUSE_FILL if self._playing else Icon.PLAY_FILL
        ink = colours.on_accent if self.isEnabled() else colours.disabled
        icons.draw(painter, box, sign, ink)
