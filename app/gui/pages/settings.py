"""The Settings page: sections on the left, what they hold on the right. Changes hold at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.gui import look
from app.gui.keys import Keys
from app.gui.pages.settings_sections import (
    FoldersSection,
    LooksSection,
    ShortcutsSection,
    TimesSection,
)
from app.gui.pages.settings_sound import SoundSection
from app.gui.pages.settings_values import SettingsState
from app.gui.widgets.folder_dialog import AskFolder, ask_folder
from app.gui.widgets.navigation import Entry, NavigationList
from app.gui.widgets.text import Text

if TYPE_CHECKING:
    from app.session.ports import Loudness

SIDE_PX: Final = 220
SECTIONS: Final = (
    Entry("sound", "Sound and speech"),
    Entry("times", "Practice times"),
    Entry("looks", "Looks and text size"),
    Entry("folders", "Folders"),
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
        self.looks = LooksSection()
        self.folders = FoldersSection(ask)
        self.shortcuts = ShortcutsSection()
        self.sections = NavigationList(SECTIONS)
        self._stack = QStackedWidget()
        self._parts = (self.sound, self.times, self.looks, self.folders, self.shortcuts)
        for part in self._parts:
            part.happened.connect(lambda event: self.happened.emit(event))
            self._stack.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(_Side(self.sections))
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

    def _test(self) -> None:
        self.open_section("sound")
        self.sound.microphone.toggle_test()


class _Side(QWidget):
    """The heading and the list of sections, with a line on the right."""

    def __init__(self, sections: NavigationList) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        heading = Text("Settings", "page")
        heading.setContentsMargins(12, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 36, 13, 12)
        column.setSpacing(16)
        column.addWidget(heading)
        column.addWidget(sections)
        column.addStretch()

    def sizeHint(self) -> QSize:
        """Return the width of the design, or more where the words need it."""
        needed = super().sizeHint()
        return QSize(max(SIDE_PX, needed.width()), needed.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QColor(look.colours().line)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), line)
