"""The deleted stories, each with a way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.text import Text
from app.gui.wording import count
from app.session.keep_views import TrashedStoryItem


class TrashedStories(QWidget):
    """A heading, and a row for each story.

    Signals:
        restored: The person wants a story back; carries its uid.
    """

    restored = Signal(str)

    def __init__(self, side_px: int) -> None:
        """Build it; `side_px` is the room on both sides of the words."""
        super().__init__()
        self._items: tuple[TrashedStoryItem, ...] = ()
        self.buttons: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(side_px, 0, side_px, 0)
        column.setSpacing(8)
        column.addWidget(Text("Stories", "section"))
        self._rows = QWidget()
        column.addWidget(self._rows)
        self.hide()

    def show_items(self, items: tuple[TrashedStoryItem, ...]) -> bool:
        """Show these stories; return whether the focus was on one and has to go elsewhere."""
        if items == self._items:
            return False
        focused = [at for at, button in enumerate(self.buttons) if button.hasFocus()]
        self._items = items
        self._rebuild()
        self.setVisible(bool(items))
        if focused and items:
            self.buttons[min(focused[0], len(items) - 1)].setFocus()
        return bool(focused) and not items

    def _rebuild(self) -> None:
        self._rows.hide()
        self._rows.deleteLater()
        self._rows, self.buttons = QWidget(), []
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for item in self._items:
            column.addWidget(Rule())
            column.addLayout(self._row(item))
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._rows)

    def _row(self, item: TrashedStoryItem) -> QHBoxLayout:
        left = f"Kept for {count(item.days_left, 'day')}" if item.days_left else "Kept until today"
        button = Button("Restore", "quiet", icon=Icon.ARROW_U_UP_LEFT, size="small")
        button.setAccessibleName(f"Restore the story “{item.title}”, {left.lower()}")
        button.clicked.connect(lambda: self.restored.emit(item.uid))
        self.buttons.append(button)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Text(item.title, wrap=True), 1)
        row.addWidget(Text(left, "second"))
        row.addWidget(button)
        return row
