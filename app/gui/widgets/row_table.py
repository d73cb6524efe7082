"""A table of whole rows, as all tables here are: no grid, no editing, columns that make way."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

_Selection = QAbstractItemView.SelectionMode


class RowTable(QTableView):
    """A table in which one selects rows; the rest is what a subclass makes of it."""

    def __init__(self, name: str, *, several: bool = False) -> None:
        """Set the table up, without a model.

        Args:
            name: What it holds, for screen readers.
            several: Whether more than one row can be selected.
        """
        super().__init__()
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = _Selection.ExtendedSelection if several else _Selection.SingleSelection
        self.setSelectionMode(mode)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)

    def fit(self) -> None:
        """Give the columns their widths; called when there is more or less room."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words the room that is left."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self.fit()
