"""The life of one answer, as a pure function.

    Think ─begin/time up─▶ Opening ─microphone on─▶ Answer ─stop─▶ Saving ─▶ Rate ─▶ Review
      ▲                       │                      │  ▲            ▲ │      │        │
      └── microphone failed ──┘         pause, lost  ▼  │ go on      │ │      │        │
                                                 Interrupted ─stop───┘ │      │        │
                                                       └──── leave ────┴──────┴────────┴─▶ Over

    Think ─write─▶ Typing ─finish─▶ Rate, with the words known at once

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
from app.core.attempt import Take
from app.core.practice_states import (
    Analysing,
    Answer,
    Interrupted,
    Opening,
    Over,
    Rate,
    Read,
    Reading,
    Review,
    Rules,
    Saving,
    State,
    Think,
    Transcribing,
    Typing,
    Unread,
)
from app.core.transcript import Transcript
from app.core.written import written_words

# A slip of the key, not an answer: nothing intelligible fits into half a second.
MIN_TAKE_S: Final = 0.5
MAX_PREP_S: Final = 600.0

TOO_SHORT: Final = "That take was shorter than half a second, so it was not kept."
NOTHING_WRITTEN: Final = "Nothing is written yet."
EMPTIED: Final = "Nothing is written now. What stood here before is kept in the history."
TIME_UP: Final = "The time was up before anything was written."
# How often what is being written is saved.
KEEP_EVERY_S: Final = 1.0

# With the machine come its states.
__all__ = [
    "MAX_PREP_S",
    "MIN_TAKE_S",
    "NOTHING_WRITTEN",
    "TIME_UP",
    "TOO_SHORT",
    "Analysing",
    "Answer",
    "Interrupted",
    "Opening",
    "Over",
    "Rate",
    "Read",
    "Reading",
    "Review",
    "Rules",
    "Saving",
    "State",
    "Step",
    "Think",
    "Transcribing",
    "Typing",
    "Unread",
    "advance",
]


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
        case Typing():
            return _in_typing(state, event)
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
            return _begin(state.rules)
        case e.Write():
            return Step(Typing(state.rules))
        case e.MoreTime(extra_s):
            prep_s = min(state.rules.prep_s + extra_s, MAX_PREP_S)
            return Step(replace(state, rules=replace(state.rules, prep_s=prep_s)))
        case e.Held(by_s) if not state.problem:
            return Step(replace(state, since_s=state.since_s + by_s, now_s=state.now_s + by_s))
        case e.Tick(now_s) if not state.problem:
            later = replace(state, now_s=now_s)
            if later.left_s <= 0 and state.rules.auto_start:
                return _begin(state.rules)
            return Step(later)
        case e.Leave():
            return Step(Over())
        case _:
            return Step(state)


def _begin(rules: Rules) -> Step:
    if rules.typed:
        return Step(Typing(rules))
    return Step(Opening(rules), (e.StartRecording(),))


def _in_typing(state: Typing, event: e.Event) -> Step:
    match event:
        case e.Tick(now_s):
            since_s = now_s if state.since_s is None else state.since_s
            return _while_typing(replace(state, since_s=since_s, now_s=now_s))
        case e.Typed(text):
            return Step(replace(state, text=text, problem=""))
        case e.Speak() if not state.text.strip():
            return Step(Opening(replace(state.rules, typed=False)), (e.StartRecording(),))
        case e.Stop():
            return _written(state)
        case e.Leave():
            return _written(state, leaving=True)
        case _:
            return Step(state)


def _while_typing(state: Typing) -> Step:
    """Write what is new into the history once a second, so that a crash takes no more than that."""
    if state.rules.hard_stop and state.elapsed_s >= state.rules.answer_s:
        return _time_is_up(state)
    new = state.text.strip() and state.text != state.saved_text
    if not new or state.now_s - state.saved_s < KEEP_EVERY_S:
        return Step(state)
    kept = replace(state, saved_text=state.text, saved_s=state.now_s)
    return Step(kept, _save_written(state, _words_of(state)))


def _time_is_up(state: Typing) -> Step:
    """End what is written, or was before the field was emptied.

    Without any of it the question rests: else the first letter to come would be the answer.
    """
    text = state.text if state.text.strip() else state.saved_text
    return _written(replace(state, text=text)) if text else Step(_rest(state.rules, TIME_UP))


def _words_of(state: Typing) -> Transcript:
    return written_words(state.text, state.elapsed_s, state.rules.language)


def _save_written(state: Typing, words: Transcript) -> tuple[e.Command, ...]:
    save = e.SaveWritten(words, state.elapsed_s)
    return (save,) if state.saved_text else (e.SaveAttempt(Take("", state.elapsed_s)), save)


def _written(state: Typing, *, leaving: bool = False) -> Step:
    words = _words_of(state)
    if not words.words:
        problem = EMPTIED if state.saved_text else NOTHING_WRITTEN
        return Step(Over() if leaving else replace(state, problem=problem))
    take, saved = Take("", state.elapsed_s), _save_written(state, words)
    if leaving:
        return Step(Over(take), saved)
    return Step(Rate(take, Analysing(words)), (*saved, e.Analyse(words, take.duration_s)))


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
