"""The menu in which a person says which part of a story a sentence tells."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.core.structure import Part, TaggedSentence
from app.session.structure_words import part_name

QUOTED_LETTERS: Final = 44


class PartMenu(QMenu):
    """Four parts, and to leave it to the program; S, T, A, R and L choose, N and B go on.

    Signals:
        chosen: The person has chosen; carries the sentence, and the Part or None.
        moved: The person means another sentence; carries 1 for the next one, -1 for that before.
    """

    chosen = Signal(object, object)
    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sentence: TaggedSentence | None = None
        self.setAccessibleName("Which part of the story this sentence tells")
        self.quote = self.addAction("")
        self.quote.setEnabled(False)
        self.parts = {part: self._part_action(part) for part in Part}
        self.addSeparator()
        self.back = self.addAction("&Leave it to the program")
        self.back.triggered.connect(lambda: self._choose(None))
        self.addSeparator()
        self.before = self.addAction("Sentence &before")
        self.before.triggered.connect(lambda: self.moved.emit(-1))
        self.next = self.addAction("&Next sentence")
        self.next.triggered.connect(lambda: self.moved.emit(1))

    def open_for(self, sentence: TaggedSentence, words: str, beside: QRect) -> None:
        """Open the menu.

        Args:
            sentence: The sentence it is about.
            words: Its words.
            beside: Where on the desktop its first word, or the pointer, is: the menu opens below
                that, or where there is no room above it.
        """
        self._sentence = sentence
        self.quote.setText(_quoted(words))
        for part, action in self.parts.items():
            action.setChecked(part is sentence.part)
        self.back.setEnabled(sentence.overruled)
        self.popup(self._corner(beside))
        self.setActiveAction(self.parts[sentence.part])

    def _corner(self, beside: QRect) -> QPoint:
        high = self.sizeHint().height()
        screen = self.screen().availableGeometry()
        above = beside.top() - high
        if beside.bottom() + high > screen.bottom() and above >= screen.top():
            return QPoint(beside.left(), above)
        return QPoint(beside.left(), beside.bottom())

    def _part_action(self, part: Part) -> QAction:
        action = self.addAction(f"&{part_name(part)}")
        action.setCheckable(True)
        action.triggered.connect(lambda: self._choose(part))
        return action

    def _choose(self, part: Part | None) -> None:
        if self._sentence is not None:
            self.chosen.emit(self._sentence, part)


def _quoted(words: str) -> str:
    """Return the beginning of a sentence; an ampersand would underline what follows it."""
    short = words if len(words) <= QUOTED_LETTERS else f"{words[: QUOTED_LETTERS - 1].rstrip()}…"
    return f"“{short}”".replace("&", "&&")
