"""Comparing takes: real history, files and player; only the engine is a stand-in."""

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.audio.player import Player
from app.audio.portaudio import PortAudio
from app.audio.wav import TakeWriter
from app.core.attempt import SelfRating, Take
from app.core.errors import AudioError, StorageError
from app.core.feedback import PointState
from app.core.question import Question
from app.core.replay import Stretch
from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import Transcript, Word
from app.session.compare_views import CompareView
from app.session.comparing import CompareRoom
from app.session.review import ReviewTools
from app.session.review_sound import SOUND_REMOVED, Aside, Done, Failed, Sound, at_once
from app.speech.engine import POCKETSPHINX, EngineChoice
from tests.audio.support import wait_until
from tests.bench.bench import Bench
from tests.session.conftest import Stage
from tests.session.tools import FEEDBACK, OTHER, QUESTION, TEXT, move_sound

SAID = "we watch the price of storage every week"


class Visit:
    def __init__(self, stage: Stage, *, aside: Aside = at_once) -> None:
        self.stage = stage
        self.views: list[CompareView] = []
        tools = ReviewTools(
            history=stage.history,
            record=stage.record,
            recordings=stage.recordings,
            listener=stage.listener,
            player=Player(PortAudio(), lambda error: None),
            engine=lambda: EngineChoice(POCKETSPHINX),
            complain=stage.complaints.append,
            aside=aside,
        )
        self.room = CompareRoom(tools, self.views.append)

    @property
    def view(self) -> CompareView:
        assert self.room.view is not None
        return self.room.view

    @property
    def ids(self) -> tuple[int, int]:
        return self.view.older.attempt.id, self.view.newer.attempt.id


def sounding(visit: Visit) -> str | None:
    return visit.room.playing


def spoken(text: str = SAID, *, draft: bool = False) -> Transcript:
    words = tuple(Word(word, i * 0.2, i * 0.2 + 0.2) for i, word in enumerate(text.split()))
    return Transcript(words, "fake", draft=draft)


def add_takes(stage: Stage, count: int = 3, question: Question = QUESTION) -> list[int]:
    """Add takes of 2 s, one a day, each of which has been read."""
    ids = []
    for number in range(count):
        made_at: datetime = stage.time.clocks().now() + timedelta(days=number)
        path = stage.recordings.new_take(made_at, question)
        writer = TakeWriter(path)
        writer.write(b"\x00\x10" * 32_000)
        writer.close()
        take = Take(stage.recordings.finish(path).name, 2.0)
        ids.append(stage.history.add(question, take, made_at))
        stage.history.set_transcript(ids[-1], TEXT)
    return ids


def test_a_take_is_compared_with_the_one_before(stage: Stage) -> None:
    first, second, third = add_takes(stage)
    visit = Visit(stage)
    visit.room.open(second)
    assert visit.ids == (first, second)
    visit.room.open(third)
    assert visit.ids == (second, third)


def test_the_first_take_is_compared_with_the_one_after(stage: Stage) -> None:
    first, second = add_takes(stage, 2)
    visit = Visit(stage)
    visit.room.open(first)
    assert visit.ids == (first, second)


def test_the_best_take_is_what_others_are_compared_with(stage: Stage) -> None:
    first, second, third = add_takes(stage)
    stage.history.set_best(third, True)
    visit = Visit(stage)
    visit.room.open(first)
    assert visit.ids == (first, third)
    visit.room.open(third)
    assert visit.ids == (second, third)


def test_a_take_without_another_cannot_be_compared(stage: Stage) -> None:
    (only,) = add_takes(stage, 1)
    with pytest.raises(StorageError, match="no other take"):
        Visit(stage).room.open(only)


def test_takes_of_different_questions_are_not_compared(stage: Stage) -> None:
    (one,), (other,) = add_takes(stage, 1), add_takes(stage, 1, OTHER)
    visit = Visit(stage)
    with pytest.raises(StorageError, match="different questions"):
        visit.room.open(one, other)
    assert visit.room.view is None


def test_the_older_stands_left_whichever_is_named_first(stage: Stage) -> None:
    first, second, third = add_takes(stage)
    visit = Visit(stage)
    visit.room.open(third, first)
    assert visit.ids == (first, third)
    visit.room.choose("older", second)
    assert visit.ids == (second, third)
    visit.room.choose("newer", first)
    assert visit.ids == (first, second)
    assert visit.view.current == "older"


