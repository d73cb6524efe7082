"""The life of one answer, as a pure function.

    Think ─begin/time up─▶ Opening ─microphone on─▶ Answer ─stop─▶ Saving ─▶ Rate ─▶ Review
      ▲                       │                      │  ▲            ▲ │      │        │
      └── microphone failed ──┘         pause, lost  ▼  │ go on      │ │      │        │
                                                 Interrupted ─stop───┘ │      │        │
                                                       └──── leave ────┴──────┴────────┴─▶ Over

`advance(state, event)` returns the next state and the commands to carry out. It reads no clock,
opens no file and knows no widget, so every path can be tested with a list of events.
`app.session.runner` carries the commands out.

Three rules hold everywhere. A finished recording is saved before anything else is done with it,
on every path, also when the person leaves. A microphone that is lost ends no answer: the take
stays open until the person goes on, finishes or leaves. And an event that means nothing in a state
(a late Tick, a second Stop) leaves the state as it is.
"""

from dataclasses import dataclass, replace
from typing import Final, assert_never

from app.core import practice_events as e
from app.core.attempt import SelfRating, Take
from app.core.feedback import Feedback
from app.core.transcript import Transcript

# A slip of the key, not an answer: nothing intelligible fits into half a second.
MIN_TAKE_S: Final = 0.5
MAX_PREP_S: Final = 600.0

TOO_SHORT: Final = "That take was shorter than half a second, so it was not kept."


@dataclass(frozen=True, slots=True)
class Rules:
    """The times of one answer.

    Attributes:
        prep_s: Time to think, in seconds; 0 for none.
        answer_s: Time to answer, in seconds.
        hard_stop: Whether recording ends when the time to answer is up.
        auto_start: Whether recording begins when the time to think is up.
        may_pause: Whether the person may pause; a lost microphone interrupts in any case.
    """

    prep_s: float = 30.0
    answer_s: float = 120.0
    hard_stop: bool = False
    auto_start: bool = True
    may_pause: bool = True


# What has become of a recording ----------------------------------------------


@dataclass(frozen=True, slots=True)
class Transcribing:
    """An engine reads the take; fraction is how far it is, 0..1."""

    fraction: float = 0.0


@dataclass(frozen=True, slots=True)
class Analysing:
    """The words are known, the feedback is not yet."""

    transcript: Transcript


@dataclass(frozen=True, slots=True)
class Read:
    """The words and the feedback are known."""

    transcript: Transcript
    feedback: Feedback


@dataclass(frozen=True, slots=True)
class Unread:
    """Something failed; the take is safe. transcript is what there is of it."""

    problem: str
    transcript: Transcript | None = None


Reading = Transcribing | Analysing | Read | Unread

# States ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Think:
    """The question is on screen; nothing is recorded. With a problem the countdown rests."""

    rules: Rules
    since_s: float
    now_s: float
    problem: str = ""

    @property
    def left_s(self) -> float:
        """Time left to think, in seconds; never below 0."""
        return max(0.0, self.rules.prep_s - (self.now_s - self.since_s))


@dataclass(frozen=True, slots=True)
class Opening:
    """The microphone is being switched on, which takes a moment."""

    rules: Rules


