"""The Settings page: sections on the left, what they hold on the right. Changes hold at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.gui.keys import Keys
from app.gui.pages.settings_data import DataSection
from app.gui.pages.settings_rehearsal import RehearsalSection
from app.gui.pages.settings_sections import (
    FoldersSection,
    LooksSection,
    ShortcutsSection,
    TimesSection,
)
from app.gui.pages.settings_sound import SoundSection
from app.gui.pages.settings_storage import StorageSection
from app.gui.pages.settings_values import LookAtStorage, SettingsState
from app.gui.widgets.folder_dialog import AskFolder, ask_folder
from app.gui.widgets.navigation import Entry, NavigationList
from app.gui.widgets.section_side import SectionSide

if TYPE_CHECKING:
    from app.session.ports import Loudness

SECTIONS: Final = (
    Entry("sound", "Sound and speech"),
    Entry("times", "Practice times"),
    Entry("rehearsal", "Rehearsal"),
    Entry("looks", "Looks and text size"),
    Entry("folders", "Folders"),
    Entry("storage", "Storage"),
    Entry("data", "Your data"),
    Entry("shortcuts", "Shortcuts"),
)


class SettingsPage(QWidget):
    """Shows a SettingsState and turns what the person does into events.

    Signals:
        happened: A SettingsEvent.
    """

    happened = Signal(object)

    def __init__(self, ask: AskFolder = ask_folder) -> None:
        """Build the page.

        Args:
            ask: How a folder is asked for.
        """
        super().__init__()
        self.sound = SoundSection(ask)
        self.times = TimesSection()
        self.rehearsal = RehearsalSection()
        self.looks = LooksSection()
        self.folders = FoldersSection(ask)
        self.storage = StorageSection()
        self.data = DataSection()
        self.shortcuts = ShortcutsSection()
        self.sections = NavigationList(SECTIONS)
        self._stack = QStackedWidget()
        self._parts = (
            self.sound,
            self.times,
            self.rehearsal,
            self.looks,
            self.folders,
            self.storage,
            self.data,
            self.shortcuts,
        )
        for part in self._parts:
            part.happened.connect(lambda event: self.happened.emit(event))
            self._stack.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(SectionSide("Settings", self.sections))
        row.addWidget(self._stack, 1)
        self.sections.chosen.connect(lambda key: self.open_section(key))
        Keys(self).bind("Ctrl+T", self._test)
        self.open_section("sound")

    def show_state(self, state: SettingsState) -> None:
        """Make the page look like state. The only place that changes widgets."""
        for part in self._parts:
            part.show_state(state)

    def show_level(self, loudness: Loudness) -> None:
        """Show how loud it is while the test recording runs."""
        self.sound.microphone.show_level(loudness)

    def open_section(self, key: str) -> None:
        """Show one of SECTIONS."""
        self.sections.set_current(key)
        self._stack.setCurrentIndex([entry.key for entry in SECTIONS].index(key))
        if key == "storage":
            self.happened.emit(LookAtStorage())

    def _test(self) -> None:
        self.open_section("sound")
        self.sound.microphone.toggle_test()
