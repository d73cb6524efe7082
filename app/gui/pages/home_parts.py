"""Parts of the Home page: the last session, and takes that a crash left behind."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.flow import Flow
from app.gui.widgets.notice import Message, Note, NoticeBar
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text
from app.gui.wording import clock, count

GAP_PX: Final = 24


@dataclass(frozen=True, slots=True)
class LastSession:
    """What was done last.

    Attributes:
        when: Such as "Saturday, 22 min".
        question_count: How many questions were answered.
        take_count: How many takes that took.
        points_covered: Key points covered in the best takes.
        points_total: Key points there were; 0 when nothing was compared yet.
        note: "Next time I will ..." of the last answer; empty for none.
        attempt_id: The last answer, to open.
        session_id: The sitting, to open; empty when its answers belong to none.
    """

    when: str
    question_count: int
    take_count: int
    points_covered: int
    points_total: int
    note: str
    attempt_id: int
    session_id: str = ""


@dataclass(frozen=True, slots=True)
class RecoveredTake:
    """A recording that was being made when the program ended unexpectedly.

    Attributes:
        name: Its name among the recordings.
        duration_s: How much of it there is.
        when: When it was made, such as "today 18:42".
        question: The question it answers, in full; empty when that is not known.
    """

    name: str
    duration_s: float
    when: str
    question: str = ""


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
        self._note = _NotePlace()
        self._drafts = Text("", "caption", wrap=True)
        self.open = Button("Open the review", "link", icon=Icon.ARROW_RIGHT, size="small")
        self.open.clicked.connect(lambda: self._open())
        self.all = Button("All of it", "link", icon=Icon.ARROW_RIGHT, size="small")
        self.all.setAccessibleName("All of the last session")
        self.all.clicked.connect(lambda: self._open_session())
        self.halves = QHBoxLayout()
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
        self.all.setVisible(bool(last.session_id))
        self._drafts.setText(_draft_words(draft_count))
        self._drafts.setVisible(draft_count > 0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Text("Last session", "section"))
        head.addStretch()
        head.addWidget(self._when)
        self.column.addLayout(head)
        self.column.addSpacing(14)
        figures = QHBoxLayout()
        figures.setSpacing(32)
        figures.addWidget(self._points)
        figures.addWidget(self._questions)
        figures.addStretch()
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
        self.halves.setSpacing(32)
        self.halves.addLayout(left, 1)
        self.halves.addWidget(self._note, 1)
        self.column.addLayout(self.halves)

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


class _NotePlace(QWidget):
    """Where the note of the last answer stands."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Note | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_note(self, note: str) -> None:
        if self._shown:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        if note:
            self._shown = Note("Next time I will", note)
            self._column.addWidget(self._shown)
        self.setVisible(bool(note))


class RecoveredNotice(NoticeBar):
    """Offers the first of the takes a crash left behind; discarding asks once more.

    Signals:
        kept: The person keeps a take; carries its name.
        discarded: The person wants a take deleted, and said so twice; carries its name.
    """

    kept = Signal(str)
    discarded = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._takes: tuple[RecoveredTake, ...] = ()
        self._asking = False
        self.setContentsMargins(0, 0, 0, GAP_PX)
        self.acted.connect(lambda: self._act())
        self.declined.connect(lambda: self._decline())

    def show_takes(self, takes: tuple[RecoveredTake, ...]) -> None:
        """Offer the first of some takes; hides when there are none."""
        if takes != self._takes:
            self._asking = False
        self._takes = takes
        if not takes:
            self.show_message(None)
        elif self._asking:
            self.show_message(_really(takes[0]))
        else:
            self.show_message(_offer(takes[0], len(takes)))

    def _act(self) -> None:
        name = self._takes[0].name
        (self.discarded if self._asking else self.kept).emit(name)

    def _decline(self) -> None:
        self._asking = not self._asking
        self.show_takes(self._takes)


def _offer(take: RecoveredTake, number: int) -> Message:
    title = f"A take of {clock(take.duration_s)} from {take.when} was saved"
    text = "The program ended unexpectedly while it was being recorded."
    if take.question:
        text += f" It answers: {take.question}"
    else:
        text += " Pick the question it answers in the list, then keep it."
    if number > 1:
        text += " There is one more." if number == 2 else f" There are {number - 1} more."
    return Message(title, text, action="Keep it", other="Discard…")


def _really(take: RecoveredTake) -> Message:
    title = f"Delete the take of {clock(take.duration_s)} from {take.when}?"
    text = "It cannot be brought back."
    return Message(title, text, "brick", action="Delete it", other="Go back")
