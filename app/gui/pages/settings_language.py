"""Settings, Sound and speech: choosing the language that is spoken."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from app.core.languages import ENGLISH, LANGUAGES, base_code, is_english, language_name
from app.gui.pages.settings_part import Part
from app.gui.pages.settings_values import ChangeSettings, SettingsState
from app.gui.widgets.fields import ComboBox
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.text import Text

TOLD: Final = "The speech model is told the language; it never has to guess."
IN_ENGLISH: Final = (
    "Fillers and pace are judged in English only, and key points are compared by rules made for"
    " English, so more may be missed."
)
USE_ENGLISH: Final = "Use English"


class LanguagePart(Part):
    """Choosing the language that is spoken; typing a few letters finds one in the list."""

    def __init__(self) -> None:
        super().__init__("Language", "What your answers are spoken in")
        self.choice = ComboBox()
        self.choice.setAccessibleName("Language of your answers")
        self.choice.set_options(list(LANGUAGES.items()), ENGLISH)
        self.problem = NoticeBar()
        self._remark = Text("", "caption", wrap=True)
        self._state: SettingsState | None = None
        row = self.add_row(16)
        row.addWidget(self.choice)
        row.addWidget(self._remark, 1)
        self.column.addWidget(self.problem)
        self.choice.activated.connect(lambda: self._choose(self.choice.currentData()))
        self.problem.acted.connect(lambda: self._choose(ENGLISH))

    def show_state(self, state: SettingsState) -> None:
        """Show the language in use, and whether the engine in use understands it."""
        self._state = state
        code = base_code(state.settings.language)
        # The list is not built anew: what has been typed to find a language would be forgotten.
        if (index := self.choice.findData(code)) >= 0:
            self.choice.setCurrentIndex(index)
        self._remark.setText(TOLD if is_english(code) else IN_ENGLISH)
        unknown = state.english_only and not is_english(code)
        self.problem.show_message(_not_understood(state, code) if unknown else None)

    def _choose(self, code: str) -> None:
        if self._state:
            self.happened.emit(ChangeSettings(replace(self._state.settings, language=code)))


def _not_understood(state: SettingsState, code: str) -> Message:
    engine = "This speech model" if state.settings.whisper_folder else "The draft engine"
    return Message(
        f"{engine} knows English only",
        f"For {language_name(code)}, choose a model above without ‘.en’ in its name, such as base"
        " or small. Until then takes are kept, and can be written down later.",
        action=USE_ENGLISH,
    )