@dataclass(frozen=True, slots=True)
class Answer:
    """The microphone is on.

    notice says what endangers the take, if anything does; caption is what was written down last.
    since_s is when the microphone was on, or, in a take that was gone on with, when it would have
    been on for what is recorded: the clock counts the answer, not the interruptions.
    """

    rules: Rules
    since_s: float
    now_s: float
    notice: str = ""
    caption: str = ""
    calm: bool = False

    @property
    def elapsed_s(self) -> float:
        """How long the person has answered, in seconds."""
        return self.now_s - self.since_s

    @property
    def overtime_s(self) -> float:
        """Time spoken beyond the limit, in seconds; never below 0."""
        return max(0.0, self.elapsed_s - self.rules.answer_s)


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The microphone is off, the clock stands, and the take is open and safe.

    Attributes:
        rules: The times of the answer.
        recorded_s: How much of the answer there is, in seconds.
        notice: Why; empty when the person has paused.
        opening: Whether the microphone is being switched on again.
        caption: What was written down last.
    """

    rules: Rules
    recorded_s: float
    notice: str = ""
    opening: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Saving:
    """The microphone is off and the file is being closed."""

    rules: Rules
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """The take is saved; the person says how it went before they see anything."""

    take: Take
    reading: Reading


@dataclass(frozen=True, slots=True)
class Review:
    """The feedback is shown as soon as it is there."""

    take: Take
    reading: Reading
    self_rating: SelfRating | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """The person has left. A transcript that is still on its way is saved when it comes."""

    take: Take | None = None
    awaits_transcript: bool = False


State = Think | Opening | Answer | Interrupted | Saving | Rate | Review | Over


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from one event."""

    state: State
    commands: tuple[e.Command, ...] = ()


def advance(state: State, event: e.Event) -> Step:
    """Return the state after event, and what must be done about it."""
    match state:
        case Think():
            return _in_think(state, event)
        case Opening():
            return _in_opening(state, event)
        case Answer():
            return _in_answer(state, event)
        case Interrupted():
            return _in_interrupted(state, event)
        case Saving():
            return _in_saving(state, event)
        case Rate() | Review():
            return _after_saving(state, event)
        case Over():
            return _in_over(state, event)
        case _:
            assert_never(state)


def _in_think(state: Think, event: e.Event) -> Step:
    match event:
        case e.Begin():
            return Step(Opening(state.rules), (e.StartRecording(),))
        case e.MoreTime(extra_s):
            prep_s = min(state.rules.prep_s + extra_s, MAX_PREP_S)
            return Step(replace(state, rules=replace(state.rules, prep_s=prep_s)))
        case e.Tick(now_s) if not state.problem:
            later = replace(state, now_s=now_s)
            if later.left_s <= 0 and state.rules.auto_start:
                return Step(Opening(state.rules), (e.StartRecording(),))
            return Step(later)
        case e.Leave():
            return Step(Over())
        case _:
            return Step(state)


def _in_opening(state: Opening, event: e.Event) -> Step:
    match event:
        case e.RecordingStarted(now_s, recorded_s):
            return Step(Answer(state.rules, now_s - recorded_s, now_s), (e.Follow(),))
        case e.RecordingFailed(problem):
            return Step(_rest(state.rules, problem))
        case e.Recorded(take):  # the disk was full at once
            return _recorded(state.rules, take)
        case e.Leave():
            return Step(Saving(state.rules, leaving=True), (e.StopRecording(),))
        case _:
            return Step(state)


def _in_answer(state: Answer, event: e.Event) -> Step:
    match event:
        case e.Tick(now_s):
            later = replace(state, now_s=now_s)
            if state.rules.hard_stop and later.elapsed_s >= state.rules.answer_s:
                return Step(Saving(state.rules), (e.StopRecording(),))
            return Step(later)
        case e.Stop():
            return Step(Saving(state.rules), (e.StopRecording(),))
        case e.Leave():
            return Step(Saving(state.rules, leaving=True), (e.StopRecording(),))
        case e.Pause() if state.rules.may_pause:
            paused = Interrupted(state.rules, state.elapsed_s, caption=state.caption)
            return Step(paused, (e.PauseRecording(),))
        case _:
            return _while_recording(state, event)


def _while_recording(state: Answer, event: e.Event) -> Step:
    match event:
        case e.RecordingWarned(notice, calm):
            return Step(replace(state, notice=notice, calm=calm))
        case e.Captioned(text):
            return Step(replace(state, caption=text))
        case e.RecordingStarted(now_s, recorded_s):  # it goes on by itself, after a stall
            return Step(replace(state, since_s=now_s - recorded_s, now_s=now_s))
        case e.RecordingInterrupted(recorded_s, problem):
            return Step(Interrupted(state.rules, recorded_s, problem, caption=state.caption))
        case e.Recorded(take):  # the disk is full
            return _recorded(state.rules, take)
        case e.RecordingFailed(problem):
            return Step(_rest(state.rules, problem))
        case _:
            return Step(state)


