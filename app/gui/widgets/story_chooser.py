"""Choosing the story a question is answered with, while one thinks."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.widgets.card import Rule
from app.gui.widgets.fields import ComboBox
from app.gui.widgets.keycap import KeyHint
from app.gui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class StoryOffer:
    """A story that can be told: its uid, empty for none, and its words."""

    uid: str
    words: str


@dataclass(frozen=True, slots=True)
class StoryOffers:
    """What can be told, and what is.

    Attributes:
        offers: The stories, the most fitting first.
        chosen: The uid of the one that is told; empty for none.
        note: A sentence about the choice; empty for none.
    """

    offers: tuple[StoryOffer, ...]
    chosen: str = ""
    note: str = ""


class StoryChooser(QWidget):
    """A row with a list of stories, and a sentence below it.

    Signals:
        chosen: The person chose; carries a uid, empty for no story.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: StoryOffers | None = None
        self.choice = ComboBox(Icon.BOOK_OPEN)
        self.choice.setAccessibleName("Story")
        self.choice.setAccessibleDescription("Key T")
        self.choice.activated.connect(lambda: self._choose())
        self._note = Text("", "caption", wrap=True)
        label = Text("Story", ink="text_2")
        label.setBuddy(self.choice)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(12)
        row.addWidget(label)
        row.addWidget(self.choice, 1)
        row.addWidget(KeyHint("T"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(row)
        self._note.setContentsMargins(0, 0, 0, 10)
        column.addWidget(self._note)

    def show_offers(self, offers: StoryOffers) -> None:
        """Show what can be told; a list that is folded out stays as it is until it is closed."""
        if offers == self._shown or self.choice.view().isVisible():
            return
        self._shown = offers
        options: list[tuple[object, str]] = [(each.uid, each.words) for each in offers.offers]
        self.choice.set_options(options, offers.chosen)
        self._note.setText(offers.note)
        self._note.setVisible(bool(offers.note))
        self.choice.setAccessibleDescription(f"Key T. {offers.note}".strip())

    def _choose(self) -> None:
        uid = self.choice.currentData()
        if self._shown is not None and uid != self._shown.chosen:
            self._shown = None  # whatever comes of it is shown
            self.chosen.emit(uid)

    def open(self) -> None:
        """Fold the list out."""
        self.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.choice.showPopup()
