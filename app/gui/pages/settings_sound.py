"""Settings, Sound and speech: the microphone, the speech model, the embedding model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.keys import reading_order
from app.gui.pages.settings_values import (
    CancelFetch,
    ChangeSettings,
    CheckMicrophone,
    Embedding,
    FetchEmbedding,
    ImportModel,
    LookForMicrophones,
    SettingsState,
    StopCheck,
)
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.chip import Chip
from app.gui.widgets.choice import RadioRow, RowLook
from app.gui.widgets.fields import ComboBox
from app.gui.widgets.folder_dialog import AskFolder
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.level_meter import LevelMeter
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text

if TYPE_CHECKING:
    from app.session.views import CheckView

DRAFT_NOTICE = Message(
    "The draft engine is in use until a model is here",
    "It mishears about every third word. Its text and its key points are marked ‘draft’ and stay"
    " out of trends until a model has read the take again, or you confirm them.",
)
MICROPHONES_GONE = "No microphone was found. Plug one in, then look again."


class SoundSection(ScrollPage):
    """Shows the sound part of a SettingsState.

    Signals:
        happened: A SettingsEvent.
    """

    happened = Signal(object)

    def __init__(self, ask_folder: AskFolder) -> None:
        super().__init__((40, 41, 40, 32))
        self.microphone = MicrophonePart()
        self.model = SpeechModelPart(ask_folder)
        self.embedding = EmbeddingPart()
        for index, part in enumerate((self.microphone, self.model, self.embedding)):
            part.happened.connect(lambda event: self.happened.emit(event))
            if index:
                self.column.addSpacing(24)
                self.column.addWidget(Rule())
                self.column.addSpacing(20)
            self.column.addWidget(part)
            for row in part.rows_to_fold:
                self.fold(row)
        self.column.addStretch()

    def show_state(self, state: SettingsState) -> None:
        """Show another state."""
        self.microphone.show_state(state)
        self.model.show_state(state)
        self.embedding.show_embedding(state.embedding)


class _Part(QWidget):
    """A heading, a remark beside it, and a column below."""

    happened = Signal(object)

    def __init__(self, title: str, remark: str = "") -> None:
        super().__init__()
        self.rows_to_fold: list[QBoxLayout] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        head = self.add_row(16)
        head.addWidget(Text(title, "section"))
        head.addStretch(1)
        head.addWidget(Text(remark, "second"))

    def add_row(self, spacing: int = 12) -> QBoxLayout:
        """Add a row to the column, and have it fold where there is little width."""
        row = QHBoxLayout()
        row.setSpacing(spacing)
        self.column.addLayout(row)
        self.rows_to_fold.append(row)
        return row


class MicrophonePart(_Part):
    """Choosing a microphone and hearing oneself through it."""

    def __init__(self) -> None:
        super().__init__("Microphone")
        self.choice = ComboBox(Icon.MICROPHONE)
        self.choice.setAccessibleName("Microphone")
        self.look = Button("Look again", "quiet", icon=Icon.ARROW_COUNTER_CLOCKWISE, size="field")
        self.test = Button("Record 5 s and play back", icon=Icon.RECORD, key="Ctrl T", size="field")
        self.problem = NoticeBar()
        self.meter = LevelMeter()
        self._glyph = Glyph(Icon.CHECK_CIRCLE, 18, ink="accent_ink")
        self._verdict = Text("", "second", wrap=True)
        self._testing = False
        self._state: SettingsState | None = None
        self._lay_out()
        self.choice.activated.connect(lambda: self._choose())
        self.look.clicked.connect(lambda: self.happened.emit(LookForMicrophones()))
        self.test.clicked.connect(lambda: self.toggle_test())

    def show_state(self, state: SettingsState) -> None:
        """Show the microphones there are, and how the test goes."""
        self._state = state
        options: list[tuple[object, str]] = [(m.name, m.label) for m in state.microphones]
        self.choice.set_options(options, state.settings.microphone)
        self.choice.setEnabled(bool(options))
        problem = state.microphone_problem or ("" if options else MICROPHONES_GONE)
        message = Message(problem, icon=Icon.MICROPHONE_SLASH) if problem else None
        self.problem.show_message(message)
        self._show_check(state.check)

    def toggle_test(self) -> None:
        """Start the test recording, or end it."""
        if self.test.isEnabled():
            self.happened.emit(StopCheck() if self._testing else CheckMicrophone())

    def _show_check(self, check: CheckView) -> None:
        self._testing = check.phase != "idle"
        self.test.setText("Stop" if self._testing else "Record 5 s and play back")
        self.test.set_glyph(Icon.STOP_FILL if self._testing else Icon.RECORD)
        self.test.setEnabled(self.choice.isEnabled() or self._testing)
        if check.phase != "listening":
            self.meter.clear()
        icon, ink = (Icon.INFO, "amber_ink")
        if check.good:
            icon, ink = (Icon.CHECK_CIRCLE, "accent_ink")
        self._glyph.set_icon(icon, ink=ink)
        self._glyph.setVisible(not self._testing and bool(check.verdict))
        self._verdict.setText(_check_words(check))

    def _lay_out(self) -> None:
        row = self.add_row()
        row.addWidget(self.choice, 1)
        row.addWidget(self.look)
        row.addWidget(self.test)
        self.column.addWidget(self.problem)
        level = self.add_row(16)
        level.addWidget(Text("Level", "second"))
        level.addWidget(self.meter)
        verdict = QHBoxLayout()
        verdict.addWidget(self._glyph)
        verdict.addWidget(self._verdict, 1)
        level.addLayout(verdict, 1)

    def _choose(self) -> None:
        if self._state:
            settings = replace(self._state.settings, microphone=self.choice.currentData())
            self.happened.emit(ChangeSettings(settings))


def _check_words(check: CheckView) -> str:
    match check.phase:
        case "opening":
            return "Switching the microphone on"
        case "listening":
            return f"Say something: {round(check.left_s)} s left"
        case "playing":
            return "This is what was heard"
        case "idle":
            return check.verdict


class SpeechModelPart(_Part):
    """Choosing what turns speech into text."""

    def __init__(self, ask_folder: AskFolder) -> None:
        super().__init__("Speech model", "Turns speech into text, on this computer only")
        self._ask_folder = ask_folder
        self._state: SettingsState | None = None
        self._shown: tuple[object, ...] = ()
        self.draft_notice = NoticeBar()
        self.problem = NoticeBar()
        self.add = Button("Choose a model folder…", icon=Icon.FOLDER_SIMPLE_PLUS, size="field")
        self.add.clicked.connect(lambda: self._import())
        self.rows: dict[str, RadioRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._group: QButtonGroup | None = None
        self.column.addWidget(self.draft_notice)
        self.column.addLayout(self._list)
        self.column.addWidget(self.problem)
        words = Text(
            "A folder of a Whisper model in CTranslate2 form, with model.bin and tokenizer.json.",
            "caption",
            wrap=True,
        )
        row = self.add_row(16)
        row.addWidget(self.add)
        row.addWidget(words, 1)

    def show_state(self, state: SettingsState) -> None:
        """Show the models there are, and which is in use."""
        self._state = state
        in_use = state.settings.whisper_folder
        self.draft_notice.show_message(None if in_use else DRAFT_NOTICE)
        problem = state.model_problem
        message = Message("That folder is no model that can be used", problem) if problem else None
        self.problem.show_message(message)
        if (state.models, in_use) != self._shown:
            self._shown = (state.models, in_use)
            self._rebuild(state, in_use)

    def _rebuild(self, state: SettingsState, in_use: str) -> None:
        focused = next((key for key, row in self.rows.items() if row.hasFocus()), None)
        while (item := self._list.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._group = QButtonGroup(self)
        self.rows = {}
        self._add_row("", ("Draft engine", "Built in, English"), in_use == "")
        for model in state.models:
            detail = model.problem or model.detail
            self._add_row(model.folder, (model.title, detail), in_use == model.folder)
            self.rows[model.folder].setEnabled(not model.problem)
        self._list.addWidget(Rule())
        reading_order(*self.rows.values(), self.add)
        if focused in self.rows:
            self.rows[focused].setFocus()

    def _add_row(self, folder: str, words: tuple[str, str], in_use: bool) -> None:
        title, detail = words
        row = RadioRow(title, RowLook(detail=detail, padding=(0, 10)))
        row.setChecked(in_use)
        row.clicked.connect(lambda: self._choose(folder))
        assert self._group is not None  # built just before the rows
        self._group.addButton(row)
        self.rows[folder] = row
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(row, 1)
        if in_use:
            beside.addWidget(Chip("In use"))
        self._list.addWidget(Rule())
        self._list.addWidget(line)

    def _choose(self, folder: str) -> None:
        if self._state:
            settings = replace(self._state.settings, whisper_folder=folder)
            self.happened.emit(ChangeSettings(settings))

    def _import(self) -> None:
        if folder := self._ask_folder(self, "Choose the folder of a Whisper model", ""):
            self.happened.emit(ImportModel(folder))


class EmbeddingPart(_Part):
    """The model that tells which key points an answer has; the only thing ever fetched."""

    def __init__(self) -> None:
        super().__init__("Key point model", "Compares meanings, on this computer only")
        self.fetch = Button("Fetch", icon=Icon.DOWNLOAD_SIMPLE, size="small")
        self.cancel = Button("Cancel", size="small")
        self.progress = Progress("Fetching the key point model")
        self.problem = NoticeBar()
        self._glyph = Glyph(Icon.CHECK_CIRCLE, 18, ink="accent_ink")
        self._words = Text("", "second", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in (self._glyph, self._words, self.fetch, self.cancel):
            row.addWidget(widget, 1 if widget is self._words else 0)
        self.column.addWidget(self.problem)
        self.column.addLayout(row)
        self.column.addWidget(self.progress)
        self.fetch.clicked.connect(lambda: self.happened.emit(FetchEmbedding()))
        self.cancel.clicked.connect(lambda: self.happened.emit(CancelFetch()))

    def show_embedding(self, embedding: Embedding) -> None:
        """Show whether it is there, or how far the fetch is."""
        fetching = embedding.fetched is not None
        self._glyph.set_icon(
            Icon.CHECK_CIRCLE if embedding.ready else Icon.INFO,
            ink="accent_ink" if embedding.ready else "amber_ink",
        )
        self._words.setText(_embedding_words(embedding))
        self.fetch.setText(f"Fetch ({embedding.size_mb} MB)")
        self.fetch.setVisible(not embedding.ready and not fetching)
        self.cancel.setVisible(fetching)
        self.progress.setVisible(fetching)
        self.progress.set_fraction(embedding.fetched or 0.0)
        problem = embedding.problem
        message = Message("The model could not be fetched", problem) if problem else None
        self.problem.show_message(message)


def _embedding_words(embedding: Embedding) -> str:
    if embedding.fetched is not None:
        arrived = round(embedding.fetched * embedding.size_mb)
        return f"{arrived} of {embedding.size_mb} MB. What has arrived is kept if you cancel."
    if embedding.ready:
        return "MiniLM is ready: an answer may use other words than the key point."
    return (
        "MiniLM is not here, so only the words of an answer are compared, not what they mean."
        " Fetching it is the one thing that uses the network."
    )
