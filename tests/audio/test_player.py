"""Playing a take through the virtual loudspeaker, and knowing what is heard."""

import time
from pathlib import Path

import numpy as np
import pytest

from app.audio.events import Opened
from app.audio.player import Player
from app.audio.portaudio import PortAudio
from app.audio.sound import SAMPLE_RATE_HZ
from app.audio.wav import read_take
from app.core.errors import StorageError
from tests.audio.ear import Ear
from tests.audio.support import Finish, tone, wait_until, write_wav
from tests.audio.test_microphone import Recording
from tests.bench.bench import Bench

pytestmark = pytest.mark.mic


def clicks(at_s: list[float], length_s: float) -> bytes:
    samples = np.zeros(int(length_s * SAMPLE_RATE_HZ), np.int16)
    for click_s in at_s:
        start = round(click_s * SAMPLE_RATE_HZ)
        samples[start : start + 80] = 20000
    return samples.tobytes()


def loudspeaker_is_free(bench: Bench) -> bool:
    return bench.pactl("list", "short", "sink-inputs") == ""


def test_the_position_is_what_is_heard(
    player: Player, finish: Finish, microphone: Bench, tmp_path: Path
) -> None:
    at_s = [0.5, 1.0, 1.5, 1.97]
    player.load(write_wav(tmp_path / "take.wav", clicks(at_s, 2.0)))
    ear = Ear(microphone)
    readings: list[tuple[float, float]] = []
    player.play()
    while not finish.problems:
        readings.append((time.monotonic(), player.position_s()))
        time.sleep(0.002)
    heard_s = ear.times_of_clicks_s()
    assert len(heard_s) == len(at_s), "the last click is 30 ms before the end"
    times_s, positions_s = zip(*readings, strict=True)
    errors_s = np.interp(heard_s, times_s, positions_s) - at_s
    assert abs(np.median(errors_s)) < 0.05, errors_s


def test_at_the_end_the_loudspeaker_is_free_and_the_position_is_the_end(
    player: Player, finish: Finish, microphone: Bench, tmp_path: Path
) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(0.5)))
    player.play()
    states = [player.playing]
    assert finish.wait() is None
    assert player.position_s() == player.duration_s == 0.5
    assert [*states, player.playing] == [True, False]
    wait_until(lambda: loudspeaker_is_free(microphone))


def test_playing_again_at_the_end_begins_at_the_beginning(
    player: Player, finish: Finish, tmp_path: Path
) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(0.3)))
    player.play()
    finish.wait()
    player.play()
    assert player.position_s() < 0.3
    wait_until(lambda: len(finish.problems) == 2)


def test_only_the_wanted_stretch_is_heard(
    player: Player, finish: Finish, microphone: Bench, tmp_path: Path
) -> None:
    player.load(write_wav(tmp_path / "take.wav", clicks([0.1, 0.6, 1.1], 1.5)))
    ear = Ear(microphone)
    player.play(0.5, until_s=0.9)
    assert finish.wait() is None
    assert player.position_s() == 0.9
    assert len(ear.times_of_clicks_s()) == 1


def test_a_pause_gives_the_loudspeaker_back_and_keeps_the_place(
    player: Player, finish: Finish, microphone: Bench, tmp_path: Path
) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(30)))
    player.play(10.0)
    wait_until(lambda: player.position_s() > 10.1)
    player.pause()
    stood_s = player.position_s()
    assert not player.playing
    wait_until(lambda: loudspeaker_is_free(microphone))
    assert player.position_s() == stood_s
    assert finish.problems == []
    player.play()
    assert player.position_s() >= stood_s
    wait_until(lambda: player.position_s() > stood_s + 0.1)


def test_a_seek_is_seen_at_once_and_heard_soon(
    player: Player, finish: Finish, microphone: Bench, tmp_path: Path
) -> None:
    player.load(write_wav(tmp_path / "take.wav", clicks([20.2], 21)))
    ear = Ear(microphone)
    player.play()
    wait_until(lambda: player.position_s() > 0.1)
    player.seek(20.0)
    assert 20.0 <= player.position_s() < 20.2
    assert finish.wait() is None
    assert len(ear.times_of_clicks_s()) == 1


def test_a_seek_while_silent_plays_from_there_later(player: Player, tmp_path: Path) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(5)))
    player.seek(3.0)
    assert player.position_s() == 3.0
    assert not player.playing
    player.play()
    wait_until(lambda: player.position_s() > 3.05)


@pytest.mark.parametrize(("wanted_s", "got_s"), [(-4.0, 0.0), (99.0, 5.0)])
def test_a_seek_beyond_the_ends_stays_inside(
    player: Player, tmp_path: Path, wanted_s: float, got_s: float
) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(5)))
    player.seek(wanted_s)
    assert player.position_s() == got_s


def test_a_take_is_heard_to_its_end_though_its_file_is_deleted(
    player: Player, finish: Finish, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "take.wav", tone(1.0))
    player.load(path)
    player.play()
    path.unlink()
    assert finish.wait() is None
    assert player.position_s() == 1.0


def test_what_cannot_be_loaded_leaves_nothing_to_play(player: Player, tmp_path: Path) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(1.0)))
    with pytest.raises(StorageError):
        player.load(tmp_path / "gone.wav")
    assert player.duration_s == 0.0


def test_loading_another_take_ends_the_first(
    player: Player, finish: Finish, tmp_path: Path
) -> None:
    player.load(write_wav(tmp_path / "first.wav", tone(5)))
    player.play()
    player.load(write_wav(tmp_path / "second.wav", tone(1)))
    assert not player.playing
    assert (player.position_s(), player.duration_s) == (0.0, 1.0)
    assert finish.problems == []


def test_a_damaged_take_cannot_be_loaded(player: Player, tmp_path: Path) -> None:
    (tmp_path / "take.wav").write_bytes(b"nothing")
    with pytest.raises(StorageError, match="damaged"):
        player.load(tmp_path / "take.wav")


def test_it_plays_while_a_microphone_records(
    player: Player,
    finish: Finish,
    portaudio: PortAudio,
    tmp_path: Path,
) -> None:
    recording = Recording(portaudio, tmp_path / "heard.wav")
    recording.listener.wait_for(Opened)
    player.load(write_wav(tmp_path / "take.wav", tone(0.5)))
    player.play()
    assert finish.wait() is None
    assert recording.finish().problem == ""
    assert not read_take(tmp_path / "heard.wav").any(), "it must not hear the loudspeakers here"


@pytest.mark.parametrize("speed", [1.0, 0.75])
def test_a_lost_loudspeaker_ends_the_playing_and_says_so(
    player: Player,
    finish: Finish,
    own_bench: Bench,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    speed: float,
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{own_bench.folder}/pulse.sock")
    player.load(write_wav(tmp_path / "take.wav", tone(60)))
    player.set_speed(speed)
    player.play()
    wait_until(lambda: player.position_s() > 0.2)
    own_bench.unplug()
    problem = finish.wait()
    assert str(problem) == "The loudspeaker was lost."
    assert not player.playing
    assert 0.1 < player.position_s() < 59


def test_without_a_loudspeaker_the_person_is_told(
    player: Player, finish: Finish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    player.load(write_wav(tmp_path / "take.wav", tone(1)))
    player.play()
    problem = finish.wait()
    assert problem is not None
    assert str(problem) == "No loudspeaker was found."
    assert problem.hint
