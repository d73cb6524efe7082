"""The course of an interview, as scripts of events, and then every story it can tell."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.core import interviewing as i
from app.core import practice as p
from app.core.interview import Interview, InterviewRules, InterviewStep, follow_up_to
from app.core.question import Question

FIRST = Question("drift", "test", "Test", "Basics", "What is drift?", follow_ups=("How?", "Why?"))
SECOND = replace(FIRST, id="canary", ask="What is a canary release?", follow_ups=())
PLAN = Interview(
    "uid",
    datetime(2026, 3, 14, tzinfo=UTC),
    InterviewRules(),
    (InterviewStep(FIRST), InterviewStep(SECOND)),
)
ALOUD = replace(PLAN, rules=InterviewRules(read_aloud=True))
WITHOUT_BREAKS = replace(PLAN, rules=InterviewRules(break_s=0.0, follow_ups=False))


def play(*events: i.Event, plan: Interview = PLAN) -> tuple[i.State, list[i.Command]]:
    state: i.State = i.Ready(plan)
    commands: list[i.Command] = []
    for event in events:
        step = i.advance(state, event)
        state = step.state
        commands += step.commands
    return state, commands


BEGUN = (i.Begin(0.0),)
ANSWERED = (*BEGUN, i.Answered(60.0))


def test_the_answer_is_kept_as_over_before_anything_is_made_of_it() -> None:
    state, commands = play(*ANSWERED)
    assert state == i.Listening(PLAN, 60.0)
    assert commands == [i.Ask(), i.Keep(replace(PLAN, position=1)), i.Understand()]


def test_a_follow_up_comes_at_once_and_is_part_of_the_plan() -> None:
    state, commands = play(*ANSWERED, i.Understood(62.0, 1))
    probe = InterviewStep(follow_up_to(FIRST, 1), follow_up=True)
    steps = (PLAN.steps[0], probe, PLAN.steps[1])
    assert state == i.Asking(replace(PLAN, steps=steps, position=1))
    assert commands[-2:] == [i.Keep(state.interview), i.Ask()]
    assert probe.question.ask == "Why?"
    assert (state.interview.number, state.interview.total) == (1, 2)


def test_a_follow_up_has_no_follow_up() -> None:
    state, _ = play(*ANSWERED, i.Understood(62.0, 1), i.Answered(99.0))
    assert isinstance(state, i.Break)
    assert state.interview.position == 2


def test_a_question_without_stored_follow_ups_is_followed_by_the_next() -> None:
    state, commands = play(*ANSWERED, i.Understood(61.0), i.GoOn(61.0), i.Answered(90.0))
    assert state == i.Over(replace(PLAN, position=2))
    assert commands[-2:] == [i.Keep(state.interview, ended=True), i.End()]


def test_words_that_are_late_are_not_waited_for() -> None:
    state, _ = play(*ANSWERED, i.Tick(60.0 + i.LISTEN_S - 0.1))
    assert isinstance(state, i.Listening)
    state = i.advance(state, i.Tick(60.0 + i.LISTEN_S)).state
    assert state == i.Break(replace(PLAN, position=1), 72.0, 72.0)
    assert i.advance(state, i.Understood(73.0, 1)).state == state


def test_a_break_ends_by_itself_or_when_the_person_wants() -> None:
    in_break = (*ANSWERED, i.Understood(61.0))
    state, _ = play(*in_break, i.Tick(65.0))
    assert isinstance(state, i.Break)
    assert state.left_s == 6.0
    for end in (i.Tick(71.0), i.GoOn(62.0)):
        state, commands = play(*in_break, end)
        assert isinstance(state, i.Asking)
        assert commands[-1] == i.Ask()


def test_without_breaks_and_follow_ups_the_next_question_comes_at_once() -> None:
    state, _ = play(*ANSWERED, plan=WITHOUT_BREAKS)
    assert state == i.Asking(replace(WITHOUT_BREAKS, position=1))


def test_the_time_to_think_is_given_back_when_the_question_was_read() -> None:
    state, commands = play(i.Begin(5.0), i.Spoken(12.0), plan=ALOUD)
    assert state == i.Asking(ALOUD)
    assert commands == [i.Ask(), i.ReadAloud(), i.Hold(7.0)]


def test_answering_silences_the_voice() -> None:
    _, commands = play(i.Begin(5.0), i.Hushed(7.0), i.Spoken(9.0), plan=ALOUD)
    assert commands == [i.Ask(), i.ReadAloud(), i.Hush(), i.Hold(2.0)]


def test_hearing_the_question_twice_holds_the_time_twice() -> None:
    _, commands = play(i.Begin(0.0), i.Repeat(5.0), i.Spoken(12.0), plan=ALOUD)
    assert [each for each in commands if isinstance(each, i.Hold)] == [i.Hold(5.0), i.Hold(7.0)]


def test_a_voice_that_hangs_does_not_hold_up_the_interview() -> None:
    state, commands = play(i.Begin(0.0), i.Tick(i.MAX_SPOKEN_S + 1.0), plan=ALOUD)
    assert state == i.Asking(ALOUD)
    assert i.Hush() in commands


def test_leaving_while_the_answer_is_listened_to_does_not_ask_it_again() -> None:
    state, _ = play(*ANSWERED, i.Leave())
    assert state.interview.position == 1


def test_giving_up_keeps_that_it_is_over() -> None:
    state, commands = play(*BEGUN, i.GiveUp())
    assert state == i.Over(PLAN)
    assert commands == [i.Ask(), i.Keep(PLAN, ended=True), i.CloseAnswer(), i.End()]


def test_an_interview_that_stopped_behind_its_last_answer_only_ends() -> None:
    done = replace(PLAN, position=2)
    state, commands = play(i.Begin(0.0), plan=done)
    assert state == i.Over(done)
    assert commands == [i.Keep(done, ended=True), i.End()]


def test_an_answer_begins_and_ends_by_itself_and_has_no_pause() -> None:
    rules = i.answer_rules(PLAN.steps[0], PLAN.rules)
    assert rules == p.Rules(30, 120, hard_stop=True, auto_start=True, may_pause=False)
    fixed = InterviewRules(prep_s=0.0, answer_s=90.0, typed=True)
    assert i.answer_rules(PLAN.steps[0], fixed, "de") == p.Rules(
        0, 90, hard_stop=True, may_pause=False, typed=True, language="de"
    )


@pytest.mark.parametrize(("prep_s", "answer_s"), [(None, None), (60.0, 300.0)])
def test_a_follow_up_has_little_time(prep_s: float | None, answer_s: float | None) -> None:
    probe = InterviewStep(follow_up_to(FIRST, 0), follow_up=True)
    rules = i.answer_rules(probe, InterviewRules(prep_s=prep_s, answer_s=answer_s))
    assert (rules.prep_s, rules.answer_s) == (8, 60)


# Every story -------------------------------------------------------------------------

EVENTS: tuple[i.Event, ...] = (
    i.Begin(0.0),
    i.Tick(1.0),
    i.Tick(1000.0),
    i.Spoken(2.0),
    i.Hushed(2.0),
    i.Repeat(2.0),
    i.Answered(3.0),
    i.Understood(4.0),
    i.Understood(4.0, 1),
    i.GoOn(5.0),
    i.Leave(),
    i.GiveUp(),
)
Story = tuple[i.State, tuple[i.Command, ...]]
VOICE = (i.ReadAloud, i.Hush, i.Hold)  # one may hear a question again for ever


def every_story(plan: Interview) -> list[Story]:
    """Return each state and list of commands, the voice left out, some order of events leads to."""
    first: Story = (i.Ready(plan), ())
    seen, edge = {first}, [first]
    while edge:
        new: list[Story] = []
        for state, log in edge:
            for event in EVENTS:
                step = i.advance(state, event)
                lasting = tuple(each for each in step.commands if not isinstance(each, VOICE))
                story = (step.state, log + lasting)
                if story not in seen:
                    seen.add(story)
                    new.append(story)
        edge = new
    return sorted(seen, key=repr)


STORIES = [story for plan in (PLAN, ALOUD, WITHOUT_BREAKS) for story in every_story(plan)]


def test_there_are_stories_of_every_kind() -> None:
    assert {type(state) for state, _ in STORIES} == {
        i.Ready, i.Asking, i.Listening, i.Break, i.Over,
    }  # fmt: skip


@pytest.mark.parametrize(("state", "log"), STORIES)
def test_every_story_keeps_the_promises(state: i.State, log: tuple[i.Command, ...]) -> None:
    kept = [each.interview for each in log if isinstance(each, i.Keep)]
    positions = [each.position for each in kept]
    assert positions == sorted(positions), "it went back"
    asked = log.count(i.Ask())
    steps = state.interview.steps
    assert asked <= len(steps), "a question was asked twice"
    assert sum(step.follow_up for step in steps) <= 1
    assert (i.End() in log) == isinstance(state, i.Over)
    assert log.count(i.End()) <= 1
    if isinstance(state, i.Listening | i.Break):  # what was answered is kept as answered
        assert kept[-1].position == asked
    if isinstance(state, i.Asking) and asked > 1:  # and what is asked is what is kept
        assert kept[-1] == state.interview
    if isinstance(state, i.Over) and state.interview.step is None and asked:
        ends = [each for each in log if isinstance(each, i.Keep) and each.ended]
        left_while_listening = kept[-1].step is None and not ends
        assert len(ends) == 1 or left_while_listening


@pytest.mark.parametrize(("state", "_log"), STORIES)
def test_nobody_talks_over_an_answer_or_after_the_end(
    state: i.State, _log: tuple[i.Command, ...]
) -> None:
    for event in (i.Hushed(9.0), i.Leave(), i.GiveUp()):
        after = i.advance(state, event).state
        assert not (isinstance(after, i.Asking) and after.speaking_s is not None)
