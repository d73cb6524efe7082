"""Settings, Sound and speech: choosing a microphone and hearing oneself through it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from app.gui.icons import Icon
from app.gui.pages.settings_part import Part
from app.gui.pages.settings_values import (
    ChangeSettings,
    CheckMicrophone,
    LookForMicrophones,
    SettingsState,
    StopCheck,
)
from app.gui.problems import split
from app.gui.widgets.button import Button
from app.gui.widgets.fields import ComboBox
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.level_meter import LevelMeter
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.text import Text

if TYPE_CHECKING:
    from app.session.ports import Loudness
    from app.session.views import CheckView

MICROPHONES_GONE = "No microphone was found. Plug one in, then look again."


class MicrophonePart(Part):
    """Choosing a microphone and hearing oneself through it."""

    def __init__(self) -> None:
        super().__init__("Microphone")
        self.choice = ComboBox(Icon.MICROPHONE)
        self.choice.setAccessibleName("Microphone")
        self.look = Button("Look again", "quiet", icon=Icon.ARROW_COUNTER_CLOCKWISE, size="field")
        self.test = Button("Record 5 s and play back", icon=Icon.RECORD, key="Ctrl T", size="field")
        self.problem = NoticeBar()
        self.meter = LevelMeter()
        self._glyph = Glyph(Icon.CHECK_CIRCLE, 18, ink="accent_ink")
        self._verdict = Text("", "second", wrap=True)
        self._room = Text("", "second", wrap=True)
        self._testing = False
        self._state: SettingsState | None = None
        self._lay_out()
        self.choice.activated.connect(lambda: self._choose())
        self.look.clicked.connect(lambda: self.happened.emit(LookForMicrophones()))
        self.test.clicked.connect(lambda: self.toggle_test())

    def show_state(self, state: SettingsState) -> None:
        """Show the microphones there are, and how the test goes."""
        self._state = state
        options: list[tuple[object, str]] = [
            (each.name, f"{each.label}, {each.note}" if each.note else each.label)
            for each in state.microphones
        ]
        self.choice.set_options(options, state.settings.microphone)
        self.choice.setEnabled(bool(options))
        problem = state.microphone_problem or ("" if options else MICROPHONES_GONE)
        message = Message(*split(problem), icon=Icon.MICROPHONE_SLASH) if problem else None
        self.problem.show_message(message)
        self._show_check(state.check)

    def show_level(self, loudness: Loudness) -> None:
        """Show how loud it is."""
        self.meter.set_level(
            loudness.rms_dbfs,
            loudness.peak_dbfs,
            noise_dbfs=loudness.noise_dbfs,
            clipped=loudness.clipped,
        )

    def toggle_test(self) -> None:
        """Start the test recording, or end it."""
        if self.test.isEnabled():
            self.happened.emit(StopCheck() if self._testing else CheckMicrophone())

    def _show_check(self, check: CheckView) -> None:
        self._testing = check.phase != "idle"
        self.test.setText("Stop" if self._testing else "Record 5 s and play back")
        self.test.set_glyph(Icon.STOP_FILL if self._testing else Icon.RECORD)
        self.test.setEnabled(self.choice.isEnabled() or self._testing)
        if check.phase != "listening":
            self.meter.clear()
        icon, ink = (Icon.INFO, "amber_ink")
        if check.good:
            icon, ink = (Icon.CHECK_CIRCLE, "accent_ink")
        self._glyph.set_icon(icon, ink=ink)
        self._glyph.setVisible(not self._testing and bool(check.verdict))
        self._verdict.setText(_check_words(check))
        self._room.setText(check.room)
        self._room.setVisible(bool(check.room))

    def _lay_out(self) -> None:
        row = self.add_row()
        row.addWidget(self.choice, 1)
        row.addWidget(self.look)
        row.addWidget(self.test)
        self.column.addWidget(self.problem)
        level = self.add_row(16)
        level.addWidget(Text("Level", "second"))
        level.addWidget(self.meter)
        verdict = QHBoxLayout()
        verdict.addWidget(self._glyph)
        verdict.addWidget(self._verdict, 1)
        level.addLayout(verdict, 1)
        self.column.addWidget(self._room)

    def _choose(self) -> None:
        if self._state:
            chosen = self._state.microphones[self.choice.currentIndex()]
            settings = replace(
                self._state.settings, microphone=chosen.name, microphone_label=chosen.label
            )
            self.happened.emit(ChangeSettings(settings))


def _check_words(check: CheckView) -> str:
    match check.phase:
        case "opening":
            return "Switching the microphone on"
        case "listening":
            return f"Say something: {round(check.left_s)} s left"
        case "playing":
            return "This is what was heard"
        case "idle":
            return check.verdict
