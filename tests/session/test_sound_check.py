"""The test recording, through the virtual microphone and loudspeaker."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.audio.devices import SYSTEM_DEFAULT
from app.audio.portaudio import PortAudio
from app.audio.source import Microphone, Source, WavFile
from app.session.inbox import Inbox
from app.session.sound_check import SoundCheck
from app.session.views import CheckView
from tests.audio.support import tone, write_wav
from tests.bench.bench import Bench
from tests.session.tools import FakeTime

pytestmark = pytest.mark.mic


class Desk:
    """A check whose clock a test moves, and everything it has shown."""

    def __init__(self, path: Path) -> None:
        self.inbox = Inbox()
        self.time = FakeTime()
        self.portaudio = PortAudio()
        self.source: Callable[[], Source] = lambda: Microphone(self.portaudio, SYSTEM_DEFAULT)
        self.check = SoundCheck(
            lambda: self.source(), self.portaudio, path, self.time.clocks(), self.inbox.post
        )

    def run(self, while_listening: Callable[[], None] = lambda: None) -> CheckView:
        """Start a check, do something while it listens, and return what it says at the end."""
        self.check.start()
        self.wait_for("listening")
        worker = threading.Thread(target=while_listening)
        worker.start()
        self.inbox.run_until(lambda: not worker.is_alive(), tick=self.check.tick)
        self.time.now_s += 10.0
        self.inbox.run_until(lambda: bool(self.check.view.verdict), tick=self.check.tick)
        verdict = self.check.view
        self.check.cancel()
        return verdict

    def wait_for(self, phase: str) -> None:
        self.inbox.run_until(lambda: self.check.view.phase == phase)


@pytest.fixture
def desk(microphone: Bench, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "check.wav")
    yield desk
    desk.check.close()
    assert not (tmp_path / "check.wav").exists()


def test_a_voice_in_a_quiet_room_is_clear_and_played_back(
    desk: Desk, speak: Callable[[str], None]
) -> None:
    view = desk.run(lambda: speak("Can you hear me? I am speaking as I always do."))
    assert view.verdict.startswith("Clear: voice −")
    assert view.good
    assert view.phase == "playing"
    assert "Room noise" in view.room


def test_silence_is_told_apart_from_a_quiet_voice(desk: Desk, microphone: Bench) -> None:
    microphone.pactl("set-source-mute", "mic", "1")
    view = desk.run(lambda: time.sleep(1.0))
    assert view.verdict.startswith("Only silence was heard")
    assert not view.good


def test_a_microphone_that_is_lost_on_the_way_is_told(desk: Desk, tmp_path: Path) -> None:
    said = write_wav(tmp_path / "said.wav", tone(1.0))
    desk.source = lambda: WavFile(said, pace="fast", at_end="lost")
    desk.check.start()
    desk.inbox.run_until(lambda: bool(desk.check.view.verdict), tick=desk.check.tick)
    assert "The microphone was lost at 0:01" in desk.check.view.verdict
    assert not desk.check.view.good
