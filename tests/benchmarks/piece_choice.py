"""What a user with two cores waits for: pieces, beams and threads, with models of true size.

    python -m tests.benchmarks.piece_choice [SIZE ...]

Random weights of a published model's shape take its time and write as many words as an answer of
that length has (3.3 tokens a second). For each way it prints how long one piece takes, which is the
wait after Stop when only the tail is left, and how much of the time of speech reading takes in all:
above 100 % the transcript falls behind while the person speaks.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np
from faster_whisper import WhisperModel

from tests.benchmarks.random_whisper import build
from tests.speech.sounds import noise

SIZES: Final = ("tiny.en", "base.en")
PIECES_S: Final = (3, 8, 25)
# 150 words a minute, four tokens to three words.
TOKENS_PER_S: Final = 150 / 60 * 4 / 3
RUNS: Final = 3


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of some runs after a first one that does not count."""
    times_s = []
    for _ in range(RUNS + 1):
        began_s = time.perf_counter()
        work()
        times_s.append(time.perf_counter() - began_s)
    return median(times_s[1:])


def measure(size: str, piece_s: int, folder: Path) -> None:
    """Print one line for each number of threads and width of beam."""
    tokens = round(piece_s * TOKENS_PER_S)
    build(size, folder, tokens)
    sound = noise(piece_s, 0.05).astype(np.float32)
    for threads in (1, 2):
        model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)
        for beam in (1, 5):

            def read(model: WhisperModel = model, beam: int = beam) -> None:
                segments, _info = model.transcribe(
                    sound,
                    language="en",
                    beam_size=beam,
                    temperature=0.0,
                    word_timestamps=True,
                    without_timestamps=True,  # theirs end at 8 s, and the rest would be read again
                    condition_on_previous_text=False,
                    initial_prompt="Um, uh.",
                    max_new_tokens=tokens + 4,  # the other beams find no end by themselves
                )
                list(segments)

            took_s = seconds(read)
            print(
                f"{size:<9} piece {piece_s:2d} s  threads {threads}  beam {beam}: "
                f"{took_s:5.2f} s a piece, {took_s / piece_s:4.0%} of the time",
                flush=True,
            )


def main() -> None:
    """Measure every way."""
    print("load now:", *(f"{load:.1f}" for load in os.getloadavg()))
    for size in sys.argv[1:] or SIZES:
        for piece_s in PIECES_S:
            with tempfile.TemporaryDirectory() as folder:
                measure(size, piece_s, Path(folder))


if __name__ == "__main__":
    main()
