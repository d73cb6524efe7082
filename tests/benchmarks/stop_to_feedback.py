"""How long the feedback takes after Stop, for short and for long answers.

    python -m tests.benchmarks.stop_to_feedback [--lengths 30 120 600] [--runs 3] [--model FOLDER]

Speaks into the virtual microphone in real time, so it takes as long as the answers are, `runs`
times over. Everything is the program's own but the window: recorder, files, worker process,
history, key points. Beside it stands what plain faster-whisper needs for the same take at once.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final

from faster_whisper import WhisperModel

from tests.benchmarks.rehearsal import Rehearsal, Run, long_answer, rehearsing
from tests.speech.sounds import TINY_MODEL

LENGTHS_S: Final = (30, 120, 600)
WANTED_S: Final = 1.0
WANTED_RATIO: Final = 1.2


def measure_plain(path: Path, folder: Path) -> float:
    """Return the seconds of faster-whisper by itself, on the whole take."""
    model = WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    times_s = []
    for _ in range(2):  # the first one warms up
        began_s = time.perf_counter()
        segments, _info = model.transcribe(
            str(path), language="en", beam_size=1, word_timestamps=True, vad_filter=True
        )
        list(segments)
        times_s.append(time.perf_counter() - began_s)
    return times_s[-1]


def measure(rehearsal: Rehearsal, options: argparse.Namespace) -> None:
    """Measure all lengths, in turn, and print."""
    runs: dict[int, list[Run]] = {length_s: [] for length_s in options.lengths}
    with tempfile.TemporaryDirectory() as name:
        for number in range(options.runs):
            for length_s in options.lengths:
                sound, said = long_answer(Path(name), length_s)
                run = rehearsal.answer(sound, said)
                runs[length_s].append(run)
                print(f"run {number + 1}: {length_s:4d} s  {run.feedback_s:.2f} s", flush=True)
    for length_s, done in runs.items():
        plain_s = measure_plain(done[0].path, options.model)
        print(
            f"answer of {length_s:4d} s: words after {median(r.words_s for r in done):.2f} s, "
            f"feedback after {median(r.feedback_s for r in done):.2f} s, "
            f"words wrong {median(r.words_wrong for r in done):.3f}; "
            f"faster-whisper at once {plain_s:.2f} s"
        )
    shortest, longest = min(options.lengths), max(options.lengths)
    middle = {each: median(r.feedback_s for r in runs[each]) for each in (shortest, longest)}
    print(
        f"longest / shortest: {middle[longest] / middle[shortest]:.2f} (wanted {WANTED_RATIO}), "
        f"longest {middle[longest]:.2f} s (wanted {WANTED_S})"
    )


def main() -> None:
    """Set the bench up, measure, and take it down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--lengths", type=int, nargs="+", default=LENGTHS_S)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--model", type=Path, default=TINY_MODEL)
    options = parser.parse_args()
    print("load now:", *(f"{load:.1f}" for load in os.getloadavg()))
    with rehearsing(options.model) as rehearsal:
        measure(rehearsal, options)


if __name__ == "__main__":
    main()
