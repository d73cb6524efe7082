"""The page on which a person thinks and answers: question on the left, clock on the right."""

from dataclasses import replace
from typing import assert_never

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.core import practice as p
from app.core import practice_events as e
from app.gui.keys import Keys, reading_order
from app.gui.pages.events import (
    AnswerWith,
    ChooseMicrophone,
    OpenSettings,
)
from app.gui.pages.practice_actions import PracticeActions, press
from app.gui.pages.practice_changes import has_changed, is_new
from app.gui.pages.practice_parts import (
    Captions,
    Hints,
)
from app.gui.pages.practice_words import (
    HINT,
    LAST_NOTE,
    LEAVE_QUESTION,
    STORY_HINT,
    caption_of,
    interrupted_look,
    interrupted_words,
    main_words,
    may_choose_story,
    message_of,
    think_look,
    think_words,
)
from app.gui.pages.question_stage import GAP_PX, QuestionStage
from app.gui.widgets.bars import TopBar
from app.gui.widgets.button import Button
from app.gui.widgets.card import Rule
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.focus_keys import press_focused
from app.gui.widgets.notice import Message, NotePlace
from app.gui.widgets.page import stack
from app.gui.widgets.story_chooser import StoryChooser, StoryOffers
from app.gui.widgets.text import Text
from app.gui.widgets.timer_ring import RingLook, answering
from app.gui.wording import clock
from app.session.ports import Loudness
from app.session.views import MicrophoneOption, PracticeView


