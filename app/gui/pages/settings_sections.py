"""Settings, the other sections: practice times, looks, folders and shortcuts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.settings import Settings, Theme
from app.gui.icons import Icon
from app.gui.pages.key_table import KeyTable
from app.gui.pages.settings_values import (
    ChangeSettings,
    OpenPath,
    PackProblem,
    ReadPacksAgain,
    SettingsState,
)
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.choice import CheckRow, RadioRow
from app.gui.widgets.emptying import empty
from app.gui.widgets.fields import ComboBox, Field
from app.gui.widgets.folder_dialog import AskFolder
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.segmented import Segmented
from app.gui.widgets.text import Text
from app.gui.wording import clock, count

PREP_CHOICES_S: Final = (0.0, 15.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0)
ANSWER_CHOICES_S: Final = (30.0, 60.0, 90.0, 120.0, 180.0, 300.0, 600.0)
THEMES: Final = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))
TEXT_PERCENTS: Final = (80, 100, 125, 150, 200)


class Section(ScrollPage):
    """One section of the Settings page.

    Signals:
        happened: A SettingsEvent.
    """

    happened = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__((40, 41, 40, 32))
        self.settings = Settings()
        self.column.setSpacing(16)
        self.column.addWidget(Text(title, "section"))

    def change(self, **changes: object) -> None:
        """Ask for settings that differ in some values from those in use."""
        settings = replace(self.settings, **changes)  # type: ignore[arg-type]  # names of fields
        self.happened.emit(ChangeSettings(settings))


class TimesSection(Section):
    """How long to think and to answer, and what happens then."""

    def __init__(self) -> None:
        super().__init__("Practice times")
        self.prep, self.answer = ComboBox(), ComboBox()
        self.soft = RadioRow("Go on recording, and show how much it is over")
        self.hard = RadioRow("Stop the recording, as many one-way interviews do")
        self.auto = CheckRow("Begin recording when the time to think is up")
        self.typed = CheckRow("Write answers with the keyboard instead of speaking")
        self.aloud = CheckRow("Read questions aloud")
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(Field("Time to think", self.prep))
        row.addWidget(Field("Time to answer", self.answer))
        self.column.addLayout(row)
        self.fold(row)
        self.column.addWidget(Rule())
        self.column.addWidget(_labelled("When the time to think is up", self.auto))
        self.column.addWidget(Rule())
        self.column.addWidget(_labelled("When the time to answer is up", self.soft, self.hard))
        self.column.addWidget(Rule())
        self.column.addWidget(
            _labelled("How questions are asked and answered", self.typed, self.aloud)
        )
        self.column.addStretch()
        self.prep.activated.connect(lambda: self.change(prep_s=self.prep.currentData()))
        self.answer.activated.connect(lambda: self.change(answer_s=self.answer.currentData()))
        self.soft.clicked.connect(lambda: self.change(hard_stop=False))
        self.hard.clicked.connect(lambda: self.change(hard_stop=True))
        self.auto.clicked.connect(lambda on: self.change(auto_start=on))
        self.typed.clicked.connect(lambda on: self.change(typed=on))
        self.aloud.clicked.connect(lambda on: self.change(read_aloud=on))

    def show_state(self, state: SettingsState) -> None:
        """Show another state."""
        self.settings = settings = state.settings
        self.prep.set_options(time_options(PREP_CHOICES_S, settings.prep_s), settings.prep_s)
        options = time_options(ANSWER_CHOICES_S, settings.answer_s)
        self.answer.set_options(options, settings.answer_s)
        (self.hard if settings.hard_stop else self.soft).setChecked(True)
        self.auto.setChecked(settings.auto_start)
        self.typed.setChecked(settings.typed)
        self.aloud.setChecked(settings.read_aloud)
        self.aloud.setVisible(state.can_read_aloud)


def _labelled(label: str, *rows: QWidget) -> QWidget:
    """Return rows under a label; radio buttons among them exclude each other."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for widget in (Text(label, "label"), *rows):
        column.addWidget(widget)
    return box


def time_options(choices_s: Sequence[float], chosen_s: float | None) -> list[tuple[object, str]]:
    """Return the choices of a time, the question's own first and any odd one in its place."""
    times = set(choices_s) | ({chosen_s} if chosen_s is not None else set())
    fixed = [(time_s, clock(time_s) if time_s else "None") for time_s in sorted(times)]
    return [(None, "Each question’s own"), *fixed]


class LooksSection(Section):
    """Light or dark, and how large the text is."""

    def __init__(self) -> None:
        super().__init__("Looks and text size")
        self.theme = Segmented("Colours", THEMES)
        self.text_size = Segmented("Text size", [(n, f"{n} %") for n in TEXT_PERCENTS])
        self.column.addWidget(Field("Colours", self.theme))
        self.column.addWidget(Field("Text size", self.text_size))
        self.column.addStretch()
        self.theme.chosen.connect(lambda theme: self.change(theme=cast(Theme, theme)))
        self.text_size.chosen.connect(lambda percent: self.change(text_percent=percent))

    def show_state(self, state: SettingsState) -> None:
        """Show another state."""
        self.settings = state.settings
        self.theme.set_value(state.settings.theme)
        self.text_size.set_value(state.settings.text_percent)


