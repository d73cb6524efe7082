"""The recorder with sources that misbehave; the real microphone is in test_microphone.py."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.audio import held as held_module
from app.audio import recorder as recorder_module
from app.audio.events import Closed, Failed, Interrupted, Opened, Recovered, Warned
from app.audio.level import Level
from app.audio.recorder import TakeRecorder
from app.audio.source import Source, WavFile
from app.audio.wav import read_frames, read_take
from app.core.errors import AudioError
from tests.audio.support import FakeSource, HangingSource, Listener, tone, wait_until, write_wav
from tests.audio.test_wav import disk_of

Record = Callable[[Source], TakeRecorder]


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def take(tmp_path: Path) -> Path:
    return tmp_path / "take.part.wav"


@pytest.fixture
def record(listener: Listener, take: Path) -> Iterator[Record]:
    """`record(source)` begins a take from it."""
    recorders: list[TakeRecorder] = []

    def record(source: Source) -> TakeRecorder:
        recorder = TakeRecorder(lambda: source, listener)
        recorders.append(recorder)
        recorder.start(take)
        return recorder

    yield record
    for recorder in recorders:
        recorder.close()


def test_what_is_heard_is_in_the_take(record: Record, listener: Listener, take: Path) -> None:
    source = FakeSource()
    recorder = record(source)
    listener.wait_for(Opened)
    source.hear(tone(0.5))
    source.hear(tone(0.25))
    recorder.stop()
    assert listener.wait_for(Closed) == Closed(take, 0.75)
    assert read_frames(take).tobytes() == tone(0.5) + tone(0.25)
    assert source.closed.wait(5)


def test_what_arrives_just_after_stop_is_kept(
    record: Record, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_module, "TAIL_S", 2.0)
    source = FakeSource()
    recorder = record(source)
    listener.wait_for(Opened)
    recorder.stop()
    time.sleep(0.2)  # by now the writer has seen the stop
    source.hear(tone(0.1))
    assert listener.wait_for(Closed).duration_s == 0.1


def test_the_level_and_the_length_can_be_polled(record: Record, listener: Listener) -> None:
    source = FakeSource()
    recorder = record(source)
    listener.wait_for(Opened)
    source.hear(tone(1.0, amplitude=16384))
    wait_until(lambda: recorder.duration_s() == 1.0)
    assert recorder.level().hold_dbfs == pytest.approx(-6.02, abs=0.1)
    recorder.stop()
    listener.wait_for(Closed)
    assert recorder.level() == Level()


def test_a_microphone_that_cannot_be_opened_leaves_no_file(
    record: Record, listener: Listener, take: Path
) -> None:
    recorder = record(FakeSource(AudioError("There is none.", hint="Buy one.")))
    assert listener.wait_for(Failed) == Failed("There is none.", "Buy one.")
    assert not take.exists()
    assert not recorder.busy
    assert listener.count(Opened) == listener.count(Closed) == 0


def test_a_folder_that_cannot_be_written_fails_before_the_microphone_is_on(
    listener: Listener, tmp_path: Path
) -> None:
    recorder = TakeRecorder(FakeSource, listener)
    recorder.start(tmp_path / "gone" / "take.wav")
    assert "No such file" in listener.wait_for(Failed).text


def test_a_lost_device_keeps_the_take_open_and_says_when(
    record: Record, listener: Listener, take: Path
) -> None:
    source = FakeSource()
    recorder = record(source)
    listener.wait_for(Opened)
    source.hear(tone(50.0))
    wait_until(lambda: recorder.duration_s() == 50.0)
    source.hear(tone(15.0))
    source.lose()
    interrupted = listener.wait_for(Interrupted)
    assert interrupted.duration_s == 65
    assert "lost at 1:05" in interrupted.problem
    assert read_take(take).size == 65 * 16000
    assert source.closed.wait(5)
    assert recorder.busy
    assert recorder.level() == Level()
    recorder.stop()
    assert listener.wait_for(Closed) == Closed(take, 65.0, interrupted.problem)


def test_a_stall_is_warned_of_and_recovered_from(record: Record, listener: Listener) -> None:
    source = FakeSource()
    record(source)
    warned = listener.wait_for(Warned, kind="stalled")
    assert "safe" in warned.text
    source.hear(tone(0.1))
    listener.wait_for(Recovered, kind="stalled")


def test_a_stall_without_end_is_a_loss(
    record: Record, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_module, "LOST_AFTER_S", 1.2)
    source = FakeSource()
    record(source)
    listener.wait_for(Opened)
    source.hear(tone(0.5))
    assert "lost at 0:00" in listener.wait_for(Interrupted).problem


def test_a_full_disk_ends_the_take_and_keeps_what_is_safe(
    record: Record, listener: Listener, take: Path
) -> None:
    source = FakeSource()
    recorder = record(source)
    listener.wait_for(Opened)
    with disk_of(100_000):
        source.hear(tone(2.5))
        wait_until(lambda: recorder.duration_s() == 2.5)
        source.hear(tone(2.5))
        closed = listener.wait_for(Closed)
    assert "of this take is safe" in closed.problem
    assert closed.duration_s == 2.5
    assert read_take(take).size == 2.5 * 16000


def test_stop_works_while_the_device_hangs_on_closing(record: Record, listener: Listener) -> None:
    source = HangingSource("close")
    recorder = record(source)
    listener.wait_for(Opened)
    source.hear(tone(0.5))
    recorder.stop()
    assert listener.wait_for(Closed).duration_s == 0.5
    assert not source.closed.is_set()
    source.released.set()


def test_the_next_take_can_begin_while_the_last_device_hangs(
    listener: Listener, tmp_path: Path
) -> None:
    hanging, good = HangingSource("close"), FakeSource()
    sources: Iterator[Source] = iter((hanging, good))
    recorder = TakeRecorder(lambda: next(sources), listener)
    recorder.start(tmp_path / "first.wav")
    listener.wait_for(Opened)
    recorder.stop()
    listener.wait_for(Closed)
    recorder.start(tmp_path / "second.wav")
    wait_until(lambda: listener.count(Opened) == 2)
    recorder.stop()
    listener.wait_for(Closed, path=tmp_path / "second.wav")
    hanging.released.set()


def test_a_device_that_hangs_on_opening_is_given_up(
    record: Record, listener: Listener, take: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_module, "OPEN_TIMEOUT_S", 0.2)
    source = HangingSource("open")
    record(source)
    assert "does not answer" in listener.wait_for(Failed).text
    assert not take.exists()
    source.released.set()
    assert source.closed.wait(5), "opened too late, it must be closed again"


def test_sound_the_device_dropped_is_told_at_the_end(record: Record, listener: Listener) -> None:
    source = FakeSource()
    recorder = record(source)
    listener.wait_for(Opened)
    source.hear(tone(0.1), overflowed=True)
    recorder.stop()
    assert "gaps" in listener.wait_for(Closed).problem


def test_two_takes_at_once_are_a_bug(record: Record, listener: Listener, tmp_path: Path) -> None:
    recorder = record(FakeSource())
    with pytest.raises(RuntimeError, match="already"):
        recorder.start(tmp_path / "other.wav")


def test_a_second_stop_changes_nothing(record: Record, listener: Listener) -> None:
    recorder = record(FakeSource())
    listener.wait_for(Opened)
    recorder.stop()
    recorder.stop()
    recorder.close()
    recorder.stop()
    assert listener.count(Closed) == 1


def test_stop_before_the_first_take_changes_nothing(listener: Listener) -> None:
    recorder = TakeRecorder(FakeSource, listener)
    recorder.stop()
    recorder.close()
    assert recorder.duration_s() == 0.0
    assert listener.events == []


def test_stop_while_the_microphone_opens_still_closes_once(
    record: Record, listener: Listener
) -> None:
    source = HangingSource("open")
    recorder = record(source)
    recorder.stop()
    source.released.set()
    listener.wait_for(Closed)
    assert (listener.count(Opened), listener.count(Closed)) == (1, 1)


def test_the_next_take_may_be_started_by_the_end_of_the_last(tmp_path: Path) -> None:
    second = threading.Event()

    def on_event(event: object) -> None:
        if isinstance(event, Closed) and event.path.name == "first.wav":
            recorder.start(tmp_path / "second.wav")
        elif isinstance(event, Opened) and (tmp_path / "second.wav").exists():
            second.set()

    recorder = TakeRecorder(FakeSource, on_event)
    recorder.start(tmp_path / "first.wav")
    wait_until((tmp_path / "first.wav").exists)
    recorder.stop()
    assert second.wait(5)
    recorder.close()


def test_a_bug_in_the_listener_gives_the_device_back_and_the_take_is_readable(
    take: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", caught.append)
    source = FakeSource()

    def on_event(event: object) -> None:
        raise ZeroDivisionError

    TakeRecorder(lambda: source, on_event).start(take)
    assert source.closed.wait(5)
    wait_until(lambda: bool(caught))
    assert caught[0].exc_type is ZeroDivisionError
    assert read_take(take).size == 0
    caught.clear()


def test_a_file_stands_in_for_a_microphone(
    record: Record, listener: Listener, take: Path, tmp_path: Path
) -> None:
    said = write_wav(tmp_path / "said.wav", tone(3.21))
    record(WavFile(said, pace="fast", at_end="lost"))
    assert listener.wait_for(Interrupted).duration_s == pytest.approx(3.21)
    assert read_frames(take).tobytes() == tone(3.21)


def test_after_a_file_the_room_is_silent(
    record: Record, listener: Listener, take: Path, tmp_path: Path
) -> None:
    recorder = record(WavFile(write_wav(tmp_path / "said.wav", tone(0.5)), pace="fast"))
    wait_until(lambda: recorder.duration_s() > 0.6)
    recorder.stop()
    assert listener.wait_for(Closed).problem == ""
    assert not read_frames(take)[8000:].any()


def test_a_file_that_is_no_take_cannot_be_opened(
    record: Record, listener: Listener, tmp_path: Path
) -> None:
    record(WavFile(write_wav(tmp_path / "said.wav", tone(0.5), rate_hz=8000)))
    assert "not 16 kHz" in listener.wait_for(Failed).text
