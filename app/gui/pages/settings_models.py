"""Settings, Sound and speech: choosing what turns speech into text, and getting it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.gui import look
from app.gui.icons import Icon
from app.gui.keys import reading_order
from app.gui.pages.settings_model_row import ACTIONS_PX, FACTS_PX, SIZE_PX, ModelRow, Room
from app.gui.pages.settings_part import Part
from app.gui.pages.settings_values import (
    ChangeSettings,
    Finding,
    ImportModel,
    MeasureSpeed,
    OpenPath,
    SettingsState,
    StopMeasuring,
)
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.choice import MARK_PX
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.folder_dialog import AskFolder
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.text import Text

if TYPE_CHECKING:
    from app.session.model_views import ModelView, ShelfView

DRAFT: Final = ""
DRAFT_NOTICE = Message(
    "The draft engine is in use until a model is here",
    "It mishears about every third word. Its text and its key points are marked ‘draft’ and stay"
    " out of trends until a model has read the take again, or you confirm them.",
)
# One model of each size is enough to choose from; the others are one click away.
HANDFUL: Final = ("tiny", "base", "small", "large-v3-turbo")
# Below these widths, at the normal text size, rows fold.
WIDE_PX, FOLDED_PX = 620, 400


class SpeechModelPart(Part):
    """All speech models: which is in use, which are here, and which one can get."""

    def __init__(self, ask_folder: AskFolder) -> None:
        super().__init__("Speech model", "Turns speech into text, on this computer only")
        self._ask_folder = ask_folder
        self._state: SettingsState | None = None
        self._keys: tuple[str, ...] | None = None
        self.draft_notice = NoticeBar()
        self.problem = NoticeBar()
        self.rows: dict[str, ModelRow] = {}
        self._header = _Header()
        more = QWidget()
        self._few, self._rest = _column(), _column(more)
        self.all_models = Disclosure("", more)
        self._group = QButtonGroup(self)
        self.add = Button("Import a model folder…", icon=Icon.FOLDER_SIMPLE_PLUS, size="field")
        self.folder = Button("Show model folder", "quiet", icon=Icon.FOLDER_OPEN, size="field")
        self.measure = Button("Measure again", "quiet", size="field")
        self._speed = Text("", "caption", wrap=True)
        self._lay_out()
        self.add.clicked.connect(lambda: self._import())
        self.folder.clicked.connect(lambda: self._open_folder())
        self.measure.clicked.connect(lambda: self._measure())

    def show_state(self, state: SettingsState) -> None:
        """Show the models there are, and which is in use."""
        self._state = state
        shelf, in_use = state.shelf, state.settings.whisper_folder
        self.draft_notice.show_message(None if in_use else DRAFT_NOTICE)
        self.problem.show_message(_message_of(shelf, state.finding))
        keys = tuple(model.key for model in shelf.models)
        if keys != self._keys:
            self._keys = keys
            self._arrange(shelf.models, english=state.settings.language == "en")
        measuring = shelf.measuring
        self.rows[DRAFT].show_draft(shelf.draft_work_s, measuring=measuring, in_use=not in_use)
        for model in shelf.models:
            used = bool(in_use) and in_use == model.folder
            self.rows[model.key].show_model(model, measuring=measuring, in_use=used)
        self._show_speed(shelf)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rows where there is little width."""
        super().resizeEvent(event)
        self._fit()

    def _show_speed(self, shelf: ShelfView) -> None:
        measured = any(model.work_s is not None for model in shelf.models)
        self.measure.setText("Measure again" if measured else "Measure")
        words = "Times come from a speed test of this computer."
        if shelf.measuring:
            self.measure.setText("Stop")
            words = "The speed of this computer is being measured."
        elif not measured:
            words = "A speed test of this computer tells how long each model takes."
        self.measure.setAccessibleName(f"{self.measure.text()}: the speed of this computer")
        self._speed.setText(words)

    def _arrange(self, models: Sequence[ModelView], *, english: bool) -> None:
        """Put the rows in order: those there were stay the same widgets, and keep the focus."""
        keys = [DRAFT, *(model.key for model in models)]
        titles = {model.key: model.title for model in models} | {DRAFT: "Draft engine"}
        for key in [key for key in self.rows if key not in keys]:
            self._remove(key)
        for key in keys:
            if key not in self.rows:
                self._add(key, titles[key])
        few = [DRAFT, *(model.key for model in models if _stands_out(model, english=english))]
        rest = [key for key in keys if key not in few]
        _fill(self._few, [self.rows[key] for key in few])
        _fill(self._rest, [self.rows[key] for key in rest])
        self.all_models.set_words(f"All other models ({len(rest)})")
        self.all_models.setVisible(bool(rest))
        self._fit()
        first = [self.rows[key] for key in few]
        reading_order(*first, self.all_models, self.add, self.folder, self.measure)

    def _add(self, key: str, title: str) -> None:
        row = self.rows[key] = ModelRow(title)
        row.chosen.connect(lambda: self._choose(row))
        row.happened.connect(lambda event: self.happened.emit(event))
        self._group.addButton(row.choice)

    def _remove(self, key: str) -> None:
        row = self.rows.pop(key)
        self._group.removeButton(row.choice)
        row.hide()
        row.deleteLater()

    def _choose(self, row: ModelRow) -> None:
        if self._state:
            settings = replace(self._state.settings, whisper_folder=row.folder)
            self.happened.emit(ChangeSettings(settings))

    def _import(self) -> None:
        if folder := self._ask_folder(self, "Choose the folder of a Whisper model", ""):
            self.happened.emit(ImportModel(folder))

    def _open_folder(self) -> None:
        if self._state:
            self.happened.emit(OpenPath(self._state.shelf.folder))

    def _measure(self) -> None:
        if self._state:
            running = self._state.shelf.measuring
            self.happened.emit(StopMeasuring() if running else MeasureSpeed())

    def _fit(self) -> None:
        room: Room = "wide"
        if self.width() < look.px(WIDE_PX):
            room = "folded" if self.width() >= look.px(FOLDED_PX) else "narrow"
        self._header.set_room(room)
        for row in self.rows.values():
            row.set_room(room)

    def _lay_out(self) -> None:
        self.column.addWidget(self.draft_notice)
        self.column.addWidget(self.problem)
        table = _column()
        table.addWidget(self._header)
        table.addLayout(self._few)
        table.addWidget(self.all_models)
        table.addWidget(Rule())
        self.column.addLayout(table)
        row = self.add_row(12)
        row.addWidget(self.add)
        row.addWidget(self.folder)
        row.addWidget(self._speed, 1)
        row.addWidget(self.measure)


