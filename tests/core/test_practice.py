"""The practice machine, as scripts of events, and then every story it can tell."""

import pytest

from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import SelfRating, Take
from app.core.feedback import Coverage, Delivery, Feedback, Measure
from app.core.transcript import Transcript, Word

RULES = p.Rules(prep_s=10, answer_s=60)
HARD = p.Rules(prep_s=10, answer_s=60, hard_stop=True)
TAKE = Take("a.wav", 5.0)
SLIP = Take("slip.wav", 0.2)
TEXT = Transcript((Word("hello", 0.0, 1.0),), engine="fake")
NUMBER = Measure("any", 1.0, "any")
FEEDBACK = Feedback(
    Coverage((), "lexical"),
    Delivery(5.0, 1, NUMBER, NUMBER, (), NUMBER, NUMBER, (), NUMBER, NUMBER),
)
RATING = SelfRating(3, (0,))


def play(*events: e.Event, rules: p.Rules = RULES) -> tuple[p.State, list[e.Command]]:
    state: p.State = p.Think(rules, since_s=0.0, now_s=0.0)
    commands: list[e.Command] = []
    for event in events:
        step = p.advance(state, event)
        state = step.state
        commands += step.commands
    return state, commands


SPOKEN = (e.Begin(), e.RecordingStarted(3.0), e.Stop(), e.Recorded(TAKE))


def test_a_whole_answer() -> None:
    state, commands = play(*SPOKEN, e.Rated(RATING), e.Transcribed(TEXT), e.Analysed(FEEDBACK))
    assert state == p.Review(TAKE, p.Read(TEXT, FEEDBACK), RATING)
    assert commands == [
        e.StartRecording(),
        e.Follow(),
        e.StopRecording(),
        e.SaveAttempt(TAKE),
        e.Transcribe(TAKE),
        e.SaveRating(RATING),
        e.SaveTranscript(TEXT),
        e.Analyse(TEXT, 5.0),
        e.SaveFeedback(FEEDBACK),
    ]


def test_feedback_may_be_ready_before_the_rating() -> None:
    state, _ = play(*SPOKEN, e.Transcribed(TEXT), e.Analysed(FEEDBACK))
    assert state == p.Rate(TAKE, p.Read(TEXT, FEEDBACK))


def test_skipping_the_rating_saves_none() -> None:
    state, commands = play(*SPOKEN, e.Rated(None))
    assert state == p.Review(TAKE, p.Transcribing())
    assert not any(isinstance(c, e.SaveRating) for c in commands)


@pytest.mark.parametrize(
    ("now_s", "left_s"), [(0.0, 10.0), (4.0, 6.0), (9.99, pytest.approx(0.01))]
)
def test_the_time_to_think_counts_down(now_s: float, left_s: float) -> None:
    state, commands = play(e.Tick(now_s))
    assert isinstance(state, p.Think)
    assert state.left_s == left_s
    assert commands == []


def test_recording_begins_by_itself_when_the_time_to_think_is_up() -> None:
    assert play(e.Tick(10.0)) == (p.Opening(RULES), [e.StartRecording()])


def test_without_auto_start_the_question_waits() -> None:
    state, commands = play(e.Tick(99.0), rules=p.Rules(prep_s=10, auto_start=False))
    assert isinstance(state, p.Think)
    assert state.left_s == 0.0
    assert commands == []


def test_more_time_to_think_has_an_end() -> None:
    state, _ = play(*[e.MoreTime()] * 100)
    assert isinstance(state, p.Think)
    assert state.rules.prep_s == p.MAX_PREP_S


def test_the_answer_clock_starts_when_the_microphone_is_on() -> None:
    state, _ = play(e.Begin(), e.RecordingStarted(3.0), e.Tick(10.0))
    assert isinstance(state, p.Answer)
    assert state.elapsed_s == 7.0


def test_a_soft_limit_counts_on() -> None:
    state, commands = play(e.Begin(), e.RecordingStarted(0.0), e.Tick(74.0))
    assert isinstance(state, p.Answer)
    assert state.overtime_s == 14.0
    assert e.StopRecording() not in commands


def test_a_hard_limit_stops() -> None:
    state, commands = play(e.Begin(), e.RecordingStarted(0.0), e.Tick(60.0), rules=HARD)
    assert state == p.Saving(HARD)
    assert commands[-1] == e.StopRecording()


def test_a_microphone_that_fails_leads_back_to_the_question_and_the_clock_rests() -> None:
    state, commands = play(e.Begin(), e.RecordingFailed("no microphone"), e.Tick(999.0))
    assert isinstance(state, p.Think)
    assert state.problem == "no microphone"
    assert state.left_s == RULES.prep_s
    assert commands == [e.StartRecording()]
    assert p.advance(state, e.Begin()).commands == (e.StartRecording(),)


def test_a_lost_microphone_keeps_what_was_said() -> None:
    cut = Take("a.wav", 47.0, problem="The microphone was unplugged at 0:47.")
    state, commands = play(e.Begin(), e.RecordingStarted(0.0), e.Recorded(cut))
    assert state == p.Rate(cut, p.Transcribing())
    assert commands[-2:] == [e.SaveAttempt(cut), e.Transcribe(cut)]


