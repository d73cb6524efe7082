"""The sections of Help: how it works, setting up again, the keys, one's data, the program."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from app.gui import look
from app.gui.icons import Icon
from app.gui.pages.help_values import CopyReport, HelpState, SetUpAgain
from app.gui.pages.help_words import DEMO, LINES, NOT_WRONG, PRIVACY, SETUPS
from app.gui.pages.key_table import KeyTable
from app.gui.pages.settings_values import OpenPath
from app.gui.pages.welcome_values import ShowDemo
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.emptying import empty
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.text import Text

LEGAL_PX: Final = 360
MARGIN_PX: Final = 16


class HelpSection(ScrollPage):
    """One section of the Help page.

    Signals:
        happened: A HelpEvent.
    """

    happened = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__((40, 41, 40, 32))
        self.column.setSpacing(16)
        self.column.addWidget(Text(title, "section"))

    def show_state(self, state: HelpState) -> None:
        """Show another state; most sections always say the same."""


class GuideSection(HelpSection):
    """One answer in ten lines."""

    def __init__(self) -> None:
        super().__init__("How it works")
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for number, (title, words) in enumerate(LINES, 1):
            rows.addWidget(Rule())
            rows.addWidget(_line(number, title, words))
        self.column.addLayout(rows)
        self.column.addWidget(Text(NOT_WRONG, "second", wrap=True))
        self.column.addStretch()


class SetUpSection(HelpSection):
    """The first run again, as a whole or a step of it, and the demo."""

    def __init__(self) -> None:
        super().__init__("Set up again")
        self.buttons: dict[str, Button] = {}
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for step, icon, title, words in SETUPS:
            rows.addWidget(self._row(icon, title, words, SetUpAgain(step)))
        rows.addWidget(self._row(Icon.SPEAKER_SIMPLE_HIGH, *DEMO, ShowDemo()))
        rows.addWidget(Rule())
        self.column.addLayout(rows)
        self.column.addStretch()

    def _row(self, icon: Icon, title: str, words: str, event: SetUpAgain | ShowDemo) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(12)
        column.addWidget(Rule())
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Glyph(icon, ink="text_2"), alignment=Qt.AlignmentFlag.AlignVCenter)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Text(title, "strong", wrap=True))
        texts.addWidget(Text(words, "second", wrap=True))
        row.addLayout(texts, 1)
        button = Button("Show" if isinstance(event, ShowDemo) else "Open", size="small")
        button.setAccessibleName(f"{button.text()}: {title}")
        button.clicked.connect(lambda: self.happened.emit(event))
        self.buttons[title] = button
        row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        return line


class KeysSection(HelpSection):
    """The keys of all pages."""

    def __init__(self) -> None:
        super().__init__("Keys")
        self.keys = KeyTable()
        hint = "Single letters can be switched off in Settings, Shortcuts."
        self.column.addWidget(Text(hint, "second", wrap=True))
        self.column.addWidget(self.keys)
        self.column.addStretch()

    def show_state(self, state: HelpState) -> None:
        """Show the keys."""
        self.keys.show_keys(state.keys)


class DataSection(HelpSection):
    """What becomes of what a person says, and where it is."""

    def __init__(self) -> None:
        super().__init__("Privacy and your data")
        for words in PRIVACY:
            self.column.addWidget(Text(words, wrap=True))
        self.data, self.log = FolderRow("Your data"), FolderRow("The log")
        for row in (self.data, self.log):
            row.open.clicked.connect(
                lambda _=False, row=row: self.happened.emit(OpenPath(row.path.text()))
            )
            self.column.addWidget(Rule())
            self.column.addWidget(row)
        self.column.addStretch()

    def show_state(self, state: HelpState) -> None:
        """Show where things are."""
        self.data.path.setText(state.data_folder)
        self.log.path.setText(state.log_folder)


class FolderRow(QWidget):
    """A folder, and a button that opens it."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.path = Text("", wrap=True)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open = Button("Open", icon=Icon.FOLDER_OPEN, size="small")
        self.open.setAccessibleName(f"Open: {label}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(label, "label"))
        words.addWidget(self.path)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignVCenter)


class AboutSection(HelpSection):
    """Which program this is, what it runs on, and whose work it is."""

    def __init__(self) -> None:
        super().__init__("About")
        self.copy = Button("Copy for a report", icon=Icon.COPY, size="small")
        self.copy.clicked.connect(lambda: self.happened.emit(CopyReport()))
        self.licence, self.notices = LegalText("Licence"), LegalText("Third-party notices")
        self.open_licence = Disclosure("Licence: MIT", self.licence)
        self.open_notices = Disclosure("Third-party notices", self.notices)
        self._title = Text("", "bold", wrap=True)
        self._copied = Text("", "second", wrap=True)
        self._parts: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.copy)
        row.addWidget(self._copied, 1)
        self.column.addWidget(self._title)
        self.column.addLayout(self._grid)
        self.column.addLayout(row)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for widget in (self.open_licence, self.open_notices, Rule()):
            rows.addWidget(widget)
        self.column.addLayout(rows)
        self.column.addStretch()

    def show_state(self, state: HelpState) -> None:
        """Show the versions and the texts."""
        self._title.setText(state.title)
        self._copied.setText(
            "Copied. There is nothing personal in it."
            if state.copied
            else "Versions only; nothing personal is in it."
        )
        self.licence.show_text(state.licence)
        self.notices.show_text(state.notices, markdown=True)
        if state.parts != self._parts:
            self._parts = state.parts
            self._rebuild()

    def _rebuild(self) -> None:
        empty(self._grid)
        for line, (name, version) in enumerate(self._parts):
            self._grid.addWidget(Text(name, ink="text_2"), line, 0)
            self._grid.addWidget(Text(version or "not installed", wrap=True), line, 1)


class LegalText(QTextBrowser):
    """A long text to read in place. Its links lead nowhere: the program opens no connection."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown: object = None
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(MARGIN_PX)

    def show_text(self, text: str, *, markdown: bool = False) -> None:
        """Show another text; markdown says whether it is Markdown."""
        self.setFixedHeight(look.px(LEGAL_PX))
        if text == self._shown:
            return
        self._shown = text
        text = text or "This text did not come with the program."
        if markdown:
            self.setMarkdown(text)
        else:
            self.setPlainText(text)


def _line(number: int, title: str, words: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 9, 0, 9)
    row.setSpacing(16)
    digit = Text(str(number), "strong", ink="accent_ink")
    digit.setMinimumWidth(look.px(20))
    row.addWidget(digit, alignment=Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(Text(title, "strong", wrap=True))
    column.addWidget(Text(words, "second", wrap=True))
    row.addLayout(column, 1)
    return line
