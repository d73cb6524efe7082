"""How long the feedback takes after Stop, for short and for long answers.

    python -m tests.benchmarks.stop_to_feedback [--lengths 30 120 600] [--runs 3] [--model FOLDER]

Speaks into the virtual microphone in real time, so it takes as long as the answers are, `runs`
times over. Everything is the program's own but the window: recorder, files, worker process,
history, key points. Beside it stands what plain faster-whisper needs for the same take at once.
"""

import argparse
import os
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np
from faster_whisper import WhisperModel

from app.bootstrap import open_services
from app.core import practice as p
from app.core import practice_events as e
from app.session.inbox import Inbox
from app.session.services import Services
from tests.bench.bench import Bench
from tests.driver import settings_with_tiny_model
from tests.speech.sounds import (
    ANSWER,
    ANSWER_TEXT,
    TINY_MODEL,
    read_wav,
    word_error_rate,
    write_wav,
)

LENGTHS_S: Final = (30, 120, 600)
WANTED_S: Final = 1.0
WANTED_RATIO: Final = 1.2
TICK_S: Final = 0.05
PAUSE_S: Final = 0.6


@dataclass(frozen=True, slots=True)
class Run:
    """One answer: seconds from Stop to the words and to the feedback, and how many were wrong."""

    words_s: float
    feedback_s: float
    words_wrong: float


class Rehearsal:
    """Answers a question as a person does, and looks at the clock."""

    def __init__(self, services: Services, inbox: Inbox, bench: Bench) -> None:
        self._services = services
        self._inbox = inbox
        self._bench = bench
        self._question = services.library().chosen("rehearsal")[0]

    def warm_up(self) -> None:
        """Load the engine, and whatever else the first answer would have to wait for."""
        self._services.listener.warm_up(print)
        self._services.microphones.look("")
        self._inbox.run_until(lambda: not self._services.assistant.busy)

    def answer(self, sound: Path, said: str) -> tuple[Run, Path]:
        """Say a sound file and stop at its end; return the times, and where the take is."""
        session = self._services.practise([self._question], lambda _view: None, lambda: None)
        session.handle(e.Begin())
        self._wait(lambda: isinstance(session.view.state, p.Answer), session.tick)
        speaker = threading.Thread(target=self._bench.speak, args=(sound,))
        speaker.start()
        self._wait(lambda: not speaker.is_alive(), session.tick)
        stopped_s = time.perf_counter()
        session.handle(e.Stop())
        read = p.Analysing | p.Read | p.Unread

        def is_read(kinds: object) -> bool:
            state = session.view.state
            return isinstance(state, p.Rate) and isinstance(state.reading, kinds)  # type: ignore[arg-type]  # a union of classes

        self._wait(lambda: is_read(read), session.tick)
        words_s = time.perf_counter() - stopped_s
        self._wait(lambda: is_read(p.Read | p.Unread), session.tick)
        feedback_s = time.perf_counter() - stopped_s
        state = session.view.state
        if not isinstance(state, p.Rate) or not isinstance(state.reading, p.Read):
            raise SystemExit(f"no feedback: {state}")
        wrong = word_error_rate(said, state.reading.transcript.text)
        path = self._services.recordings.path_of(state.take.name)
        session.handle(e.Leave())
        return Run(words_s, feedback_s, wrong), path

    def _wait(self, condition: object, tick: object) -> None:
        self._inbox.run_until(condition, tick=tick, every_s=TICK_S)  # type: ignore[arg-type]  # two calls


def long_answer(folder: Path, length_s: int) -> tuple[Path, str]:
    """Write the shipped answer again and again until the length is reached, to a whole sentence.

    Returns:
        The file, and what is said in it.
    """
    sound, lines = read_wav(ANSWER), ANSWER_TEXT.read_text("utf-8").splitlines()
    pause = np.zeros(round(PAUSE_S * 16_000), np.float32)
    times = int(length_s * 16_000 / (len(sound) + len(pause)))
    rest = length_s * 16_000 - times * (len(sound) + len(pause))
    share = rest / len(sound)
    whole = np.concatenate([*([sound, pause] * times), sound[:rest]])
    said = [*lines * times, *lines[: round(share * len(lines))]]
    return write_wav(folder / f"{length_s}.wav", whole), " ".join(said)


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


def measure(services: Services, inbox: Inbox, bench: Bench, options: argparse.Namespace) -> None:
    """Measure all lengths, in turn, and print."""
    rehearsal = Rehearsal(services, inbox, bench)
    rehearsal.warm_up()
    runs: dict[int, list[Run]] = {length_s: [] for length_s in options.lengths}
    takes: dict[int, Path] = {}
    with tempfile.TemporaryDirectory() as name:
        for number in range(options.runs):
            for length_s in options.lengths:
                sound, said = long_answer(Path(name), length_s)
                run, takes[length_s] = rehearsal.answer(sound, said)
                runs[length_s].append(run)
                print(f"run {number + 1}: {length_s:4d} s  {run}", flush=True)
    for length_s, done in runs.items():
        plain_s = measure_plain(takes[length_s], options.model)
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
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-", dir="/tmp") as name:
        bench = Bench(Path(name) / "bench")
        os.environ.update(bench.start("sound").variables)
        inbox = Inbox()
        try:
            with open_services(Path(name) / "data", inbox.post) as services:
                settings = replace(settings_with_tiny_model(), whisper_folder=str(options.model))
                services.preferences.change(settings)
                measure(services, inbox, bench, options)
        finally:
            bench.stop()


if __name__ == "__main__":
    main()
