"""How long a spoken answer of a minute takes to become a transcript, once recording has stopped.

    python -m tests.benchmarks.stop_to_transcript [--runs 5] [--model FOLDER]

Sends the job to a warm worker and waits for the transcript, as the program does after Stop; beside
it, what faster-whisper needs for the whole take at once with its own voice filter. The error rate
shows what that speed costs. Processor time is the steadier figure on a machine that does other
work.
"""

import argparse
import os
import queue
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np
from faster_whisper import WhisperModel

from app.core.transcript import Transcript
from app.speech import messages as m
from app.speech.engine import WHISPER, EngineChoice
from app.speech.jobs import LoadEngine, TranscribeFile
from app.speech.transcribe import Listener
from app.speech.worker import Handler, Toolbox, Worker
from tests.speech.sounds import (
    ANSWER,
    ANSWER_TEXT,
    TINY_MODEL,
    read_wav,
    word_error_rate,
    write_wav,
)

TARGET_S: Final = 1.0
LENGTH_S: Final = 60
TERMS: Final = ("canary", "blue-green", "GPU", "Kubernetes", "MLflow")


@dataclass(frozen=True, slots=True)
class Figures:
    """One way to transcribe: seconds of each run, by the clock and of the processors."""

    walls_s: list[float]
    cpus_s: list[float]
    text: str

    def show(self, name: str, said: str) -> None:
        print(
            f"{name:<28} median {median(self.walls_s):5.2f} s  best {min(self.walls_s):5.2f} s  "
            f"processor {median(self.cpus_s):5.2f} s  "
            f"words wrong {word_error_rate(said, self.text):.3f}"
        )


def unpack() -> Mapping[type, Handler]:
    """Toolbox of the worker."""
    return Listener().handlers


def answer_of_a_minute(folder: Path) -> tuple[Path, str]:
    """Write the shipped answer, with its beginning said again until the minute is full."""
    sound, lines = read_wav(ANSWER), ANSWER_TEXT.read_text("utf-8").splitlines()
    whole = np.concatenate([sound, sound])[: LENGTH_S * 16_000]
    # What is said in the rest of the minute: the first sentences take 6.3, 5.6 ... seconds.
    again = " ".join(lines[:2])
    return write_wav(folder / "minute.wav", whole), f"{' '.join(lines)} {again}"


class Client:
    """Sends jobs to a worker and waits for their end."""

    def __init__(self, toolbox: Toolbox = unpack) -> None:
        self._inbox: queue.Queue[m.FromWorker] = queue.Queue()
        self._worker = Worker(toolbox, self._inbox.put)
        self._last_id = 0

    def ask(self, job: object) -> object:
        """Return the last value the job answered."""
        self._last_id += 1
        self._worker.send(m.Do(self._last_id, job))
        value: object = None
        while not isinstance(message := self._inbox.get(timeout=600), m.Done):
            if isinstance(message, m.Part):
                value = message.value
            elif isinstance(message, m.Failed | m.Died):
                raise SystemExit(str(message))
        return value

    def cpu_s(self) -> float:
        """Return the processor time the worker has used."""
        fields = Path(f"/proc/{self._worker.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the worker."""
        self._worker.close()


def measure_worker(path: Path, choice: EngineChoice, runs: int) -> Figures:
    """Measure from the job sent to the transcript received."""
    client = Client()
    client.ask(LoadEngine(choice))
    walls_s, cpus_s, text = [], [], ""
    for _ in range(runs):
        began_s, cpu_s = time.perf_counter(), client.cpu_s()
        transcript = client.ask(TranscribeFile(path, choice))
        walls_s.append(time.perf_counter() - began_s)
        cpus_s.append(client.cpu_s() - cpu_s)
        assert isinstance(transcript, Transcript)
        text = transcript.text
    client.close()
    return Figures(walls_s, cpus_s, text)


def measure_plain(path: Path, folder: Path, runs: int) -> Figures:
    """Measure faster-whisper by itself, on the whole take."""
    model = WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    walls_s, cpus_s, text = [], [], ""
    for _ in range(runs + 1):  # the first one warms up
        began_s, cpu_s = time.perf_counter(), time.process_time()
        segments, _info = model.transcribe(
            str(path),
            language="en",
            beam_size=1,
            word_timestamps=True,
            vad_filter=True,
            condition_on_previous_text=False,
        )
        text = " ".join(segment.text for segment in segments)
        walls_s.append(time.perf_counter() - began_s)
        cpus_s.append(time.process_time() - cpu_s)
    return Figures(walls_s[1:], cpus_s[1:], text)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--model", type=Path, default=TINY_MODEL)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, said = answer_of_a_minute(Path(folder))
        choice = EngineChoice(WHISPER, options.model, terms=TERMS)
        ours = measure_worker(path, choice, options.runs)
        plain = measure_plain(path, options.model, options.runs)
    print(f"an answer of {LENGTH_S} s, target {TARGET_S} s on two free cores; load now:", end=" ")
    print(*(f"{load:.1f}" for load in os.getloadavg()))
    ours.show("warm worker, cut at pauses", said)
    plain.show("faster-whisper, whole take", said)


if __name__ == "__main__":
    main()
