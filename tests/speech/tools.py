"""Jobs that behave well or badly on purpose, and an inbox: for tests of the worker."""

import os
import queue
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.core.errors import SpeechError
from app.speech import messages as m
from app.speech.worker import Handler

# Only ever waited for when something is wrong; the machine may be busy.
PATIENCE_S = 60


@dataclass(frozen=True)
class Count:
    """Yield 0, 1, 2 ... up to `to`, pausing after each."""

    to: int
    pause_s: float = 0.0


@dataclass(frozen=True)
class Crash:
    exit_code: int


@dataclass(frozen=True)
class Hang:
    deaf: bool = False


@dataclass(frozen=True)
class Refuse:
    text: str
    hint: str


@dataclass(frozen=True)
class Blunder:
    secret: str


@dataclass(frozen=True)
class AnswerWithALambda:
    pass


@dataclass(frozen=True)
class Unknown:
    pass


def _count(job: Count) -> Iterator[object]:
    for i in range(job.to):
        yield i
        time.sleep(job.pause_s)


def _crash(job: Crash) -> Iterator[object]:
    yield "last words"
    os._exit(job.exit_code)


def _hang(job: Hang) -> Iterator[object]:
    if job.deaf:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    yield "hanging"
    while True:
        time.sleep(1)


def _refuse(job: Refuse) -> Iterator[object]:
    yield "so far so good"
    raise SpeechError(job.text, hint=job.hint)


def _blunder(job: Blunder) -> Iterator[object]:
    yield "so far so good"
    try:
        {job.secret: 1}[job.secret[1:]]
    except KeyError as error:
        raise ValueError(f"cannot handle {job.secret}") from error


def _answer_with_a_lambda(_job: AnswerWithALambda) -> Iterator[object]:
    yield lambda: None


def toolbox() -> Mapping[type, Handler]:
    return {
        Count: _count,
        Crash: _crash,
        Hang: _hang,
        Refuse: _refuse,
        Blunder: _blunder,
        AnswerWithALambda: _answer_with_a_lambda,
    }


@dataclass(frozen=True)
class RefusingToolbox:
    text: str

    def __call__(self) -> Mapping[type, Handler]:
        raise SpeechError(self.text)


class Inbox:
    """Keeps what a worker says."""

    def __init__(self) -> None:
        self._queue: queue.Queue[m.FromWorker] = queue.Queue()

    @property
    def put(self) -> Callable[[m.FromWorker], None]:
        return self._queue.put

    def until(self, *kinds: type[m.FromWorker]) -> list[m.FromWorker]:
        """Return the messages up to and with the first of these kinds."""
        got: list[m.FromWorker] = []
        while not got or not isinstance(got[-1], kinds):
            got.append(self._queue.get(timeout=PATIENCE_S))
        return got

    def rest(self) -> list[m.FromWorker]:
        """Return what has arrived and was not yet read."""
        got = []
        while not self._queue.empty():
            got.append(self._queue.get())
        return got
