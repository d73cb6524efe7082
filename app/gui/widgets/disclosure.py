"""A row that unfolds what stands below it."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.widgets.card import Rule
from app.gui.widgets.focus import FocusRing, Ringed
from app.gui.widgets.keycap import cap_size, draw_cap

HEIGHT_PX: Final = 48
INDENT_PX: Final = 28


class Disclosure(QWidget):
    """A row with a caret, and a body that is there only while it is open.

    Signals:
        toggled: It was opened (True) or closed by the person or by `set_open`.
    """

    toggled = Signal(bool)

    def __init__(self, words: str, body: QWidget, key: str = "") -> None:
        super().__init__()
        self.header = _Header(words, key)
        self._body = body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addWidget(self.header)
        inside = QVBoxLayout()
        inside.setContentsMargins(look.px(INDENT_PX), 0, 0, 0)
        inside.addWidget(body)
        column.addLayout(inside)
        body.hide()
        self.header.toggled.connect(self._show_body)

    @property
    def is_open(self) -> bool:
        """Whether the body can be seen."""
        return self.header.isChecked()

    def set_words(self, words: str) -> None:
        """Change what the row says."""
        self.header.setText(words)
        self.header.setAccessibleName(words)
        self.header.updateGeometry()

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        self.header.setChecked(is_open)

    def _show_body(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self._body.setContentsMargins(0, 0, 0, 14 if is_open else 0)
        state = "open" if is_open else "closed"
        key = f", key {self.header.key}" if self.header.key else ""
        self.header.setAccessibleDescription(state + key)
        self.toggled.emit(is_open)


class _Header(Ringed, QAbstractButton):
    def __init__(self, words: str, key: str) -> None:
        super().__init__()
        self.key = key
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self._ring = FocusRing(self, 4)

    def set_key(self, key: str) -> None:
        self.key = key
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(look.font(14)).horizontalAdvance(self.text())
        cap = cap_size(self.key).width() + 12 if self.key else 0
        return QSize(look.px(INDENT_PX) + width + cap, look.px(HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        ink = colours.text if self.underMouse() else colours.text_2
        edge = look.px(16)
        box = QRectF(0, (self.height() - edge) / 2, edge, edge)
        caret = Icon.CARET_DOWN if self.isChecked() else Icon.CARET_RIGHT
        icons.draw(painter, box, caret, ink)
        painter.setFont(look.font(14))
        painter.setPen(look.pen(colours.text_2))
        taken = cap_size(self.key).width() + 12 if self.key else 0
        words = QRectF(self.rect()).adjusted(look.px(INDENT_PX), 0, -taken, 0)
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.text(), mode, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        if self.key:
            cap = cap_size(self.key)
            at = QPointF(self.width() - cap.width(), (self.height() - cap.height()) / 2)
            draw_cap(painter, at, self.key, colours.line_strong, colours.text_2)
