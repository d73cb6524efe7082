"""Two takes in numbers: beside each other, and what the difference is in words."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.gui import look
from app.gui.pages.compare_points import CELL_PX
from app.gui.pages.compare_words import ChangeRow
from app.gui.widgets.card import Rule
from app.gui.widgets.text import Text


class MeasureChanges(QWidget):
    """The measures, one below the other, under a title."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Text(title, "section"))
        column.addLayout(self._list)

    def show_rows(self, rows: Sequence[ChangeRow]) -> None:
        """Show measures; none hides everything."""
        self.setVisible(bool(rows))
        for _ in range(len(rows) - len(self._rows)):
            self._rows.append(_Row())
            self._list.addWidget(Rule())
            self._list.addWidget(self._rows[-1])
        for widget, row in zip(self._rows, rows, strict=False):
            widget.show_row(row)


class _Row(QWidget):
    """A name, two numbers, and the words below."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Text("", "second", wrap=True)
        self._values = (Text("", "bold", wrap=True), Text("", "bold", wrap=True))
        self._words = Text("", "caption", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._name, 1)
        for value in self._values:
            head.addWidget(value)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setVerticalSpacing(2)
        grid.addLayout(head, 0, 0)
        grid.addWidget(self._words, 1, 0)

    def show_row(self, row: ChangeRow) -> None:
        self._name.setText(row.name)
        for label, value in zip(self._values, (row.older, row.newer), strict=True):
            label.setText(value)
            label.setFixedWidth(look.px(CELL_PX))
        self._words.setText(row.words)
        self._words.setVisible(bool(row.words))
        self._words.set_ink(row.ink)
        self.setToolTip(row.source)
        self.setAccessibleName(f"{row.name}: {row.older}, then {row.newer}. {row.words}")
