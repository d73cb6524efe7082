"""What the review page says when something needs a hand, and what can be done about it."""

from dataclasses import dataclass
from typing import Final

from app.core import practice as p
from app.core.attempt import Take
from app.core.transcript import Transcript
from app.gui.icons import Icon
from app.gui.pages.events import OpenSettings, Retake
from app.gui.pages.review_events import Confirm, ReadAgain, ReviewPageEvent, Undo
from app.gui.pages.review_parts import transcript_of
from app.gui.problems import split
from app.gui.widgets.notice import Message
from app.gui.wording import clock, count
from app.session.second_reading import SecondReading
from app.session.views import ReviewView

NO_SPEECH: Final = Message(
    "No speech was found in this take",
    "It is kept, and you can listen to it.",
    action="Retake",
    other="Microphone…",
    icon=Icon.MICROPHONE_SLASH,
)


@dataclass(frozen=True, slots=True)
class Advice:
    """A notice, and what its buttons ask for."""

    message: Message
    act: ReviewPageEvent | None = None
    decline: ReviewPageEvent | None = None


def advice_of(view: ReviewView) -> Advice | None:
    """Return what needs a hand most; None when all is well."""
    match view.reading:
        case p.Unread(problem):
            message = Message(*split(problem), action="Try again", other="Settings…")
            return Advice(message, ReadAgain(), OpenSettings())
        case p.Transcribing():
            return _about_take(view)
        case _:
            pass
    transcript = transcript_of(view)
    if transcript is not None and not transcript.words:
        return Advice(NO_SPEECH, Retake(), OpenSettings())
    if transcript is not None and transcript.draft and not view.attempt.confirmed:
        return _about_draft(view)
    if view.second_reading is not None:
        return _about_second_reading(view.second_reading)
    if transcript is not None and transcript.gaps:
        return _about_gaps(transcript)
    return _about_take(view)


def _about_second_reading(second: SecondReading) -> Advice:
    if second.changed_words == 0:
        return Advice(Message("", "The take was read again: the same words.", tone="accent"))
    words = count(second.changed_words, "word")
    differ = "differs" if second.changed_words == 1 else "differ"
    message = Message("", f"The take was read again: {words} {differ}.", "accent", action="Undo")
    return Advice(message, Undo())


def _about_gaps(transcript: Transcript) -> Advice:
    missing_s = sum(gap.end_s - gap.start_s for gap in transcript.gaps)
    message = Message(
        f"{count(max(1, round(missing_s)), 'second')} of this take could not be written down",
        "The words around it stand, and the take is whole. Key points said there are not found.",
        action="Read it again",
    )
    return Advice(message, ReadAgain())


def _about_draft(view: ReviewView) -> Advice:
    better = view.can_read_again
    message = Message(
        "A draft engine wrote this down",
        "It mishears about every third word, so the key points are provisional and the answer "
        "does not count in the history yet.",
        action="Read it again with Whisper" if better else "Choose a speech model",
        other="Confirm the text",
    )
    return Advice(message, ReadAgain() if better else OpenSettings(), Confirm())


def _about_take(view: ReviewView) -> Advice | None:
    problem = view.attempt.take.problem
    return Advice(Message(*split(problem), icon=Icon.MICROPHONE_SLASH)) if problem else None


def written_in(take: Take) -> str:
    """Return what stands in place of the sound of an answer that was written."""
    return f"Written with the keyboard in {clock(take.duration_s)}. There is nothing to hear."


def why_no_words(view: ReviewView) -> str:
    """Return what stands where the transcript will be, or would be."""
    match view.reading:
        case p.Transcribing():
            return "The words appear here as soon as they are written down."
        case p.Unread():
            return "Nothing could be written down. The take is safe."
        case _:
            return "No words were heard."
