"""The course of an interview, as a pure function.

    Ready ─begin─▶ Asking ─answered─▶ Listening ─something was left out─▶ Asking, the follow-up
                    ▲  │                  │
                    │  └─ no follow-ups ──┴─ nothing to ask, or too late ─▶ Break or the end
                    └──────────────────── its time is up, go on ──────────────┘

Leaving and giving up lead to Over from everywhere. The answer to each question has a machine of
its own, `app.core.practice`; here it counts only that there is one. There is no way back: a
question that was answered is not asked again.

`advance(state, event)` returns the next state and the commands to carry out;
`app.session.interview` carries them out. What is kept always says what to go on with: a question
is over as soon as its answer is saved, before anything is made of it.
"""

from dataclasses import dataclass, replace
from typing import Final, assert_never

from app.core import practice as p
from app.core.interview import Interview, InterviewRules, InterviewStep, follow_up_to

# Whisper base has the words of two minutes some 3 s after the end, and judging takes 0.1 s. An
# interviewer who thinks for longer than this before the next question would seem odd.
LISTEN_S: Final = 12.0
# The longest question that was ever asked takes half of it. A voice that hangs must not hold up
# the interview.
MAX_SPOKEN_S: Final = 60.0

# Events ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begin:
    """The person is ready for the first question, or for the one where the interview stopped."""

    now_s: float


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed; now_s is a monotonic clock reading in seconds."""

    now_s: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """The voice has ended by itself, or failed."""

    now_s: float


@dataclass(frozen=True, slots=True)
class Hushed:
    """The person answers, or does anything else that must not be talked over."""

    now_s: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """The person wants to hear the question again, before they answer."""

    now_s: float


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to the present question is saved."""

    now_s: float


@dataclass(frozen=True, slots=True)
class Understood:
    """It is known which follow-up the answer asks for; None for none."""

    now_s: float
    follow_up: int | None = None


@dataclass(frozen=True, slots=True)
class GoOn:
    """The person wants the next question before the break is over."""

    now_s: float


@dataclass(frozen=True, slots=True)
class Leave:
    """The person goes elsewhere, and may go on later."""


@dataclass(frozen=True, slots=True)
class GiveUp:
    """The person ends the interview here."""


Event = (
    Begin | Tick | Spoken | Hushed | Repeat | Answered | Understood | GoOn | Leave | GiveUp
)  # fmt: skip

# Commands --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Keep:
    """Store how far the interview has come; ended says that it cannot be gone on with."""

    interview: Interview
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Put the present question on screen; the time to think begins."""


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """Begin to read the present question aloud."""


@dataclass(frozen=True, slots=True)
class Hush:
    """Fall silent at once."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Give back the time to think that went by while the question was read, in seconds."""

    by_s: float


@dataclass(frozen=True, slots=True)
class Understand:
    """Find out which follow-up the answer asks for, as soon as its words are there."""


@dataclass(frozen=True, slots=True)
class CloseAnswer:
    """End the answer in progress; what was said or written is kept."""


@dataclass(frozen=True, slots=True)
class End:
    """Nothing comes any more."""


Command = Keep | Ask | ReadAloud | Hush | Hold | Understand | CloseAnswer | End

# States ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ready:
    """Nothing is asked yet."""

    interview: Interview


@dataclass(frozen=True, slots=True)
class Asking:
    """A question is thought about or answered; it is read aloud since speaking_s, if at all."""

    interview: Interview
    speaking_s: float | None = None


@dataclass(frozen=True, slots=True)
class Listening:
    """The answer is being written down. The interview still stands at its question."""

    interview: Interview
    since_s: float


@dataclass(frozen=True, slots=True)
class Break:
    """Between two questions; the interview stands at the one that comes."""

    interview: Interview
    since_s: float
    now_s: float

    @property
    def left_s(self) -> float:
        """What is left of the break, in seconds; never below 0."""
        return max(0.0, self.interview.rules.break_s - (self.now_s - self.since_s))


@dataclass(frozen=True, slots=True)
class Over:
    """Everything is asked, or the person has left."""

    interview: Interview