def test_a_take_that_gave_way_is_let_go_of_with_its_sound(stage: Stage) -> None:
    first, second, third = add_takes(stage)
    sounds: list[Sound] = []

    def aside(work: Callable[[], Sound], done: Done, failed: Failed) -> None:
        sounds.append(work())
        done(sounds[-1])

    visit = Visit(stage, aside=aside)
    visit.room.open(second, third)
    gone = weakref.ref(sounds[0].samples)
    visit.room.seek("older", 1.0)
    visit.room.choose("older", first)
    sounds.clear()
    stage.listener.answer()
    gc.collect()
    assert gone() is None
    assert visit.view.older.audible
    visit.room.seek("older", 0.5)
    assert (visit.room.position_s("older"), visit.room.position_s("newer")) == (0.5, 0.0)


def test_a_take_is_never_compared_with_itself(stage: Stage) -> None:
    first, second = add_takes(stage, 2)
    visit = Visit(stage)
    visit.room.open(second, second)
    visit.room.choose("older", second)
    assert visit.ids == (first, second)


def test_what_was_found_last_time_is_shown_until_both_are_judged_again(stage: Stage) -> None:
    first, second = add_takes(stage, 2)
    stage.record.keep_feedback(first, FEEDBACK)
    stage.history.tick(first, 2, True)
    visit = Visit(stage)
    visit.room.open(second)
    older = visit.view.older
    assert older.waiting
    assert older.coverage is not None
    assert [each.state for each in older.coverage.findings] == [
        PointState.COVERED, PointState.UNCLEAR, PointState.COVERED,
    ]  # fmt: skip
    assert visit.view.newer.coverage is None
    stage.listener.answer()
    assert not visit.view.older.waiting
    assert [change.lost for change in visit.view.points] == [False, False, True]
    assert visit.view.newer.delivery == FEEDBACK.delivery


def test_a_judgement_that_comes_after_the_comparison_was_closed_is_ignored(stage: Stage) -> None:
    _, second = add_takes(stage, 2)
    visit = Visit(stage)
    visit.room.open(second)
    visit.room.close()
    seen = len(visit.views)
    stage.listener.answer()
    assert (len(visit.views), visit.room.view) == (seen, None)


def test_a_judgement_of_an_earlier_visit_does_not_reach_the_next(stage: Stage) -> None:
    _, second = add_takes(stage, 2)
    visit = Visit(stage)
    visit.room.open(second)
    late = list(stage.listener.waiting)
    visit.room.open(second)
    for answer in late:
        answer()
    assert visit.view.older.waiting


def test_what_only_one_take_says_is_marked_in_it(stage: Stage) -> None:
    first, second = add_takes(stage, 2)
    stage.history.set_transcript(second, spoken(f"Inputs change. {SAID}."))
    visit = Visit(stage)
    visit.room.open(first)
    assert visit.view.older.only_here == ()
    assert visit.view.newer.only_here == (range(2, 10),)


def test_a_take_nobody_has_read_is_shown_without_words(stage: Stage) -> None:
    first, second = add_takes(stage, 2)
    unread = stage.history.add(QUESTION, Take("", 2.0), stage.time.clocks().now())
    visit = Visit(stage)
    visit.room.open(second, unread)
    stage.listener.answer()
    take = visit.view.older if visit.ids[0] == unread else visit.view.newer
    assert (take.waiting, take.coverage, take.delivery) == (False, None, None)
    assert not take.audible
    assert first not in visit.ids


def test_a_take_whose_file_is_gone_says_so_and_the_other_can_be_played(stage: Stage) -> None:
    first, second = add_takes(stage, 2)
    Path(stage.recordings.path_of(stage.history.attempt(first).take.name)).unlink()
    visit = Visit(stage)
    visit.room.open(second)
    assert visit.view.older.sound_problem
    assert not visit.view.older.audible
    assert visit.view.newer.audible
    visit.room.play("older")
    assert sounding(visit) is None


