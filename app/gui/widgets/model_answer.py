"""The model answer, sentence by sentence, each with whether one talked about it oneself."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.feedback import PointFinding, PointState
from app.gui import look
from app.gui.evidence import is_heard
from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.state_icon import StateIcon
from app.gui.widgets.text import Text
from app.gui.wording import clock, count

LINE_PX: Final = 4
NO_NORM: Final = "It is one good answer, not the only one."


def talked_about(states: Sequence[PointState]) -> str:
    """Return how many of the ideas were heard, softly."""
    covered, unclear = states.count(PointState.COVERED), states.count(PointState.UNCLEAR)
    words = f"You talked about {covered} of its {count(len(states), 'idea')}"
    return f"{words}, and perhaps about {unclear} more." if unclear else f"{words}."


class ModelAnswer(QWidget):
    """A model answer; with the states of its ideas where these are known.

    Signals:
        played: The person wants to hear where they talked about an idea; carries its index.
    """

    played = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self.rows: list[IdeaRow] = []
        self._plain = Text("", ink="text_2", wrap=True)
        self._tally = Text("", "caption", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._plain)
        column.addWidget(self._tally)
        column.addLayout(self._list)

    def show_answer(self, text: str, ideas: Sequence[PointFinding], *, playable: bool) -> None:
        """Show a model answer.

        Args:
            text: All of it.
            ideas: Its sentences with what was heard of each; empty for the text alone.
            playable: Whether the take can be heard.
        """
        if (text, ideas, playable) == self._shown:
            return
        self._shown = (text, ideas, playable)
        self._plain.setText(text)
        self._plain.setVisible(not ideas)
        self._tally.setText(f"{talked_about([idea.state for idea in ideas])} {NO_NORM}")
        self._tally.setVisible(bool(ideas))
        if len(self.rows) != len(ideas):
            self._build(len(ideas))
        for row, idea in zip(self.rows, ideas, strict=True):
            row.show_idea(idea, playable=playable)

    def _build(self, count: int) -> None:
        for row in self.rows:
            row.hide()
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = [IdeaRow(index + 1) for index in range(count)]
        for index, row in enumerate(self.rows):
            row.played.connect(partial(self.played.emit, index))
            self._list.addWidget(row)


class IdeaRow(QWidget):
    """One sentence: its state, its words, and when one talked about it.

    Signals:
        played: The person wants to hear it.
    """

    played = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._state = StateIcon(PointState.NOT_FOUND, size_px=16)
        self._words = Text("", ink="text_2", wrap=True)
        # The first line stands at the height of the button, however many follow.
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setContentsMargins(0, look.px(LINE_PX), 0, look.px(LINE_PX))
        self.play = Button("", "quiet", icon=Icon.PLAY, size="tiny")
        self.play.clicked.connect(lambda: self.played.emit())
        state = QVBoxLayout()
        state.setContentsMargins(0, look.px(LINE_PX) + 1, 0, 0)
        state.addWidget(self._state)
        state.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(state)
        row.addWidget(self._words, 1)
        row.addWidget(self.play, alignment=Qt.AlignmentFlag.AlignTop)

    def show_idea(self, idea: PointFinding, *, playable: bool) -> None:
        """Show what was heard of the sentence."""
        self._state.set_state(idea.state)
        self._words.setText(idea.point)
        self._words.set_ink("text" if idea.state is PointState.COVERED else "text_2")
        heard = is_heard(idea) and playable
        self.play.setVisible(heard)
        if idea.evidence is not None:
            self.play.setText(clock(idea.evidence.start_s))
            self.setToolTip(f"You said: “{idea.evidence.text}”" if heard else "")
        self.play.setAccessibleName(f"Play where you talked about idea {self._number}")
        pointer = Qt.CursorShape.PointingHandCursor if heard else Qt.CursorShape.ArrowCursor
        self.setCursor(pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click anywhere on a sentence that was heard."""
        super().mouseReleaseEvent(event)
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton and not self.play.isHidden():
            self.played.emit()
