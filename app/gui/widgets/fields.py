"""Fields: a combo box of our own look, and a label with what is wrong below."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QVBoxLayout, QWidget

from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.widgets.text import Text

HEIGHT_PX: Final = 36
_STARRED: Final = Qt.ItemDataRole.UserRole + 1


class ComboBox(QComboBox):
    """A list to choose one from; long words end in an ellipsis, with all of them as tool tip.

    Args:
        icon: What stands before the words.
        quiet: Whether it is as wide as a few letters, and has no border until it has the focus.
    """

    def __init__(self, icon: Icon | None = None, *, quiet: bool = False) -> None:
        super().__init__()
        self._icon = icon
        self._quiet = quiet
        self.setItemDelegate(QStyledItemDelegate(self))  # else the style sheet misses the items
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentTextChanged.connect(self.setToolTip)

    def set_options(
        self, options: list[tuple[object, str]], value: object, *, starred: object = None
    ) -> None:
        """Replace what can be chosen, and choose value, without a signal.

        Args:
            options: Pairs of value and words.
            value: The one that is chosen; the first when it is no option.
            starred: The one that has a star before its words; None for none.
        """
        blocked = self.blockSignals(True)
        self.clear()
        for index, (data, words) in enumerate(options):
            self.addItem(words, data)
            if starred is not None and data == starred:
                self.setItemData(index, True, _STARRED)
                said = f"{words}, best take"
                self.setItemData(index, said, Qt.ItemDataRole.AccessibleTextRole)
            if data == value:
                self.setCurrentIndex(index)
        self.blockSignals(blocked)
        self.setToolTip(self.currentText())

    def sizeHint(self) -> QSize:
        """Return the height of a field, and some width."""
        if self._quiet:
            return self.minimumSizeHint()
        return QSize(look.px(160), look.px(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        """Return the height of a field, and room for a word."""
        return QSize(look.px(96), look.px(HEIGHT_PX))

    def showPopup(self) -> None:
        """Show the list, with the star in the colour that goes with the theme."""
        for index in range(self.count()):
            if self.itemData(index, _STARRED):
                accent = look.colours().accent
                star = icons.pixmap(Icon.STAR_FILL, accent, look.px(16), self.devicePixelRatioF())
                self.setItemIcon(index, QIcon(star))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: turning the wheel over a field must not change it."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw border, icon, words and the caret."""
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        wide, border = (2.0, colours.accent) if self.hasFocus() else (1.0, colours.line_strong)
        painter.setPen(look.pen(border if self.isEnabled() else colours.line, wide))
        painter.setBrush(QColor(colours.surface if self.isEnabled() else colours.bg))
        if self._quiet and not self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover) if self.underMouse() else Qt.BrushStyle.NoBrush)
        half = wide / 2
        frame = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(frame, 6, 6)
        ink = colours.text if self.isEnabled() else colours.disabled
        edge = look.px(16)
        caret = QRectF(self.width() - edge - 11, (self.height() - edge) / 2, edge, edge)
        icons.draw(painter, caret, Icon.CARET_DOWN, ink)
        left = 12.0
        starred = bool(self.currentData(_STARRED))
        if icon := Icon.STAR_FILL if starred else self._icon:
            edge = look.px(18)
            box = QRectF(left, (self.height() - edge) / 2, edge, edge)
            icons.draw(painter, box, icon, colours.accent if starred else colours.text_2)
            left += edge + 8
        room = QRectF(left, 0, caret.left() - 8 - left, self.height())
        self._draw_words(painter, room, ink)

    def _draw_words(self, painter: QPainter, room: QRectF, ink: str) -> None:
        font = look.font(14)
        mode = Qt.TextElideMode.ElideRight
        text = self.currentText().strip()  # in the list, parts of a thing may be set in
        words = QFontMetrics(font).elidedText(text, mode, int(room.width()))
        painter.setFont(font)
        painter.setPen(look.pen(ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


class Field(QWidget):
    """A control under its label, with one line below for what is worth knowing.

    Args:
        label: What is asked for; also the control's accessible name.
        control: The control; it becomes a child.
        hint: What is worth knowing.
    """

    def __init__(self, label: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        words = Text(label, "label")
        words.setBuddy(control)
        control.setAccessibleName(label)
        below = Text(hint, "caption", wrap=True)
        below.setVisible(bool(hint))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (words, control, below):
            column.addWidget(widget)
