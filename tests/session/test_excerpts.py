"""Stretches of answers heard outside the review: real history, files and player."""

from collections.abc import Callable

import pytest

from app.audio.player import Player
from app.audio.portaudio import PortAudio
from app.core.errors import AppError
from app.session.excerpts import Excerpts
from app.session.interview_views import SoundBite
from app.session.review_sound import Aside, Done, Failed, Sound, at_once
from app.session.review_tools import ReviewTools
from app.speech.engine import POCKETSPHINX, EngineChoice
from tests.audio.support import wait_until
from tests.bench.bench import Bench
from tests.session.conftest import Stage
from tests.session.test_comparing import add_takes


class Visit:
    def __init__(self, stage: Stage, *, aside: Aside = at_once) -> None:
        self.heard: list[SoundBite | None] = []
        self.ended: list[AppError | None] = []
        self.player = Player(PortAudio(), self.ended.append)
        tools = ReviewTools(
            history=stage.history,
            record=stage.record,
            recordings=stage.recordings,
            listener=stage.listener,
            player=self.player,
            engine=lambda: EngineChoice(POCKETSPHINX),
            complain=stage.complaints.append,
            aside=aside,
        )
        self.excerpts = Excerpts(tools)
        self.excerpts.on_change = self.heard.append


def bite(attempt_id: int, start_s: float = 0.5, end_s: float = 0.9) -> SoundBite:
    return SoundBite(attempt_id, "the inputs change", start_s, end_s)


@pytest.mark.mic
def test_a_stretch_is_heard_to_its_end(stage: Stage, microphone: Bench) -> None:
    visit = Visit(stage)
    wanted = bite(add_takes(stage, 1)[0])
    visit.excerpts.play(wanted)
    assert visit.excerpts.playing == wanted
    wait_until(lambda: bool(visit.ended), 10.0)
    visit.excerpts.playing_ended(visit.ended[0])
    assert visit.heard == [wanted, None]
    assert 0.9 <= visit.player.position_s() <= 1.2
    visit.excerpts.close()


@pytest.mark.mic
def test_another_stretch_takes_the_place_of_the_first(stage: Stage, microphone: Bench) -> None:
    visit = Visit(stage)
    first, second = (bite(attempt_id) for attempt_id in add_takes(stage, 2))
    visit.excerpts.play(first)
    visit.excerpts.play(second)
    visit.excerpts.playing_ended(None)  # of the first, come late
    assert visit.excerpts.playing == second
    visit.excerpts.stop()
    assert not visit.player.playing
    assert visit.heard == [first, second, None]
    visit.excerpts.close()


def test_what_is_wanted_no_longer_is_not_played_when_it_has_been_read(stage: Stage) -> None:
    waiting: list[Callable[[], None]] = []

    def aside(work: Callable[[], Sound], done: Done, failed: Failed) -> None:
        waiting.append(lambda: done(work()))

    visit = Visit(stage, aside=aside)
    visit.excerpts.play(bite(add_takes(stage, 1)[0]))
    visit.excerpts.stop()
    waiting[0]()
    assert not visit.player.playing
    assert visit.excerpts.playing is None


def test_a_take_that_is_gone_is_complained_about(stage: Stage) -> None:
    visit = Visit(stage)
    attempt_id = add_takes(stage, 1)[0]
    stage.recordings.path_of(stage.history.attempt(attempt_id).take.name).unlink()
    visit.excerpts.play(bite(attempt_id))
    assert len(stage.complaints) == 1
    assert visit.heard[-1] is None


def test_an_answer_that_is_not_there_is_complained_about(stage: Stage) -> None:
    visit = Visit(stage)
    visit.excerpts.play(bite(404))
    assert len(stage.complaints) == 1
    assert visit.excerpts.playing is None
