"""A session with a real history; only microphone, engine and clock are stand-ins."""

import threading

import pytest

from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import SelfRating, Take
from app.core.errors import StorageError
from app.core.settings import Settings
from app.session.practice import PracticeSession, rules_for
from app.session.views import PracticeView
from tests.session.conftest import Stage
from tests.session.tools import FEEDBACK, OTHER, QUESTION, TEXT


class Show:
    def __init__(self, stage: Stage, settings: Settings | None = None) -> None:
        self.views: list[PracticeView] = []
        self.ended = 0
        questions = [QUESTION, OTHER]
        self.session = PracticeSession(
            questions, settings or Settings(), stage.tools, self.views.append, self._end
        )

    def _end(self) -> None:
        self.ended += 1

    def answer(self) -> None:
        for event in (e.Begin(), e.Stop()):
            self.session.handle(event)


def test_an_answer_is_in_the_history_before_anybody_has_read_it(stage: Stage) -> None:
    show = Show(stage)
    show.answer()
    (attempt_id,) = stage.history.without_transcript()
    attempt = stage.history.attempt(attempt_id)
    assert attempt.question == QUESTION
    assert attempt.take == Take("a.wav", 5.0)
    assert stage.listener.waiting


def test_rating_transcript_and_feedback_end_in_the_history(stage: Stage) -> None:
    show = Show(stage)
    show.answer()
    show.session.handle(e.Rated(SelfRating(4, (0, 2))))
    stage.listener.answer()
    assert show.session.attempt_id is not None
    attempt = stage.history.attempt(show.session.attempt_id)
    assert attempt.transcript == TEXT
    assert attempt.self_rating == SelfRating(4, (0, 2))
    (summary,) = stage.history.summaries()
    assert summary.points == FEEDBACK.coverage.states
    assert isinstance(show.views[-1].state, p.Review)


def test_leaving_while_recording_keeps_the_take_and_its_late_transcript(stage: Stage) -> None:
    show = Show(stage)
    show.session.handle(e.Begin())
    show.session.handle(e.Leave())
    assert show.ended == 1
    stage.listener.answer()
    (summary,) = stage.history.summaries()
    assert stage.history.attempt(summary.id).transcript == TEXT


def test_the_last_question_ends_the_session_once(stage: Stage) -> None:
    show = Show(stage)
    show.session.next()
    assert show.session.view.question == OTHER
    assert show.session.view.last
    show.session.next()
    show.session.next()
    assert show.ended == 1


def test_a_retake_counts_on_and_shows_the_note_of_the_last_take(stage: Stage) -> None:
    stage.recorder.takes.append(Take("b.wav", 6.0))
    show = Show(stage)
    assert show.session.view.take_number == 1
    show.answer()
    assert show.session.attempt_id is not None
    stage.history.set_note(show.session.attempt_id, "name the metric")
    show.session.retake()
    view = show.session.view
    assert (view.take_number, view.note) == (2, "name the metric")
    assert isinstance(view.state, p.Think)
    show.answer()
    assert [s.take.name for s in stage.history.summaries()] == ["b.wav", "a.wav"]


def test_starting_over_keeps_the_take_that_was_begun(stage: Stage) -> None:
    show = Show(stage)
    show.session.handle(e.Begin())
    show.session.retake()
    assert len(stage.history.summaries()) == 1
    assert isinstance(show.session.view.state, p.Think)


def test_the_transcript_of_an_earlier_take_does_not_show_up_on_the_next_question(
    stage: Stage,
) -> None:
    show = Show(stage)
    show.answer()
    show.session.next()
    shown = len(show.views)
    stage.listener.answer()
    assert len(show.views) == shown
    newest = stage.history.attempt(stage.history.summaries()[0].id)
    assert newest.transcript == TEXT


def test_time_runs_only_through_ticks(stage: Stage) -> None:
    show = Show(stage)
    stage.time.now_s = 4.0
    show.session.tick()
    state = show.session.view.state
    assert isinstance(state, p.Think)
    assert state.left_s == 6.0


def test_a_history_that_cannot_be_written_is_a_notice_and_not_the_end(stage: Stage) -> None:
    stage.history.add(QUESTION, Take("a.wav", 5.0), stage.time.clocks().now())
    show = Show(stage)  # the same take twice is refused
    show.answer()
    stage.listener.answer()
    assert len(stage.complaints) == 1
    assert isinstance(show.session.view.state, p.Rate)


def test_other_threads_are_refused(stage: Stage) -> None:
    show = Show(stage)
    caught: list[RuntimeError] = []

    def call() -> None:
        with pytest.raises(RuntimeError) as info:
            show.session.handle(e.Begin())
        caught.append(info.value)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_the_settings_times_come_before_the_questions() -> None:
    own = rules_for(QUESTION, Settings())
    assert (own.prep_s, own.answer_s) == (10, 60)
    fixed = rules_for(QUESTION, Settings(prep_s=0, answer_s=90, hard_stop=True, auto_start=False))
    assert fixed == p.Rules(0, 90, hard_stop=True, auto_start=False)


def test_an_answer_is_followed_while_it_is_recorded(stage: Stage) -> None:
    show = Show(stage)
    show.session.tick()
    assert stage.listener.followed == []
    show.session.handle(e.Begin())
    assert stage.listener.followed == ["a.wav"]
    looks = stage.listener.looks
    show.session.tick()
    assert stage.listener.looks == looks + 1


def test_captions_can_be_switched_on_in_the_middle_of_an_answer(stage: Stage) -> None:
    show = Show(stage)
    show.session.handle(e.Begin())
    assert not show.session.view.captions
    show.session.show_captions(True)
    assert show.views[-1].captions
    assert isinstance(show.views[-1].state, p.Answer)
    assert Show(stage, Settings(captions=True)).session.view.captions


def test_what_is_written_is_saved_as_soon_as_the_disk_lets_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = Show(stage)
    add = stage.record.add

    def full(*_arguments: object) -> int:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(stage.record, "add", full)
    show.session.handle(e.Write())
    show.session.tick()
    show.session.handle(e.Typed("the inputs"))
    stage.time.now_s = 2.0
    show.session.tick()
    assert stage.complaints
    assert stage.history.summaries() == []
    monkeypatch.setattr(stage.record, "add", add)
    show.session.handle(e.Typed("the inputs change"))
    show.session.handle(e.Stop())
    (summary,) = stage.history.summaries()
    transcript = stage.history.attempt(summary.id).transcript
    assert transcript is not None
    assert transcript.text == "the inputs change"
