"""What the person meant to do next time, to be checked off when they did it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.attempt import EarlierNote
from app.gui import look
from app.gui.icons import Icon
from app.gui.widgets.choice import CheckRow, RowLook
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.text import Text

# Below this width, at the normal text size, the box stands below the words.
NARROW_PX: Final = 480


class NoteGround(QFrame):
    """The ground that words of the person stand on."""


class NoteToKeep(QWidget):
    """The note of an earlier take, with a box; hidden when there is none.

    Signals:
        ticked: The person says whether they did it.
    """

    ticked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", ink="accent_ink", wrap=True)
        self.box = CheckRow("I did it", RowLook(key="K", padding=(0, 2)))
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.box.clicked.connect(lambda on: self.ticked.emit(on))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        ground = NoteGround()
        column.addWidget(ground)
        row = QHBoxLayout(ground)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(Glyph(Icon.NOTE_PENCIL, ink="accent_ink"))
        self._inside = QHBoxLayout()
        self._inside.setSpacing(12)
        self._inside.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._inside.addWidget(self.box)
        row.addLayout(self._inside, 1)
        self.hide()

    def show_note(self, note: EarlierNote | None) -> None:
        """Show a note and whether it was kept."""
        self.setVisible(note is not None)
        if note is None:
            return
        self._words.setText(f"Last time you wrote: “Next time I will {_quoted(note.text)}”")
        self.box.setChecked(note.kept)
        self.box.setAccessibleDescription(f"Key K. {self._words.text()}")

    def toggle(self) -> None:
        """Tick the box, or take the tick away, if there is a note."""
        if not self.isHidden():
            self.box.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the box below the words where there is little width."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW_PX)
        direction = QBoxLayout.Direction
        self._inside.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)


def _quoted(text: str) -> str:
    """Return a note as it reads after "Next time I will"."""
    for opening in ("next time i will ", "i will ", "i'll "):
        if text.lower().startswith(opening):
            return text[len(opening) :]
    return text
