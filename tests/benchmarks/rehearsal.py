"""Answers a question as a person does, with everything real but the window, for benchmarks."""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from app.bootstrap import open_services
from app.core import practice as p
from app.core import practice_events as e
from app.session.inbox import Inbox
from app.session.practice import PracticeSession
from app.session.services import Services
from tests.bench.bench import Bench
from tests.driver import settings_with_tiny_model
from tests.speech.sounds import ANSWER, ANSWER_TEXT, read_wav, word_error_rate, write_wav

TICK_S: Final = 0.05
PAUSE_S: Final = 0.6


@dataclass(frozen=True, slots=True)
class Run:
    """One answer.

    Attributes:
        words_s: Seconds from Stop to the words.
        feedback_s: Seconds from Stop to the feedback.
        words_wrong: Share of words that are wrong.
        gaps_s: Seconds of the take that were not written down.
        duration_s: Length of the take in seconds.
        path: Where the take is.
    """

    words_s: float
    feedback_s: float
    words_wrong: float
    gaps_s: float
    duration_s: float
    path: Path


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

    @property
    def worker_pid(self) -> int | None:
        """Number of the speech process; None when there is none just now."""
        return self._services.assistant.pid

    def answer(self, sound: Path, said: str, meanwhile: Callable[[], None] = lambda: None) -> Run:
        """Say a sound file and stop at its end.

        Args:
            sound: What to say.
            said: The same as text.
            meanwhile: Called twenty times a second until the feedback is there.
        """
        session = self._services.practise([self._question], lambda _view: None, lambda: None)

        def tick() -> None:
            session.tick()
            self._services.assistant.watch()
            meanwhile()

        def wait(condition: Callable[[], bool]) -> float:
            self._inbox.run_until(condition, tick=tick, every_s=TICK_S)
            return time.perf_counter()

        session.handle(e.Begin())
        wait(lambda: isinstance(session.view.state, p.Answer))
        speaker = threading.Thread(target=self._bench.speak, args=(sound,))
        speaker.start()
        stopped_s = wait(lambda: not speaker.is_alive())
        session.handle(e.Stop())
        words_s = wait(lambda: not isinstance(_reading(session), p.Transcribing | None)) - stopped_s
        feedback_s = wait(lambda: isinstance(_reading(session), p.Read | p.Unread)) - stopped_s
        state, reading = session.view.state, _reading(session)
        if not isinstance(state, p.Rate) or not isinstance(reading, p.Read):
            raise SystemExit(f"no feedback: {type(reading).__name__}")
        session.handle(e.Leave())
        transcript = reading.transcript
        return Run(
            words_s=words_s,
            feedback_s=feedback_s,
            words_wrong=word_error_rate(said, transcript.text),
            gaps_s=sum(gap.end_s - gap.start_s for gap in transcript.gaps),
            duration_s=state.take.duration_s,
            path=self._services.recordings.path_of(state.take.name),
        )


def _reading(session: PracticeSession) -> p.Reading | None:
    state = session.view.state
    return state.reading if isinstance(state, p.Rate) else None


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


@contextmanager
def rehearsing(model: Path) -> Iterator[Rehearsal]:
    """Open the program with that Whisper model, and a bench to speak on."""
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-", dir="/tmp") as name:
        bench = Bench(Path(name) / "bench")
        os.environ.update(bench.start("sound").variables)
        inbox = Inbox()
        try:
            with open_services(Path(name) / "data", inbox.post) as services:
                settings = replace(settings_with_tiny_model(), whisper_folder=str(model))
                services.preferences.change(settings)
                rehearsal = Rehearsal(services, inbox, bench)
                rehearsal.warm_up()
                yield rehearsal
        finally:
            bench.stop()
