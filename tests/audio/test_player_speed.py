"""Playing slower, faster and round and round through the virtual loudspeaker."""

import time
from pathlib import Path

import numpy as np
import pytest

from app.audio.player import Player
from app.audio.sound import SAMPLE_RATE_HZ
from tests.audio.ear import HOP_FRAMES, Ear, find, sweeps
from tests.audio.support import Finish, tone, wait_until, write_wav
from tests.bench.bench import Bench

pytestmark = pytest.mark.mic


@pytest.mark.parametrize("speed", [0.75, 1.0, 1.5])
def test_at_any_speed_the_position_is_what_is_heard(
    player: Player, microphone: Bench, tmp_path: Path, speed: float
) -> None:
    take = sweeps(20.0)
    player.load(write_wav(tmp_path / "take.wav", take.tobytes()))
    player.set_speed(speed)
    ear = Ear(microphone)
    readings: list[tuple[float, float]] = []
    player.play(1.3)
    while player.position_s() < 3.5:
        readings.append((time.monotonic(), player.position_s()))
        time.sleep(0.005)
    player.pause()
    heard = ear.heard()
    times_s, positions_s = zip(*readings, strict=True)
    errors_s = []
    for at in range(0, heard.size, HOP_FRAMES):
        moment_s = ear.begun_s + at / SAMPLE_RATE_HZ
        said = round(float(np.interp(moment_s, times_s, positions_s)) * SAMPLE_RATE_HZ)
        found = find(heard, at, take, said - 3200, said + 3200)
        if found and times_s[0] < moment_s < times_s[-1]:
            errors_s.append((said - found.take_frame) / SAMPLE_RATE_HZ)
    assert len(errors_s) > 30
    assert abs(np.median(errors_s)) < 0.05


@pytest.mark.parametrize("speed", [0.75, 1.0, 1.5])
def test_after_a_jump_the_first_sound_is_that_of_the_place(
    player: Player, microphone: Bench, tmp_path: Path, speed: float
) -> None:
    take = sweeps(20.0)
    player.load(write_wav(tmp_path / "take.wav", take.tobytes()))
    player.set_speed(speed)
    place = 12 * SAMPLE_RATE_HZ + 5003
    ear = Ear(microphone)
    player.seek(place / SAMPLE_RATE_HZ)
    player.play()
    wait_until(lambda: player.position_s() > place / SAMPLE_RATE_HZ + 0.3)
    player.pause()
    heard = ear.heard()
    finds = (
        find(heard, at, take, place - 4800, place + 8000) for at in range(0, heard.size, HOP_FRAMES)
    )
    first = next(each for each in finds if each)
    assert abs(first.take_frame - place) < 0.05 * SAMPLE_RATE_HZ


@pytest.mark.parametrize("loops", [False, True])
def test_another_speed_goes_on_at_the_same_place_without_a_gap(
    player: Player, microphone: Bench, tmp_path: Path, loops: bool
) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(30)))
    ear = Ear(microphone)
    player.play(2.0, 9.0, loop=loops)
    wait_until(lambda: player.position_s() > 2.4)
    readings: list[tuple[float, float]] = []
    for speed in (1.5, 0.75, 1.0):
        player.set_speed(speed)
        until_s = time.monotonic() + 0.6
        while time.monotonic() < until_s:
            readings.append((time.monotonic(), player.position_s()))
            time.sleep(0.005)
    assert (player.loop_s is not None) == loops
    player.pause()
    heard = ear.heard().astype(int)
    loud = np.flatnonzero(np.abs(heard) > 2000)
    sounding = heard[loud[0] : loud[-1]]
    times_s, positions_s = np.array(readings).T
    jumps_s = np.diff(positions_s) - 1.5 * np.diff(times_s)
    assert np.diff(positions_s).min() > -0.05
    assert jumps_s.max() < 0.1, "a jump"
    assert np.diff(loud).max() < 0.15 * SAMPLE_RATE_HZ, "a gap"
    assert np.abs(np.diff(sounding)).max() < 3 * 8000 * 2 * np.pi * 440 / SAMPLE_RATE_HZ, "a click"


def test_another_speed_while_it_pauses_is_that_of_the_next_play(
    player: Player, finish: Finish, tmp_path: Path
) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(30)))
    player.play(1.0)
    player.pause()
    stood_s = player.position_s()
    player.set_speed(1.5)
    assert (player.position_s(), player.playing) == (stood_s, False)
    player.play()
    begun_s = time.monotonic()
    wait_until(lambda: player.position_s() > stood_s + 3.0)
    assert 1.5 < time.monotonic() - begun_s < 2.9
    assert finish.problems == []


