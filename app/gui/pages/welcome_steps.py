"""The steps of the first run: a hello, the microphone, the speech model, one question."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.gui import look
from app.gui.icons import Icon
from app.gui.pages.settings_microphone import MicrophonePart
from app.gui.pages.settings_models import SpeechModelPart
from app.gui.pages.welcome_preview import Preview
from app.gui.pages.welcome_values import ShowDemo, WelcomeState
from app.gui.widgets.brand import draw_mark
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.folder_dialog import AskFolder
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.page import NARROW_PX as FOLD_PX
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.side_column import GUTTER_PX
from app.gui.widgets.text import Role, Text
from app.gui.wording import clock

STAGE_PX: Final = 760
WIDE_STAGE_PX: Final = 1080
SIDE_PX: Final = 32
BETWEEN_PX: Final = 64
# Below this width, at the normal text size, the example stands below the words.
NARROW_PX: Final = 940
TOP_PX: Final = 88
LIST_TOP_PX: Final = 48  # above a list that has many rows
MARK_PX: Final = 48

PROMISES: Final = (
    (
        Icon.LOCK_SIMPLE,
        "Nothing leaves this computer",
        "Your recordings and all that is made of them are files in a folder of yours.",
    ),
    (
        Icon.DESKTOP,
        "It works with no network",
        "Only a download that you start yourself uses one. There is no account.",
    ),
    (
        Icon.CLOCK,
        "Setting up takes two minutes",
        "Each step can be skipped, and done later from Help.",
    ),
)
MICROPHONE_LEAD: Final = (
    "Record five seconds and hear them played back. Say anything: your name, what you see, what"
    " you had for breakfast. The recording is thrown away afterwards."
)
NO_MICROPHONE: Final = (
    "Connect a microphone or a headset, then press Look again.",
    "If one is connected, allow programs to use it in the system’s settings, and see that it is"
    " not muted.",
    "Or go on without one: you can read the questions, and look at an answer that comes with the"
    " program. Settings has this page at any time.",
)
DRAFT_LEAD: Final = (
    "A draft engine is here already, so there is nothing to wait for. A Whisper model hears far"
    " better: download one now or later. It arrives in the background while you go on here."
)
NO_DRAFT_LEAD: Final = (
    "A Whisper model writes down what you say, on this computer. Until one is here your answers"
    " are recorded and kept, and read as soon as it is. A download arrives in the background"
    " while you go on here."
)
SAMPLE_LEAD: Final = (
    "One easy question, as in any session: think, speak, stop, say how it went. Then see which"
    " points you made and how you sounded."
)
SAMPLE_UNREAD_LEAD: Final = (
    "One easy question, as in any session. There is no speech model yet, so your answer is kept"
    " and can be played; its feedback comes with the model."
)
SAMPLE_SILENT_LEAD: Final = (
    "There is no microphone, so somebody else answers. Look at the feedback, listen to a point,"
    " overrule one: yours will look the same."
)
DEMO_TIMES: Final = "Answered in 0:47 by a computer voice. Not everything is in it."
NO_QUESTION: Final = "No questions could be read. Settings, Folders says what is wrong with them."


class StepPage(ScrollPage):
    """One step: a heading, a sentence or two, and below what there is to do.

    Signals:
        happened: A WelcomePageEvent.
    """

    happened = Signal(object)

    stage_px: int = STAGE_PX
    top_px: int = TOP_PX

    def __init__(self, heading: str, role: Role = "page") -> None:
        super().__init__()
        self.heading = Text(heading, role, wrap=True)
        self.lead = Text("", "lead", ink="text_2", wrap=True)
        self.rows: Sequence[QBoxLayout] = ()

    def show_state(self, state: WelcomeState) -> None:
        """Show another state; a step that is always the same shows nothing new."""

    def add_head(self) -> None:
        """Add the heading and the sentence below it."""
        self.column.addWidget(self.heading)
        self.column.addSpacing(8)
        self.column.addWidget(self.lead)
        self.column.addSpacing(28)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read, in the middle; fold rows that do not fit between."""
        super().resizeEvent(event)
        narrow = self.width() - 2 * SIDE_PX - GUTTER_PX < look.px(FOLD_PX)
        direction = QBoxLayout.Direction
        for row in self.rows:
            row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        margin = max(SIDE_PX, (self.width() - look.px(self.stage_px)) // 2)
        top = max(24, min(self.top_px, (self.height() - look.px(480)) // 2))
        self.column.setContentsMargins(margin, top, margin, 24)


class HelloStep(StepPage):
    """What the program does, and what it does not."""

    stage_px: int = WIDE_STAGE_PX

    def __init__(self) -> None:
        super().__init__("Rehearse your answers before it counts", "question")
        self.lead.setText(
            "Greenroom asks an interview question, and you answer aloud. Then you see which points"
            " you made and how you sounded, and choose what to change."
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(_Mark(), alignment=Qt.AlignmentFlag.AlignLeft)
        words.addSpacing(20)
        words.addWidget(self.heading)
        words.addSpacing(8)
        words.addWidget(self.lead)
        words.addSpacing(20)
        for index, (icon, title, text) in enumerate(PROMISES):
            if index:
                words.addWidget(Rule())
            words.addWidget(_promise(icon, title, text))
        words.addStretch()
        self._halves = QHBoxLayout()
        self._halves.setSpacing(BETWEEN_PX)
        self._halves.addLayout(words, 1)
        self._halves.addWidget(Preview(), alignment=Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(self._halves)
        self.column.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the example below the words where there is little width."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW_PX)
        direction = QBoxLayout.Direction
        self._halves.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._halves.setSpacing(SIDE_PX if narrow else BETWEEN_PX)


class MicrophoneStep(StepPage):
    """Choosing a microphone and hearing oneself through it, or what to do without one."""

    def __init__(self) -> None:
        super().__init__("Can it hear you?")
        self.part = MicrophonePart()
        self.part.happened.connect(lambda event: self.happened.emit(event))
        self.rows = self.part.rows_to_fold
        card = Card((24, 20, 24))
        card.column.addWidget(self.part)
        self.advice = QWidget()
        column = QVBoxLayout(self.advice)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(8)
        for number, words in enumerate(NO_MICROPHONE, 1):
            column.addWidget(_numbered(number, words))
        self.lead.setText(MICROPHONE_LEAD)
        self.add_head()
        self.column.addWidget(card)
        self.column.addWidget(self.advice)
        self.column.addStretch()

    def show_state(self, state: WelcomeState) -> None:
        """Show the microphones there are, and how the test goes."""
        self.heading.setText("Can it hear you?" if state.can_record else "No microphone yet")
        self.lead.setVisible(state.can_record)
        self.advice.setVisible(not state.can_record)
        self.part.show_state(state.sound)


class SpeechStep(StepPage):
    """Choosing what turns speech into text, or leaving it as it is."""

    top_px: int = LIST_TOP_PX

    def __init__(self, ask_folder: AskFolder) -> None:
        super().__init__("From speech to text")
        self.part = SpeechModelPart(ask_folder)
        self.part.happened.connect(lambda event: self.happened.emit(event))
        self.rows = self.part.rows_to_fold
        self.add_head()
        self.column.addWidget(self.part)
        self.column.addStretch()

    def show_state(self, state: WelcomeState) -> None:
        """Show the models there are."""
        self.lead.setText(DRAFT_LEAD if state.has_draft else NO_DRAFT_LEAD)
        self.part.show_state(state.sound)


class SampleStep(StepPage):
    """One question to answer, or an answer to look at."""

    def __init__(self) -> None:
        super().__init__("One question to try it")
        self._caption = Text("", "caption", wrap=True)
        self._question = Text("", "title", wrap=True)
        self._times = Text("", "second", wrap=True)
        self.demo = Button("See a demo answer first", "link", icon=Icon.ARROW_RIGHT)
        self.demo.clicked.connect(lambda: self.happened.emit(ShowDemo()))
        self._card = Card((24, 20, 24))
        self._card.column.setSpacing(6)
        for text in (self._caption, self._question, self._times):
            self._card.column.addWidget(text)
        self.add_head()
        self.column.addWidget(self._card)
        self.column.addSpacing(16)
        self.column.addWidget(self.demo, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch()

    def show_state(self, state: WelcomeState) -> None:
        """Show the question, or the one of the demo, or say why there is neither."""
        silent = not state.can_record and state.demo is not None
        question = state.demo if silent else state.question
        self.heading.setText("An answer to look at" if silent else "One question to try it")
        if question is None:
            self.lead.setText(NO_QUESTION)
        elif silent:
            self.lead.setText(SAMPLE_SILENT_LEAD)
        else:
            self.lead.setText(SAMPLE_LEAD if state.can_read else SAMPLE_UNREAD_LEAD)
        self._card.setVisible(question is not None)
        self.demo.setVisible(not silent and state.demo is not None)
        if question is not None:
            self._caption.setText(question.pack_title or question.group)
            self._question.setText(question.ask)
            self._times.setText(DEMO_TIMES if silent else _times(state))


class _Mark(QWidget):
    """The mark of the program."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.px(MARK_PX), look.px(MARK_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        draw_mark(painter, QRectF(self.rect()), colours.accent, colours.on_accent)


def _promise(icon: Icon, title: str, words: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 16, 0, 16)
    row.setSpacing(16)
    row.addWidget(Glyph(icon, 24, ink="accent"), alignment=Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Text(title, "bold", wrap=True))
    column.addWidget(Text(words, ink="text_2", wrap=True))
    row.addLayout(column, 1)
    return line


def _numbered(number: int, words: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(Text(str(number), "strong", ink="text_3"), alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(words, wrap=True), 1)
    return line


def _times(state: WelcomeState) -> str:
    return (
        f"{clock(state.think_s)} to think, {clock(state.answer_s)} to answer. Space starts and"
        " stops the recording."
    )
