"""How far what the player says is heard lies beside what is heard, at each speed.

    python -m tests.benchmarks.player_position

Plays through a sound server of the bench, listens to the loudspeaker, finds each 40 ms of it in
the take by correlation, and compares: while it plays on, and the first sound after a jump. Rising
tones are found without doubt; of the demo answer, the worst 5 % may be syllables that sound alike.
Target: 50 ms.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from app.audio.player import Player
from app.audio.portaudio import PortAudio
from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.audio.wav import read_frames
from tests.audio.ear import HOP_FRAMES, Ear, find, sweeps
from tests.audio.support import write_wav
from tests.bench.bench import Bench

DEMO: Final = Path(__file__).parents[2] / "resources" / "demo" / "answer.wav"
SPEEDS: Final = (0.75, 0.9, 1.0, 1.25, 1.5)
PLAYED_S: Final = 8.0
JUMPS: Final = 10
NEAR_S: Final = 0.4
POLL_S: Final = 0.005


def errors_while_playing(player: Player, bench: Bench, take: Samples) -> list[float]:
    """Return position_s minus what was heard then, in ms, every 5 ms of sound."""
    ear = Ear(bench)
    readings: list[tuple[float, float]] = []
    player.play(2.0)
    until_s = time.monotonic() + PLAYED_S
    while time.monotonic() < until_s:
        readings.append((time.monotonic(), player.position_s()))
        time.sleep(POLL_S)
    player.pause()
    heard = ear.heard()
    times_s, positions_s = zip(*readings, strict=True)
    errors = []
    for at in range(0, heard.size, HOP_FRAMES):
        moment_s = ear.begun_s + at / SAMPLE_RATE_HZ
        if not times_s[0] <= moment_s <= times_s[-1]:
            continue
        said_s = float(np.interp(moment_s, times_s, positions_s))
        near = round((said_s - NEAR_S) * SAMPLE_RATE_HZ), round((said_s + NEAR_S) * SAMPLE_RATE_HZ)
        if found := find(heard, at, take, *near):
            errors.append((said_s - found.take_frame / SAMPLE_RATE_HZ) * 1000)
    return errors


def errors_after_jump(player: Player, bench: Bench, take: Samples, *, plays: bool) -> list[float]:
    """Return how many ms the first sound after each jump lies beside where it should lie."""
    errors = []
    for step in range(JUMPS):
        place = 4 * SAMPLE_RATE_HZ + step * 48611  # at other tones each time
        ear = Ear(bench)
        if plays:
            player.play(place / SAMPLE_RATE_HZ - 3.2)  # other tones than after the jump
            time.sleep(0.4)
        player.seek(place / SAMPLE_RATE_HZ)
        player.play()
        time.sleep(0.6)
        player.pause()
        heard = ear.heard()
        near = place - SAMPLE_RATE_HZ // 5, place + SAMPLE_RATE_HZ // 2
        finds = (find(heard, at, take, *near) for at in range(0, heard.size, HOP_FRAMES))
        if first := next((each for each in finds if each), None):
            errors.append((first.take_frame - place) / SAMPLE_RATE_HZ * 1000)
    return errors


@contextmanager
def bench() -> Iterator[Bench]:
    """Yield a sound server of our own."""
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name) / "bench")
        os.environ.update(bench.start("sound").variables)
        try:
            yield bench
        finally:
            bench.stop()


def report(title: str, measure: Callable[[], list[float]], player: Player) -> None:
    """Print a line of figures for each speed."""
    print(f"\n{title}\n{'speed':>6}{'n':>7}{'median ms':>11}{'95 % ms':>9}{'max ms':>9}")
    for speed in SPEEDS:
        player.set_speed(speed)
        errors = measure()
        sizes = [abs(each) for each in errors]
        p95 = statistics.quantiles(sizes, n=20)[18]
        figures = f"{statistics.median(errors):11.1f}{p95:9.1f}{max(sizes):9.1f}"
        print(f"{speed:6}{len(errors):7}{figures}", flush=True)


def main() -> int:
    """Print the errors."""
    with bench() as sound:
        player = Player(PortAudio(), lambda problem: None)
        speech, tones = read_frames(DEMO), sweeps(60.0)
        player.load(DEMO)
        report("speech, playing on", lambda: errors_while_playing(player, sound, speech), player)
        player.load(write_wav(sound.folder / "tones.wav", tones.tobytes()))
        report("tones, playing on", lambda: errors_while_playing(player, sound, tones), player)
        for title, plays in (("jump from a pause", False), ("jump while it plays", True)):
            jump = partial(errors_after_jump, player, sound, tones, plays=plays)
            report(title, jump, player)
        player.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
