"""Surfaces that hold other widgets, and the lines between them."""

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout


class Card(QFrame):
    """A surface with a thin border and a column for what stands on it.

    Args:
        padding: Left and right, top, bottom, in device-independent pixels.
    """

    def __init__(self, padding: tuple[int, int, int] = (32, 28, 32)) -> None:
        super().__init__()
        side, top, bottom = padding
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(side, top, side, bottom)
        self.column.setSpacing(0)


class Rule(QFrame):
    """A line of one pixel between things."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
