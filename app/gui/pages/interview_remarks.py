"""Strengths and things to work on: each with where it shows, to read and to hear."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.pages.interview_report_values import heading
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.emptying import empty
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.note_to_keep import NoteGround
from app.gui.widgets.text import Text
from app.session.interview_views import Remark, SoundBite

WAITING: Final = "They come when all answers have been judged."
NOTHING: Final = "Nothing stood out here."


class RemarkList(QWidget):
    """One of the two columns of remarks.

    Signals:
        heard: The person wants to hear something, or to hear it no longer; carries the SoundBite.
        opened: The person wants to see the answer; carries the number of its attempt.
    """

    heard = Signal(object)
    opened = Signal(int)

    def __init__(self, one: str, many: str, icon: Icon) -> None:
        """Build the column; one and many say what it holds, as in "strength", "strengths"."""
        super().__init__()
        self._words = (one, many)
        self._icon = icon
        self._shown: object = None
        self.players: list[tuple[SoundBite, Button]] = []
        self._heading = Text("", "section", wrap=True)
        self._none = Text("", ink="text_2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._none)
        column.addLayout(self._rows)
        column.addStretch()

    def show_remarks(
        self, remarks: Sequence[Remark], audible: Collection[int], *, complete: bool
    ) -> None:
        """Show others; those that are shown already stay, and keep the focus.

        Args:
            remarks: What there is to say.
            audible: The attempts there is sound of.
            complete: Whether nothing more will come.
        """
        one, many = self._words
        self._heading.setText(heading(len(remarks), one, many) if remarks else many.capitalize())
        self._none.setText(NOTHING if complete else WAITING)
        self._none.setVisible(not remarks)
        if (tuple(remarks), set(audible)) == self._shown:
            return
        self._shown = (tuple(remarks), set(audible))
        self.players = []
        empty(self._rows)
        for remark in remarks:
            self._rows.addWidget(self._card(remark, audible))

    def show_playing(self, playing: SoundBite | None) -> None:
        """Show which of them is heard; None for none."""
        for bite, button in self.players:
            on = bite == playing
            button.set_glyph(Icon.PAUSE_FILL if on else Icon.PLAY_FILL)
            button.setAccessibleName(f"{'Stop' if on else 'Hear'}: {bite.text}")

    def _card(self, remark: Remark, audible: Collection[int]) -> Card:
        card = Card((20, 16, 16))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Text(remark.title, "bold", wrap=True))
        words.addWidget(Text(remark.words, ink="text_2", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Glyph(self._icon, ink="accent"), alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        card.column.addLayout(head)
        for bite in remark.evidence:
            card.column.addSpacing(10)
            card.column.addWidget(self._evidence(bite, bite.attempt_id in audible))
        return card

    def _evidence(self, bite: SoundBite, audible: bool) -> QWidget:
        play = Button("", "quiet", icon=Icon.PLAY_FILL, size="small")
        play.setAccessibleName(f"Hear: {bite.text}")
        play.setToolTip("Hear it")
        if not audible:  # never shown before it has a parent: it would be a window of its own
            play.hide()
        play.clicked.connect(lambda: self.heard.emit(bite))
        self.players.append((bite, play))
        opener = Button("Open", "quiet", size="tiny")
        opener.setAccessibleName(f"Open the answer: {bite.text}")
        opener.setToolTip("Open the review of this answer")
        opener.clicked.connect(lambda: self.opened.emit(bite.attempt_id))
        line = NoteGround()
        row = QHBoxLayout(line)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(play, alignment=Qt.AlignmentFlag.AlignTop)
        quote = Text(f"“{bite.text}”", ink="accent_ink", wrap=True)
        row.addWidget(quote, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(opener, alignment=Qt.AlignmentFlag.AlignVCenter)
        return line
