"""What the practice page says in each state."""

from dataclasses import replace
from typing import Final

from app.core import practice as p
from app.gui.icons import Icon
from app.gui.problems import split
from app.gui.widgets.notice import Message
from app.gui.widgets.timer_ring import RingLook, answering, thinking
from app.gui.wording import clock

LEAVE_QUESTION: Final = Message(
    "Leave? The take is kept",
    "Recording goes on until you decide.",
    action="Leave",
    key="Enter",
    other="Stay",
)
HINT: Final = "Hint, one point at a time"
LAST_NOTE: Final = "After your last take you wrote: next time I will"
STORY_HINT: Final = "Your story, one point at a time"


def may_choose_story(state: p.State) -> bool:
    """Return whether a story can be chosen: not in an interview, where nothing helps."""
    return isinstance(state, p.Think) and state.rules.may_pause


def message_of(state: p.State) -> Message | None:
    """Return the notice of a state: what went wrong, or what endangers the take."""
    match state:
        case p.Think(problem=p.TIME_UP):
            return Message("", p.TIME_UP, tone="accent", action="Try again", icon=Icon.TIMER)
        case p.Think(problem=problem) if problem:
            title, text = split(problem)
            glyph = Icon.MICROPHONE_SLASH
            return Message(title, text, action="Try again", other="Microphone…", icon=glyph)
        case p.Answer(notice=notice, calm=True) if notice:
            return Message(*split(notice), tone="accent", icon=Icon.MICROPHONE_SLASH)
        case p.Answer(rules, notice=notice) if notice:
            action = "Pause and choose another" if rules.may_pause else ""
            return Message(*split(notice), action=action, icon=Icon.MICROPHONE_SLASH)
        case p.Interrupted(notice=notice) if notice:
            return Message(*split(notice), action="Microphone…", icon=Icon.MICROPHONE_SLASH)
        case _:
            return None


def think_look(think: p.Think) -> RingLook:
    """Return the countdown, or what is to come once it rests or has run out."""
    if think.problem or think.left_s <= 0.0:
        return RingLook("Ready", clock(think.rules.answer_s), "to answer")
    return thinking(think.left_s, think.rules.prep_s)


def interrupted_look(state: p.Interrupted) -> RingLook:
    """Return the clock of the answer, standing still."""
    stands = answering(state.recorded_s, state.rules.answer_s)
    caption = "Interrupted" if state.notice else "Paused"
    return replace(stands, caption=caption, ink="line_strong", dot=False)


def interrupted_words(state: p.Interrupted) -> str:
    """Return what is safe, or what is going on."""
    if state.opening:
        return "Switching the microphone on."
    return "The take is kept. The clock stands until you go on."


def caption_of(state: p.State) -> str:
    """Return what was written down last."""
    return state.caption if isinstance(state, p.Answer | p.Interrupted) else ""


def main_words(state: p.State) -> tuple[str, Icon, bool]:
    """Return words and icon of the main button, and whether it can be pressed."""
    match state:
        case p.Think():
            return "Start answering", Icon.MICROPHONE, True
        case p.Interrupted(opening=opening):
            return "Go on", Icon.MICROPHONE, not opening
        case _:
            return "Stop", Icon.STOP_FILL, isinstance(state, p.Answer)


def think_words(think: p.Think) -> str:
    """Return when recording will start."""
    if think.problem:
        return "Nothing is recorded. The clock rests until you start."
    if think.rules.auto_start:
        return "Recording starts when you press Space, or when the time is up."
    return "Recording starts when you press Space. Take the time you need."
