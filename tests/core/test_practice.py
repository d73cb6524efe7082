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


SPEAKING = (e.Begin(), e.RecordingStarted(0.0))
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


def test_the_time_to_think_stands_still_while_the_question_is_read() -> None:
    state, commands = play(e.Tick(4.0), e.Held(20.0), e.Tick(24.0))
    assert isinstance(state, p.Think)
    assert state.left_s == 6.0
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
    assert state.elapsed_s == 74.0
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


def test_a_take_that_ends_by_itself_keeps_what_was_said() -> None:
    cut = Take("a.wav", 47.0, problem="The disk is full.")
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


LOST = e.RecordingInterrupted(47.0, "The microphone was lost at 0:47.")


def test_a_lost_microphone_stops_the_clock_and_the_same_take_goes_on() -> None:
    state, commands = play(*SPEAKING, LOST, e.Tick(99.0), e.GoOn(), e.RecordingStarted(100.0, 47.0))
    assert commands == [e.StartRecording(), e.Follow(), e.GoOnRecording()]
    assert isinstance(state, p.Answer)
    assert state.elapsed_s == 47.0
    after = p.advance(state, e.Tick(101.5)).state
    assert isinstance(after, p.Answer)
    assert after.elapsed_s == 48.5


def test_while_interrupted_the_clock_stands_and_the_reason_is_told() -> None:
    state, _ = play(*SPEAKING, LOST, e.Tick(99.0))
    assert state == p.Interrupted(RULES, 47.0, "The microphone was lost at 0:47.")


def test_going_on_without_a_microphone_says_so_and_stays() -> None:
    failed = e.RecordingInterrupted(47.0, "No microphone was found.")
    state, _ = play(*SPEAKING, LOST, e.GoOn(), failed)
    assert state == p.Interrupted(RULES, 47.0, "No microphone was found.")
    assert p.advance(state, e.GoOn()).commands == (e.GoOnRecording(),)


def test_going_on_is_asked_for_once_while_the_microphone_opens() -> None:
    _, commands = play(*SPEAKING, LOST, e.GoOn(), e.GoOn())
    assert commands.count(e.GoOnRecording()) == 1


def test_a_pause_stops_the_clock_at_once_and_then_at_what_is_recorded() -> None:
    state, commands = play(*SPEAKING, e.Tick(20.0), e.Pause())
    assert state == p.Interrupted(RULES, 20.0)
    assert commands[-1] == e.PauseRecording()
    assert p.advance(state, e.RecordingInterrupted(19.8)).state == p.Interrupted(RULES, 19.8)


def test_going_on_before_the_pause_is_complete_still_goes_on() -> None:
    state, _ = play(*SPEAKING, e.Pause(), e.GoOn(), e.RecordingInterrupted(5.0))
    assert state == p.Interrupted(RULES, 5.0, opening=True)
    assert isinstance(p.advance(state, e.RecordingStarted(9.0, 5.0)).state, p.Answer)


def test_without_the_right_to_pause_there_is_none_but_a_loss_can_still_be_gone_on_with() -> None:
    strict = p.Rules(may_pause=False)
    state, commands = play(*SPEAKING, e.Pause(), rules=strict)
    assert isinstance(state, p.Answer)
    assert commands == [e.StartRecording(), e.Follow()]
    assert isinstance(p.advance(state, LOST).state, p.Interrupted)


@pytest.mark.parametrize("end", [e.Stop(), e.Leave()])
def test_an_interrupted_take_is_kept_however_it_ends(end: e.Event) -> None:
    _, commands = play(*SPEAKING, LOST, end, e.Recorded(TAKE))
    assert commands[2:] == [e.StopRecording(), e.SaveAttempt(TAKE), e.Transcribe(TAKE)]