class PracticePage(QWidget):
    """Shows a PracticeView up to the moment the take is saved; the rating page takes over there.

    Signals:
        happened: A machine event (Begin, Stop, Pause, GoOn, MoreTime, Leave), NextQuestion,
            Retake, ShowCaptions, ChooseMicrophone or OpenSettings.
    """

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view: PracticeView | None = None
        self._asks_to_leave = False
        self.top = TopBar()
        self.main = Button("Start answering", "primary", key="Space", size="large")
        self.foot = PracticeActions()
        self.stage = QuestionStage(self.main, self.foot.row)
        self.notice, self.go_on_with = self.stage.notice, self.stage.go_on_with
        self.ring, self.under = self.stage.ring, self.stage.under
        self.hints = Hints()
        self._captions = Captions()
        self._note = NotePlace(LAST_NOTE, large=True)
        self.story = StoryChooser()
        self._offers: StoryOffers | None = None
        self._why_words = Text("", ink="text_2", wrap=True)
        self.why = Disclosure("What the interviewer tests with this", self._why_words, "W")
        self.hint = Disclosure(HINT, self.hints, "H")
        self._last_line = Rule()
        self._lay_out()
        self._connect()
        self._bind_keys()

    def show_state(self, view: PracticeView) -> None:
        """Make the page look like view; cheap when only the time has changed."""
        before, self._view = self._view, view
        if before is None or is_new(before, view):
            self._show_question(view)
        if before is None or type(before.state) is not type(view.state):
            self._asks_to_leave = False
        self._show_clock(view)
        self._captions.show_caption(caption_of(view.state))
        if before is None or has_changed(before, view):
            self._show_controls(view)

    def show_level(self, loudness: Loudness) -> None:
        """Show how loud it is."""
        self.stage.show_level(loudness)

    def show_microphones(self, options: tuple[MicrophoneOption, ...], wanted: str) -> None:
        """Show with which microphones an interrupted take can be gone on with.

        Args:
            options: All there are, the system's default first.
            wanted: Name of the one in the settings.
        """
        self.go_on_with.show_options(options, wanted)

    def show_stories(self, offers: StoryOffers | None) -> None:
        """Show which stories the question can be answered with; None for nothing to choose."""
        appears = (offers is None) != (self._offers is None)
        self._offers = offers
        if offers is not None:
            self.story.show_offers(offers)
        if appears and self._view is not None:
            self._show_controls(self._view)

    def set_single_keys(self, on: bool) -> None:
        """Switch single letters as shortcuts on or off."""
        self._keys.set_single_keys(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stage its room."""
        super().resizeEvent(event)
        self.stage.fit(self.size())

    # What is shown ------------------------------------------------------------------

    def _show_question(self, view: PracticeView) -> None:
        question = view.question
        self.top.show_place(view.index, view.total)
        self.stage.eyebrow.setText(question.group)
        self.stage.question.setText(question.ask)
        self._note.show_note(view.note)
        self._why_words.setText(question.why)
        self.hints.show_points(question.key_points)
        self.hint.set_words(STORY_HINT if question.story else HINT)
        self.why.set_open(False)
        self.hint.set_open(False)

    def _show_clock(self, view: PracticeView) -> None:
        match view.state:
            case p.Think() as think:
                self.ring.show_look(think_look(think))
                self.under.show_words(think_words(think))
            case p.Opening(rules):
                self.ring.show_look(RingLook("Microphone", clock(0), f"of {clock(rules.answer_s)}"))
                self.under.show_words("Switching the microphone on.")
            case p.Answer() as answer:
                self.ring.show_look(answering(answer.elapsed_s, answer.rules.answer_s))
                self.under.show_microphone(view.microphone)
            case p.Interrupted() as interrupted:
                self.ring.show_look(interrupted_look(interrupted))
                self.under.show_words(interrupted_words(interrupted))
            case p.Saving():
                self.ring.show_look(replace(self.ring.shown, caption="Saving", dot=False))
                self.under.show_words("The take is being saved.")
            case p.Typing() | p.Rate() | p.Review() | p.Over():
                pass  # other pages show these
            case _:
                assert_never(view.state)

    def _show_controls(self, view: PracticeView) -> None:
        thinks = isinstance(view.state, p.Think)
        answers = isinstance(view.state, p.Answer)
        waits = isinstance(view.state, p.Interrupted)
        # A focused button that is hidden or disabled would hand the focus to any other.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.notice.show_message(self._message(view.state))
        self._note.setVisible(bool(view.note) and (thinks or _had_no_time_to_think(view.state)))
        chooses = thinks and self._offers is not None and may_choose_story(view.state)
        self.story.setVisible(chooses)
        self.why.setVisible(thinks and bool(view.question.why))
        self.hint.setVisible(thinks and bool(view.question.key_points))
        rows = chooses or bool(view.question.why or view.question.key_points)
        self._last_line.setVisible(thinks and rows)
        self.foot.show_view(view)
        self.go_on_with.setVisible(waits)
        self._captions.setVisible((answers or waits) and view.captions)
        words, icon, enabled = main_words(view.state)
        self.main.setText(words)
        self.main.set_glyph(icon)
        self.main.setEnabled(enabled)
        if enabled:
            self.main.setFocus(Qt.FocusReason.OtherFocusReason)
        self._order_tabs()
        if waits:  # below a long question in a small window the reason would be out of sight
            QTimer.singleShot(0, self, self.stage.bring_into_sight)

    def _order_tabs(self) -> None:
        """Have Tab follow the eye, also to a notice that has just appeared."""
        left = (self.notice, self.go_on_with, self.story, self.why, self.hint)
        reading_order(self.top, *left, self.main, *self.foot.buttons)

    def _message(self, state: p.State) -> Message | None:
        return LEAVE_QUESTION if self._asks_to_leave else message_of(state)

    # What the person does -----------------------------------------------------------

    def _press_main(self) -> None:
        lists = (self.go_on_with.choice, self.story.choice)
        if focused := next((each for each in lists if each.hasFocus()), None):
            focused.showPopup()
        elif not press_focused(self) and self._view is not None:
            self.main.click()

    def _do_main(self) -> None:
        if self._view and isinstance(self._view.state, p.Think):
            self.happened.emit(e.Begin())
        elif self._view and isinstance(self._view.state, p.Answer):
            self.happened.emit(e.Stop())
        elif self._view and isinstance(self._view.state, p.Interrupted):
            self.happened.emit(e.GoOn())

    def _leave(self) -> None:
        """Leave, but ask first while the person speaks; Esc once more stays."""
        if self._view is None or not isinstance(self._view.state, p.Answer):
            self.happened.emit(e.Leave())
            return
        self._ask_to_leave(not self._asks_to_leave)

    def _ask_to_leave(self, asks: bool) -> None:
        self._asks_to_leave = asks
        if self._view:
            self.notice.show_message(self._message(self._view.state))
            self.main.setFocus(Qt.FocusReason.OtherFocusReason)
            self._order_tabs()

    def _press_enter(self) -> None:
        """Leave where the page has asked; finish an interrupted take."""
        if self._asks_to_leave:
            self.happened.emit(e.Leave())
        else:
            press(self.foot.finish)

    def _act_on_notice(self) -> None:
        if self._asks_to_leave:
            self.happened.emit(e.Leave())
        elif self._view and isinstance(self._view.state, p.Answer):
            self.happened.emit(e.Pause())
        elif self._view and isinstance(self._view.state, p.Interrupted):
            self.happened.emit(OpenSettings())
        else:
            self.happened.emit(e.Begin())

    def _decline_notice(self) -> None:
        if self._asks_to_leave:
            self._ask_to_leave(False)
        else:
            self.happened.emit(OpenSettings())

    def _give_hint(self) -> None:
        """Show the next point, opening the row where it is closed."""
        if self.hint.isHidden():
            return
        if self.hint.is_open:
            self.hints.show_more()
        self.hint.set_open(True)

    # Building ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = self.stage.left
        left.addWidget(self._note)
        left.addWidget(self._captions)
        left.addSpacing(GAP_PX)
        for widget in (self.story, self.why, self.hint, self._last_line):
            left.addWidget(widget)
        left.addStretch()
        stack(self, self.top, self.stage, self.foot, growing=self.stage)

    def _connect(self) -> None:
        emit = self.happened.emit
        self.top.left.connect(lambda: self._leave())
        self.main.clicked.connect(lambda: self._do_main())
        self.foot.happened.connect(lambda event: emit(event))
        self.go_on_with.chosen.connect(lambda one: emit(ChooseMicrophone(one.name, one.label)))
        self.story.chosen.connect(lambda uid: emit(AnswerWith(uid)))
        self.story.choice.activated.connect(lambda: self.main.setFocus())
        self.hint.toggled.connect(lambda is_open: self._first_hint(is_open))
        self.notice.acted.connect(lambda: self._act_on_notice())
        self.notice.declined.connect(lambda: self._decline_notice())

    def _first_hint(self, is_open: bool) -> None:
        if is_open and self.hints.shown == 0:
            self.hints.show_more()

    def _bind_keys(self) -> None:
        self._keys = Keys(self)
        self._keys.bind("Space", self._press_main)
        self._keys.bind("Esc", self._leave)
        self._keys.bind("Return", self._press_enter)
        self._keys.bind("Enter", self._press_enter)
        self._keys.bind("H", self._give_hint)
        self._keys.bind("T", lambda: self.story.open() if self.story.isVisible() else None)
        self._keys.bind("W", lambda: self.why.set_open(not self.why.is_open))
        self.foot.bind(self._keys)


def _had_no_time_to_think(state: p.State) -> bool:
    """Whether what is read before an answer can only be read during it."""
    match state:
        case p.Opening(rules) | p.Answer(rules) | p.Interrupted(rules):
            return rules.auto_start and rules.prep_s == 0
        case _:
            return False
