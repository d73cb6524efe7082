"""What the parts of a section of Settings are made of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.gui.widgets.text import Text


class Part(QWidget):
    """A heading, a remark beside it, and a column below."""

    happened = Signal(object)

    def __init__(self, title: str, remark: str = "") -> None:
        super().__init__()
        self.rows_to_fold: list[QBoxLayout] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        head = self.add_row(16)
        head.addWidget(Text(title, "section"))
        head.addStretch(1)
        head.addWidget(Text(remark, "second"))

    def add_row(self, spacing: int = 12) -> QBoxLayout:
        """Add a row to the column, and have it fold where there is little width."""
        row = QHBoxLayout()
        row.setSpacing(spacing)
        self.column.addLayout(row)
        self.rows_to_fold.append(row)
        return row
