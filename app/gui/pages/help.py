"""The Help page: sections on the left, what they say on the right."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QStackedWidget, QWidget

from app.gui.keys import Keys
from app.gui.pages.help_sections import (
    AboutSection,
    DataSection,
    GuideSection,
    HelpSection,
    KeysSection,
    SetUpSection,
)
from app.gui.pages.help_values import HelpState
from app.gui.widgets.navigation import Entry, NavigationList
from app.gui.widgets.section_side import SectionSide

SECTIONS: Final = (
    Entry("guide", "How it works"),
    Entry("setup", "Set up again"),
    Entry("keys", "Keys"),
    Entry("data", "Privacy and data"),
    Entry("about", "About"),
)


class HelpPage(QWidget):
    """Shows a HelpState and turns what the person does into events.

    Signals:
        happened: A HelpEvent.
    """

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.guide = GuideSection()
        self.setup = SetUpSection()
        self.keys = KeysSection()
        self.data = DataSection()
        self.about = AboutSection()
        self.sections = NavigationList(SECTIONS)
        self._stack = QStackedWidget()
        self._parts: tuple[HelpSection, ...] = (
            self.guide,
            self.setup,
            self.keys,
            self.data,
            self.about,
        )
        for part in self._parts:
            part.happened.connect(lambda event: self.happened.emit(event))
            self._stack.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(SectionSide("Help", self.sections))
        row.addWidget(self._stack, 1)
        self.sections.chosen.connect(lambda key: self.open_section(key))
        keys = Keys(self)
        keys.bind("PgDown", lambda: self._move(QAbstractSlider.SliderAction.SliderPageStepAdd))
        keys.bind("PgUp", lambda: self._move(QAbstractSlider.SliderAction.SliderPageStepSub))
        self.open_section("guide")

    def show_state(self, state: HelpState) -> None:
        """Make the page look like state."""
        for part in self._parts:
            part.show_state(state)

    def open_section(self, key: str) -> None:
        """Show one of SECTIONS."""
        self.sections.set_current(key)
        self._stack.setCurrentIndex([entry.key for entry in SECTIONS].index(key))

    def _move(self, action: QAbstractSlider.SliderAction) -> None:
        """Scroll the section: what is only to be read has no focus that keys could move."""
        index = self._stack.currentIndex()
        self._parts[index].verticalScrollBar().triggerAction(action)
