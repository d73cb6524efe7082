"""What the practice page says in each state."""

from typing import Final

from app.core import practice as p
from app.gui.icons import Icon
from app.gui.problems import split
from app.gui.widgets.notice import Message
from app.gui.widgets.timer_ring import RingLook, thinking
from app.gui.wording import clock

LEAVE_QUESTION: Final = Message(
    "Leave? The take is kept",
    "Recording goes on until you decide.",
    action="Leave",
    key="Enter",
    other="Stay",
)


def message_of(state: p.State) -> Message | None:
    """Return the notice of a state: what went wrong, or what endangers the take."""
    match state:
        case p.Think(problem=problem) if problem:
            title, text = split(problem)
            glyph = Icon.MICROPHONE_SLASH
            return Message(title, text, action="Try again", other="Microphone…", icon=glyph)
        case p.Answer(notice=notice) if notice:
            return Message(*split(notice), icon=Icon.MICROPHONE_SLASH)
        case _:
            return None


def think_look(think: p.Think) -> RingLook:
    """Return the countdown, or what is to come once it rests or has run out."""
    if think.problem or think.left_s <= 0.0:
        return RingLook("Ready", clock(think.rules.answer_s), "to answer")
    return thinking(think.left_s, think.rules.prep_s)


def think_words(think: p.Think) -> str:
    """Return when recording will start."""
    if think.problem:
        return "Nothing is recorded. The clock rests until you start."
    if think.rules.auto_start:
        return "Recording starts when you press Space, or when the time is up."
    return "Recording starts when you press Space. Take the time you need."
