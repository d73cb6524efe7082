"""The sidebar of the window, and the list of sections inside a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.widgets.brand import Brand
from app.gui.widgets.card import Rule
from app.gui.widgets.emptying import empty
from app.gui.widgets.focus import FocusRing, Ringed
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.side_scroll import SideScroll
from app.gui.widgets.text import ElidedText

HEIGHT_PX: Final = 40
WIDTH_PX: Final = 208


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a navigation.

    Attributes:
        key: Its name in the program.
        words: What it says.
        icon: Its icon; None for none.
        shortcut: The key that does the same, for the tool tip.
    """

    key: str
    words: str
    icon: Icon | None = None
    shortcut: str = ""


class NavigationList(QWidget):
    """Entries of which one is current; Up and Down move it.

    Signals:
        chosen: The person chose an entry; carries its key.
    """

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry], group: QButtonGroup | None = None) -> None:
        """Build the entries.

        Args:
            entries: From top to bottom.
            group: Shared by lists of which only one entry is current in all.
        """
        super().__init__()
        group = group or QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._items: dict[str, _Item] = {}
        for entry in entries:
            item = _Item(entry)
            item.clicked.connect(lambda _=False, key=entry.key: self.chosen.emit(key))
            group.addButton(item)
            column.addWidget(item)
            self._items[entry.key] = item

    def set_current(self, key: str) -> None:
        """Show which entry is current, without a signal; an unknown key changes nothing."""
        if key in self._items:
            self._items[key].setChecked(True)


class _Item(Ringed, QRadioButton):
    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.words)
        self._icon = entry.icon
        self._ring = FocusRing(self, 6)
        self.setToolTip(entry.shortcut)
        self.setAccessibleName(entry.words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(look.font(14, "semibold")).horizontalAdvance(self.text())
        return QSize(self._left() + width + 12, look.px(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        painter.setPen(Qt.PenStyle.NoPen)
        current = self.isChecked()
        if current or self.underMouse():
            painter.setBrush(QColor(colours.accent_soft if current else colours.hover))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if current:
            painter.setBrush(QColor(colours.accent))
            high = look.px(20)
            bar = QRectF(0, (self.height() - high) / 2, 3, high)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        ink = colours.accent_ink if current else colours.text_2
        if self._icon:
            edge = look.px(20)
            box = QRectF(12, (self.height() - edge) / 2, edge, edge)
            icons.draw(painter, box, self._icon, ink)
        painter.setPen(look.pen(ink))
        painter.setFont(look.font(14, "semibold" if current else "medium"))
        words = QRectF(self._left(), 0, self.width() - self._left(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _left(self) -> int:
        return 12 + (look.px(20) + 12 if self._icon else 0)


class Sidebar(QFrame):
    """The brand, the pages, and at the foot what the program works with; scrolls where it must.

    Signals:
        chosen: The person chose a page; carries its key.
    """

    chosen = Signal(str)

    def __init__(self, top: Sequence[Entry], bottom: Sequence[Entry]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group = QButtonGroup(self)
        self._lists = [NavigationList(entries, self._group) for entries in (top, bottom)]
        for entries in self._lists:
            entries.chosen.connect(lambda key: self.chosen.emit(key))
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(12, 16, 12, 0)
        self._foot.setSpacing(8)
        self._scroll = SideScroll((12, 24, 12, 20))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.addWidget(self._scroll)
        column = self._scroll.column
        column.addWidget(Brand())
        column.addSpacing(24)
        column.addWidget(self._lists[0])
        column.addStretch()
        column.addWidget(self._lists[1])
        column.addSpacing(12)
        column.addWidget(Rule())
        column.addLayout(self._foot)

    def set_current(self, key: str) -> None:
        """Show which page is current, without a signal."""
        for entries in self._lists:
            entries.set_current(key)

    def set_footer(self, lines: Sequence[tuple[Icon, str]]) -> None:
        """Replace the lines at the foot."""
        empty(self._foot)
        for icon, words in lines:
            self._foot.addWidget(_foot_line(icon, words))

    def sizeHint(self) -> QSize:
        """Return the width of the design, or more where the words need it."""
        needed = super().sizeHint()
        return QSize(max(WIDTH_PX, needed.width()), needed.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line on the right."""
        colours = look.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.sunken))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(colours.line))


def _foot_line(icon: Icon, words: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Glyph(icon, 16, ink="text_3"))
    row.addWidget(ElidedText(words, "caption"), 1)
    return line