def _in_interrupted(state: Interrupted, event: e.Event) -> Step:
    match event:
        case e.GoOn() if not state.opening:
            return Step(replace(state, opening=True), (e.GoOnRecording(),))
        case e.RecordingStarted(now_s, recorded_s) if state.opening:
            answer = Answer(state.rules, now_s - recorded_s, now_s, caption=state.caption)
            return Step(answer)
        case e.Captioned(text):  # of what was said before
            return Step(replace(state, caption=text))
        case e.RecordingInterrupted(recorded_s, problem):
            # Without a problem it is the pause that was asked for, maybe after going on already.
            opening = state.opening and not problem
            notice = problem or state.notice
            return Step(replace(state, recorded_s=recorded_s, notice=notice, opening=opening))
        case e.Stop():
            return Step(Saving(state.rules), (e.StopRecording(),))
        case e.Leave():
            return Step(Saving(state.rules, leaving=True), (e.StopRecording(),))
        case e.Recorded(take):
            return _recorded(state.rules, take)
        case e.RecordingFailed(problem):
            return Step(_rest(state.rules, problem))
        case _:
            return Step(state)


def _in_saving(state: Saving, event: e.Event) -> Step:
    match event:
        case e.Recorded(take):
            return _recorded(state.rules, take, leaving=state.leaving)
        case e.RecordingFailed(problem):
            return Step(Over() if state.leaving else _rest(state.rules, problem))
        case e.Leave():
            return Step(replace(state, leaving=True))
        case _:
            return Step(state)


def _recorded(rules: Rules, take: Take, *, leaving: bool = False) -> Step:
    if take.duration_s < MIN_TAKE_S:
        state = Over() if leaving else _rest(rules, take.problem or TOO_SHORT)
        return Step(state, (e.DeleteTake(take),))
    commands = (e.SaveAttempt(take), e.Transcribe(take))
    if leaving:
        return Step(Over(take, awaits_transcript=True), commands)
    return Step(Rate(take, Transcribing()), commands)


def _rest(rules: Rules, problem: str) -> Think:
    """Return to the question, with the countdown at rest until the person begins again."""
    return Think(rules, since_s=0.0, now_s=0.0, problem=problem)


def _after_saving(state: Rate | Review, event: e.Event) -> Step:
    match event:
        case e.Leave():
            return Step(Over(state.take, awaits_transcript=isinstance(state.reading, Transcribing)))
        case e.Rated(self_rating) if isinstance(state, Rate):
            save = (e.SaveRating(self_rating),) if self_rating else ()
            return Step(Review(state.take, state.reading, self_rating), save)
        case _:
            reading, commands = _read(state.reading, event, state.take)
            return Step(replace(state, reading=reading), commands)


def _read(reading: Reading, event: e.Event, take: Take) -> tuple[Reading, tuple[e.Command, ...]]:
    match reading, event:
        case Transcribing(), e.TranscriptionAdvanced(fraction):
            return Transcribing(fraction), ()
        case Transcribing(), e.Transcribed(transcript):
            analyse = e.Analyse(transcript, take.duration_s)
            return Analysing(transcript), (e.SaveTranscript(transcript), analyse)
        case Transcribing(), e.TranscriptionFailed(problem):
            return Unread(problem), ()
        case Analysing(transcript), e.Analysed(feedback):
            return Read(transcript, feedback), (e.SaveFeedback(feedback),)
        case Analysing(transcript), e.AnalysisFailed(problem):
            return Unread(problem, transcript), ()
        case _:
            return reading, ()


def _in_over(state: Over, event: e.Event) -> Step:
    match event:
        case e.Transcribed(transcript) if state.awaits_transcript:
            return Step(replace(state, awaits_transcript=False), (e.SaveTranscript(transcript),))
        case e.TranscriptionFailed() if state.awaits_transcript:
            return Step(replace(state, awaits_transcript=False))
        case _:
            return Step(state)
