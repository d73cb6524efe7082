"""Parts of the review page: its head, what is under way, what else there is to read, its foot."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, assert_never

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core import practice as p
from app.core.question import Question
from app.core.transcript import Transcript
from app.gui import look
from app.gui.icons import Icon
from app.gui.moments import full_moment_words
from app.gui.widgets.bars import BottomBar
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.fields import ComboBox
from app.gui.widgets.menu_button import MenuButton, Offer
from app.gui.widgets.model_answer import ModelAnswer
from app.gui.widgets.note_edit import NoteEdit
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import ElidedText, Text
from app.session.views import ReviewView, TakeLabel

COMBO_PX: Final = 210
# Below this width, at the normal text size, the note stands above the buttons.
NARROW_FOOT_PX: Final = 640
SIDE_PX: Final = 40
GAP_PX: Final = 16


def transcript_of(view: ReviewView) -> Transcript | None:
    """Return the words to show; None while a take is being written down."""
    match view.reading:
        case p.Transcribing():
            return None
        case p.Analysing(transcript) | p.Read(transcript, _):
            return transcript
        case p.Unread(_, transcript):
            return transcript
        case _:
            assert_never(view.reading)


def take_words(take: TakeLabel, now: datetime) -> str:
    """Return how a take is called in a list, such as "Take 3, today 18:42"."""
    return f"Take {take.number}, {full_moment_words(take.made_at, now)}"


def shown_transcript(view: ReviewView) -> Transcript | None:
    """Return the words on screen: the original where the person looks at that."""
    return view.original or transcript_of(view)


def has_sound(view: ReviewView) -> bool:
    """Return whether the take can be heard, now or as soon as it has been read."""
    return bool(view.waveform) or (bool(view.attempt.take.name) and not view.sound_problem)


class ReviewHead(QWidget):
    """The question, which take of it this is, and the person's own rating.

    Signals:
        take_chosen: The person wants another take; carries the number of its attempt.
    """

    take_chosen = Signal(int)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._takes: tuple[TakeLabel, ...] = ()
        self._group = ElidedText("", "caption")
        self.story = MenuButton("Story", kind="quiet", icon=Icon.BOOK_OPEN, size="small")
        self.story.set_key("T")
        self.story.setAccessibleName("Which story this answer told")
        self.story.setToolTip("Say which story this answer told (T)")
        self._question = Text("", "title", wrap=True)
        self.takes = ComboBox()
        self.takes.setAccessibleName("Take")
        self.takes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rating = Text("", "second")
        self.takes.activated.connect(lambda: self.take_chosen.emit(self.takes.currentData()))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._group)
        words.addWidget(self._question)
        self._room_px, self._narrow = 0, False
        self._side = side = QHBoxLayout()
        side.setSpacing(GAP_PX)
        for widget in (self.story, self.takes, self._rating):
            side.addWidget(widget)
        side.addStretch()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(16)
        self.row.addLayout(words, 1)
        self.row.addLayout(side)

    def fold(self, room_px: int, *, narrow: bool) -> None:
        """Put the choices below the question, and below each other where they need more room.

        Args:
            room_px: The width there is, in device-independent pixels.
            narrow: Whether they go below the question.
        """
        self._room_px, self._narrow = room_px, narrow
        self._fold()

    def _fold(self) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.row.setDirection(down if self._narrow else across)
        widgets = (self.story, self.takes, self._rating)
        widths = [max(each.sizeHint().width(), each.minimumWidth()) for each in widgets]
        cramped = self._narrow and sum(widths) + 2 * GAP_PX > self._room_px
        self._side.setDirection(down if cramped else across)

    def show_view(self, view: ReviewView) -> None:
        """Show which attempt is reviewed."""
        attempt = view.attempt
        self._group.setText(_caption(attempt.question))
        self._question.setText(attempt.question.ask)
        rating = attempt.self_rating
        self._rating.setText(f"You rated it {rating.score}" if rating else "")
        self._rating.setVisible(rating is not None)
        self.takes.setMinimumWidth(look.px(COMBO_PX))
        if view.takes != self._takes or self.takes.currentData() != attempt.id:
            self._takes = view.takes
            options: list[tuple[object, str]] = [
                (take.attempt_id, self._take_words(take)) for take in reversed(view.takes)
            ]
            best = next((take.attempt_id for take in view.takes if take.best), None)
            self.takes.set_options(options, attempt.id, starred=best)
        self.takes.setVisible(bool(view.takes))
        self._fold()

    def show_stories(self, offers: Sequence[Offer]) -> None:
        """Offer the stories an answer may have told; without any there is no button."""
        self.story.set_offers(offers)
        self.story.setVisible(bool(offers))

    def open_stories(self) -> None:
        """Fold the stories out, where there are any."""
        if self.story.isVisible():
            self.story.click()

    def _take_words(self, take: TakeLabel) -> str:
        return take_words(take, self._now())


def _caption(question: Question) -> str:
    """Return where a question stands, and the story it was answered with."""
    if question.story is None:
        return question.group
    return f"{question.group} · story ‘{question.story.title}’"


class ReadingPanel(QWidget):
    """What is under way while there is no feedback yet."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Text("", "section", wrap=True)
        self.progress = Progress("Transcribing")
        self._words = Text("", ink="text_2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(10)
        for widget in (self._title, self.progress, self._words):
            column.addWidget(widget)

    def show_reading(self, reading: p.Reading, *, known: bool = False) -> None:
        """Show how far a take has been read; hidden when nothing is under way, or all is known."""
        self.setVisible(isinstance(reading, p.Transcribing | p.Analysing) and not known)
        self.progress.setVisible(isinstance(reading, p.Transcribing))
        match reading:
            case p.Transcribing(fraction):
                self.progress.set_fraction(fraction)
                self._title.setText("Writing down what you said")
                self._words.setText("The take is saved. You can listen to it already.")
            case p.Analysing():
                self._title.setText("Comparing it with the key points")
                self._words.setText("This takes a moment. You can read and listen meanwhile.")
            case _:
                pass


class FurtherReading(QWidget):
    """A model answer and what an interviewer may ask next; both closed at first."""

    def __init__(self) -> None:
        super().__init__()
        self._question: Question | None = None
        self.model = ModelAnswer()
        self._probes = Text("", ink="text_2", wrap=True)
        self.answer = Disclosure("A model answer", self.model, "A")
        self.probes = Disclosure("What they may ask next", self._probes, "P")
        self._line = Rule()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.answer, self.probes, self._line):
            column.addWidget(widget)

    def show_question(self, question: Question) -> None:
        """Show what there is to read about a question."""
        if question == self._question:
            return
        self._question = question
        self._probes.setText("\n".join(f"·  {probe}" for probe in question.follow_ups))
        self.answer.set_open(False)
        self.probes.set_open(False)
        self.answer.setVisible(bool(question.model_answer))
        self.probes.setVisible(bool(question.follow_ups))
        self._line.setVisible(bool(question.model_answer or question.follow_ups))

    def toggle(self, row: Disclosure) -> None:
        """Open or close one of the rows, if there is something in it."""
        if not row.isHidden():
            row.set_open(not row.is_open)


class ReviewFoot(BottomBar):
    """The note, and where to go from here."""

    def __init__(self) -> None:
        super().__init__(SIDE_PX)
        self.note = NoteEdit()
        self.retake = Button("Retake", icon=Icon.ARROW_COUNTER_CLOCKWISE, key="R")
        self.next = Button("Next question", "primary", key="Enter")
        label = Text("Next time I will", "strong")
        label.setBuddy(self.note)
        note = QHBoxLayout()
        note.setSpacing(12)
        note.addWidget(label)
        note.addWidget(self.note, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch()
        buttons.addWidget(self.retake)
        buttons.addWidget(self.next)
        self.row.setSpacing(16)
        self.row.addLayout(note, 1)
        self.row.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the note above the buttons where there is little width."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW_FOOT_PX)
        direction = QBoxLayout.Direction
        self.row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