@pytest.mark.parametrize("speed", [0.49, 2.01])
def test_a_speed_nobody_understands_is_refused(player: Player, speed: float) -> None:
    with pytest.raises(ValueError, match="understands"):
        player.set_speed(speed)


@pytest.mark.parametrize("speed", [1.0, 1.5])
def test_a_loop_comes_round_without_a_gap(
    player: Player, finish: Finish, microphone: Bench, tmp_path: Path, speed: float
) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(20)))
    player.set_speed(speed)
    ear = Ear(microphone)
    player.play(3.0, 3.6, loop=True)
    assert player.loop_s == (3.0, 3.6)
    seen_s = set()
    until_s = time.monotonic() + 2.5
    while time.monotonic() < until_s:
        seen_s.add(round(player.position_s(), 1))
        time.sleep(0.01)
    assert {3.0, 3.3, 3.5} <= seen_s <= {3.0, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6}
    player.pause()
    loud = np.flatnonzero(np.abs(ear.heard().astype(int)) > 2000)
    assert loud[-1] - loud[0] > 1.8 * SAMPLE_RATE_HZ
    assert np.diff(loud).max() < 0.15 * SAMPLE_RATE_HZ, "a gap; a busy machine makes small ones"
    assert finish.problems == []


def test_a_loop_goes_on_after_a_pause_and_after_a_jump_within_it(
    player: Player, tmp_path: Path
) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(20)))
    player.play(3.0, 4.0, loop=True)
    player.pause()
    player.seek(3.8)
    player.play()
    assert player.loop_s == (3.0, 4.0)
    wait_until(lambda: 3.0 <= player.position_s() < 3.3)
    player.seek(3.9)
    wait_until(lambda: 3.0 <= player.position_s() < 3.3)


def test_a_jump_out_of_a_loop_ends_it(player: Player, tmp_path: Path) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(20)))
    player.play(3.0, 4.0, loop=True)
    player.seek(8.0)
    assert player.loop_s is None
    wait_until(lambda: player.position_s() > 8.2)


def test_a_loop_that_is_ended_plays_on_beyond_it(
    player: Player, finish: Finish, tmp_path: Path
) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(4.6)))
    player.play(3.0, 4.0, loop=True)
    wait_until(lambda: player.position_s() > 3.5)
    player.end_loop()
    assert player.loop_s is None
    assert 3.4 < player.position_s() < 4.6
    assert finish.wait() is None
    assert player.position_s() == 4.6


@pytest.mark.parametrize(
    ("wanted_s", "got_s"),
    [((5.0, 5.03), (4.865, 5.165)), ((0.0, 0.0), (0.0, 0.3)), ((10.0, 10.0), (9.7, 10.0))],
)
def test_a_loop_too_short_to_be_understood_is_widened(
    player: Player, tmp_path: Path, wanted_s: tuple[float, float], got_s: tuple[float, float]
) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(10)))
    player.play(*wanted_s, loop=True)
    assert player.loop_s == pytest.approx(got_s)
    wait_until(lambda: player.position_s() > got_s[0] + 0.1)


def test_a_take_shorter_than_any_loop_is_looped_whole(player: Player, tmp_path: Path) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(0.1)))
    player.set_speed(0.75)
    player.play(0.05, 0.06, loop=True)
    assert player.loop_s == (0.0, 0.1)
    time.sleep(0.5)
    assert player.playing


def test_an_empty_take_ends_at_once(player: Player, finish: Finish, tmp_path: Path) -> None:
    player.load(write_wav(tmp_path / "take.wav", b""))
    player.set_speed(1.5)
    player.play(0.0, 1.0, loop=True)
    assert finish.wait() is None
    assert (player.loop_s, player.position_s()) == (None, 0.0)


@pytest.mark.parametrize("speed", [0.75, 1.5])
def test_at_the_end_the_last_sound_has_been_heard_at_any_speed(
    player: Player, finish: Finish, microphone: Bench, tmp_path: Path, speed: float
) -> None:
    player.load(write_wav(tmp_path / "take.wav", tone(0.9)))
    player.set_speed(speed)
    ear = Ear(microphone)
    player.play()
    assert finish.wait() is None
    assert player.position_s() == 0.9
    loud = np.flatnonzero(np.abs(ear.heard().astype(int)) > 2000)
    assert (loud[-1] - loud[0]) / SAMPLE_RATE_HZ == pytest.approx(0.9 / speed, abs=0.05)