class _Header(QWidget):
    """What the columns are; where rows are folded, what their second lines are."""

    def __init__(self) -> None:
        super().__init__()
        self._folded = Text("Size, and time for a two-minute answer", "caption", wrap=True)
        self._model = Text("Model", "caption")
        self._size = Text("Size", "caption")
        self._time = Text("Time for a two-minute answer", "caption")
        self._size.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._rest = QWidget()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 4, 0, 8)
        for widget in (self._folded, self._model, self._size, self._time, self._rest):
            self._row.addWidget(widget, 1 if widget is self._model else 0)

    def set_room(self, room: Room) -> None:
        """Stand in the same columns as the rows."""
        wide = room == "wide"
        self._folded.setVisible(not wide)
        self._folded.setContentsMargins(look.px(MARK_PX + 12), 0, 0, 0)
        self._row.setSpacing(look.px(24))
        self._model.setContentsMargins(look.px(MARK_PX + 12), 0, 0, 0)
        self._size.setFixedWidth(look.px(SIZE_PX))
        self._time.setFixedWidth(look.px(FACTS_PX))
        self._rest.setFixedWidth(look.px(ACTIONS_PX))
        for widget in (self._model, self._size, self._time, self._rest):
            widget.setVisible(wide)

    def minimumSizeHint(self) -> QSize:
        """Return no width, so that it does not keep the rows from folding."""
        return QSize(0, super().minimumSizeHint().height())


def _column(area: QWidget | None = None) -> QVBoxLayout:
    column = QVBoxLayout(area) if area else QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _fill(column: QVBoxLayout, rows: Sequence[ModelRow]) -> None:
    """Put rows into a column, with a line above each; rows that are there already live on."""
    while (item := column.takeAt(0)) is not None:
        if isinstance(widget := item.widget(), Rule):
            widget.hide()
            widget.deleteLater()
    for row in rows:
        column.addWidget(Rule())
        column.addWidget(row)


def _stands_out(model: ModelView, *, english: bool) -> bool:
    """Return whether a model is shown at once: it is here, on its way, or worth a thought."""
    concerns = model.phase != "absent" or model.suggested or model.kept_bytes or model.problem
    name = model.key.removesuffix(".en")
    fitting = model.key.endswith(".en") == english or name == "large-v3-turbo"
    return bool(concerns) or (name in HANDFUL and fitting)


def _message_of(shelf: ShelfView, finding: Finding | None) -> Message | None:
    if shelf.problem:
        return Message("That folder could not be imported", shelf.problem)
    if finding is None:
        return None
    return Message(finding.title, finding.text, "accent" if finding.good else "amber")
