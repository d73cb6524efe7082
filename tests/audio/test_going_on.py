"""A take outlives its microphone: it is interrupted, and goes on in the same file."""

import time
from pathlib import Path

import numpy as np
import pytest

from app.audio import held as held_module
from app.audio.events import Closed, Interrupted, Opened
from app.audio.joint import FADE_FRAMES
from app.audio.recorder import TakeRecorder
from app.audio.source import Source
from app.audio.wav import read_frames
from app.core.errors import AudioError
from tests.audio.support import FakeSource, HangingSource, Listener, tone, wait_until
from tests.audio.test_wav import disk_of

# The first ends at a height, and the second begins elsewhere: a click, unless it is smoothed.
LOUD = np.full(16000, 20000, np.int16).tobytes()
QUIET = np.full(16000, -3000, np.int16).tobytes()


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def take(tmp_path: Path) -> Path:
    return tmp_path / "take.part.wav"


def _recorder(listener: Listener, take: Path, *sources: Source) -> TakeRecorder:
    """Begin a take whose stretches come from these sources, one after the other."""
    given = iter(sources)
    recorder = TakeRecorder(lambda: next(given), listener)
    recorder.start(take)
    return recorder


def test_a_take_goes_on_in_the_same_file_with_another_microphone(
    listener: Listener, take: Path
) -> None:
    first, second = FakeSource(), FakeSource()
    recorder = _recorder(listener, take, first, second)
    listener.wait_for(Opened)
    first.hear(LOUD)
    first.lose()
    listener.wait_for(Interrupted)
    recorder.go_on()
    listener.wait_for(Opened, duration_s=1.0)
    second.hear(QUIET)
    recorder.stop()
    assert listener.wait_for(Closed) == Closed(take, 2.0)
    samples = read_frames(take)
    assert samples[:16000].tobytes() == LOUD
    assert samples[16000 + FADE_FRAMES :].tobytes() == QUIET[2 * FADE_FRAMES :]


def test_the_join_of_two_stretches_does_not_click(listener: Listener, take: Path) -> None:
    first, second = FakeSource(), FakeSource()
    recorder = _recorder(listener, take, first, second)
    listener.wait_for(Opened)
    first.hear(LOUD)
    first.lose()
    recorder.go_on()
    listener.wait_for(Opened, duration_s=1.0)
    for at in range(0, len(QUIET), 128):  # blocks shorter than the joint
        second.hear(QUIET[at : at + 128])
    recorder.stop()
    listener.wait_for(Closed)
    steps = np.abs(np.diff(read_frames(take).astype(int)))
    assert steps[15990:16400].max() < 200


def test_a_pause_switches_the_microphone_off_and_loses_nothing(
    listener: Listener, take: Path
) -> None:
    first, second = FakeSource(), FakeSource()
    recorder = _recorder(listener, take, first, second)
    listener.wait_for(Opened)
    first.hear(tone(1.0))
    recorder.pause()
    assert listener.wait_for(Interrupted) == Interrupted(1.0)
    assert first.closed.wait(5)
    recorder.go_on()
    listener.wait_for(Opened, duration_s=1.0)
    second.hear(tone(0.5))
    recorder.stop()
    assert listener.wait_for(Closed) == Closed(take, 1.5)


def test_going_on_without_a_microphone_says_so_and_the_take_stays_open(
    listener: Listener, take: Path
) -> None:
    first, none, third = FakeSource(), FakeSource(AudioError("There is none.")), FakeSource()
    recorder = _recorder(listener, take, first, none, third)
    listener.wait_for(Opened)
    first.hear(tone(1.0))
    first.lose()
    listener.wait_for(Interrupted)
    recorder.go_on()
    assert listener.wait_for(Interrupted, problem="There is none.").duration_s == 1.0
    recorder.go_on()
    listener.wait_for(Opened, duration_s=1.0)
    third.hear(tone(1.0))
    recorder.stop()
    assert listener.wait_for(Closed) == Closed(take, 2.0)


def test_going_on_right_after_a_pause_waits_for_it(listener: Listener, take: Path) -> None:
    recorder = _recorder(listener, take, FakeSource(), FakeSource())
    listener.wait_for(Opened)
    recorder.pause()
    recorder.go_on()
    wait_until(lambda: listener.count(Opened) == 2)
    time.sleep(0.2)  # the pause is over: it does not come back
    assert listener.count(Interrupted) == 1
    recorder.stop()
    listener.wait_for(Closed)


def test_a_microphone_that_somebody_else_knows_to_be_gone_is_lost(
    listener: Listener, take: Path
) -> None:
    recorder = _recorder(listener, take, FakeSource())
    listener.wait_for(Opened)
    recorder.lose()
    assert "lost at 0:00" in listener.wait_for(Interrupted).problem
    recorder.close()


def test_an_interrupted_take_can_be_ended_while_the_next_device_hangs_on_opening(
    listener: Listener, take: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_module, "OPEN_TIMEOUT_S", 0.3)
    first, hanging = FakeSource(), HangingSource("open")
    recorder = _recorder(listener, take, first, hanging)
    listener.wait_for(Opened)
    first.hear(tone(1.0))
    first.lose()
    recorder.go_on()
    assert hanging.opening.wait(5)
    recorder.stop()
    assert listener.wait_for(Closed).duration_s == 1.0
    hanging.released.set()
    assert hanging.closed.wait(5), "opened too late, it must be closed again"


def test_a_disk_that_fills_up_after_going_on_ends_the_take(listener: Listener, take: Path) -> None:
    first, second = FakeSource(), FakeSource()
    recorder = _recorder(listener, take, first, second)
    listener.wait_for(Opened)
    first.hear(tone(1.0))
    first.lose()
    listener.wait_for(Interrupted)
    recorder.go_on()
    listener.wait_for(Opened, duration_s=1.0)
    with disk_of(50_000):
        second.hear(tone(2.0))
        closed = listener.wait_for(Closed)
    assert closed.duration_s == 1.0
    assert "of this take is safe" in closed.problem
