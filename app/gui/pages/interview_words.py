"""What the page of an interview says in each phase."""

from dataclasses import dataclass, replace
from typing import Final, assert_never

from app.core import practice as p
from app.gui.icons import Icon
from app.gui.pages.interview_values import plan_words
from app.gui.pages.practice_words import interrupted_look
from app.gui.widgets.timer_ring import RingLook, thinking
from app.gui.wording import clock, count, countdown
from app.session.interview_views import InterviewView
from app.session.views import PracticeView

# From here on the ring is amber: long enough to end a sentence.
LAST_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Pause:
    """What is shown while no question is: before the first, between two, and while one is read.

    Attributes:
        icon: What stands above the words.
        title: The words.
        text: A sentence below; may be empty.
        action: Words of the button; empty for none.
        fraction: How much of the progress bar is filled, 0..1; None for no bar.
    """

    icon: Icon
    title: str
    text: str = ""
    action: str = ""
    fraction: float | None = None


def pause_of(view: InterviewView) -> Pause | None:
    """Return what is shown instead of a question; None while there is one."""
    match view.phase:
        case "ready":
            return _ready(view)
        case "listening":
            return Pause(Icon.CHATS, "Thank you. One moment.", fraction=_read(view.answer))
        case "break":
            left = countdown(view.break_left_s)
            sip = "A sip of water, perhaps."
            return Pause(Icon.COFFEE, f"Next question in {left}", sip, "Go on now")
        case "question" | "over":
            return None
        case _:
            assert_never(view.phase)


def _ready(view: InterviewView) -> Pause:
    interview = view.interview
    if interview.position == 0:
        return Pause(Icon.CHATS, "Ready when you are", f"{plan_words(interview)}.", "Begin")
    title = f"On with question {interview.number} of {interview.total}"
    return Pause(Icon.CHATS, title, f"Still to come: {plan_words(interview)}.", "Go on")


def _read(answer: PracticeView | None) -> float | None:
    """Return how far an answer has been written down, 0..1; None where that is not known."""
    if answer is None or not isinstance(answer.state, p.Rate | p.Review):
        return None
    reading = answer.state.reading
    return reading.fraction if isinstance(reading, p.Transcribing) else 1.0


def eyebrow_of(view: InterviewView) -> str:
    """Return what stands above the question."""
    step = view.interview.step
    if step is not None and step.follow_up:
        return f"Follow-up to question {view.interview.number}"
    return f"Question {view.interview.number}"


def ring_of(state: p.State, before: RingLook, *, speaking: bool) -> RingLook:
    """Return the clock: time left to think, then time left to answer, for it stops at the end.

    Args:
        state: Where the answer is.
        before: What the ring shows; it stands while the take is saved.
        speaking: Whether the question is being read aloud, and the time to think waits.
    """
    match state:
        case p.Think(rules) if speaking:
            return RingLook("Listen", clock(rules.prep_s), "then to think", 1.0)
        case p.Think(rules, problem=problem) if problem:
            return RingLook("Ready", clock(rules.answer_s), "to answer")
        case p.Think(rules):
            return thinking(state.left_s, rules.prep_s)
        case p.Opening(rules):
            return RingLook("Microphone", clock(rules.answer_s), "to answer")
        case p.Answer(rules):
            return answering_down(state.elapsed_s, rules.answer_s)
        case p.Typing(rules):
            return replace(answering_down(state.elapsed_s, rules.answer_s), caption="Writing")
        case p.Interrupted():
            return _interrupted(state)
        case p.Saving():
            return replace(before, caption="Saving", dot=False)
        case p.Rate() | p.Review() | p.Over():
            return before
        case _:
            assert_never(state)


def answering_down(elapsed_s: float, target_s: float) -> RingLook:
    """Return the look of an answer that will be stopped: emptying, and amber at the very end."""
    left_s = max(0.0, target_s - elapsed_s)
    fraction = left_s / target_s if target_s > 0 else 0.0
    if left_s > LAST_S:
        note = f"left of {clock(target_s)}"
        return RingLook("Recording", countdown(left_s), note, fraction, "accent", dot=True)
    return RingLook("Recording", countdown(left_s), "left", fraction, "amber", dot=True)


def _interrupted(state: p.Interrupted) -> RingLook:
    stands = answering_down(state.recorded_s, state.rules.answer_s)
    still = interrupted_look(state)
    return replace(still, figures=stands.figures, note=stands.note, fraction=stands.fraction)


def think_words(think: p.Think, *, speaking: bool) -> str:
    """Return when the answer will start."""
    if speaking:
        return "The question is being read aloud. The time to think begins afterwards."
    if think.problem:
        return "Nothing is recorded. The clock rests until you start."
    if think.rules.typed:
        return "Writing starts by itself when the time is up. Space starts it now."
    return "Recording starts by itself when the time is up. Space starts it now."


def written_words(state: p.Typing) -> str:
    """Return how much there is of an answer that is being written."""
    return f"{count(len(state.text.split()), 'word')} · saved as you write"


def main_words(state: p.State) -> tuple[str, Icon, bool]:
    """Return words and icon of the main button, and whether it can be pressed."""
    match state:
        case p.Think(rules) if rules.typed:
            return "Start writing", Icon.KEYBOARD, True
        case p.Think():
            return "Start answering", Icon.MICROPHONE, True
        case p.Interrupted(opening=opening):
            return "Go on", Icon.MICROPHONE, not opening
        case p.Typing():
            return "Done", Icon.CHECK, True
        case _:
            return "I have finished", Icon.STOP_FILL, isinstance(state, p.Answer)
