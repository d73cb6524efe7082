"""The ring around a control that the keyboard has brought the focus to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.gui import look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object  # Qt allows a class one Qt base only

GAP_PX: Final = 2
WIDTH_PX: Final = 2

_BY_KEYBOARD: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_MOVES: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QObject):
    """A ring outside one control, there while that has the focus and got it by a key.

    The control hands its focus events to `follow`. The ring lies in the window, or in what a
    scroll area scrolls, so that no parent of the control cuts it off. (QFocusFrame would need a
    style of our own for its margin, and a style written in Python crashes beside a style sheet.)
    """

    def __init__(
        self,
        control: QWidget,
        radius_px: float = 6,
        *,
        colour: str = "accent",
        inside: bool = False,
    ) -> None:
        """Prepare a ring.

        Args:
            control: What it goes around; it owns this object.
            radius_px: Radius of the control's own corners.
            colour: Name of a colour of the palette.
            inside: Whether it lies inside the control, for rows that fill a scroll area.
        """
        super().__init__(control)
        self._out_px = 0 if inside else GAP_PX + WIDTH_PX
        self._control = control
        self._radius_px = radius_px
        self._colour = colour
        self._frame: _Frame | None = None
        self._watched: list[QWidget] = []
        self._was_shown = False  # when the window, not the control, lost the focus

    @property
    def shown(self) -> bool:
        """Whether the ring is there."""
        return self._frame is not None

    def follow(self, event: QFocusEvent) -> None:
        """Appear or vanish, as a focus event of the control says."""
        window_only = event.reason() == Qt.FocusReason.ActiveWindowFocusReason
        if event.lostFocus():
            self._was_shown = self.shown and window_only
        self._remove()
        wanted = event.reason() in _BY_KEYBOARD or (window_only and self._was_shown)
        if event.gotFocus() and wanted:
            self._add()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay around the control when it or a parent moves."""
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def _add(self) -> None:
        self._watched = _chain(self._control)
        host = self._watched.pop()
        self._frame = _Frame(host, self._radius_px, self._colour)
        self._control.destroyed.connect(self._frame.deleteLater)
        for widget in self._watched:
            widget.installEventFilter(self)
        self._place()

    def _remove(self) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []
        if self._frame:
            self._frame.hide()
            self._frame.deleteLater()
            self._frame = None

    def _place(self) -> None:
        if self._frame is None:
            return
        host = self._frame.parentWidget()
        assert host is not None  # a frame is always built inside one
        corner = self._control.mapTo(host, QPoint(0, 0))
        out = self._out_px
        rect = QRect(corner, self._control.size()).adjusted(-out, -out, out, out)
        self._frame.setGeometry(rect)
        self._frame.setVisible(self._control.isVisible())
        self._frame.raise_()


class Ringed(_Button):
    """What a button with a ring does with its focus events.

    Stands before the Qt class among the bases; the constructor sets `_ring`.
    """

    _ring: FocusRing

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when a key brought the focus here."""
        super().focusInEvent(event)
        self._ring.follow(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self._ring.follow(event)


def only_tab_stop(chosen: QWidget, all_of_them: Iterable[QWidget]) -> None:
    """Have Tab stop at one of several exclusive choices; arrow keys lead to the others."""
    for widget in all_of_them:
        stops = widget is chosen
        policy = Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus
        widget.setFocusPolicy(policy)


def _chain(control: QWidget) -> list[QWidget]:
    """Return the control and its parents, up to what a ring may lie in."""
    chain = [control]
    while (parent := chain[-1].parentWidget()) is not None:
        scrolled = isinstance(parent.parentWidget(), QAbstractScrollArea)
        if chain[-1].isWindow() or (scrolled and len(chain) > 1):
            break
        chain.append(parent)
    return chain


class _Frame(QWidget):
    def __init__(self, host: QWidget, radius_px: float, colour: str) -> None:
        super().__init__(host)
        self._radius_px = radius_px
        self._colour = colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = look.smooth(QPainter(self))
        painter.setPen(look.pen(getattr(look.colours(), self._colour), WIDTH_PX))
        half = WIDTH_PX / 2
        radius = self._radius_px + GAP_PX + half
        rect = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(rect, radius, radius)
