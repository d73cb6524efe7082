"""Settings, Sound and speech: the microphone, the models, the language, and the drafts."""

from PySide6.QtCore import Signal

from app.gui.pages.settings_drafts import DraftsPart
from app.gui.pages.settings_embedding import EmbeddingPart
from app.gui.pages.settings_language import LanguagePart
from app.gui.pages.settings_microphone import MicrophonePart
from app.gui.pages.settings_models import SpeechModelPart
from app.gui.pages.settings_values import SettingsState
from app.gui.widgets.card import Rule
from app.gui.widgets.folder_dialog import AskFolder
from app.gui.widgets.page import ScrollPage


class SoundSection(ScrollPage):
    """Shows the sound part of a SettingsState.

    Signals:
        happened: A SettingsEvent.
    """

    happened = Signal(object)

    def __init__(self, ask_folder: AskFolder) -> None:
        super().__init__((40, 41, 36, 32))
        self.microphone = MicrophonePart()
        self.model = SpeechModelPart(ask_folder)
        self.language = LanguagePart()
        self.drafts = DraftsPart()
        self.embedding = EmbeddingPart()
        parts = (self.microphone, self.model, self.drafts, self.language, self.embedding)
        for index, part in enumerate(parts):
            part.happened.connect(lambda event: self.happened.emit(event))
            if index:
                self.column.addSpacing(24)
                self.column.addWidget(Rule())
                self.column.addSpacing(20)
            self.column.addWidget(part)
            for row in part.rows_to_fold:
                self.fold(row)
        self.column.addStretch()

    def show_state(self, state: SettingsState) -> None:
        """Show another state."""
        self.microphone.show_state(state)
        self.model.show_state(state)
        self.language.show_state(state)
        self.drafts.show_drafts(state.drafts)
        self.embedding.show_embedding(state.embedding)
