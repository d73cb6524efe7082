"""The worker process for everything heavy, and the program's handle on it.

    worker = Worker(unpack_tools, inbox.put)
    worker.send(Do(1, TranscribeFile(path, choice)))   # ... Part, Part, Done arrive in the inbox
    worker.close()

A native library may abort, hang or run out of memory: then one process is lost, and neither the
window nor the recording. Start a new Worker after `Died`, or after closing one that hangs.
"""

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from multiprocessing.connection import Connection, wait
from typing import Any

from app.core.errors import AppError
from app.speech import messages as m
from app.speech.engines.memory import keep_memory

Handler = Callable[[Any], Iterator[object]]
"""Does one job: yields its results as they come. Leaving it early stops the work."""

Toolbox = Callable[[], Mapping[type, Handler]]
"""Runs once in the worker, imports the heavy libraries there, and says which handler does what.

It crosses the process border by name: a function at the top of an importable module, or a frozen
dataclass with `__call__`. The worker imports the program's main module again under another name,
so that module must do nothing unless its `__name__` is "__main__".
"""

BUG_TEXT = "The program made a mistake while it worked on this answer. The recording is safe."
BUG_HINT = "Try once more. If it happens again, please report it with the log file."

log = logging.getLogger(__name__)
_SPAWN = multiprocessing.get_context("spawn")  # a forked copy of a threaded program may hang


class Worker:
    """One worker process, serving jobs in the order they were sent.

    `on_message` is called on a reader thread of this object: pass something that only posts.
    All methods belong to one thread, which must not be the reader thread.
    """

    def __init__(self, toolbox: Toolbox, on_message: Callable[[m.FromWorker], None]) -> None:
        """Start the process and return at once; `Ready` or `Failed(None, ...)` follows.

        Raises:
            pickle.PicklingError, AttributeError, TypeError: The toolbox cannot cross the border.
        """
        self._on_message = on_message
        self._closing = False
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(
            target=serve, args=(theirs, toolbox), name="worker", daemon=True
        )
        with contextlib.closing(theirs):
            self._process.start()
        self._reader = threading.Thread(target=self._read, name="worker-reader", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int | None:
        """Number of the process."""
        return self._process.pid

    def send(self, message: m.ToWorker) -> None:
        """Hand over a message; does nothing once the process has died or was closed.

        Raises:
            pickle.PicklingError, AttributeError, TypeError: The job cannot cross the border.
        """
        try:
            self._pipe.send(message)
        except OSError:  # a broken pipe; Died tells the other side of the story
            log.debug("the worker is gone: dropped a %s", type(message).__name__)

    def close(self, grace_s: float = 2.0) -> None:
        """End the process at once, for certain after grace_s seconds. May be called twice.

        Nothing is lost by it: the worker owns no file. No message arrives afterwards.
        """
        self._closing = True
        self._process.terminate()
        self._process.join(grace_s)
        if self._process.is_alive():
            log.warning("the worker did not end within %.1f s: killed", grace_s)
            self._process.kill()
            self._process.join()
        self._reader.join()
        self._pipe.close()

    def _read(self) -> None:
        while True:
            try:
                message: m.FromWorker = self._pipe.recv()
            except (EOFError, OSError):
                break
            if not self._closing:
                self._on_message(message)
        self._process.join()
        if not self._closing:
            self._on_message(m.Died(self._process.exitcode))


# From here on: inside the worker process ---------------------------------------


def serve(pipe: Connection, toolbox: Toolbox) -> None:
    """Serve jobs until the program at the other end is gone."""
    # Ctrl+C goes to every process of a terminal; the program decides what ends when.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_memory()  # before there is a second thread, which would get a heap of its own
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()
    with contextlib.suppress(_ProgramGoneError):
        try:
            handlers = toolbox()
        except Exception as error:  # noqa: BLE001 - the edge of the process
            _send(pipe, _failure(None, error))
        else:
            _send(pipe, m.Ready())
            _Server(pipe, handlers).run()


def _end_with_parent() -> None:
    """End the process when the program has ended, even in the middle of a long job."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)


class _ProgramGoneError(Exception):
    """The program at the other end of the pipe has ended."""


def _send(pipe: Connection, message: m.FromWorker) -> None:
    try:
        pipe.send(message)
    except OSError as error:
        raise _ProgramGoneError from error


def _failure(job_id: int | None, error: Exception) -> m.Failed:
    if isinstance(error, AppError):
        return m.Failed(job_id, str(error), error.hint)
    return m.Failed(job_id, BUG_TEXT, BUG_HINT, _where(error))


def _where(error: BaseException) -> str:
    """Return the kinds of errors and the lines they came from, but not their texts."""
    cause = error.__cause__ or error.__context__
    earlier = f"{_where(cause)}which led to\n" if cause is not None else ""
    lines = "".join(traceback.format_tb(error.__traceback__))
    return f"{earlier}{lines}{type(error).__module__}.{type(error).__qualname__}\n"


class _Server:
    """Takes jobs from the pipe and does them one after the other."""

    def __init__(self, pipe: Connection, handlers: Mapping[type, Handler]) -> None:
        self._pipe = pipe
        self._handlers = handlers
        self._waiting: deque[m.Do] = deque()
        self._running: int | None = None
        self._cut_short = False

    def run(self) -> None:
        """Serve until the program is gone.

        Raises:
            _ProgramGoneError: It is.
        """
        while True:
            while not self._waiting:
                self._receive()
            self._answer(self._waiting.popleft())

    def _answer(self, do: m.Do) -> None:
        self._running, self._cut_short = do.job_id, False
        try:
            self._work(do)
        except _ProgramGoneError:
            raise
        except Exception as error:  # noqa: BLE001 - the edge of the process
            _send(self._pipe, _failure(do.job_id, error))
        else:
            _send(self._pipe, m.Done(do.job_id, self._cut_short))
        self._running = None

    def _work(self, do: m.Do) -> None:
        for value in self._handlers[type(do.job)](do.job):
            _send(self._pipe, m.Part(do.job_id, value))
            while self._pipe.poll():
                self._receive()
            if self._cut_short:
                return  # which drops the generator and so runs its clean-up

    def _receive(self) -> None:
        try:
            message: m.ToWorker = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _ProgramGoneError from error
        match message:
            case m.Do():
                self._waiting.append(message)
            case m.Cancel(job_id):
                self._cancel(job_id)

    def _cancel(self, job_id: int) -> None:
        if job_id == self._running:
            self._cut_short = True
        for do in [do for do in self._waiting if do.job_id == job_id]:
            self._waiting.remove(do)
            _send(self._pipe, m.Done(job_id, cancelled=True))
