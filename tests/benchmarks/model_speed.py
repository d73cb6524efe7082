"""Whether the speed test tells how long a real model takes.

    python -m tests.benchmarks.model_speed [tiny.en base.en ...] [--runs 3]

Compares the estimate, made from models with few layers, with whole models of the same shape and
random weights: through the program's own worker, engine and pieces, over a spoken minute. The
figure to look at is the ratio; the processor's is the steadier one on a machine with other work.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Final

from app.speech.engine import WHISPER, EngineChoice
from app.speech.jobs import LoadEngine, MeasureSpeed, SpeedMeasured, TranscribeFile
from app.speech.speed import TOKENS_PER_PIECE, SpeedTest
from app.speech.transcribe import Listener
from app.speech.worker import Handler
from tests.benchmarks.random_whisper import build
from tests.benchmarks.stop_to_transcript import Client, answer_of_a_minute
from tests.speech.sounds import ANSWER

SIZES: Final = ("tiny.en", "base.en")


def unpack() -> Mapping[type, Handler]:
    """Toolbox of the worker that listens."""
    return Listener().handlers


def unpack_test() -> Mapping[type, Handler]:
    """Toolbox of the worker that measures."""
    return SpeedTest().handlers


def estimate() -> SpeedMeasured:
    """Run the speed test as the program does."""
    client = Client(unpack_test)
    began_s = time.perf_counter()
    measured = client.ask(MeasureSpeed(ANSWER))
    print(f"the speed test took {time.perf_counter() - began_s:.1f} s, its start included")
    client.close()
    assert isinstance(measured, SpeedMeasured)
    return measured


def read_a_minute(size: str, folder: Path, runs: int) -> tuple[float, float]:
    """Return the seconds of a spoken minute, by the clock and of the processors."""
    choice = EngineChoice(WHISPER, build(size, folder / size, TOKENS_PER_PIECE))
    path, _text = answer_of_a_minute(folder)
    client = Client(unpack)
    client.ask(LoadEngine(choice))
    walls_s, cpus_s = [], []
    for _ in range(runs):
        began_s, cpu_s = time.perf_counter(), client.cpu_s()
        client.ask(TranscribeFile(path, choice))
        walls_s.append(time.perf_counter() - began_s)
        cpus_s.append(client.cpu_s() - cpu_s)
    client.close()
    return median(walls_s), median(cpus_s)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sizes", nargs="*", default=SIZES)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print("load:", *(f"{load:.1f}" for load in os.getloadavg()))
    estimated = estimate()
    print(f"{estimated.processors:.2f} processors worked at a time")
    print(f"a minute of speech: the draft engine {estimated.draft_s or 0:.1f} s")
    for name, seconds in estimated.models_s.items():
        print(f"  {name:<18} {seconds:7.1f} s")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            wall_s, cpu_s = read_a_minute(size, Path(folder), options.runs)
        guess_s = estimated.models_s[size]
        guess_cpu_s = guess_s * estimated.processors
        print(
            f"{size:<10} estimated {guess_s:5.2f} s  measured {wall_s:5.2f} s  "
            f"ratio {guess_s / wall_s:.2f}; processors: estimated {guess_cpu_s:5.2f} s  "
            f"measured {cpu_s:5.2f} s  ratio {guess_cpu_s / cpu_s:.2f}"
        )


if __name__ == "__main__":
    main()
