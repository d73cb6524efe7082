"""What all tests of sound share."""

from collections.abc import Iterator

import pytest

from app.audio.player import Player
from app.audio.portaudio import PortAudio
from tests.audio.support import Finish, wait_until
from tests.bench.bench import Bench


@pytest.fixture(scope="session")
def portaudio() -> PortAudio:
    """The one of this process: it counts the open streams of all tests."""
    return PortAudio()


@pytest.fixture
def finish() -> Finish:
    return Finish()


@pytest.fixture
def player(microphone: Bench, portaudio: PortAudio, finish: Finish) -> Iterator[Player]:
    player = Player(portaudio, finish)
    yield player
    player.close()
    wait_until(portaudio.refresh)