class FoldersSection(Section):
    """Where everything is kept, and packs of one's own."""

    def __init__(self, ask_folder: AskFolder) -> None:
        super().__init__("Folders")
        self._ask_folder = ask_folder
        self._problems: tuple[PackProblem, ...] = ()
        self._data = _Path()
        self._packs = _Path()
        self.open_data = Button("Open", icon=Icon.FOLDER_OPEN, size="small")
        self.open_packs = Button("Open", icon=Icon.FOLDER_OPEN, size="small")
        self.choose_packs = Button("Choose…", size="small")
        self.usual_packs = Button("Use the usual folder", "quiet", size="small")
        self.again = Button("Read again", "quiet", icon=Icon.ARROW_COUNTER_CLOCKWISE, size="small")
        self._summary = Text("", "second", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._lay_out()
        self.open_data.clicked.connect(lambda: self.happened.emit(OpenPath(self._data.text())))
        self.open_packs.clicked.connect(lambda: self.happened.emit(OpenPath(self._packs.text())))
        self.choose_packs.clicked.connect(lambda: self._choose())
        self.usual_packs.clicked.connect(lambda: self.change(packs_folder=""))
        self.again.clicked.connect(lambda: self.happened.emit(ReadPacksAgain()))

    def show_state(self, state: SettingsState) -> None:
        """Show another state."""
        self.settings = state.settings
        self._data.setText(state.data_folder)
        self._packs.setText(state.packs_folder)
        self.usual_packs.setVisible(bool(state.settings.packs_folder))
        read = f"{count(state.pack_count, 'pack')} read"
        number = len(state.pack_problems)
        wrong = f", {count(number, 'mistake')} found" if number else ", no mistakes found"
        self._summary.setText(read + wrong)
        if state.pack_problems != self._problems:
            self._problems = state.pack_problems
            self._rebuild()

    def _lay_out(self) -> None:
        self._add_folder("Takes, history, settings and backups", self._data, [self.open_data])
        hint = "To keep it elsewhere, start with --data-dir FOLDER, or set GREENROOM_HOME."
        self.column.addWidget(Text(hint, "caption", wrap=True))
        self.column.addWidget(Rule())
        buttons = [self.open_packs, self.choose_packs, self.usual_packs]
        self._add_folder("Question packs of your own", self._packs, buttons)
        row = QHBoxLayout()
        row.addWidget(self._summary, 1)
        row.addWidget(self.again)
        self.column.addLayout(row)
        self.column.addLayout(self._list)
        self.column.addStretch()

    def _add_folder(self, label: str, path: Text, buttons: list[Button]) -> None:
        self.column.addWidget(_labelled(label, path))
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in buttons:
            button.setAccessibleName(f"{button.text()}: {label}")
            row.addWidget(button)
        row.addStretch()
        self.column.addLayout(row)
        self.fold(row)

    def _rebuild(self) -> None:
        empty(self._list)
        for problem in self._problems:
            self._list.addWidget(Rule())
            self._list.addWidget(self._problem_row(problem))

    def _problem_row(self, problem: PackProblem) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        where = problem.file.replace("\\", "/").rsplit("/", 1)[-1]
        place = f"{where}, line {problem.line}" if problem.line else where
        words.addWidget(Text(place, "strong", wrap=True))
        words.addWidget(Text(problem.text, "second", wrap=True))
        row.addLayout(words, 1)
        button = Button("Open file", size="small")
        button.setAccessibleName(f"Open {where}")
        button.clicked.connect(lambda: self.happened.emit(OpenPath(problem.file)))
        row.addWidget(button)
        return line

    def _choose(self) -> None:
        title = "Choose the folder of your question packs"
        if folder := self._ask_folder(self, title, self._packs.text()):
            self.change(packs_folder=folder)


class _Path(Text):
    """A path: it wraps where it is too long, and can be copied."""

    def __init__(self) -> None:
        super().__init__("", wrap=True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


class ShortcutsSection(Section):
    """The keys there are, and whether single letters are among them."""

    def __init__(self) -> None:
        super().__init__("Shortcuts")
        self.single = CheckRow("Single letters and digits work as keys")
        self.single.clicked.connect(lambda on: self.change(single_keys=on))
        self.keys = KeyTable()
        hint = "Switch them off if you dictate or use a screen reader. They rest in text fields."
        self.column.addWidget(self.single)
        self.column.addWidget(Text(hint, "caption", wrap=True))
        self.column.addWidget(self.keys)
        self.column.addStretch()

    def show_state(self, state: SettingsState) -> None:
        """Show another state."""
        self.settings = state.settings
        self.single.setChecked(state.settings.single_keys)
        self.keys.show_keys(state.keys)
