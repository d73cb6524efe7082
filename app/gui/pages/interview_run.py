"""The page of an interview that goes on: one question after the other, and nothing that helps."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core import practice as p
from app.core import practice_events as e
from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.pages.events import ChooseMicrophone, OpenSettings
from app.gui.pages.interview_events import EndBreak, LeaveInterview, Ready, Repeat
from app.gui.pages.interview_pause import InterviewPause
from app.gui.pages.interview_stage import InterviewStage
from app.gui.pages.interview_words import (
    eyebrow_of,
    main_words,
    pause_of,
    ring_of,
    think_words,
    written_words,
)
from app.gui.pages.practice_actions import press
from app.gui.pages.practice_words import interrupted_words, message_of
from app.gui.widgets.bars import BottomBar, TopBar
from app.gui.widgets.button import Button
from app.gui.widgets.focus_keys import press_focused
from app.gui.widgets.notice import Message
from app.gui.widgets.page import stack
from app.gui.widgets.text import Text
from app.session.interview_views import InterviewView
from app.session.ports import Loudness
from app.session.views import MicrophoneOption, PracticeView

LEAVING: Final = "Leaving keeps the interview: you can go on any time."


class InterviewPage(QWidget):
    """Shows an InterviewView until it is over.

    Signals:
        happened: A RunEvent.
    """

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view: InterviewView | None = None
        self._shown: object = None
        self._written: object = None  # which step the field is for
        self.top = TopBar("Interview")
        self.pause = InterviewPause()
        self.main = Button("Start answering", "primary", key="Space", size="large")
        self.repeat = Button(
            "Read it again", "quiet", icon=Icon.SPEAKER_SIMPLE_HIGH, key="R", size="small"
        )
        self.finish = Button("Finish", "quiet", icon=Icon.CHECK, key="Enter", size="small")
        self.write = Button("Write instead", "quiet", icon=Icon.KEYBOARD, key="K", size="small")
        self._leaving = Text(LEAVING, "caption")
        foot = BottomBar()
        self.stage = InterviewStage(self.main, foot.row)
        self._phases = QStackedWidget()
        self._asking = QWidget()
        self._lay_out(foot)
        self._connect()
        self._bind_keys()

    def show_state(self, view: InterviewView) -> None:
        """Make the page look like view; cheap when only the time has changed."""
        self._view = view
        changed = (shown := _without_time(view)) != self._shown
        self._shown = shown
        self.top.show_place(view.interview.number - 1, view.interview.total)
        pause = pause_of(view)
        if pause is not None:
            first = view.phase == "ready" and view.interview.position == 0
            self.pause.show_pause(pause, first=first)
        elif view.answer is not None:
            self._show_clock(view, view.answer)
        if changed:
            self._show_phase(view)

    def show_level(self, loudness: Loudness) -> None:
        """Show how loud it is."""
        self.stage.show_level(loudness)

    def show_microphones(self, options: tuple[MicrophoneOption, ...], wanted: str) -> None:
        """Show with which microphones an interrupted take can be gone on with.

        Args:
            options: All there are, the system's default first.
            wanted: Name of the one in the settings.
        """
        self.stage.go_on_with.show_options(options, wanted)

    def set_single_keys(self, on: bool) -> None:
        """Switch single letters as shortcuts on or off."""
        self._keys.set_single_keys(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stage its room."""
        super().resizeEvent(event)
        self.stage.fit(self.size())

    # What is shown -------------------------------------------------------------------

    def _show_clock(self, view: InterviewView, answer: PracticeView) -> None:
        stage, state = self.stage, answer.state
        stage.ring.show_look(ring_of(state, stage.ring.shown, speaking=view.speaking))
        match state:
            case p.Think():
                stage.under.show_words(think_words(state, speaking=view.speaking))
            case p.Opening():
                stage.under.show_words("Switching the microphone on.")
            case p.Answer():
                stage.under.show_microphone(answer.microphone)
            case p.Interrupted():
                stage.under.show_words(interrupted_words(state))
            case p.Typing():
                stage.under.show_words(written_words(state))
            case p.Saving():
                stage.under.show_words("The take is being saved.")
            case _:
                stage.under.show_words("")

    def _show_phase(self, view: InterviewView) -> None:
        # A focused button that is hidden or disabled would hand the focus to any other.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        focused: QWidget
        if pause_of(view) is not None:
            self._phases.setCurrentWidget(self.pause)
            self.stage.notice.show_message(None)
            focused = self.pause.main
            reading_order(self.top, self.pause)
        elif view.answer is not None:
            self._phases.setCurrentWidget(self._asking)
            self._show_question(view, view.answer)
            writes = isinstance(view.answer.state, p.Typing)
            focused = self.stage.edit if writes else self.main
        else:
            return
        if focused.isEnabled() and not focused.isHidden():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_question(self, view: InterviewView, answer: PracticeView) -> None:
        stage, state = self.stage, answer.state
        waits = isinstance(state, p.Interrupted)
        stage.eyebrow.setText(eyebrow_of(view))
        stage.question.setText(answer.question.ask)
        stage.notice.show_message(_message_of(state))
        writes = isinstance(state, p.Typing)
        if isinstance(state, p.Typing):
            self._offer_field(view, state)
        stage.set_writing(writes)
        stage.go_on_with.setVisible(waits)
        words, icon, enabled = main_words(state)
        self.main.setText(words)
        self.main.set_glyph(icon)
        self.main.set_key("Ctrl+Enter" if writes else "Space")
        self.main.setEnabled(enabled)
        aloud = view.interview.rules.read_aloud and isinstance(state, p.Think)
        self.repeat.setVisible(aloud)
        self.finish.setVisible(waits)
        # Without a microphone nothing else would lead on.
        stuck = isinstance(state, p.Think) and bool(state.problem) and not state.rules.typed
        self.write.setVisible(stuck)
        self._leaving.setVisible(not aloud and not waits and not stuck)
        left = (self.top, stage.notice, stage.go_on_with, stage.edit)
        reading_order(*left, self.main, self.repeat, self.write, self.finish)
        if waits or writes:
            QTimer.singleShot(0, self, lambda: stage.bring_into_sight(stage.edit))

    def _offer_field(self, view: InterviewView, state: p.Typing) -> None:
        """Begin another text for another question; while one is written, the field leads."""
        written = (view.interview.uid, view.interview.position)
        if written != self._written or (not state.text and state.since_s is None):
            self._written = written
            self.stage.edit.start_anew(state.text)

    # What the person does ------------------------------------------------------------

    def _press_main(self) -> None:
        if self.stage.go_on_with.choice.hasFocus():
            self.stage.go_on_with.choice.showPopup()
        elif not press_focused(self):
            press(self.pause.main if self._rests else self.main)

    def _press_enter(self) -> None:
        press(self.pause.main if self._rests else self.finish)

    def _finish_writing(self) -> None:
        if self.stage.edit.isVisible():
            press(self.main)

    @property
    def _rests(self) -> bool:
        return self._phases.currentWidget() is self.pause

    def _do_main(self) -> None:
        match self._view.answer.state if self._view and self._view.answer else None:
            case p.Think():
                self.happened.emit(e.Begin())
            case p.Answer() | p.Typing():
                self.happened.emit(e.Stop())
            case p.Interrupted():
                self.happened.emit(e.GoOn())
            case _:
                pass

    def _go_on(self) -> None:
        if self._view is not None:
            self.happened.emit(Ready() if self._view.phase == "ready" else EndBreak())

    def _act_on_notice(self) -> None:
        """Try again, or (an answer that was interrupted) choose another microphone."""
        state = self._view.answer.state if self._view and self._view.answer else None
        self.happened.emit(e.Begin() if isinstance(state, p.Think) else OpenSettings())

    # Building ------------------------------------------------------------------------

    def _lay_out(self, foot: BottomBar) -> None:
        foot.row.addStretch()
        for widget in (self._leaving, self.repeat, self.write, self.finish):
            foot.row.addWidget(widget)
        foot.row.addStretch()
        stack(self._asking, self.stage, foot, growing=self.stage)
        self._phases.addWidget(self.pause)
        self._phases.addWidget(self._asking)
        stack(self, self.top, self._phases, growing=self._phases)

    def _connect(self) -> None:
        emit = self.happened.emit
        self.top.left.connect(lambda: emit(LeaveInterview()))
        self.pause.acted.connect(lambda: self._go_on())
        self.main.clicked.connect(lambda: self._do_main())
        self.repeat.clicked.connect(lambda: emit(Repeat()))
        self.write.clicked.connect(lambda: emit(e.Write()))
        self.stage.edit.written.connect(lambda text: emit(e.Typed(text)))
        self.finish.clicked.connect(lambda: emit(e.Stop()))
        chosen = self.stage.go_on_with.chosen
        chosen.connect(lambda one: emit(ChooseMicrophone(one.name, one.label)))
        self.stage.notice.acted.connect(lambda: self._act_on_notice())
        self.stage.notice.declined.connect(lambda: emit(OpenSettings()))

    def _bind_keys(self) -> None:
        self._keys = Keys(self)
        self._keys.bind("Space", self._press_main)
        self._keys.bind("Return", self._press_enter)
        self._keys.bind("Enter", self._press_enter)
        self._keys.bind("Esc", self.top.leave.click)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._keys.bind(keys, self._finish_writing)
        self._keys.bind("R", lambda: press(self.repeat))
        self._keys.bind("K", lambda: press(self.write))


def _message_of(state: p.State) -> Message | None:
    if isinstance(state, p.Typing):
        return Message("", state.problem, tone="accent") if state.problem else None
    return message_of(state)


def _without_time(view: InterviewView) -> object:
    """Return what decides the controls: with the same, no more than the clock has changed."""
    state = view.answer.state if view.answer is not None else None
    match state:
        case p.Think(problem=problem) | p.Typing(problem=problem):
            what: object = problem
        case p.Answer(notice=notice, calm=calm):
            what = notice, calm
        case p.Interrupted(notice=notice, opening=opening):
            what = notice, opening
        case _:
            what = None
    return view.phase, view.interview, view.speaking, type(state), what
