"""Ways through a take and the sound of them, without a loudspeaker."""

from pathlib import Path
from typing import Final

import numpy as np
import pytest

from app.audio.route import Route
from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.audio.tape import AHEAD_FRAMES, FADE_FRAMES, Tape
from app.audio.tempo import tempo
from app.audio.wav import read_frames
from tests.audio.ear import find, sweeps

COUNTING: Final = np.arange(1000, dtype=np.int16)
DEMO: Final = Path(__file__).parents[2] / "resources" / "demo" / "answer.wav"
SEAM: Final = 160


def all_of(tape: Tape, most: int = 10 * SAMPLE_RATE_HZ) -> Samples:
    out = np.zeros(most, np.int16)
    filled = 0
    while filled < most and not tape.over:
        tape.prepare()
        filled += tape.take(out[filled : filled + 400])
    return out[:filled]


def sine(hertz: float, length_s: float) -> Samples:
    times_s = np.arange(round(length_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return (8000 * np.sin(2 * np.pi * hertz * times_s)).astype(np.int16)


def largest_step(sound: Samples) -> int:
    return int(np.abs(np.diff(sound.astype(int))).max())


def pitch_hz(sound: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size)))
    return float(np.argmax(spectrum)) * SAMPLE_RATE_HZ / sound.size


# The way ------------------------------------------------------------------------------


def test_a_way_straight_on_ends_where_it_should() -> None:
    route = Route(COUNTING, 100, 300)
    assert route.length == 200
    assert list(route.read(0, 3)) == [100, 101, 102]
    assert list(route.read(198, 10)) == [298, 299]
    assert route.read(200, 10).size == 0
    assert [route.frame(done) for done in (0, 150, 200, 999)] == [100, 250, 300, 300]


def test_a_loop_returns_again_and_again() -> None:
    route = Route(COUNTING, 500, 700, again=400)
    assert route.length is None
    assert [route.frame(done) for done in (0, 199, 200, 499, 500, 801)] == [
        500, 699, 400, 699, 400, 401,
    ]  # fmt: skip
    sound = route.read(0, 1000)
    assert sound.size == 1000
    assert list(sound[:200]) == list(range(500, 700))
    assert list(sound[200 + SEAM : 500]) == list(range(400 + SEAM, 700))


def test_a_loop_sounds_the_same_however_it_is_read() -> None:
    route = Route(sweeps(0.2), 900, 1900, again=500)
    pieces = [route.read(done, 37) for done in range(0, 37 * 200, 37)]
    assert np.array_equal(np.concatenate(pieces), route.read(0, 37 * 200))


@pytest.mark.parametrize("until", [1500, 8000], ids=["amid the take", "at its end"])
def test_nothing_clicks_where_a_loop_returns(until: int) -> None:
    tone = sine(330, 0.5)
    sound = Route(tone, 37, until, again=37).read(0, 40_000)
    assert largest_step(sound) < 1.2 * largest_step(tone)


def test_a_way_can_be_entered_anywhere_and_stays_inside() -> None:
    route = Route(COUNTING, 100, 300)
    assert [route.beginning_at(frame).start for frame in (-5, 250, 900)] == [0, 250, 300]


@pytest.mark.parametrize(("start", "until", "again"), [(5, 2, None), (0, 1001, None), (0, 9, 9)])
def test_an_impossible_way_is_refused(start: int, until: int, again: int | None) -> None:
    with pytest.raises(ValueError, match="no "):
        Route(COUNTING, start, until, again)


# Its sound ------------------------------------------------------------------------------


def test_at_normal_speed_a_tape_is_the_take_with_soft_ends() -> None:
    take = sweeps(3.0)
    sound = all_of(Tape(Route(take, 0, take.size), 1.0))
    middle = slice(FADE_FRAMES, -FADE_FRAMES)
    assert np.array_equal(sound[middle], take[middle])
    assert sound[0] == sound[-1] == 0


@pytest.mark.parametrize("speed", [0.75, 0.9, 1.25, 1.5])
def test_another_speed_keeps_the_pitch_and_changes_the_length(speed: float) -> None:
    take = sine(440, 4.0)
    sound = all_of(Tape(Route(take, 0, take.size), speed))
    assert sound.size == round(take.size / speed)
    assert pitch_hz(sound) == pytest.approx(440, abs=1)
    assert np.abs(sound[-2000:-FADE_FRAMES]).max() > 4000, "the end must not be cut off"


@pytest.mark.parametrize("speed", [0.75, 0.9, 1.25, 1.5])
def test_speech_at_another_speed_stays_where_it_belongs(speed: float) -> None:
    take = read_frames(DEMO)
    sound = all_of(Tape(Route(take, 0, take.size), speed), most=70 * SAMPLE_RATE_HZ)
    errors_s = []
    for at in range(0, sound.size, SAMPLE_RATE_HZ // 10):
        said = round(at * speed)
        if found := find(sound, at, take, said - 3200, said + 3200):
            errors_s.append((found.take_frame - said) / SAMPLE_RATE_HZ)
    assert len(errors_s) > 100
    assert abs(np.median(errors_s)) < 0.015
    assert np.quantile(np.abs(errors_s), 0.95) < 0.05


def test_a_loop_at_another_speed_stays_in_step() -> None:
    take = read_frames(DEMO)
    first, until = 5 * SAMPLE_RATE_HZ, 8 * SAMPLE_RATE_HZ
    tape = Tape(Route(take, first, until, again=first), 1.5)
    sound = all_of(tape, most=20 * SAMPLE_RATE_HZ)
    errors_s = []
    for at in range(0, sound.size - 2000, 777):
        frame = tape.frame_at(at)
        found = find(sound, at, take, frame - 1600, frame + 1600)
        if found and first + 1600 < frame < until - 1600:  # beside the seam
            errors_s.append((found.take_frame - frame) / SAMPLE_RATE_HZ)
    assert len(errors_s) > 50
    assert abs(np.median(errors_s)) < 0.02
    assert np.quantile(np.abs(errors_s), 0.95) < 0.05


def test_no_more_than_a_second_is_made_ahead() -> None:
    take = np.zeros(600 * SAMPLE_RATE_HZ, np.int16)
    for speed in (1.0, 0.75):
        tape = Tape(Route(take, 0, take.size), speed)
        tape.prepare()
        ready = np.zeros(3 * SAMPLE_RATE_HZ, np.int16)
        assert AHEAD_FRAMES <= tape.take(ready) < 1.5 * AHEAD_FRAMES


def test_one_tape_follows_another_without_a_click() -> None:
    take = sine(330, 4.0)
    before, after = (Tape(Route(take, start, take.size), 1.0) for start in (0, 20_011))
    for tape in (before, after):
        tape.prepare()
    sound = np.zeros(2000, np.int16)
    before.take(sound[:1000])
    after.follow(before, skip=150)
    assert after.given == 150
    after.take(sound[1000:])
    assert largest_step(sound) < 1.5 * largest_step(take)
    assert sound[1000 + FADE_FRAMES] == take[20_011 + 150 + FADE_FRAMES]


def test_beyond_the_end_there_is_silence_at_any_speed() -> None:
    route = Route(sine(440, 0.1), 0, 1600)
    for speed in (1.0, 1.5):
        sound = tempo(route.read, speed)
        sound.more(8000)
        assert not sound.more(4000)[-2000:].any()


def test_an_empty_way_is_over_at_once() -> None:
    tape = Tape(Route(COUNTING[:0], 0, 0), 0.75)
    tape.prepare()
    assert tape.over
