"""The keys of all pages, as Settings and Help show them."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.gui.pages.settings_values import KeyGroup
from app.gui.widgets.card import Rule
from app.gui.widgets.emptying import empty
from app.gui.widgets.keycap import KeyHint
from app.gui.widgets.text import Text


class KeyTable(QWidget):
    """A group of keys for each page: the key on the left, what it does beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[KeyGroup, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def show_keys(self, groups: tuple[KeyGroup, ...]) -> None:
        """Show these groups."""
        if groups != self._groups:
            self._groups = groups
            self._rebuild()

    def _rebuild(self) -> None:
        empty(self._grid)
        line = 0
        for group in self._groups:
            self._grid.addWidget(Rule(), line, 0, 1, 2)
            self._grid.addWidget(Text(group.title, "label"), line + 1, 0, 1, 2)
            line += 2
            for key, words in group.keys:
                self._grid.addWidget(KeyHint(key), line, 0)
                self._grid.addWidget(Text(words, wrap=True), line, 1)
                line += 1
