"""One figure with its gauge: what it is called, its number, the gauge, and small print."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.widgets.gauge import Gauge
from app.gui.widgets.text import Text


class GaugeCell(QWidget):
    """The name beside the number, the gauge below, and words that wrap below that."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Text("", "second")
        self.value = Text("", "bold")
        self.gauge = Gauge()
        self.words = Text("", "caption", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self.name)
        head.addStretch()
        head.addWidget(self.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.gauge)
        column.addWidget(self.words)
        column.addStretch()
