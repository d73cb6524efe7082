"""Kill a recording at a random moment, 50 times, and see what is left of each take.

    python -m tests.benchmarks.kill_recording [--count 50] [--microphone]

Every child is the real recorder, fed in real time by a file or (--microphone) by the virtual
microphone of tests/bench. It counts the frames that came from the source in a file that outlives
it. After kill -9 the take is recovered as the program does it at its next start, and compared
with that count.
"""

import argparse
import mmap
import os
import random
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np

from app.audio.devices import SYSTEM_DEFAULT
from app.audio.events import RecorderEvent
from app.audio.portaudio import PortAudio
from app.audio.recorder import TakeRecorder
from app.audio.sound import SAMPLE_BYTES, SAMPLE_RATE_HZ, Samples
from app.audio.source import Microphone, OnFrames, OnLost, Source, WavFile
from app.audio.wav import TakeWriter, read_frames
from app.storage.recordings import Recordings

AT_ONCE: Final = 10
TAKE_S: Final = 8.0
KILLED_AFTER_S: Final = (1.0, 6.0)  # counted from the start of the recording
GOAL_S: Final = 0.5
COUNTER: Final = struct.Struct("<q")


class Counted:
    """A source that keeps count, where a kill cannot reach it, of the frames it gave."""

    def __init__(self, source: Source, counter: Path) -> None:
        self._source = source
        self._frames = 0
        with counter.open("r+b") as file:
            self._counter = mmap.mmap(file.fileno(), COUNTER.size)

    def open(self, on_frames: OnFrames, on_lost: OnLost) -> None:
        def count(frames: bytes, overflowed: bool) -> None:
            self._frames += len(frames) // SAMPLE_BYTES
            self._counter[: COUNTER.size] = COUNTER.pack(self._frames)
            on_frames(frames, overflowed)

        self._source.open(count, on_lost)

    def close(self) -> None:
        self._source.close()


def record(folder: Path, speech: Path | None) -> None:
    """Record until killed; prints a line when the recording has begun."""

    def source() -> Source:
        inner = WavFile(speech) if speech else Microphone(PortAudio(), SYSTEM_DEFAULT)
        return Counted(inner, folder / "counter")

    def on_event(event: RecorderEvent) -> None:
        print(type(event).__name__, flush=True)

    takes = folder / "takes"
    recordings = Recordings(takes)
    TakeRecorder(source, on_event).start(recordings.new_take(datetime.now().astimezone()))
    time.sleep(60)


def missing_s(folder: Path, speech: Path, kill_after_s: float, microphone: bool) -> float | None:
    """Record in a child, kill it, recover; return what is missing, None when nothing is left."""
    (folder / "takes").mkdir(parents=True)
    (folder / "counter").write_bytes(bytes(COUNTER.size))
    command = [sys.executable, "-m", __spec__.name, "--record", str(folder)]
    command += [] if microphone else ["--speech", str(speech)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        if child.stdout.readline().strip() != "Opened":
            child.kill()
            return None
        time.sleep(kill_after_s)
        os.kill(child.pid, signal.SIGKILL)
    (given_frames,) = COUNTER.unpack((folder / "counter").read_bytes())
    leftovers = Recordings(folder / "takes").leftovers(set())
    if len(leftovers) != 1:
        return None
    taken = read_frames(leftovers[0].path)
    if not microphone and not np.array_equal(taken, read_frames(speech)[: taken.size]):
        return None
    return float(given_frames - taken.size) / SAMPLE_RATE_HZ


def noise(length_s: float) -> Samples:
    """Return sound that differs everywhere, so that a shifted take is noticed."""
    generator = np.random.default_rng(seed=1)
    return generator.integers(-3000, 3000, int(length_s * SAMPLE_RATE_HZ)).astype(np.int16)


def measure(folder: Path, count: int, microphone: bool) -> list[float | None]:
    """Return what is missing of each take, in seconds."""
    speech = folder / "speech.wav"
    writer = TakeWriter(speech)
    writer.write(noise(TAKE_S).tobytes())
    writer.close()
    moments_s = [random.uniform(*KILLED_AFTER_S) for _ in range(count)]

    def one(number: int) -> float | None:
        return missing_s(folder / str(number), speech, moments_s[number], microphone)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(count)))


def main() -> int:
    """Run, or be the child."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--microphone", action="store_true")
    parser.add_argument("--record", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--speech", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.record:
        record(options.record, options.speech)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder), options.count, options.microphone)
    recovered = [missing for missing in results if missing is not None]
    print(f"{len(recovered)} of {options.count} recovered")
    if recovered:
        median_s, worst_s = statistics.median(recovered), max(recovered)
        print(f"missing: median {median_s:.3f} s, at most {worst_s:.3f} s (goal {GOAL_S} s)")
    return int(len(recovered) < options.count or max(recovered) > GOAL_S)


if __name__ == "__main__":
    sys.exit(main())
