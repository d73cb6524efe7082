"""The practice machine, for answers that are written with the keyboard."""

from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import Take
from tests.core.test_practice import play

WRITING = (e.Write(), e.Tick(10.0), e.Typed("the inputs change"), e.Tick(40.0))


def test_a_written_answer_is_saved_with_its_words_and_judged_at_once() -> None:
    state, commands = play(*WRITING, e.Stop())
    assert isinstance(state, p.Rate)
    assert state.take == Take("", 30.0)
    assert isinstance(state.reading, p.Analysing)
    words = state.reading.transcript
    assert words.typed
    assert words.text == "the inputs change"
    assert words.words[-1].end_s == 30.0
    assert commands[-2:] == [e.SaveWritten(words, 30.0), e.Analyse(words, 30.0)]
    assert [type(command) for command in commands].count(e.SaveAttempt) == 1


def test_leaving_while_writing_keeps_what_is_written() -> None:
    state, commands = play(*WRITING, e.Leave())
    assert isinstance(state, p.Over)
    assert [type(command) for command in commands] == [e.SaveAttempt, e.SaveWritten, e.SaveWritten]


def test_nothing_written_is_no_answer_and_the_field_stays() -> None:
    state, commands = play(e.Write(), e.Typed("  "), e.Stop())
    assert isinstance(state, p.Typing)
    assert state.problem == p.NOTHING_WRITTEN
    assert commands == []
    assert p.advance(state, e.Leave()) == p.Step(p.Over())


def test_what_is_being_written_is_saved_once_a_second() -> None:
    first = (e.Write(), e.Tick(10.0), e.Typed("the"), e.Tick(10.2))
    _, commands = play(*first)
    assert [type(command) for command in commands] == [e.SaveAttempt, e.SaveWritten]
    _, commands = play(*first, e.Typed("the inputs"), e.Tick(10.9))
    assert len(commands) == 2, "not yet a second later"
    _, commands = play(*first, e.Typed("the inputs"), e.Tick(11.3), e.Tick(12.5))
    saved = [command for command in commands if isinstance(command, e.SaveWritten)]
    assert [each.transcript.text for each in saved] == ["the", "the inputs"]
    assert [type(command) for command in commands].count(e.SaveAttempt) == 1


def test_what_was_saved_outlives_an_emptied_field() -> None:
    state, commands = play(*WRITING, e.Typed(""), e.Stop())
    assert isinstance(state, p.Typing)
    assert state.problem == p.EMPTIED
    assert isinstance(commands[-1], e.SaveWritten)
    assert commands[-1].transcript.text == "the inputs change"


def test_who_writes_need_not_have_a_microphone() -> None:
    typed = p.Rules(prep_s=10, answer_s=60, typed=True)
    state, commands = play(e.Tick(11.0), rules=typed)
    assert isinstance(state, p.Typing)
    assert commands == []


def test_a_hard_limit_ends_writing_once_something_is_written() -> None:
    typed = p.Rules(prep_s=0, answer_s=60, hard_stop=True, typed=True)
    late = (e.Begin(), e.Tick(0.0), e.Tick(70.0))
    state, _ = play(*late, rules=typed)
    assert isinstance(state, p.Typing)
    assert state.elapsed_s == 70.0
    state, _ = play(*late, e.Typed("the inputs"), e.Tick(70.1), rules=typed)
    assert isinstance(state, p.Rate)


def test_speaking_after_all_is_possible_while_nothing_is_written() -> None:
    state, commands = play(e.Write(), e.Speak())
    assert isinstance(state, p.Opening)
    assert commands == [e.StartRecording()]
    state, _ = play(*WRITING, e.Speak())
    assert isinstance(state, p.Typing)
    assert state.text == "the inputs change"
