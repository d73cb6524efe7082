"""Room and voice, told apart in sound whose levels are known."""

import numpy as np
import pytest

from app.audio.level import FLOOR_DBFS
from app.audio.noise import Hearing, NoiseFloor, hear
from app.audio.sound import FULL_SCALE, Samples

RATE_HZ = 16000


def room(level_dbfs: float, length_s: float = 5.0) -> Samples:
    """Return white noise of a loudness."""
    noise = np.random.default_rng(seed=1).normal(size=int(length_s * RATE_HZ))
    return _at(noise, level_dbfs)


def voice(level_dbfs: float, length_s: float = 5.0) -> Samples:
    """Return syllables of 200 ms with gaps of 80 ms, as loud while they last."""
    times = np.arange(int(length_s * RATE_HZ)) / RATE_HZ
    spoken = np.where(times % 0.28 < 0.2, np.sin(2 * np.pi * 180 * times), 0.0)
    return _at(spoken, level_dbfs + 20 * np.log10(np.sqrt(0.2 / 0.28)))


def _at(shape: np.ndarray[tuple[int], np.dtype[np.float64]], level_dbfs: float) -> Samples:
    rms = np.sqrt(np.mean(shape**2))
    scaled: Samples = (shape / rms * 10 ** (level_dbfs / 20) * FULL_SCALE).astype(np.int16)
    return scaled


@pytest.mark.parametrize("noise_dbfs", [-60.0, -45.0, -35.0])
def test_room_and_voice_are_measured_to_within_two_decibels(noise_dbfs: float) -> None:
    heard = hear(room(noise_dbfs) + voice(-20.0))
    assert heard.noise_dbfs == pytest.approx(noise_dbfs, abs=2.0)
    assert heard.speech_dbfs == pytest.approx(-20.0, abs=2.0)
    assert not heard.clipped


def test_a_room_without_a_voice_has_no_distance_to_one() -> None:
    assert hear(room(-40.0)).snr_db < 2.0


@pytest.mark.parametrize("size", [0, 100])
def test_too_little_sound_is_silence(size: int) -> None:
    assert hear(np.zeros(size, np.int16)) == Hearing(FLOOR_DBFS, FLOOR_DBFS, FLOOR_DBFS, False)


def test_the_floor_is_known_after_a_second_and_forgets_after_eight() -> None:
    floor = NoiseFloor()
    floor.feed(room(-30.0, 0.9))
    assert floor.noise_dbfs is None
    floor.feed(room(-30.0, 0.2))
    assert floor.noise_dbfs == pytest.approx(-30.0, abs=1.0)
    for _ in range(9):
        floor.feed(room(-60.0, 1.0))
    assert floor.noise_dbfs == pytest.approx(-60.0, abs=1.0)


def test_blocks_of_any_size_give_the_same_floor() -> None:
    noise = room(-50.0, 4.0)
    whole, pieces = NoiseFloor(), NoiseFloor()
    whole.feed(noise)
    for at in range(0, noise.size, 777):
        pieces.feed(noise[at : at + 777])
    assert pieces.noise_dbfs == whole.noise_dbfs
