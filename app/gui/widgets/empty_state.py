"""What stands where nothing is yet: what will be here, and one way to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.text import Text


class EmptyState(QWidget):
    """An icon, a heading, a sentence and at most one button, in the middle.

    Signals:
        acted: The button was pressed.
    """

    acted = Signal()

    def __init__(self, icon: Icon, title: str, text: str, action: str = "") -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addStretch()
        column.addWidget(Glyph(icon, 32, ink="text_3"), alignment=centre)
        column.addSpacing(14)
        self._title = Text(title, "section", wrap=True)
        self._title.setAlignment(centre)
        column.addWidget(self._title)
        column.addSpacing(4)
        self.text = words = Text(text, ink="text_2", wrap=True)
        words.setAlignment(centre)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(words, 2)
        row.addStretch(1)
        column.addLayout(row)
        if action:
            self.button = Button(action)
            self.button.clicked.connect(lambda: self.acted.emit())
            column.addSpacing(18)
            column.addWidget(self.button, alignment=centre)
        column.addStretch()

    def show_words(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self.text.setText(text)
