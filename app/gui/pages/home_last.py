"""Home: how the last session went."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui import look
from app.gui.icons import Icon
from app.gui.pages.home_values import LastSession
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.flow import Flow
from app.gui.widgets.notice import NotePlace
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text
from app.gui.wording import count

BESIDE_PX: Final = 560


class LastSessionCard(Card):
    """How the last session went; hidden while there is none.

    Signals:
        opened: The person wants to see its last answer; carries the attempt's number.
        session_opened: The person wants to see all of it; carries its session_id.
    """

    opened = Signal(int)
    session_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__((32, 22, 20))
        self._last: LastSession | None = None
        self._when = Text("", "caption")
        self._points = _Figure("points covered")
        self._questions = _Figure("")
        self._progress = Progress("Points covered in the last session")
        self._note = NotePlace("Next time I will")
        self._drafts = Text("", "caption", wrap=True)
        self.open = Button("Open the review", "link", icon=Icon.ARROW_RIGHT, size="small")
        self.open.clicked.connect(lambda: self._open())
        self.all = Button("All of it", "link", icon=Icon.ARROW_RIGHT, size="small")
        self.all.setAccessibleName("All of the last session")
        self.all.clicked.connect(lambda: self._open_session())
        self._halves = QHBoxLayout()
        self._lay_out()
        self.hide()

    def show_last(self, last: LastSession | None, draft_count: int) -> None:
        """Show another session, and how many answers are drafts."""
        self._last = last
        self.setVisible(last is not None)
        if last is None:
            return
        self._when.setText(last.when)
        self._points.show_figure(f"{last.points_covered} of {last.points_total}")
        compared = last.points_total > 0
        self._points.setVisible(compared)
        self._progress.setVisible(compared)
        self._progress.set_fraction(last.points_covered / last.points_total if compared else 0)
        takes = count(last.take_count, "take")
        words = "question" if last.question_count == 1 else "questions"
        self._questions.show_figure(str(last.question_count), f"{words}, {takes}")
        self._note.show_note(last.note)
        self._note.setVisible(bool(last.note))
        self.all.setVisible(bool(last.session_id))
        self._drafts.setText(_draft_words(draft_count))
        self._drafts.setVisible(draft_count > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the note beside the figures where there is width for both."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(BESIDE_PX)
        direction = QHBoxLayout.Direction
        self._halves.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Text("Last session", "section"))
        head.addStretch()
        head.addWidget(self._when)
        self.column.addLayout(head)
        self.column.addSpacing(14)
        figures = Flow(32)
        figures.add(self._points)
        figures.add(self._questions)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addLayout(figures)
        left.addWidget(self._progress)
        left.addWidget(self._drafts)
        links = Flow(16)
        links.add(self.open)
        links.add(self.all)
        left.addLayout(links)
        left.addStretch()
        self._halves.setSpacing(32)
        self._halves.addLayout(left, 1)
        self._halves.addWidget(self._note, 1)
        self.column.addLayout(self._halves)

    def _open(self) -> None:
        if self._last:
            self.opened.emit(self._last.attempt_id)

    def _open_session(self) -> None:
        if self._last:
            self.session_opened.emit(self._last.session_id)


def _draft_words(number: int) -> str:
    verb = "has a draft transcript" if number == 1 else "have draft transcripts"
    return f"{count(number, 'answer')} {verb}: open to read and confirm."


class _Figure(QWidget):
    """A large number over what it counts."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._number = Text("", "figures")
        self._caption = Text(caption, "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._number)
        column.addWidget(self._caption)

    def show_figure(self, number: str, caption: str = "") -> None:
        self._number.setText(number)
        if caption:
            self._caption.setText(caption)