def test_captions_outlive_an_interruption() -> None:
    late = e.Captioned("so far")
    state, _ = play(*SPEAKING, e.Captioned("so"), LOST, late)
    assert isinstance(state, p.Interrupted)
    assert state.caption == "so far"
    state = p.advance(p.advance(state, e.GoOn()).state, e.RecordingStarted(60.0, 47.0)).state
    assert state == p.Answer(RULES, 13.0, 60.0, caption="so far")


def test_a_hard_limit_counts_only_what_is_recorded() -> None:
    lost = e.RecordingInterrupted(50.0, "lost")
    again = (e.GoOn(), e.RecordingStarted(500.0, 50.0))
    state, _ = play(*SPEAKING, lost, *again, e.Tick(509.0), rules=HARD)
    assert isinstance(state, p.Answer)
    assert p.advance(state, e.Tick(510.0)).state == p.Saving(HARD)


def test_after_a_stall_the_clock_is_put_back_to_what_is_recorded() -> None:
    state, _ = play(*SPEAKING, e.Tick(24.0), e.RecordingStarted(24.0, 20.0))
    assert isinstance(state, p.Answer)
    assert state.elapsed_s == 20.0


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
    e.Pause(),
    e.GoOn(),
    e.Leave(),
    e.RecordingStarted(0.0),
    e.RecordingFailed("no microphone"),
    e.RecordingWarned("silent"),
    e.Captioned("hello"),
    e.RecordingInterrupted(5.0, "lost"),
    e.RecordingInterrupted(5.0),
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


MOST_TURNS = 1


def every_story(rules: p.Rules) -> list[Story]:
    """Return each state and list of commands that some order of events leads to.

    One may pause and go on for ever; stories are followed until that was done twice. A recording
    that fails leads back to the question, so stories go round; one that has come back to the
    question is not followed further: it begins like the first.
    """
    first: Story = (p.Think(rules, since_s=0.0, now_s=0.0), ())
    seen = {first}
    edge = [first]
    while edge:
        new: list[Story] = []
        for state, log in edge:
            if (isinstance(state, p.Think) and log) or log.count(e.GoOnRecording()) > MOST_TURNS:
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
        p.Think, p.Opening, p.Answer, p.Interrupted, p.Saving, p.Rate, p.Review, p.Over,
    }  # fmt: skip
    kinds = {type(s.reading) for s, _ in STORIES if isinstance(s, p.Rate | p.Review)}
    assert kinds == {p.Transcribing, p.Analysing, p.Read, p.Unread}


@pytest.mark.parametrize(("state", "log"), STORIES)
def test_every_story_keeps_the_promises(state: p.State, log: tuple[e.Command, ...]) -> None:
    did = [type(command) for command in log]
    for one in (
        e.StartRecording,
        e.Follow,
        e.StopRecording,
        e.SaveAttempt,
        e.SaveTranscript,
        e.SaveRating,
    ):
        assert did.count(one) <= 1, f"{one.__name__} happened twice"
    turns = [kind for kind in did if kind in (e.PauseRecording, e.GoOnRecording)]
    once = [kind for kind in did if kind not in (e.PauseRecording, e.GoOnRecording)]
    if isinstance(state, p.Opening):
        assert did == [e.StartRecording]
    if isinstance(state, p.Answer | p.Interrupted):
        assert once == [e.StartRecording, e.Follow]
    if isinstance(state, p.Interrupted):
        assert turns.count(e.GoOnRecording) > 0 or not state.opening
    if isinstance(state, p.Saving):
        assert [kind for kind in once if kind is not e.Follow] == [
            e.StartRecording,
            e.StopRecording,
        ]
    if isinstance(state, p.Rate | p.Review):
        assert did.index(e.SaveAttempt) < did.index(e.Transcribe)
    if e.SaveTranscript in did:
        assert did.index(e.SaveAttempt) < did.index(e.SaveTranscript)
    if e.SaveFeedback in did:
        assert did.index(e.SaveTranscript) < did.index(e.SaveFeedback)
    # every recording that arrived was either saved or too short to be one
    assert e.DeleteTake(TAKE) not in log
    assert e.SaveAttempt(SLIP) not in log
