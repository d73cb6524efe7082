"""A few exclusive choices side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from app.gui import look
from app.gui.widgets.focus import FocusRing, Ringed, only_tab_stop

HEIGHT_PX = 36
PADDING_PX = 14
LEAST_PADDING_PX = 8
RADIUS_PX = 6


class Segmented(QWidget):
    """One choice of a few; Left and Right move it.

    Signals:
        chosen: The person chose; carries the value.
    """

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[object, str]]) -> None:
        """Build the segments.

        Args:
            name: What is chosen, for screen readers.
            options: Pairs of value and words; at least one.
        """
        super().__init__()
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 0, 1, 0)
        row.setSpacing(0)
        self._segments: dict[object, _Segment] = {}
        for value, words in options:
            segment = _Segment(words, f"{name}: {words}")
            segment.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
            segment.toggled.connect(lambda: self.update())
            row.addWidget(segment, 1)
            self._segments[value] = segment
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> object:
        """The value chosen; None when there is none."""
        for value, segment in self._segments.items():
            if segment.isChecked():
                return value
        return None

    def take_focus(self) -> None:
        """Have the keyboard at the choice, as a shortcut brings it."""
        segments = self._segments
        chosen = segments.get(self.value) or next(iter(segments.values()))
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_words(self, value: object, words: str) -> None:
        """Change the words of a choice."""
        segment = self._segments[value]
        if segment.text() != words:
            segment.setText(words)
            segment.setAccessibleName(f"{self.accessibleName()}: {words}")
            segment.updateGeometry()

    def set_value(self, value: object) -> None:
        """Show a choice without a signal; none at all for a value that is no option."""
        if value in self._segments:
            self._segments[value].setChecked(True)
            only_tab_stop(self._segments[value], self._segments.values())
            return
        for segment in self._segments.values():
            segment.setAutoExclusive(False)  # else Qt keeps one of them checked
            segment.setChecked(False)
            segment.setAutoExclusive(True)
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the chosen segment, the dividers and the border."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(rect, RADIUS_PX, RADIUS_PX)
        painter.fillPath(outline, QColor(colours.surface))
        painter.setClipPath(outline)
        segments = list(self._segments.values())
        for segment in segments:
            if segment.isChecked():
                painter.fillRect(segment.geometry(), QColor(colours.accent_soft))
            elif segment.underMouse():
                painter.fillRect(segment.geometry(), QColor(colours.hover))
        for segment in segments[1:]:
            x = segment.geometry().left()
            painter.fillRect(x, 0, 1, self.height(), QColor(colours.line))
        painter.setClipping(False)
        painter.strokePath(outline, look.pen(colours.line_strong))


class _Segment(Ringed, QRadioButton):
    """The words of one choice; its parent draws the ground."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__(words)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._ring = FocusRing(self, 2)

    def sizeHint(self) -> QSize:
        # As wide as the words need when chosen, so that nothing moves.
        width = QFontMetrics(look.font(14, "semibold")).horizontalAdvance(self.text())
        return QSize(width + 2 * look.px(PADDING_PX), look.px(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        spare = 2 * (look.px(PADDING_PX) - look.px(LEAST_PADDING_PX))
        return self.sizeHint() - QSize(spare, 0)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = look.colours()
        painter = QPainter(self)
        chosen = self.isChecked()
        painter.setFont(look.font(14, "semibold" if chosen else "medium"))
        ink = colours.accent_ink if chosen else colours.text_2
        painter.setPen(look.pen(ink if self.isEnabled() else colours.disabled))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
