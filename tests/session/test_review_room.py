"""Reviewing attempts: real history, files and player; only the engine is a stand-in."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.audio.player import Player
from app.audio.portaudio import PortAudio
from app.audio.wav import TakeWriter
from app.core import practice as p
from app.core.attempt import Take
from app.core.errors import StorageError
from app.core.feedback import Coverage, PointState
from app.session.leftovers import Leftovers
from app.session.review import ReviewRoom, ReviewTools
from app.session.review_sound import SOUND_REMOVED, Aside, at_once
from app.session.upkeep import Upkeep
from app.session.views import ReviewView
from app.speech.engine import POCKETSPHINX, WHISPER, EngineChoice
from tests.session.conftest import Stage
from tests.session.tools import DRAFT, FEEDBACK, QUESTION, TEXT, move_sound


class Visit:
    def __init__(
        self,
        stage: Stage,
        engine: str = POCKETSPHINX,
        *,
        speed: float = 1.0,
        keep_speed: Callable[[float], None] = lambda speed: None,
        aside: Aside = at_once,
    ) -> None:
        self.stage = stage
        self.views: list[ReviewView] = []
        tools = ReviewTools(
            history=stage.history,
            record=stage.record,
            recordings=stage.recordings,
            listener=stage.listener,
            player=Player(PortAudio(), lambda error: None),
            engine=lambda: EngineChoice(engine),
            complain=stage.complaints.append,
            speed=lambda: speed,
            keep_speed=keep_speed,
            aside=aside,
        )
        self.room = ReviewRoom(tools, self.views.append)

    @property
    def view(self) -> ReviewView:
        assert self.room.view is not None
        return self.room.view


def add_attempt(stage: Stage) -> int:
    path = stage.recordings.new_take(stage.time.clocks().now(), QUESTION)
    writer = TakeWriter(path)
    writer.write(b"\x00\x10" * 32_000)
    writer.close()
    name = stage.recordings.finish(path).name
    return stage.record.add(QUESTION, Take(name, 2.0))


def test_an_old_attempt_is_judged_again_and_shown_as_it_was(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, TEXT)
    visit = Visit(stage)
    visit.room.open(attempt_id)
    assert [type(view.reading) for view in visit.views] == [p.Analysing] * 2
    assert [bool(view.waveform) for view in visit.views] == [False, True]
    stage.listener.answer()
    assert visit.view.reading == p.Read(TEXT, FEEDBACK)
    assert visit.view.feedback == FEEDBACK
    assert len(visit.view.waveform) == 400
    assert max(visit.view.waveform) == pytest.approx(0.125)
    assert [take.number for take in visit.view.takes] == [1]


def test_an_attempt_nobody_has_read_is_read_when_it_is_opened(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    visit = Visit(stage)
    visit.room.open(attempt_id)
    assert visit.view.reading == p.Transcribing()
    stage.listener.answer()
    assert visit.view.attempt.transcript == TEXT
    assert stage.history.summaries()[0].points == FEEDBACK.coverage.states


def test_the_persons_tick_overrules_and_can_be_taken_back(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, TEXT)
    visit = Visit(stage)
    visit.room.open(attempt_id)
    stage.listener.answer()
    visit.room.tick_point(2, True)
    assert visit.view.feedback is not None
    finding = visit.view.feedback.coverage.findings[2]
    assert (finding.state, finding.overruled) == (PointState.COVERED, True)
    points = stage.history.summaries()[0].points
    assert points is not None
    assert points[2] is PointState.COVERED
    visit.room.tick_point(2, None)
    assert visit.view.feedback == FEEDBACK


def test_a_note_is_kept_without_the_spaces_around_it(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    visit = Visit(stage)
    visit.room.open(attempt_id, reading=p.Transcribing())
    visit.room.set_note("  name the metric ")
    assert stage.history.attempt(attempt_id).note == "name the metric"


def test_a_draft_counts_once_the_person_vouches_for_it(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, DRAFT)
    visit = Visit(stage)
    visit.room.open(attempt_id)
    assert visit.view.attempt.draft
    assert not visit.view.can_read_again
    visit.room.confirm()
    assert not visit.view.attempt.draft


def test_a_draft_is_read_again_by_a_better_engine(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, DRAFT)
    visit = Visit(stage, WHISPER)
    visit.room.open(attempt_id)
    stage.listener.answer()
    assert visit.view.can_read_again
    visit.room.read_again()
    stage.listener.answer()
    assert visit.view.attempt.transcript == TEXT
    assert not visit.view.can_read_again


def test_a_transcript_that_comes_after_another_attempt_was_opened_is_still_saved(
    stage: Stage,
) -> None:
    first, second = add_attempt(stage), add_attempt(stage)
    stage.history.set_transcript(second, DRAFT)
    visit = Visit(stage)
    visit.room.open(first)
    visit.room.open(second)
    stage.listener.answer()
    assert visit.view.attempt.id == second
    assert stage.history.attempt(first).transcript == TEXT


def test_a_failed_engine_leaves_the_take_and_says_why(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    stage.listener.problem = "The model is damaged."
    visit = Visit(stage)
    visit.room.open(attempt_id)
    stage.listener.answer()
    assert visit.view.reading == p.Unread("The model is damaged.")
    assert visit.view.waveform


def test_a_take_that_is_gone_is_said_and_the_words_stay(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, TEXT)
    stage.recordings.path_of(stage.history.attempt(attempt_id).take.name).unlink()
    visit = Visit(stage)
    visit.room.open(attempt_id)
    assert visit.view.sound_problem
    assert visit.view.waveform == ()
    assert visit.view.attempt.transcript == TEXT


def test_an_unknown_attempt_is_refused_in_words(stage: Stage) -> None:
    with pytest.raises(StorageError, match="not in the history"):
        Visit(stage).room.open(99)


def test_following_a_session_shows_each_step(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    visit = Visit(stage)
    visit.room.open(attempt_id, reading=p.Transcribing())  # at once, and with its sound
    visit.room.follow(p.Transcribing(0.5))
    visit.room.follow(p.Read(TEXT, FEEDBACK))
    assert [type(view.reading) for view in visit.views] == [
        p.Transcribing, p.Transcribing, p.Transcribing, p.Read,
    ]  # fmt: skip


def test_upkeep_reads_and_judges_what_a_crash_left_undone(stage: Stage) -> None:
    add_attempt(stage)
    stage.history.set_transcript(add_attempt(stage), TEXT)
    changes: list[None] = []
    upkeep = Upkeep(stage.history, stage.record, stage.listener, lambda: changes.append(None))
    upkeep.catch_up()
    stage.listener.answer()
    for summary in stage.history.summaries():
        assert stage.history.attempt(summary.id).transcript == TEXT
        assert summary.points == FEEDBACK.coverage.states
    assert changes


def test_upkeep_judges_again_what_older_rules_have_judged(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, TEXT)
    old = replace(FEEDBACK, version="0", coverage=Coverage((), "lexical"))
    stage.record.keep_feedback(attempt_id, old)
    Upkeep(stage.history, stage.record, stage.listener, lambda: None).catch_up()
    stage.listener.answer()
    assert stage.history.summaries()[0].points == FEEDBACK.coverage.states


def test_upkeep_goes_on_after_a_take_that_cannot_be_read(stage: Stage) -> None:
    stage.history.set_transcript(add_attempt(stage), TEXT)
    add_attempt(stage)
    stage.listener.problem = "The file is damaged."
    Upkeep(stage.history, stage.record, stage.listener, lambda: None).catch_up()
    stage.listener.answer()
    newest, oldest = stage.history.summaries()
    assert newest.points is None
    assert oldest.points == FEEDBACK.coverage.states


def leave_a_take(stage: Stage, seconds: int) -> str:
    """Record as a program does that ends without a word."""
    path = stage.recordings.new_take(stage.time.clocks().now(), QUESTION)
    writer = TakeWriter(path)
    writer.write(b"\x00\x10" * 16_000 * seconds)
    writer.close()
    stage.recordings.close()
    return path.name


def test_a_leftover_take_becomes_an_attempt_of_the_question_it_was_for(stage: Stage) -> None:
    name = leave_a_take(stage, 1)
    leftovers = Leftovers(stage.recordings, stage.history)
    attempt = stage.history.attempt(leftovers.keep(name))
    assert attempt.recovered
    assert attempt.question == QUESTION
    assert attempt.take.duration_s == 1.0
    assert leftovers.find() == []


def test_a_leftover_without_sound_is_tidied_away(stage: Stage) -> None:
    name = leave_a_take(stage, 0)
    assert Leftovers(stage.recordings, stage.history).find() == []
    assert not stage.recordings.path_of(name).exists()


def test_a_leftover_can_be_discarded(stage: Stage) -> None:
    leftovers = Leftovers(stage.recordings, stage.history)
    leftovers.discard(leave_a_take(stage, 1))
    assert leftovers.find() == []


def test_a_take_whose_sound_was_removed_says_so_and_is_not_offered_to_be_read(
    stage: Stage,
) -> None:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, DRAFT)
    move_sound(stage.history, attempt_id, "")
    visit = Visit(stage, WHISPER)
    visit.room.open(attempt_id)
    stage.listener.answer()
    assert visit.view.sound_problem == SOUND_REMOVED
    assert (visit.view.can_read_again, visit.view.can_read_whole) == (False, False)
    visit.room.read_again()
    assert visit.view.reading == p.Read(DRAFT, FEEDBACK)
    assert stage.listener.waiting == []
    assert stage.complaints == []


def test_a_take_without_sound_and_text_is_not_read(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    move_sound(stage.history, attempt_id, "")
    visit = Visit(stage, WHISPER)
    visit.room.open(attempt_id)
    assert visit.view.reading == p.Unread(SOUND_REMOVED, None)
    assert stage.listener.waiting == []
