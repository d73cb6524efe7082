"""What a person thought of their answer before they saw anything, beside what was heard."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.own_view import OwnView
from app.gui.widgets.text import Text
from app.session.own_view_words import TITLE, memory_words, rating_words


class OwnViewPanel(QWidget):
    """Two or three sentences; nothing at all where the person has not rated."""

    def __init__(self) -> None:
        super().__init__()
        self._on = True
        self._rating = Text("", wrap=True)
        self._memory = Text("", "second", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Text(TITLE, "section"))
        column.addWidget(self._rating)
        column.addWidget(self._memory)
        self.hide()

    def switch(self, on: bool) -> None:
        """Show it where there is something to say, or never."""
        self._on = on
        self.setVisible(on and bool(self._rating.text()))

    def show_view(self, view: OwnView | None, points: Sequence[str]) -> None:
        """Show both views of an answer; None hides it.

        Args:
            view: Both views.
            points: The texts of the key points, in order.
        """
        memory = memory_words(view, points) if view else ()
        self._rating.setText(rating_words(view) if view else "")
        self._memory.setText("\n".join(memory))
        self._memory.setVisible(bool(memory))
        self.setVisible(self._on and view is not None)
