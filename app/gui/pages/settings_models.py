"""Settings, Sound and speech: choosing what turns speech into text."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.keys import reading_order
from app.gui.pages.settings_part import Part
from app.gui.pages.settings_values import ChangeSettings, ImportModel, SettingsState
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.chip import Chip
from app.gui.widgets.choice import RadioRow, RowLook
from app.gui.widgets.folder_dialog import AskFolder
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.text import Text

DRAFT_NOTICE = Message(
    "The draft engine is in use until a model is here",
    "It mishears about every third word. Its text and its key points are marked ‘draft’ and stay"
    " out of trends until a model has read the take again, or you confirm them.",
)


class SpeechModelPart(Part):
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
