"""Widgets side by side, as many as there is width for."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.gui import look

GAP_PX: Final = 24


class Reflow(QWidget):
    """Rows of equal columns; the last widget takes what is left of its row.

    Args:
        widgets: From left to right, then from top to bottom.
        least_px: Width below which there is a column less, at the normal text size.
        most: The most columns.
        gap_px: What is left between them.
    """

    def __init__(
        self, widgets: Sequence[QWidget], least_px: int, most: int, gap_px: int = GAP_PX
    ) -> None:
        super().__init__()
        self._widgets = tuple(widgets)
        self._least_px, self._most, self._gap_px = least_px, most, gap_px
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap_px)
        # Ignored: what is too wide must let the page become narrow enough for a column less.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._place()

    @property
    def columns(self) -> int:
        """How many stand side by side."""
        return self._columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()

    def _place(self) -> None:
        room = (self.width() + self._gap_px) // (look.px(self._least_px) + self._gap_px)
        columns = max(1, min(self._most, room))
        if columns == self._columns:
            return
        self._columns = columns
        for index, widget in enumerate(self._widgets):
            row, column = divmod(index, columns)
            is_last = index == len(self._widgets) - 1
            self._grid.addWidget(widget, row, column, 1, columns - column if is_last else 1)
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
