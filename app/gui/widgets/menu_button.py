"""A button that offers several things in a menu below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.gui.icons import Icon
from app.gui.widgets.button import Button, Kind, Size


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the menu.

    Attributes:
        words: What it says.
        value: What `chosen` carries.
        apart: Whether a line separates it from those before.
        why_not: Why it cannot be chosen; empty when it can.
    """

    words: str
    value: object
    apart: bool = False
    why_not: str = ""


class MenuButton(Button):
    """Opens a menu when it is pressed; arrow keys, Enter and Esc work in it.

    Signals:
        chosen: Something was chosen; carries the value of its offer.
    """

    chosen = Signal(object)

    def __init__(
        self,
        text: str,
        offers: Sequence[Offer] = (),
        kind: Kind = "secondary",
        *,
        icon: Icon | None = None,
        size: Size = "normal",
    ) -> None:
        super().__init__(text, kind, icon=icon, size=size)
        self.menu_below = QMenu(self)
        self.menu_below.setToolTipsVisible(True)
        self.menu_below.setAccessibleName(text)
        self._offers: tuple[Offer, ...] = ()
        self.set_offers(offers)
        self.clicked.connect(lambda: self._open())

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Replace what the menu offers."""
        if tuple(offers) == self._offers:
            return
        self._offers = tuple(offers)
        self.menu_below.clear()
        for offer in offers:
            if offer.apart:
                self.menu_below.addSeparator()
            action = QAction(offer.words, self.menu_below)
            action.setEnabled(not offer.why_not)
            action.setToolTip(offer.why_not)
            action.triggered.connect(lambda _=False, value=offer.value: self.chosen.emit(value))
            self.menu_below.addAction(action)

    def _open(self) -> None:
        """Show the menu below the button, in line with that side of it that has more room."""
        size = self.menu_below.sizeHint()
        below = self.mapToGlobal(QPoint(0, self.height() + 4))
        window = self.window()
        right_edge = window.mapToGlobal(QPoint(window.width(), 0)).x()
        if below.x() + size.width() > right_edge:
            below.setX(below.x() + self.width() - size.width())
        actions = self.menu_below.actions()
        first = next((each for each in actions if each.isEnabled() and each.text()), None)
        self.menu_below.popup(below)
        if first is not None:
            self.menu_below.setActiveAction(first)
