"""Reading aloud in a practice session: the voice costs no time to think, and is not recorded."""

from dataclasses import dataclass, field

import pytest

from app.core import practice as p
from app.core import practice_events as e
from app.core.interviewing import MAX_SPOKEN_S
from app.core.settings import Settings
from app.session.aloud import Aloud
from app.session.practice import PracticeSession
from tests.session.conftest import Stage
from tests.session.tools import QUESTION, FakeVoice


@dataclass
class Room:
    """Somebody who listens to a question with ten seconds to think."""

    stage: Stage
    voice: FakeVoice = field(default_factory=FakeVoice)

    def __post_init__(self) -> None:
        tools = self.stage.tools
        self.session = PracticeSession(
            [QUESTION], Settings(), tools, lambda _view: None, lambda: None
        )
        self.aloud = Aloud(self.session, self.voice, tools.clocks.monotonic_s)

    def wait(self, seconds: float) -> p.State:
        self.stage.time.now_s += seconds
        self.aloud.tick()
        return self.session.view.state


@pytest.fixture
def room(stage: Stage) -> Room:
    return Room(stage)


def test_the_time_to_think_waits_for_the_voice(room: Room) -> None:
    room.wait(3)
    room.aloud.read()
    room.wait(20)
    assert room.voice.said == [QUESTION.ask]
    assert room.voice.saying, "it was cut off"
    room.voice.end()
    state = room.wait(0)
    assert isinstance(state, p.Think)
    assert state.left_s == pytest.approx(7)
    assert not isinstance(room.wait(7), p.Think)


def test_the_microphone_is_never_on_while_the_voice_speaks(room: Room) -> None:
    room.aloud.read()
    room.aloud.read()
    assert isinstance(room.wait(30), p.Think)
    room.aloud.hush()
    assert room.voice.saying is None
    room.session.handle(e.Begin())
    assert not isinstance(room.session.view.state, p.Think)
    room.aloud.read()
    assert room.voice.saying is None


def test_a_voice_that_hangs_does_not_hold_up_the_session(room: Room) -> None:
    room.aloud.read()
    state = room.wait(MAX_SPOKEN_S + 1)
    assert room.voice.saying is None
    assert isinstance(state, p.Think)
    assert state.left_s == pytest.approx(10)
    assert not isinstance(room.wait(10), p.Think)


def test_where_there_is_no_voice_time_goes_on(room: Room) -> None:
    room.voice.available = False
    room.aloud.read()
    assert not isinstance(room.wait(10), p.Think)
