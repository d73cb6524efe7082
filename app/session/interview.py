"""Leads through an interview: carries out what `app.core.interviewing` decides."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import assert_never

from app.core import interviewing as i
from app.core import practice as p
from app.core import practice_events as e
from app.core.errors import StorageError
from app.core.feedback import Coverage, PointState
from app.core.interview import Interview, InterviewStep
from app.core.question import Question
from app.core.settings import Settings
from app.session.interview_views import InterviewPhase, InterviewView
from app.session.one_by_one import OneByOne
from app.session.ports import Voice
from app.session.runner import AnswerRunner, Tools
from app.session.underway import Underway
from app.session.views import PracticeView
from app.storage.interviews import Interviews

ChooseFollowUp = Callable[[Question, Coverage, Callable[[int | None], None]], None]
"""Takes a question, what was heard of its points, and what to call with the index of the stored
follow-up that probes best what is missing, or None. Returns at once."""

# What a person may do to the answer on screen. There is no pause, and no more time.
_ANSWERING = (e.Begin, e.Stop, e.Write, e.Speak, e.Typed, e.GoOn)


@dataclass(frozen=True, slots=True)
class InterviewTools:
    """What an interview needs from outside.

    Attributes:
        answer: What each answer needs.
        store: Where interviews are kept.
        voice: Reads the questions aloud.
        choose_follow_up: Chooses a follow-up.
        settings: Returns the settings in use.
        underway: Knows which answers are being written down; shared with who reports on them.
    """

    answer: Tools
    store: Interviews
    voice: Voice
    choose_follow_up: ChooseFollowUp
    settings: Callable[[], Settings]
    underway: Underway = field(default_factory=Underway)


class InterviewSession:
    """One interview, from where it stands; lives on one thread.

    `on_change` gets the view whenever something changed; `on_end` is called once, when everything
    is asked or the person has left, and what was said is saved.
    """

    def __init__(
        self,
        interview: Interview,
        tools: InterviewTools,
        on_change: Callable[[InterviewView], None],
        on_end: Callable[[], None],
    ) -> None:
        self._tools = tools
        self._on_change = on_change
        self._on_end = on_end
        self._state: i.State = i.Ready(interview)
        self._runner: AnswerRunner | None = None
        self._frame: PracticeView | None = None
        self._events = OneByOne(self._step)
        self._ending = False
        self._asked_for_follow_up = False

    # What there is to show -----------------------------------------------------------

    @property
    def view(self) -> InterviewView:
        """What there is to show now."""
        state = self._state
        return InterviewView(
            interview=state.interview,
            phase=_phase_of(state),
            answer=self._answer(),
            break_left_s=state.left_s if isinstance(state, i.Break) else 0.0,
            speaking=isinstance(state, i.Asking) and state.speaking_s is not None,
        )

    def announce(self) -> None:
        """Have the view shown as it is now."""
        self._on_change(self.view)

    def _answer(self) -> PracticeView | None:
        if not isinstance(self._state, i.Asking | i.Listening):
            return None
        if self._runner is None or self._frame is None:
            return None
        microphone = self._tools.answer.recorder.microphone
        return replace(self._frame, state=self._runner.state, microphone=microphone)

    # What the person does --------------------------------------------------------------

    def begin(self) -> None:
        """Have the first question asked, or the one where the interview stopped."""
        self._take(i.Begin(self._now_s))

    def handle(self, event: e.Event) -> None:
        """Process what the person did to the answer on screen; what an interview has not, is left.

        Nothing is recorded before the voice is silent.
        """
        if isinstance(event, e.Leave):
            self.leave()
        elif isinstance(event, _ANSWERING) and isinstance(self._state, i.Asking) and self._runner:
            self._take(i.Hushed(self._now_s))
            self._answer_takes(event)

    def go_on(self) -> None:
        """End a break early."""
        self._take(i.GoOn(self._now_s))

    def repeat(self) -> None:
        """Read the question aloud again, before it is answered; the time to think waits."""
        thinking = self._runner is not None and isinstance(self._runner.state, p.Think)
        if thinking and self._tools.voice.available:
            self._take(i.Repeat(self._now_s))

    def leave(self) -> None:
        """Stop here; the interview can be gone on with. An answer that was begun is kept as it is.

        Nothing is asked twice, so that answer was the answer.
        """
        self._take(i.Leave())

    def give_up(self) -> None:
        """End the interview here; there is a report on what was answered."""
        self._take(i.GiveUp())

    def tick(self) -> None:
        """Let time pass. Call about ten times a second."""
        self._take(i.Tick(self._now_s))
        state = self._state
        waits = isinstance(state, i.Asking) and state.speaking_s is not None  # for the voice
        if self._runner is not None and not waits:
            self._runner.tick()

    # -----------------------------------------------------------------------------------

    @property
    def _now_s(self) -> float:
        return self._tools.answer.clocks.monotonic_s()

    def _take(self, event: i.Event) -> None:
        """Process an event, then every event its commands caused, in order."""
        self._events.take(event)
        if self._ending and not self._events.busy:
            self._end_when_saved()

    def _step(self, event: i.Event) -> None:
        step = i.advance(self._state, event)
        if step.state == self._state and not step.commands:
            return
        self._state = step.state
        for command in step.commands:
            self._perform(command)
        self.announce()

    def _perform(self, command: i.Command) -> None:
        match command:
            case i.Keep(interview, ended):
                self._keep(interview, ended=ended)
            case i.Ask():
                self._ask()
            case i.ReadAloud():
                self._read_aloud()
            case i.Hush():
                self._tools.voice.stop()
            case i.Hold(by_s):
                self._answer_takes(e.Held(by_s))
            case i.CloseAnswer():
                self._answer_takes(e.Leave())
            case i.Understand():
                self._asked_for_follow_up = False
                self._understand()
            case i.End():
                self._ending = True
            case _:
                assert_never(command)

    def _answer_takes(self, event: e.Event) -> None:
        if self._runner is not None:
            self._runner.handle(event)

    def _keep(self, interview: Interview, *, ended: bool) -> None:
        if ended:
            interview = replace(interview, ended_at=self._tools.answer.clocks.now())
            self._state = i.Over(interview)
        try:
            self._tools.store.keep(interview)
        except StorageError as error:  # it can still be gone through, only not resumed
            self._tools.answer.complain(error)

    def _ask(self) -> None:
        interview = self._state.interview
        assert interview.step is not None  # else it would be over
        question = interview.step.question
        runner = AnswerRunner(
            question,
            i.answer_rules(interview.step, interview.rules, self._tools.settings().language),
            self._tools.answer,
            on_change=lambda _state: self._changed(runner),
            session_id=interview.uid,
            mode="interview",
        )
        self._runner = runner
        self._frame = self._frame_of(interview, interview.step, runner.state)

    def _frame_of(self, interview: Interview, step: InterviewStep, state: p.State) -> PracticeView:
        return PracticeView(
            question=step.question,
            index=interview.number - 1,
            total=interview.total,
            take_number=self._tools.answer.record.take_count(step.question.key) + 1,
            note="",  # a hint
            microphone=self._tools.answer.recorder.microphone,
            state=state,
        )

    def _read_aloud(self) -> None:
        question = self._runner.question if self._runner else None
        voice = self._tools.voice
        if question is None or not voice.available:
            self._take(i.Spoken(self._now_s))
            return
        voice.say(question.ask, lambda: self._take(i.Spoken(self._now_s)))

    def _changed(self, runner: AnswerRunner) -> None:
        self._tools.underway.note(runner.attempt_id, runner.state)
        if runner is not self._runner:
            return  # an earlier answer, whose words have just come
        if isinstance(self._state, i.Asking):
            if isinstance(runner.state, p.Rate):
                self._take(i.Answered(self._now_s))
            else:
                self.announce()
        elif isinstance(self._state, i.Listening):
            self.announce()  # how far it has been read
            self._understand()
        elif self._ending and not self._events.busy:
            self._end_when_saved()

    def _understand(self) -> None:
        """Find a follow-up as soon as the answer is judged, once."""
        runner = self._runner
        if runner is None or not isinstance(runner.state, p.Rate) or self._asked_for_follow_up:
            return
        match runner.state.reading:
            case p.Read(_, feedback) if _something_missed(feedback.coverage):
                self._asked_for_follow_up = True
                self._tools.choose_follow_up(
                    runner.question, feedback.coverage, lambda index: self._chosen(runner, index)
                )
            case p.Read() | p.Unread():
                self._chosen(runner, None)
            case _:
                pass

    def _chosen(self, runner: AnswerRunner, follow_up: int | None) -> None:
        if runner is self._runner:  # else it came too late
            self._take(i.Understood(self._now_s, follow_up))

    def _end_when_saved(self) -> None:
        if self._runner is not None and isinstance(self._runner.state, p.Saving):
            return
        self._ending = False
        self._runner = None
        self._on_end()


def _something_missed(coverage: Coverage) -> bool:
    return any(state is not PointState.COVERED for state in coverage.states)


def _phase_of(state: i.State) -> InterviewPhase:
    match state:
        case i.Ready():
            return "ready"
        case i.Asking():
            return "question"
        case i.Listening():
            return "listening"
        case i.Break():
            return "break"
        case i.Over():
            return "over"
        case _:
            assert_never(state)
