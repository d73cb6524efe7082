"""Listening to a take under review: speed, choice and loop, with the real player."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.audio.wav import TakeWriter
from app.bootstrap import open_services
from app.core import practice as p
from app.core.attempt import Take
from app.core.errors import AudioError
from app.core.replay import Stretch
from app.session.inbox import Inbox
from app.session.review_sound import at_once
from app.session.views import ReviewView
from tests.audio.support import wait_until
from tests.bench.bench import Bench
from tests.session.conftest import Stage
from tests.session.test_review_room import Visit, add_attempt
from tests.session.tools import QUESTION

pytestmark = pytest.mark.mic


@pytest.fixture
def visit(stage: Stage, microphone: Bench) -> Iterator[Visit]:
    """A review of a take of 2 s, its player ready to play."""
    visit = Visit(stage)
    visit.room.open(add_attempt(stage), reading=p.Transcribing())
    yield visit
    visit.room.close()


def listening(view: ReviewView) -> tuple[Stretch | None, bool, float]:
    return view.selection, view.looping, view.speed


def test_the_speed_is_used_shown_and_remembered(stage: Stage) -> None:
    kept: list[float] = []
    visit = Visit(stage, speed=1.3, keep_speed=kept.append)
    visit.room.open(add_attempt(stage), reading=p.Transcribing())
    assert visit.view.speed == 1.25
    visit.room.set_speed(0.75)
    assert (visit.view.speed, kept) == (0.75, [0.75])


def test_the_speed_is_the_same_in_the_next_run(tmp_path: Path) -> None:
    with open_services(tmp_path, Inbox().post) as services:
        services.room.set_speed(0.9)
    with open_services(tmp_path, Inbox().post) as services:
        assert services.preferences.value.playback_speed == 0.9


def test_what_is_chosen_is_where_playing_begins_when_it_is_silent(visit: Visit) -> None:
    visit.room.select(Stretch(0.5, 1.0))
    assert visit.room.position_s == 0.5
    assert listening(visit.view) == (Stretch(0.5, 1.0), False, 1.0)
    assert not visit.room.playing


def test_a_loop_plays_what_is_chosen_and_goes_over_to_another_choice(visit: Visit) -> None:
    visit.room.select(Stretch(0.5, 1.0))
    visit.room.loop(True)
    assert visit.view.looping
    assert visit.room.playing
    visit.room.select(Stretch(1.2, 1.7))
    assert listening(visit.view) == (Stretch(1.2, 1.7), True, 1.0)
    assert 1.2 <= visit.room.position_s < 1.7


def test_a_loop_of_almost_nothing_is_shown_as_it_is_heard(visit: Visit) -> None:
    visit.room.select(Stretch(1.0, 1.02))
    visit.room.loop(True)
    selection = visit.view.selection
    assert selection is not None
    assert selection.length_s == pytest.approx(0.3)


def test_letting_go_ends_the_loop_and_plays_on(visit: Visit) -> None:
    visit.room.select(Stretch(0.5, 1.0))
    visit.room.loop(True)
    visit.room.select(None)
    assert listening(visit.view) == (None, False, 1.0)
    wait_until(lambda: visit.room.position_s > 1.1)


def test_ending_a_loop_keeps_what_is_chosen(visit: Visit) -> None:
    visit.room.select(Stretch(0.5, 1.0))
    visit.room.loop(True)
    visit.room.loop(False)
    assert listening(visit.view) == (Stretch(0.5, 1.0), False, 1.0)
    assert visit.room.playing


def test_going_elsewhere_lets_go_and_going_within_does_not(visit: Visit) -> None:
    visit.room.select(Stretch(0.5, 1.0))
    visit.room.loop(True)
    visit.room.seek(0.8)
    assert visit.view.looping
    visit.room.play(1.5)
    assert listening(visit.view) == (None, False, 1.0)


def test_a_loop_survives_a_pause_and_a_change_of_speed(visit: Visit) -> None:
    visit.room.select(Stretch(0.5, 1.0))
    visit.room.loop(True)
    visit.room.pause()
    visit.room.set_speed(1.5)
    visit.room.play()
    assert listening(visit.view) == (Stretch(0.5, 1.0), True, 1.5)
    wait_until(lambda: visit.room.position_s > 0.8)
    wait_until(lambda: visit.room.position_s < 0.7)


def test_without_a_choice_there_is_no_loop(visit: Visit) -> None:
    visit.room.loop(True)
    assert listening(visit.view) == (None, False, 1.0)
    assert not visit.room.playing


def test_another_take_begins_without_a_choice(visit: Visit, stage: Stage) -> None:
    visit.room.select(Stretch(0.5, 1.0))
    visit.room.loop(True)
    visit.room.open(add_attempt(stage), reading=p.Transcribing())
    assert listening(visit.view) == (None, False, 1.0)
    assert not visit.room.playing


def test_a_lost_loudspeaker_is_told_and_the_loop_can_go_on_later(visit: Visit) -> None:
    visit.room.select(Stretch(0.5, 1.0))
    visit.room.loop(True)
    visit.room.pause()
    visit.room.playing_ended(AudioError("The loudspeaker was lost.", hint="Connect it again."))
    assert visit.view.sound_problem == "The loudspeaker was lost. Connect it again."
    assert visit.view.looping
    visit.room.play()
    assert visit.room.playing


def test_a_take_without_sound_says_so(stage: Stage) -> None:
    path = stage.recordings.new_take(stage.time.clocks().now(), QUESTION)
    TakeWriter(path).close()
    name = stage.recordings.finish(path).name
    visit = Visit(stage)
    visit.room.open(stage.record.add(QUESTION, Take(name, 0.0)), reading=p.Transcribing())
    assert visit.view.sound_problem == "There is no sound in this take."
    visit.room.play()


def test_the_sound_of_a_take_that_was_left_meanwhile_is_dropped(stage: Stage) -> None:
    arriving: list[Callable[[], None]] = []
    visit = Visit(stage, aside=lambda *call: arriving.append(lambda: at_once(*call)))
    first, second = add_attempt(stage), add_attempt(stage)
    stage.recordings.path_of(stage.history.attempt(second).take.name).unlink()
    for attempt_id in (first, second):
        visit.room.open(attempt_id, reading=p.Transcribing())
        assert (visit.view.waveform, visit.view.sound_problem) == ((), "")
    arriving[0]()
    assert visit.view.waveform == ()
    arriving[1]()
    assert visit.view.sound_problem
    visit.room.close()
    arriving[1]()
    assert visit.room.view is None


def test_what_differs_in_the_sound_alone_asks_nothing_of_the_history(
    visit: Visit, stage: Stage
) -> None:
    before = visit.view
    stage.history.set_note(before.attempt.id, "behind its back")
    visit.room.set_speed(1.5)
    assert visit.view == replace(before, speed=1.5)
