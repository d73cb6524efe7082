"""What a story shows: words as chips, a field for another, and some that are proposed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QVBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.emptying import empty
from app.gui.widgets.filter_chip import FilterChip
from app.gui.widgets.flow import Flow
from app.gui.widgets.plain_line import PlainLine

MOST_PROPOSED: Final = 6
MOST_LETTERS: Final = 60
GAP_PX: Final = 8


class CompetencyField(QWidget):
    """The competencies of a story.

    Signals:
        edited: The person has added or taken away one.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen: tuple[str, ...] = ()
        self._known: tuple[str, ...] = ()
        self.chips: dict[str, Button | FilterChip] = {}
        self.proposals: dict[str, Button] = {}
        self.line = _Line()
        self._words = QStringListModel()
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setObjectName("proposals")
        completer.setPopup(popup)
        completer.activated.connect(lambda word: self._take(word))
        self.line.setCompleter(completer)
        self.line.returnPressed.connect(lambda: self._take(self.line.text()))
        self.line.emptied.connect(lambda: self._drop_last())
        self._flow, self._proposed = Flow(GAP_PX), Flow(GAP_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addLayout(self._flow)
        column.addWidget(self.line)
        column.addLayout(self._proposed)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The competencies, in the order they were added."""
        return self._chosen

    def show_competencies(self, chosen: Sequence[str], known: Sequence[str]) -> None:
        """Show others.

        Args:
            chosen: Those of the story.
            known: Those that can be proposed, the most fitting first.
        """
        if (tuple(chosen), tuple(known)) != (self._chosen, self._known):
            self._chosen, self._known = tuple(chosen), tuple(known)
            self._rebuild()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab stops at, in order."""
        return (*self.chips.values(), self.line, *self.proposals.values())

    def _take(self, words: str) -> None:
        added = [word for each in words.lower().split(",") if (word := " ".join(each.split()))]
        # The completer writes the word into the line after this.
        self.line.clear_soon()
        self._choose(tuple(dict.fromkeys((*self._chosen, *added))))

    def _drop_last(self) -> None:
        self._choose(self._chosen[:-1])

    def _drop(self, word: str) -> None:
        self._choose(tuple(each for each in self._chosen if each != word))
        self.line.setFocus()

    def _choose(self, chosen: tuple[str, ...]) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self._rebuild()
            self.edited.emit()

    def _rebuild(self) -> None:
        for flow in (self._flow, self._proposed):
            empty(flow)
        self.chips = {word: self._chip(word) for word in self._chosen}
        left = [word for word in self._known if word not in self._chosen]
        self._words.setStringList(sorted(left))
        self.proposals = {word: self._proposal(word) for word in left[:MOST_PROPOSED]}
        self.updateGeometry()

    def _chip(self, word: str) -> FilterChip:
        chip = FilterChip(word)
        chip.setAccessibleName(f"Remove {word}")
        chip.setToolTip(f"Remove {word}")
        chip.clicked.connect(lambda: self._drop(word))
        self._flow.add(chip)
        return chip

    def _proposal(self, word: str) -> Button:
        button = Button(word, "quiet", icon=Icon.PLUS, size="tiny")
        button.setAccessibleName(f"Add {word}")
        button.clicked.connect(lambda: self._take(word))
        self._proposed.add(button)
        return button


class _Line(PlainLine):
    """The field.

    Signals:
        emptied: Backspace was pressed where nothing is left to delete.
    """

    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(MOST_LETTERS)
        self.setPlaceholderText("Another, such as influence; Enter adds it")
        self.setAccessibleName("Add what it shows")

    def clear_soon(self) -> None:
        """Empty the line, now and after a completer has written into it."""
        self.clear()
        self.metaObject().invokeMethod(self, "clear", Qt.ConnectionType.QueuedConnection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Backspace in an empty line, and keep Enter from the page."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
