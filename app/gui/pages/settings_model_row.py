"""Settings, Sound and speech: one speech model, with what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.sizes import size_in_words
from app.gui import look
from app.gui.icons import Icon
from app.gui.pages.settings_model_words import (
    detail_words,
    pace_words,
    part_words,
    time_words,
)
from app.gui.pages.settings_values import (
    CancelDownload,
    CheckModel,
    DeleteModel,
    DiscardDownload,
    DownloadModel,
)
from app.gui.widgets.button import Button
from app.gui.widgets.chip import Chip
from app.gui.widgets.choice import MARK_PX, RadioRow, RowLook
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text

if TYPE_CHECKING:
    from app.session.model_views import Arrival, ModelView

SIZE_PX: Final = 72
FACTS_PX: Final = 200
ACTIONS_PX: Final = 190
LEAST_PX: Final = 200
PADDING: Final = (0, 10)

Room = Literal["wide", "folded", "narrow"]
"""Whether a row is one line, two, or a column."""

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Action:
    """A button: its word, what it does, its icon, and whether it can be pressed."""

    words: str
    act: Callable[[], None]
    icon: Icon | None = None
    enabled: bool = True


class Facts(QWidget):
    """The size, and the time or how far a download is: columns, or a line below the name."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.size_words = Text("", "second")
        self.time = Text("", "second", wrap=True)
        self.bar = Progress(f"Arrival of {title}")
        self._part = Text("", "caption")
        self._pace = Text("", "caption")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.size_words)
        self._about = QWidget()
        column = QVBoxLayout(self._about)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        below = QHBoxLayout()
        below.addWidget(self._part)
        below.addStretch()
        below.addWidget(self._pace)
        column.addStretch()
        column.addWidget(self.time)
        column.addWidget(self.bar)
        column.addLayout(below)
        column.addStretch()
        self._row.addWidget(self._about, 1)
        self._arrival: Arrival | None = None
        self._narrow = False
        self.show_arrival(None)

    def show_arrival(self, arrival: Arrival | None) -> None:
        """Show how far a download is, or (None) the time."""
        self._arrival = arrival
        self._show_size()
        for widget in (self.bar, self._part, self._pace):
            widget.setVisible(arrival is not None)
        self.time.setVisible(arrival is None)
        if arrival is not None:
            self.bar.set_fraction(arrival.done_bytes / max(1, arrival.total_bytes))
            self._part.setText(part_words(arrival.done_bytes, arrival.total_bytes))
            self._pace.setText(pace_words(arrival))

    def set_narrow(self, narrow: bool) -> None:
        """Stand in columns of fixed width, or one after the other."""
        self._narrow = narrow
        self._show_size()
        self._row.setSpacing(look.px(12 if narrow else 24))
        self.size_words.setAlignment(_LEFT if narrow else _RIGHT)
        self.size_words.setMinimumWidth(0 if narrow else look.px(SIZE_PX))
        width = look.px(SIZE_PX + 24 + FACTS_PX)
        self.setMinimumWidth(0 if narrow else width)
        self.setMaximumWidth(16_777_215 if narrow else width)

    def _show_size(self) -> None:
        """Show the size, unless there is little room and the part that has arrived tells it."""
        self.size_words.setVisible(not self._narrow or self._arrival is None)