State = Ready | Asking | Listening | Break | Over


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from one event."""

    state: State
    commands: tuple[Command, ...] = ()


# Rules -----------------------------------------------------------------------


def answer_rules(step: InterviewStep, rules: InterviewRules, language: str = "en") -> p.Rules:
    """Return the times of one answer: they begin and end by themselves, and cannot be paused.

    Args:
        step: What is asked. A follow-up never has more time than is usual for follow-ups.
        rules: How the interview goes.
        language: Language of an answer that is written, as a code.
    """
    question = step.question
    prep_s = question.prep_s if rules.prep_s is None else rules.prep_s
    answer_s = question.answer_s if rules.answer_s is None else rules.answer_s
    if step.follow_up:
        prep_s, answer_s = min(prep_s, question.prep_s), min(answer_s, question.answer_s)
    return p.Rules(
        prep_s=prep_s,
        answer_s=answer_s,
        hard_stop=True,
        auto_start=True,
        may_pause=False,
        typed=rules.typed,
        language=language,
    )


def advance(state: State, event: Event) -> Step:
    """Return the state after event, and what must be done about it."""
    match state, event:
        case Over(), _:
            return Step(state)
        case _, Leave():
            return _leave(state)
        case _, GiveUp():
            return _leave(state, Keep(_moved_on(state), ended=True))
        case Ready(interview), Begin(now_s):
            return _ask(interview, now_s)
        case Asking(), _:
            return _in_asking(state, event)
        case Listening(), _:
            return _in_listening(state, event)
        case Break(), _:
            return _in_break(state, event)
        case Ready(), _:
            return Step(state)
        case _:
            assert_never(state)


def _leave(state: Ready | Asking | Listening | Break, *first: Command) -> Step:
    last: tuple[Command, ...] = (End(),)
    if isinstance(state, Asking):
        hush = () if state.speaking_s is None else (Hush(),)
        last = (*hush, CloseAnswer(), End())
    return Step(Over(_moved_on(state)), (*first, *last))


def _moved_on(state: State) -> Interview:
    """Return the interview as it is kept: a question whose answer is listened to is over."""
    if isinstance(state, Listening):
        return replace(state.interview, position=state.interview.position + 1)
    return state.interview


def _ask(interview: Interview, now_s: float) -> Step:
    if interview.step is None:
        return Step(Over(interview), (Keep(interview, ended=True), End()))
    if interview.rules.read_aloud:
        return Step(Asking(interview, speaking_s=now_s), (Ask(), ReadAloud()))
    return Step(Asking(interview), (Ask(),))


def _in_asking(state: Asking, event: Event) -> Step:
    match event:
        case Answered(now_s):
            return _answered(state, now_s)
        case Repeat(now_s):
            held_s = 0.0 if state.speaking_s is None else now_s - state.speaking_s
            return Step(replace(state, speaking_s=now_s), (Hold(held_s), ReadAloud()))
        case Spoken(now_s) if state.speaking_s is not None:
            return Step(replace(state, speaking_s=None), (Hold(now_s - state.speaking_s),))
        case Hushed(now_s) if state.speaking_s is not None:
            hold = Hold(now_s - state.speaking_s)
            return Step(replace(state, speaking_s=None), (Hush(), hold))
        case Tick(now_s) if (
            state.speaking_s is not None and now_s - state.speaking_s > MAX_SPOKEN_S
        ):
            return _in_asking(state, Hushed(now_s))
        case _:
            return Step(state)


def _answered(state: Asking, now_s: float) -> Step:
    interview = state.interview
    later = replace(interview, position=interview.position + 1)
    step = interview.step
    assert step is not None  # it was asked
    if interview.rules.follow_ups and step.question.follow_ups and not step.follow_up:
        return Step(Listening(interview, now_s), (Keep(later), Understand()))
    return _next(later, now_s, Keep(later))


def _in_listening(state: Listening, event: Event) -> Step:
    interview = state.interview
    match event:
        case Understood(now_s, int(index)):
            assert interview.step is not None  # it was answered
            probed = interview.with_follow_up(follow_up_to(interview.step.question, index))
            later = replace(probed, position=interview.position + 1)
            asked = _ask(later, now_s)
            return Step(asked.state, (Keep(later), *asked.commands))
        case Understood(now_s, None):
            return _next(_moved_on(state), now_s)
        case Tick(now_s) if now_s - state.since_s >= LISTEN_S:
            return _next(_moved_on(state), now_s)
        case _:
            return Step(state)


def _next(interview: Interview, now_s: float, *first: Command) -> Step:
    """Go to the next question, after a break; interview stands at it already."""
    if interview.step is None or interview.rules.break_s <= 0:
        asked = _ask(interview, now_s)
        return Step(asked.state, (*first, *asked.commands))
    return Step(Break(interview, now_s, now_s), first)


def _in_break(state: Break, event: Event) -> Step:
    match event:
        case GoOn(now_s):
            return _ask(state.interview, now_s)
        case Tick(now_s):
            later = replace(state, now_s=now_s)
            return _ask(state.interview, now_s) if later.left_s <= 0 else Step(later)
        case _:
            return Step(state)
