"""The watch over a recording, with time as a number."""

import numpy as np

from app.audio.events import Recovered, Warned
from app.audio.sound import Samples
from app.audio.watch import LOST_AFTER_S, SILENT_LATER_TEXT, TAKEN_BACK, TEXTS, Watch

BLOCK = 800
HISS: Samples = np.full(BLOCK, 3, np.int16)
ZEROS: Samples = np.zeros(BLOCK, np.int16)
CUT: Samples = np.full(BLOCK, 32767, np.int16)
NOTHING: Samples = np.zeros(0, np.int16)


class Clock:
    """Feeds a watch block by block, 50 ms each."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.watch = Watch(self.now_s)

    def run(self, block: Samples, length_s: float) -> list[Warned | Recovered]:
        changes = []
        for _ in range(round(length_s / 0.05)):
            self.now_s += 0.05
            changes += self.watch.look(self.now_s, block)
        return changes


def test_ordinary_sound_is_no_news() -> None:
    assert Clock().run(HISS, 60) == []


def test_silence_from_the_start_is_told_after_two_and_a_half_seconds() -> None:
    clock = Clock()
    assert clock.run(ZEROS, 2.4) == []
    assert clock.run(ZEROS, 0.2) == [Warned("silent", TEXTS["silent"])]


def test_silence_is_told_once() -> None:
    assert len(Clock().run(ZEROS, 60)) == 1


def test_sound_after_silence_is_a_recovery() -> None:
    clock = Clock()
    clock.run(ZEROS, 3)
    assert clock.run(HISS, 1) == [Recovered("silent")]


def test_a_mute_after_twenty_seconds_of_speech_is_told_within_three() -> None:
    clock = Clock()
    clock.run(HISS, 20)
    assert clock.run(ZEROS, 3) == [Warned("silent", SILENT_LATER_TEXT, calm=True)]


def test_a_pause_for_thought_behind_noise_suppression_takes_its_notice_back() -> None:
    clock = Clock()
    clock.run(HISS, 10)
    clock.run(ZEROS, 5)
    assert clock.run(HISS, 0.05) == [Recovered("silent")]


def test_a_microphone_that_falls_silent_in_pauses_is_given_longer() -> None:
    clock = Clock()
    clock.run(HISS, 10)
    for _ in range(TAKEN_BACK):
        assert [each.kind for each in clock.run(ZEROS, 3) + clock.run(HISS, 3)] == ["silent"] * 2
    assert clock.run(ZEROS, 5.5) == []
    assert clock.run(ZEROS, 1) == [Warned("silent", SILENT_LATER_TEXT, calm=True)]


def test_short_pauses_are_no_news_however_many_there_are() -> None:
    clock = Clock()
    for _ in range(20):
        assert clock.run(HISS, 2) + clock.run(ZEROS, 2) == []


def test_a_last_bit_left_to_chance_is_silence_too() -> None:
    noise = np.random.default_rng(seed=1).integers(-1, 2, BLOCK).astype(np.int16)
    assert [change.kind for change in Clock().run(noise, 3)] == ["silent"]


def test_a_device_that_sends_nothing_for_a_second_has_stalled() -> None:
    clock = Clock()
    clock.run(HISS, 5)
    assert clock.run(NOTHING, 0.9) == []
    assert clock.run(NOTHING, 0.2) == [Warned("stalled", TEXTS["stalled"])]
    assert clock.run(HISS, 1) == [Recovered("stalled")]


def test_a_stalled_device_is_not_called_silent() -> None:
    changes = Clock().run(NOTHING, LOST_AFTER_S)
    assert [change.kind for change in changes] == ["stalled"]


def test_how_long_it_has_stalled_is_known() -> None:
    clock = Clock()
    clock.run(HISS, 1)
    clock.run(NOTHING, 4)
    assert round(clock.watch.stalled_s(clock.now_s), 2) == 4.0


def test_one_loud_block_is_no_news_and_three_are() -> None:
    clock = Clock()
    assert clock.run(CUT, 0.1) == []
    assert clock.run(CUT, 0.05) == [Warned("clipped", TEXTS["clipped"])]


def test_loud_blocks_far_apart_are_no_news() -> None:
    clock = Clock()
    for _ in range(5):
        assert clock.run(CUT, 0.05) + clock.run(HISS, 2) == []


def test_clipping_is_forgiven_after_three_clean_seconds() -> None:
    clock = Clock()
    clock.run(CUT, 0.5)
    assert clock.run(HISS, 4) == [Recovered("clipped")]