def test_a_notice_comes_and_goes_without_touching_the_clock() -> None:
    state, _ = play(e.Begin(), e.RecordingStarted(0.0), e.RecordingWarned("Only silence so far."))
    assert isinstance(state, p.Answer)
    assert state.notice == "Only silence so far."
    state = p.advance(state, e.RecordingWarned("")).state
    assert state == p.Answer(RULES, 0.0, 0.0)


def test_a_caption_shows_what_was_written_down_last_and_nothing_after_the_answer() -> None:
    state, _ = play(e.Begin(), e.RecordingStarted(0.0), e.Captioned("so"), e.Captioned("so far"))
    assert state == p.Answer(RULES, 0.0, 0.0, caption="so far")
    late, commands = play(*SPOKEN, e.Captioned("too late"))
    assert (late, commands) == play(*SPOKEN)


def test_leaving_while_recording_keeps_the_take() -> None:
    state, commands = play(
        e.Begin(), e.RecordingStarted(0.0), e.Leave(), e.Recorded(TAKE), e.Transcribed(TEXT)
    )
    assert state == p.Over(TAKE)
    assert commands[2:] == [
        e.StopRecording(),
        e.SaveAttempt(TAKE),
        e.Transcribe(TAKE),
        e.SaveTranscript(TEXT),
    ]


def test_a_slip_of_the_key_is_no_answer() -> None:
    state, commands = play(e.Begin(), e.RecordingStarted(0.0), e.Stop(), e.Recorded(SLIP))
    assert isinstance(state, p.Think)
    assert state.problem == p.TOO_SHORT
    assert commands[-1] == e.DeleteTake(SLIP)


def test_failed_transcription_keeps_the_recording() -> None:
    state, commands = play(*SPOKEN, e.TranscriptionFailed("no model"), e.Rated(None))
    assert state == p.Review(TAKE, p.Unread("no model"))
    assert e.SaveAttempt(TAKE) in commands


def test_failed_analysis_keeps_the_transcript() -> None:
    state, commands = play(*SPOKEN, e.Transcribed(TEXT), e.AnalysisFailed("no embedder"))
    assert state == p.Rate(TAKE, p.Unread("no embedder", TEXT))
    assert e.SaveTranscript(TEXT) in commands


EVENTS: tuple[e.Event, ...] = (
    e.Tick(0.0),
    e.Tick(15.0),
    e.Tick(99.0),
    e.Begin(),
    e.Stop(),
    e.Leave(),
    e.RecordingStarted(0.0),
    e.RecordingFailed("no microphone"),
    e.RecordingWarned("silent"),
    e.Captioned("hello"),
    e.Recorded(TAKE),
    e.Recorded(SLIP),
    e.TranscriptionAdvanced(0.5),
    e.Transcribed(TEXT),
    e.TranscriptionFailed("no model"),
    e.Analysed(FEEDBACK),
    e.AnalysisFailed("no embedder"),
    e.Rated(RATING),
    e.Rated(None),
)
Story = tuple[p.State, tuple[e.Command, ...]]


def every_story(rules: p.Rules) -> list[Story]:
    """Return each state and list of commands that some order of events leads to.

    A recording that fails leads back to the question, so stories go round; one that has
    come back to the question is not followed further: it begins like the first.
    """
    first: Story = (p.Think(rules, since_s=0.0, now_s=0.0), ())
    seen = {first}
    edge = [first]
    while edge:
        new: list[Story] = []
        for state, log in edge:
            if isinstance(state, p.Think) and log:
                continue
            for event in EVENTS:
                step = p.advance(state, event)
                story = (step.state, log + step.commands)
                if story not in seen:
                    seen.add(story)
                    new.append(story)
        edge = new
    return sorted(seen, key=repr)


STORIES = [story for rules in (RULES, HARD) for story in every_story(rules)]


def test_there_are_stories_of_every_kind() -> None:
    assert {type(state) for state, _ in STORIES} == {
        p.Think, p.Opening, p.Answer, p.Saving, p.Rate, p.Review, p.Over,
    }  # fmt: skip
    kinds = {type(s.reading) for s, _ in STORIES if isinstance(s, p.Rate | p.Review)}
    assert kinds == {p.Transcribing, p.Analysing, p.Read, p.Unread}


@pytest.mark.parametrize(("state", "log"), STORIES)
def test_every_story_keeps_the_promises(state: p.State, log: tuple[e.Command, ...]) -> None:
    did = [type(command) for command in log]
    for once in (
        e.StartRecording,
        e.Follow,
        e.StopRecording,
        e.SaveAttempt,
        e.SaveTranscript,
        e.SaveRating,
    ):
        assert did.count(once) <= 1, f"{once.__name__} happened twice"
    if isinstance(state, p.Opening):
        assert did == [e.StartRecording]
    if isinstance(state, p.Answer):
        assert did == [e.StartRecording, e.Follow]
    if isinstance(state, p.Saving):
        assert [kind for kind in did if kind is not e.Follow] == [e.StartRecording, e.StopRecording]
    if isinstance(state, p.Rate | p.Review):
        assert did.index(e.SaveAttempt) < did.index(e.Transcribe)
    if e.SaveTranscript in did:
        assert did.index(e.SaveAttempt) < did.index(e.SaveTranscript)
    if e.SaveFeedback in did:
        assert did.index(e.SaveTranscript) < did.index(e.SaveFeedback)
    # every recording that arrived was either saved or too short to be one
    assert e.DeleteTake(TAKE) not in log
    assert e.SaveAttempt(SLIP) not in log
