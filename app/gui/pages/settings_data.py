"""Settings, Your data: everything into one zip, out of one again, and for other programs."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.sizes import size_in_words
from app.gui.icons import Icon
from app.gui.pages.data_events import (
    BringIn,
    ChooseArchive,
    ExportAll,
    ExportHistory,
    ShowFile,
    StopData,
)
from app.gui.pages.settings_sections import Section
from app.gui.pages.settings_values import SettingsState
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.choice import CheckRow, RowLook
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text
from app.session.data_views import DataView
from app.session.data_words import exported_words, imported_lines, made_words, preview_lines

ALL: Final = (
    "Your answers, recordings, question packs and settings, to keep elsewhere or to take to "
    "another computer. Nothing in the zip is encrypted."
)
IMPORT: Final = (
    "You see what a zip would bring before anything changes. Answers that are here already are "
    "not doubled, and the history is backed up before."
)
OTHERS: Final = (
    "One row for each answer, for spreadsheets; or everything with the time of every word, for "
    "programs. The recordings are not in them."
)
DOING: Final = {"exporting": "Writing", "checking": "Checking", "importing": "Bringing in"}


class DataSection(Section):
    """Shows a DataView.

    Signals:
        asked: A DataEvent.
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("Your data")
        self.export_all = Button("Export everything…", icon=Icon.EXPORT, size="field")
        self.choose = Button("Choose a zip…", icon=Icon.UPLOAD_SIMPLE, size="field")
        self.table = Button("Table (CSV)…", icon=Icon.TABLE, size="field")
        self.data = Button("Data (JSON)…", icon=Icon.FILE_TEXT, size="field")
        self.under_way = UnderWay()
        self.preview = PreviewCard()
        self.notice = NoticeBar()
        self._exported = ""
        self._lay_out()
        self.export_all.clicked.connect(lambda: self.asked.emit(ExportAll()))
        self.choose.clicked.connect(lambda: self.asked.emit(ChooseArchive()))
        self.table.clicked.connect(lambda: self.asked.emit(ExportHistory("csv")))
        self.data.clicked.connect(lambda: self.asked.emit(ExportHistory("json")))
        self.under_way.stop.clicked.connect(lambda: self.asked.emit(StopData()))
        self.preview.bring_in.clicked.connect(
            lambda: self.asked.emit(BringIn(self.preview.settings.isChecked()))
        )
        self.preview.put_away.clicked.connect(lambda: self.asked.emit(StopData()))
        self.notice.acted.connect(lambda _message: self.asked.emit(ShowFile(self._exported)))
        self.show_data(DataView())

    def show_state(self, state: SettingsState) -> None:
        """Show another state of the settings."""
        self.settings = state.settings

    def show_data(self, view: DataView) -> None:
        """Show what goes on with the data."""
        self.under_way.show_data(view)
        self.preview.show_data(view)
        for button in (self.export_all, self.choose):
            button.setEnabled(not view.busy)
        self._exported = str(view.exported.path) if view.exported else ""
        self.notice.show_message(_message(view))

    def _lay_out(self) -> None:
        for widget in (self.notice, self.under_way, self.preview):
            self.column.addWidget(widget)
        parts = (
            ("Everything as one zip", ALL, (self.export_all,)),
            ("Bring in a zip", IMPORT, (self.choose,)),
            ("The history for other programs", OTHERS, (self.table, self.data)),
        )
        for index, (title, words, buttons) in enumerate(parts):
            if index:
                self.column.addWidget(Rule())
            head = QVBoxLayout()
            head.setSpacing(4)
            head.addWidget(Text(title, "strong"))
            head.addWidget(Text(words, "second", wrap=True))
            self.column.addLayout(head)
            self._add_buttons(buttons)
        self.column.addStretch()

    def _add_buttons(self, buttons: tuple[Button, ...]) -> None:
        row = _row()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        self.column.addLayout(row)
        self.fold(row)


class UnderWay(QWidget):
    """How far something is, and a way to stop it."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", "strong", wrap=True)
        self._how_far = Text("", "second")
        self.bar = Progress("How far it is")
        self.stop = Button("Cancel", "quiet", size="small")
        row = _row()
        row.addWidget(self.bar, 1)
        row.addWidget(self._how_far)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addLayout(row)

    def show_data(self, view: DataView) -> None:
        """Show how far it is."""
        self.setVisible(view.busy)
        if not view.busy:
            return
        name = view.file.name if view.file else ""
        self._words.setText(f"{DOING[view.phase]} “{name}”")
        self.bar.set_fraction(view.fraction)
        done, total = size_in_words(view.done_bytes), size_in_words(view.total_bytes)
        self._how_far.setText(f"{done} of {total}" if view.total_bytes else "")


class PreviewCard(Card):
    """What a zip would bring, and the question whether to bring it."""

    def __init__(self) -> None:
        super().__init__((20, 16, 16))
        self._title = Text("", "strong", wrap=True)
        self._lines = Text("", wrap=True)
        self.settings = CheckRow(
            "Take over its settings, too",
            RowLook(detail="Not the microphone, the speech model or folders"),
        )
        self.bring_in = Button("Import", "primary", icon=Icon.DOWNLOAD_SIMPLE, size="field")
        self.put_away = Button("Not now", "quiet", size="field")
        row = _row()
        row.addWidget(self.bring_in)
        row.addWidget(self.put_away)
        row.addStretch()
        self.column.setSpacing(10)
        for widget in (self._title, self._lines, self.settings):
            self.column.addWidget(widget)
        self.column.addLayout(row)
        self._shown: object = None

    def show_data(self, view: DataView) -> None:
        """Show what there is to bring."""
        preview = view.preview if view.phase == "ready" else None
        self.setVisible(preview is not None)
        if preview is None or preview == self._shown:
            self._shown = preview
            return
        self._shown = preview
        self._title.setText(f"In “{preview.path.name}”{made_words(preview)}")
        self._lines.setText("\n".join(preview_lines(preview)))
        self.settings.setVisible(preview.has_settings)
        self.settings.setChecked(False)
        self.bring_in.setEnabled(preview.has_settings or not preview.empty)


def _row() -> QBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    return row


def _message(view: DataView) -> Message | None:
    if view.problem:
        title, _, text = view.problem.partition(". ")
        return Message(title.removesuffix("."), text)
    if view.imported is not None:
        lines = imported_lines(view.imported)
        return Message("Imported", "\n".join(lines), tone="accent")
    if view.exported is not None:
        title, text = f"Saved “{view.exported.path.name}”", exported_words(view.exported)
        return Message(title, text, tone="accent", action="Open folder")
    return None
