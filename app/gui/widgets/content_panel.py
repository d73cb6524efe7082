"""A person's own words: the most-used, the question's terms, the phrases that came back."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.feedback import Content, Said
from app.gui.widgets.flow import Flow
from app.gui.widgets.focus import only_tab_stop
from app.gui.widgets.roving import Roving
from app.gui.widgets.said_chip import SaidChip
from app.gui.widgets.text import Text

GAP_PX: Final = 6
FROM_DRAFT: Final = "These are the words of a draft, and some may be wrong."
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class ContentPanel(QWidget):
    """Quiet chips in three groups; hidden where there is nothing to say.

    Signals:
        played: The person wants to hear a place of the answer; carries the Place.
    """

    played = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Content | None, bool] = (None, False)
        self._draft = Text(FROM_DRAFT, "caption", wrap=True)
        self.words = ChipGroup("Said most")
        self.terms = ChipGroup("Terms of the question")
        self.phrases = ChipGroup("Said more than once")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text("Your words", "section"))
        column.addWidget(self._draft)
        for group in self.groups:
            column.addWidget(group)
            group.played.connect(lambda place: self.played.emit(place))

    @property
    def groups(self) -> tuple["ChipGroup", ...]:
        """The groups, from above to below."""
        return (self.words, self.terms, self.phrases)

    def show_content(self, content: Content | None, *, draft: bool, playable: bool) -> None:
        """Show what an answer was made of; None hides everything.

        Args:
            content: The words, with their places.
            draft: Whether they are from a draft.
            playable: Whether the take can be heard.
        """
        self._draft.setVisible(draft)
        if (content, playable) != self._shown:
            self._shown = content, playable
            shown = content or Content()
            self.words.show_said(shown.words, playable=playable)
            self.terms.show_said(shown.terms, playable=playable)
            self.phrases.show_said(shown.phrases, playable=playable)
        self.setVisible(any(not group.isHidden() for group in self.groups))


class ChipGroup(Roving):
    """One kind of words. Tab comes to one chip, and arrow keys lead to the others.

    Signals:
        played: The person wants to hear one; carries the Place.
    """

    played = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(_STEPS)
        self.chips: list[SaidChip] = []
        self._box = QWidget()
        self._flow = Flow(GAP_PX)
        self._box.setLayout(self._flow)
        self._box.setAccessibleName(name)
        self._unheard = Text("", "caption", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(Text(name, "second"))
        column.addWidget(self._box)
        column.addWidget(self._unheard)

    def show_said(self, several: Sequence[Said], *, playable: bool) -> None:
        """Show what was said as chips, and what was not below them; hidden without either."""
        for chip in self.chips:
            chip.hide()
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self.chips = [SaidChip(said) for said in several if said.places]
        for chip in self.chips:
            chip.set_playable(playable)
            chip.clicked.connect(lambda _on=False, chip=chip: self._play(chip))
            self._flow.addWidget(chip)
        self.set_stops(self.chips)
        unheard = ", ".join(said.text for said in several if not said.places)
        self._unheard.setText(f"Not heard: {unheard}")
        self._unheard.setVisible(bool(unheard))
        self._box.setVisible(bool(self.chips))
        self.setVisible(bool(several))

    def _play(self, chip: SaidChip) -> None:
        only_tab_stop(chip, self.chips)
        self.played.emit(chip.next_place())
