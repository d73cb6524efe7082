"""Recording from the virtual microphone, and what goes wrong with real devices."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.audio.devices import SYSTEM_DEFAULT, Devices, InputDevice
from app.audio.events import Closed, Failed, Interrupted, Opened, Recovered, Warned
from app.audio.portaudio import PortAudio
from app.audio.recorder import TakeRecorder
from app.audio.source import Microphone
from app.audio.wav import read_take
from tests.audio.support import Listener, wait_until
from tests.bench.bench import Bench
from tests.bench.mic_check import GOOD_MATCH, best_match

pytestmark = pytest.mark.mic
NO_MICROPHONE = (
    "No microphone was found. Connect one, and allow programs to use it in the privacy settings "
    "of the system."
)


class Recording:
    """A take that is being recorded from the virtual microphone."""

    def __init__(
        self, portaudio: PortAudio, path: Path, device: InputDevice = SYSTEM_DEFAULT
    ) -> None:
        self.listener = Listener()
        self.path = path
        self.recorder = TakeRecorder(lambda: Microphone(portaudio, device), self.listener)
        self.recorder.start(path)

    def finish(self) -> Closed:
        self.recorder.stop()
        return self.listener.wait_for(Closed)


@pytest.fixture
def recording(microphone: Bench, portaudio: PortAudio, tmp_path: Path) -> Iterator[Recording]:
    recording = Recording(portaudio, tmp_path / "take.wav")
    recording.listener.wait_for(Opened)
    yield recording
    recording.recorder.close()


@pytest.fixture
def breakable(
    own_bench: Bench, portaudio: PortAudio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Recording]:
    """A take from a microphone that a test may unplug."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{own_bench.folder}/pulse.sock")
    recording = Recording(portaudio, tmp_path / "take.wav")
    recording.listener.wait_for(Opened)
    yield recording
    recording.recorder.close()


def test_a_take_holds_what_was_said(
    recording: Recording,
    render_speech: Callable[[str], Path],
    speak: Callable[[str | Path], None],
) -> None:
    said = render_speech("Tell me about a time you led a team")
    speak(said)
    closed = recording.finish()
    match, _ = best_match(read_take(recording.path), read_take(said))
    assert match > GOOD_MATCH
    assert closed.problem == ""


def test_a_source_is_chosen_by_name(
    microphone: Bench, portaudio: PortAudio, tmp_path: Path
) -> None:
    chosen = Devices(portaudio).choose("mic")
    assert not chosen.fell_back
    recording = Recording(portaudio, tmp_path / "take.wav", chosen.device)
    recording.listener.wait_for(Opened)
    wait_until(lambda: recording.recorder.duration_s() > 0.1)
    recording.finish()
    assert "PULSE_SOURCE" not in os.environ


def test_another_source_is_heard_when_it_is_chosen(
    microphone: Bench, portaudio: PortAudio, tmp_path: Path, render_speech: Callable[[str], Path]
) -> None:
    speakers = next(
        device for device in Devices(portaudio).list_all() if device.name == "speakers.monitor"
    )
    recording = Recording(portaudio, tmp_path / "take.wav", speakers)
    recording.listener.wait_for(Opened)
    microphone.speak(render_speech("This goes to the other one"))
    recording.finish()
    assert not read_take(recording.path).any()


def test_a_muted_microphone_is_told_and_so_is_its_return(
    recording: Recording, microphone: Bench, speak: Callable[[str | Path], None]
) -> None:
    microphone.pactl("set-source-mute", "mic", "1")
    warned = recording.listener.wait_for(Warned, kind="silent")
    assert "switched off" in warned.text
    microphone.pactl("set-source-mute", "mic", "0")
    speak("Can you hear me now")
    recording.listener.wait_for(Recovered, kind="silent")


def test_a_suspended_microphone_is_a_stall_and_stop_works_all_the_same(
    recording: Recording, microphone: Bench, portaudio: PortAudio
) -> None:
    wait_until(lambda: recording.recorder.duration_s() > 0.2)
    microphone.pactl("suspend-source", "mic", "1")
    recording.listener.wait_for(Warned, kind="stalled")
    assert recording.finish().problem == ""
    wait_until(portaudio.refresh, within_s=10)  # PortAudio's stop() would take 19 s


def test_a_resumed_microphone_goes_on(recording: Recording, microphone: Bench) -> None:
    microphone.pactl("suspend-source", "mic", "1")
    recording.listener.wait_for(Warned, kind="stalled")
    microphone.pactl("suspend-source", "mic", "0")
    recording.listener.wait_for(Recovered, kind="stalled")


