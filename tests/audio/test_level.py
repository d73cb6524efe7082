"""The level meter, against levels that are known from arithmetic."""

import numpy as np
import pytest

from app.audio.level import FLOOR_DBFS, Level, LevelMeter, dbfs, is_clipped
from app.audio.sound import Samples

RATE_HZ = 16000


def sine(amplitude: float, length_s: float) -> Samples:
    times = np.arange(int(length_s * RATE_HZ)) / RATE_HZ
    return np.round(amplitude * np.sin(2 * np.pi * 500 * times)).astype(np.int16)


def fed(*stretches: Samples) -> Level:
    """Return the level after stretches that arrive as they do when recording: 50 ms each."""
    meter = LevelMeter(RATE_HZ)
    for stretch in stretches:
        for block in np.split(stretch, range(800, stretch.size, 800)):
            meter.feed(block)
    return meter.level


def test_silence_is_at_the_floor() -> None:
    assert fed(np.zeros(RATE_HZ, np.int16)) == Level(FLOOR_DBFS, FLOOR_DBFS, FLOOR_DBFS)


def test_a_full_sine_peaks_at_0_and_averages_minus_3() -> None:
    level = fed(sine(32767, 3.0))
    assert level.peak_dbfs == pytest.approx(0.0, abs=0.01)
    assert level.rms_dbfs == pytest.approx(-3.01, abs=0.1)


def test_half_the_amplitude_is_6_db_less() -> None:
    assert fed(sine(16384, 3.0)).peak_dbfs == pytest.approx(-6.02, abs=0.01)


def test_the_peak_falls_slowly_and_the_hold_stays() -> None:
    level = fed(sine(32767, 1.0), np.zeros(RATE_HZ // 2, np.int16))
    assert level.peak_dbfs == pytest.approx(-20 / 1.7 * 0.5, abs=0.1)
    assert level.hold_dbfs == pytest.approx(0.0, abs=0.01)


def test_the_hold_lets_go_after_a_while() -> None:
    assert fed(sine(32767, 1.0), np.zeros(2 * RATE_HZ, np.int16)).hold_dbfs == FLOOR_DBFS


def test_a_single_full_sample_is_no_clipping() -> None:
    assert not is_clipped(np.array([0, 32767, 0, -32768, 0], np.int16))


def test_a_wave_with_its_top_cut_off_is_clipping() -> None:
    assert is_clipped(np.array([100, 32767, 32767, 32767, 100], np.int16))
    assert is_clipped(np.array([-32768, -32768, -32768], np.int16))


def test_a_cut_top_that_a_sound_server_has_rippled_is_clipping() -> None:
    assert is_clipped(np.array([100, 32767, 32690, 32720, 100], np.int16))
    assert not is_clipped(np.array([100, 32400, 32767, 32400, 100], np.int16))


@pytest.mark.parametrize("size", [0, 1, 2])
def test_too_few_samples_are_no_clipping(size: int) -> None:
    assert not is_clipped(np.full(size, 32767, np.int16))


def test_clipping_is_shown_for_a_while_and_then_forgotten() -> None:
    cut = np.full(800, 32767, np.int16)
    assert fed(cut, np.zeros(RATE_HZ, np.int16)).clipped
    assert not fed(cut, np.zeros(2 * RATE_HZ, np.int16)).clipped


def test_the_most_negative_sample_is_exactly_full_scale() -> None:
    assert dbfs(32768) == 0.0
    assert fed(np.full(800, -32768, np.int16)).peak_dbfs == 0.0