class ModelRow(QWidget):
    """One way to turn speech into text.

    Signals:
        chosen: It shall be used.
        happened: A SettingsEvent about it.
    """

    chosen = Signal()
    happened = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.folder = ""
        self.choice = RadioRow(title, RowLook(detail=" ", padding=PADDING, fades=False))
        self.choice.clicked.connect(lambda: self.chosen.emit())
        self.facts = Facts(title)
        self.problem = Text("", "second", ink="amber_ink", wrap=True)
        self.problem.hide()
        self._in_use = Chip("In use")
        self.buttons = (Button("", size="small"), Button("", "quiet", size="small"))
        self._acts: list[Callable[[], None]] = [lambda: None, lambda: None]
        self._model: ModelView | None = None
        self._measuring = False
        self._asked = False  # whether it shall be deleted
        self._room: Room = "wide"
        self._lay_out()
        for index, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, index=index: self._acts[index]())

    def show_draft(self, work_s: float | None, *, measuring: bool, in_use: bool) -> None:
        """Show the engine that is built in."""
        self.choice.show_row(RowLook(detail="Built in, English", padding=PADDING))
        self.facts.size_words.setText("built in")
        self.facts.time.setText(time_words(work_s, measuring=measuring))
        self._show_in_use(in_use)
        self._show_actions(None, None)

    def show_model(self, model: ModelView, *, measuring: bool, in_use: bool) -> None:
        """Show a model as it is now; the widgets stay, and with them the focus."""
        self._model, self._measuring, self.folder = model, measuring, model.folder
        self._asked = self._asked and model.phase == "ready"
        usable = model.phase == "ready"
        mark = "Suggested" if model.suggested else ""
        self.choice.show_row(
            RowLook(
                detail=detail_words(model),
                padding=PADDING,
                mark=mark,
                fades=not model.fits or model.phase == "damaged",
            )
        )
        self.choice.setEnabled(usable)
        self._show_in_use(in_use)
        self.facts.size_words.setText(size_in_words(model.size_bytes) if model.size_bytes else "")
        self.facts.show_arrival(model.arrival if model.phase == "downloading" else None)
        self.facts.time.setText(self._fact_words(model))
        self.problem.setText(model.problem)
        self.problem.setVisible(bool(model.problem))
        self._show_actions(*self._actions(model))

    def set_room(self, room: Room) -> None:
        """Stand in one line, or below each other."""
        self._room = room
        narrow, direction = room != "wide", QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._line.setSpacing(0 if narrow else look.px(24))
        stacked = room == "narrow"
        self._beside.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._beside.setSpacing(look.px(6 if stacked else 24))
        indent = look.px(MARK_PX + 12)
        self._beside.setContentsMargins(indent if narrow else 0, 0, 0, 10 if narrow else 0)
        self.problem.setContentsMargins(indent, 0, 0, 10)
        self.facts.set_narrow(narrow)
        self._actions_area.setMinimumWidth(0 if narrow else look.px(ACTIONS_PX))
        self._actions_row.setStretch(0, 0 if stacked else 1)
        self._actions_row.setStretch(self._actions_row.count() - 1, 1 if stacked else 0)

    def minimumSizeHint(self) -> QSize:
        """Return a width that rows fold at: what is wider would keep them from folding."""
        return QSize(look.px(LEAST_PX), super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text has another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_room(self._room)

    # What is shown -----------------------------------------------------------------

    def _fact_words(self, model: ModelView) -> str:
        if self._asked:
            return f"Delete its {size_in_words(model.size_bytes)}?"
        if model.phase == "damaged":
            return ""
        if model.kept_bytes:
            return f"{part_words(model.kept_bytes, model.size_bytes)} have arrived"
        if not model.fits and model.phase == "absent":
            return ""
        return time_words(model.work_s, measuring=self._measuring)

    def _show_in_use(self, in_use: bool) -> None:
        if self.choice.isChecked() != in_use:
            self.choice.setChecked(in_use)
        self._in_use.setVisible(in_use)

    def _actions(self, model: ModelView) -> tuple[_Action | None, _Action | None]:
        """Return what can be done with a model now: the likely, and what is done seldom."""
        get, key = self._sends(DownloadModel(model.key)), model.key
        match model.phase:
            case "absent" if model.kept_bytes:
                discard = self._sends(DiscardDownload(key))
                return _Action("Resume", get, enabled=model.fits), _Action("Discard", discard)
            case "absent":
                return _Action("Download", get, Icon.DOWNLOAD_SIMPLE, model.fits), None
            case "downloading":
                return _Action("Cancel", self._sends(CancelDownload(key))), None
            case "damaged":
                check = _Action("Check", self._sends(CheckModel(key)))
                known = bool(model.languages)  # as only those of the catalogue have them
                return _Action("Download again", get) if known else None, check
            case "ready" if self._asked:
                # What asks stands where the answer 'no' is then: a double click deletes nothing.
                return _Action("Delete", self._sends(DeleteModel(key))), _Action("Keep", self._keep)
            case "ready":
                return None, _Action("Delete…", self._ask) if model.removable else None

    def _show_actions(self, *actions: _Action | None) -> None:
        for index, (button, action) in enumerate(zip(self.buttons, actions, strict=True)):
            button.setVisible(action is not None)
            if action is not None:
                self._acts[index] = action.act
                button.setEnabled(action.enabled)
                if button.text() != action.words:
                    button.setText(action.words)
                    button.set_glyph(action.icon)
                    button.setAccessibleName(f"{action.words.rstrip('…')} {self.title}")

    def _sends(self, event: object) -> Callable[[], None]:
        return lambda: self.happened.emit(event)

    def _ask(self) -> None:
        self._set_asked(True)

    def _keep(self) -> None:
        self._set_asked(False)

    def _set_asked(self, asked: bool) -> None:
        if self._model:
            self._asked = asked
            in_use = self.choice.isChecked()
            self.show_model(self._model, measuring=self._measuring, in_use=in_use)

    def _lay_out(self) -> None:
        self._actions_area = QWidget()
        self._actions_row = QHBoxLayout(self._actions_area)
        self._actions_row.setContentsMargins(0, 0, 0, 0)
        self._actions_row.setSpacing(8)
        self._actions_row.addStretch()
        for widget in (self._in_use, *self.buttons):
            self._actions_row.addWidget(widget)
        self._actions_row.addStretch()
        self._beside = QHBoxLayout()
        self._beside.addWidget(self.facts, 1)
        self._beside.addWidget(self._actions_area)
        self._line = QHBoxLayout()
        self._line.addWidget(self.choice, 1)
        self._line.addLayout(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._line)
        column.addWidget(self.problem)