def test_an_unplugged_microphone_keeps_the_take(breakable: Recording, own_bench: Bench) -> None:
    wait_until(lambda: breakable.recorder.duration_s() > 0.5)
    own_bench.unplug()
    lost = breakable.listener.wait_for(Interrupted)
    assert "lost at 0:0" in lost.problem
    assert read_take(breakable.path).size == round(lost.duration_s * 16000) > 8000


def test_a_take_goes_on_when_the_sound_server_is_back(
    breakable: Recording, own_bench: Bench
) -> None:
    wait_until(lambda: breakable.recorder.duration_s() > 0.5)
    own_bench.unplug()
    before_s = breakable.listener.wait_for(Interrupted).duration_s
    breakable.recorder.go_on()
    wait_until(lambda: breakable.listener.count(Interrupted) == 2)
    assert breakable.listener.events[-1] == Interrupted(before_s, NO_MICROPHONE)
    own_bench.start("sound")
    breakable.recorder.go_on()
    breakable.listener.wait_for(Opened, duration_s=before_s)
    wait_until(lambda: breakable.recorder.duration_s() > before_s + 0.5)
    closed = breakable.finish()
    assert closed.problem == ""
    assert read_take(breakable.path).size == round(closed.duration_s * 16000)


def test_after_a_loss_the_next_take_works_when_the_device_is_back(
    breakable: Recording, own_bench: Bench, tmp_path: Path
) -> None:
    wait_until(lambda: breakable.recorder.duration_s() > 0.2)
    own_bench.unplug()
    breakable.listener.wait_for(Interrupted)
    breakable.finish()
    breakable.recorder.start(tmp_path / "none.wav")
    assert breakable.listener.wait_for(Failed).text == "No microphone was found."
    own_bench.start("sound")
    breakable.recorder.start(tmp_path / "again.wav")
    wait_until(lambda: breakable.recorder.duration_s() > 0.2)
    breakable.recorder.stop()
    assert breakable.listener.wait_for(Closed, path=tmp_path / "again.wav").problem == ""


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_bug_in_the_callback_looks_like_a_loss_and_keeps_the_take(
    microphone: Bench, portaudio: PortAudio, tmp_path: Path
) -> None:
    class Faulty(Microphone):
        def open(
            self, on_frames: Callable[[bytes, bool], None], on_lost: Callable[[], None]
        ) -> None:
            calls = iter(range(10))

            def faulty(frames: bytes, overflowed: bool) -> None:
                on_frames(frames, overflowed)
                next(calls)

            super().open(faulty, on_lost)

    listener = Listener()
    recorder = TakeRecorder(lambda: Faulty(portaudio, SYSTEM_DEFAULT), listener)
    recorder.start(tmp_path / "take.wav")
    assert "lost at 0:00" in listener.wait_for(Interrupted).problem
    recorder.stop()
    assert read_take(listener.wait_for(Closed).path).size > 10 * 700


def test_closing_a_microphone_is_no_loss(microphone: Bench, portaudio: PortAudio) -> None:
    lost, heard = threading.Event(), threading.Event()
    source = Microphone(portaudio, SYSTEM_DEFAULT)
    source.open(lambda frames, overflowed: heard.set(), lost.set)
    assert heard.wait(10)
    source.close()
    assert not lost.is_set()


def test_the_list_of_devices_is_not_renewed_under_an_open_stream(
    recording: Recording, portaudio: PortAudio
) -> None:
    devices = Devices(portaudio)
    assert not devices.refresh()
    recording.finish()
    wait_until(devices.refresh)


def in_a_process_of_its_own(code: str, **environment: str) -> str:
    """Run code in a fresh interpreter and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


OPEN = """
from app.audio.devices import SYSTEM_DEFAULT, Devices
from app.audio.portaudio import PortAudio
from app.audio.source import Microphone
from app.core.errors import AudioError
portaudio = PortAudio()
try:
    print(Devices(portaudio).list_inputs())
    Microphone(portaudio, SYSTEM_DEFAULT).open(lambda frames, overflowed: None, lambda: None)
except AudioError as error:
    print(error, error.hint)
"""


def test_without_any_device_the_list_is_empty_and_opening_says_what_to_do() -> None:
    said = in_a_process_of_its_own(OPEN, PULSE_SERVER="unix:/nowhere")
    assert said.splitlines()[0] == "[]"
    assert "No microphone was found. Connect one" in said


def test_without_portaudio_the_person_is_told_what_to_install() -> None:
    hide = "import ctypes.util\nctypes.util.find_library = lambda name: None\n"
    said = in_a_process_of_its_own(hide + OPEN)
    assert "PortAudio library" in said
    assert "apt install libportaudio2" in said
