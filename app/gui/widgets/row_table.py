"""A table of whole rows, as all tables here are: no grid, no editing, columns that make way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from app.gui import look

LEAST_WORDS_PX: Final = 120
_Selection = QAbstractItemView.SelectionMode


@dataclass(frozen=True, slots=True)
class Columns:
    """What makes way where there is little width.

    Attributes:
        give_way: The columns that are left out, the first one first.
        least_px: What the words shall have before anything else, at the normal text size.
    """

    give_way: Sequence[int]
    least_px: int


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

    def share_out(self, words: int, widths_px: Mapping[int, int], columns: Columns) -> None:
        """Give each column its width, and what is left to the words; leave out what does not fit.

        Args:
            words: The column of words.
            widths_px: The widths of the others, at the normal text size.
            columns: Which of them make way.
        """
        room = self.viewport().width() - sum(look.px(width) for width in widths_px.values())
        hidden = set[int]()
        for column in columns.give_way:
            if room < look.px(columns.least_px):
                hidden.add(column)
                room += look.px(widths_px[column])
        for column, width in widths_px.items():
            self.setColumnHidden(column, column in hidden)
            self.setColumnWidth(column, look.px(width))
        self.setColumnWidth(words, max(room, look.px(LEAST_WORDS_PX)))

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
