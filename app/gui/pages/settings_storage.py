"""Settings, Storage: how much room everything takes, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.core.sizes import size_in_words
from app.gui.icons import Icon
from app.gui.pages.settings_old_sound import OldSoundPart
from app.gui.pages.settings_sections import Section
from app.gui.pages.settings_values import OpenPath, OpenTrash, StorageState
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.text import ElidedText, Text
from app.gui.wording import count
from app.session.keep_views import StorageUsed

if TYPE_CHECKING:
    from app.gui.pages.settings_values import SettingsState
    from app.session.keep_views import SoundTotal

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class StorageSection(Section):
    """What is used by kind, where it is, and old recordings."""

    def __init__(self) -> None:
        super().__init__("Storage")
        self.used = _UsedTable()
        self.open_trash = Button("Open the trash", icon=Icon.TRASH, size="small")
        self.open_folder = Button("Open folder", icon=Icon.FOLDER_OPEN, size="small")
        self.old = OldSoundPart()
        self._sum = Text("", "strong", wrap=True)
        self._folder = ElidedText("", "caption")
        self._lay_out()
        self.open_trash.clicked.connect(lambda: self.happened.emit(OpenTrash()))
        self.open_folder.clicked.connect(lambda: self.happened.emit(OpenPath(self._path)))
        self.old.happened.connect(lambda event: self.happened.emit(event))

    def show_state(self, state: SettingsState) -> None:
        """Show another state."""
        self.settings = state.settings
        self._path = state.data_folder
        self._folder.setText(state.data_folder)
        self.used.show_used(state.storage)
        self._sum.setText(sum_words(state.storage.used))
        self.old.show_old(state.storage.old)

    def _lay_out(self) -> None:
        self._path = ""
        self.column.addWidget(self._sum)
        self.column.addWidget(self.used)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.open_trash)
        row.addWidget(self.open_folder)
        row.addWidget(self._folder, 1)
        self.column.addLayout(row)
        self.column.addWidget(Rule())
        self.column.addWidget(self.old)
        self.column.addStretch()
        for part_row in (row, *self.old.rows_to_fold):
            self.fold(part_row)


class _UsedTable(QWidget):
    """A line for each kind: what it is, and how large."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        self._lines = [(Text("", wrap=True), Text("")) for _ in used_lines(StorageState())]
        for row, (words, size) in enumerate(self._lines):
            grid.addWidget(words, row, 0)
            grid.addWidget(size, row, 1, _RIGHT)

    def show_used(self, state: StorageState) -> None:
        """Show what was measured."""
        for (words, size), line in zip(self._lines, used_lines(state), strict=True):
            words.setText(line[0])
            size.setText(line[1])


def used_lines(state: StorageState) -> tuple[tuple[str, str], ...]:
    """Return what there is by kind, and how large it is; no sizes before it is measured."""
    used = state.used or StorageUsed()
    in_trash = count(state.in_trash, "deleted answer") if state.in_trash else "empty"
    lines = (
        (f"Recordings: {sound_words(used.recordings)}", used.recordings.size_bytes),
        (f"Trash: {in_trash}", used.trash.size_bytes),
        ("History: what was said, noted and rated", used.history_bytes),
        ("Backups of the history", used.backups_bytes),
        ("Speech models", used.models_bytes),
        ("Key point model", used.embedding_bytes),
    )
    if state.used is None:
        return tuple((words.partition(":")[0], "…") for words, _ in lines)
    return tuple((words, size_in_words(size)) for words, size in lines)


def sound_words(sound: SoundTotal) -> str:
    """Return how many recordings there are, and how long they are: "3, 12 min"."""
    if not sound.count:
        return "none"
    minutes = round(sound.duration_s / 60)
    length = f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
    return f"{sound.count:,}, {length}"


def sum_words(used: StorageUsed | None) -> str:
    """Return what all of it comes to."""
    if used is None:
        return "Measuring…"
    total, free = size_in_words(used.total_bytes), size_in_words(used.free_bytes)
    return f"Greenroom uses {total}. The disk has {free} left."
