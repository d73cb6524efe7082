"""The first run: a few steps, each of which can be skipped, with one proposal at a time."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.pages.settings_values import CheckMicrophone, StopCheck
from app.gui.pages.welcome_steps import HelloStep, MicrophoneStep, SampleStep, SpeechStep
from app.gui.pages.welcome_values import GoBack, GoOn, SkipAll, Step, WelcomeState, proposal_of
from app.gui.widgets.bars import BottomBar, TopBar
from app.gui.widgets.button import Button
from app.gui.widgets.folder_dialog import AskFolder, ask_folder
from app.gui.widgets.page import stack
from app.session.ports import Loudness

NAMES: Final[dict[Step, str]] = {
    "hello": "Welcome",
    "microphone": "Microphone",
    "speech": "Speech model",
    "sample": "Sample question",
}


class WelcomePage(QWidget):
    """Shows a WelcomeState and turns clicks and keys into events.

    Signals:
        happened: A WelcomePageEvent.
    """

    happened = Signal(object)

    def __init__(self, ask: AskFolder = ask_folder) -> None:
        """Build the page.

        Args:
            ask: How a folder is asked for.
        """
        super().__init__()
        self._state: WelcomeState | None = None
        self._stops: list[QWidget] = []
        self.top = TopBar()
        self.hello = HelloStep()
        self.microphone = MicrophoneStep()
        self.speech = SpeechStep(ask)
        self.sample = SampleStep()
        self._steps = {
            "hello": self.hello,
            "microphone": self.microphone,
            "speech": self.speech,
            "sample": self.sample,
        }
        self._stack = QStackedWidget()
        self.back = Button("Back", "quiet", icon=Icon.ARROW_LEFT)
        self.skip = Button("Skip", "quiet", key="Esc")
        self.main = Button("Begin", "primary", key="Enter")
        self._lay_out()
        self._connect()

    def show_state(self, state: WelcomeState) -> None:
        """Make the page look like state. The only place that changes widgets."""
        before, self._state = self._state, state
        step = self._steps[state.step]
        step.show_state(state)
        self._show_bars(state)
        self.setAccessibleName(f"{NAMES[state.step]}: {step.heading.text()}")
        if before is None or before.step != state.step:
            self._stack.setCurrentWidget(step)
            step.verticalScrollBar().setValue(0)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if (stops := _stops(step)) != self._stops:
            self._stops = stops
            reading_order(self.top, step, self.back, self.skip, self.main)

    def show_level(self, loudness: Loudness) -> None:
        """Show how loud it is while the test recording runs."""
        self.microphone.part.show_level(loudness)

    def _show_bars(self, state: WelcomeState) -> None:
        proposal = proposal_of(state)
        self.main.setText(proposal.words)
        first = state.step == state.steps[0]
        if state.alone:
            self.top.show_alone(NAMES[state.step])
        else:
            self.top.show_place(state.steps.index(state.step), len(state.steps), "Step")
            self.top.show_words(NAMES[state.step])
            self.top.leave.setText("Skip all")
        self.top.leave.set_key("Esc" if first else "")
        self.back.setVisible(not first)
        self.skip.setVisible(not first and not isinstance(proposal.event, GoOn))
        # The part's own button would say the same as the proposal, but for a further test.
        is_check = isinstance(proposal.event, CheckMicrophone | StopCheck)
        self.microphone.part.test.setVisible(state.can_record and not is_check)

    def _lay_out(self) -> None:
        for step in self._steps.values():
            self._stack.addWidget(step)
        bottom = BottomBar()
        bottom.row.addWidget(self.back)
        bottom.row.addStretch(1)
        bottom.row.addWidget(self.skip)
        bottom.row.addWidget(self.main)
        stack(self, self.top, self._stack, bottom, growing=self._stack)

    def _connect(self) -> None:
        emit = self.happened.emit
        for step in self._steps.values():
            step.happened.connect(lambda event: emit(event))
        self.top.left.connect(lambda: emit(SkipAll()))
        self.back.clicked.connect(lambda: self._go_back())
        self.skip.clicked.connect(lambda: emit(GoOn()))
        self.main.clicked.connect(lambda: self._propose())
        keys = Keys(self)
        keys.bind("Return", self._propose)
        keys.bind("Enter", self._propose)
        keys.bind("Esc", self._escape)
        keys.bind("Alt+Left", self._go_back)
        keys.bind("Ctrl+T", self._test)

    def _propose(self) -> None:
        if self._state:
            self.happened.emit(proposal_of(self._state).event)

    def _escape(self) -> None:
        if self._state:
            first = self._state.step == self._state.steps[0]
            self.happened.emit(SkipAll() if first else GoOn())

    def _go_back(self) -> None:
        if self._state and self._state.step != self._state.steps[0]:
            self.happened.emit(GoBack())

    def _test(self) -> None:
        if self._state and self._state.step == "microphone":
            self.microphone.part.toggle_test()


def _stops(step: QWidget) -> list[QWidget]:
    """Return where Tab stops in a step: parts of it are built anew when what they show changes."""
    none = Qt.FocusPolicy.NoFocus
    return [each for each in step.findChildren(QWidget) if each.focusPolicy() != none]