def test_the_best_take_moves_from_one_to_the_other(stage: Stage) -> None:
    first, second = add_takes(stage, 2)
    visit = Visit(stage)
    visit.room.open(second)
    visit.room.set_best("older", True)
    visit.room.set_best("newer", True)
    assert [take.best for take in visit.view.takes] == [False, True]
    assert not visit.view.older.attempt.best
    assert stage.history.attempt(second).best
    visit.room.set_best("newer", False)
    assert not stage.history.attempt(second).best
    assert not stage.history.attempt(first).best


def test_the_rating_and_the_number_of_each_take_are_known(stage: Stage) -> None:
    first, second = add_takes(stage, 2)
    stage.history.rate(first, SelfRating(2))
    visit = Visit(stage)
    visit.room.open(second)
    assert (visit.view.older.label.number, visit.view.newer.label.number) == (1, 2)
    assert visit.view.older.attempt.self_rating == SelfRating(2)


def test_sound_that_arrives_after_closing_is_not_kept(stage: Stage) -> None:
    late: list[Callable[[], None]] = []

    def aside(work: Callable[[], Sound], done: Done, failed: Failed) -> None:
        late.append(lambda: done(work()))

    _, second = add_takes(stage, 2)
    visit = Visit(stage, aside=aside)
    visit.room.open(second)
    assert not visit.view.newer.audible
    visit.room.close()
    for arrive in late:
        arrive()
    assert visit.room.view is None


@pytest.mark.mic
def test_only_one_take_sounds_and_each_stays_where_it_was(stage: Stage, microphone: Bench) -> None:
    _, second = add_takes(stage, 2)
    visit = Visit(stage)
    visit.room.open(second)
    visit.room.play("older", 0.5)
    wait_until(lambda: visit.room.position_s("older") > 0.6)
    visit.room.play("newer")
    assert sounding(visit) == "newer"
    assert 0.6 < visit.room.position_s("older") < 2.0
    assert visit.room.position_s("newer") < 0.5
    assert visit.view.current == "newer"
    visit.room.seek("older", 1.0)
    assert sounding(visit) is None
    assert visit.room.position_s("older") == 1.0
    visit.room.close()


@pytest.mark.mic
def test_a_key_point_is_chosen_while_it_is_played(stage: Stage, microphone: Bench) -> None:
    _, second = add_takes(stage, 2)
    visit = Visit(stage)
    visit.room.open(second)
    visit.room.play("newer", 0.5, 1.0)
    chosen = [visit.view.newer.chosen]
    visit.room.play("newer", 0.2)
    assert [*chosen, visit.view.newer.chosen] == [Stretch(0.5, 1.0), None]
    visit.room.pause()
    visit.room.playing_ended(AudioError("No loudspeaker.", hint="Plug one in."))
    assert visit.view.newer.sound_problem == "No loudspeaker. Plug one in."
    visit.room.close()


def test_a_question_that_was_renamed_keeps_its_takes_together(stage: Stage) -> None:
    (first,) = add_takes(stage, 1)
    (second,) = add_takes(stage, 1, replace(QUESTION, ask="What do you call drift?"))
    visit = Visit(stage)
    visit.room.open(second, first)
    assert visit.view.newer.attempt.question.key == QUESTION.key


def test_a_take_whose_sound_was_removed_says_so(stage: Stage) -> None:
    first, second = add_takes(stage, 2)
    move_sound(stage.history, first, "")
    visit = Visit(stage)
    visit.room.open(second)
    assert SOUND_REMOVED in [take.sound_problem for take in (visit.view.older, visit.view.newer)]


def test_the_shapes_of_both_stories_are_those_the_person_left_them_with(stage: Stage) -> None:
    told = Structure(
        (
            TaggedSentence(0, 0, 0.5, 1.0, Part.SITUATION),
            TaggedSentence(1, 1, 1.0, 1.5, Part.ACTION),
        )
    )
    stage.listener.feedback = replace(FEEDBACK, structure=told)
    first, second = add_takes(stage, 2)
    stage.history.mark_part(second, 0.7, Part.ACTION)
    visit = Visit(stage)
    visit.room.open(second)
    assert not visit.view.shares  # nothing is known yet
    stage.listener.answer()
    older, newer = visit.view.older.structure, visit.view.newer.structure
    assert older is not None
    assert newer is not None
    assert (older.share(Part.ACTION), newer.share(Part.ACTION)) == (0.5, 1.0)
    assert [each.difference for each in visit.view.shares] == [-50.0, 50.0, 0.0]
    assert visit.ids == (first, second)
