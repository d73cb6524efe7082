"""The worker process as a session uses it: ask, be answered, never wait for ever."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from app.session.ports import RunSoon
from app.speech import messages as m
from app.speech.worker import Toolbox, Worker

log = logging.getLogger(__name__)

# The longest step without a message is one piece of up to 30 s read by a large model on a slow
# computer, after loading that model. What takes three minutes for that will not come back.
PATIENCE_S: Final = 180.0
TRIES: Final = 2

GAVE_UP: Final = (
    "The speech process stopped while it worked on this take. The recording is safe. "
    "Try again, or choose a smaller speech model in Settings."
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What to call with the answers, on the session's thread.

    Attributes:
        on_value: Gets each value the job yields.
        on_failed: Gets the problem in words, when there will be no more values.
        on_done: Called when the job has ended well.
    """

    on_value: Callable[[object], None]
    on_failed: Callable[[str], None]
    on_done: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class _Asked:
    job: object
    reply: Reply
    tries_left: int
    patience_s: float


class Assistant:
    """Does heavy work in another process, which may crash or hang without harm.

    Jobs are done in the order they were asked for. When the process dies, or is silent for longer
    than the patience with the job it is doing, a new one takes over; the job it died on is tried
    once more, unless it was asked for with fewer tries. Lives on one thread, to which `run_soon`
    brings the worker's messages.
    """

    def __init__(
        self, toolbox: Toolbox, run_soon: RunSoon, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._toolbox = toolbox
        self._run_soon = run_soon
        self._clock = clock
        self._asked: dict[int, _Asked] = {}
        self._last_id = 0
        self._starts = 0
        self._heard_s = clock()
        self._worker: Worker | None = None

    @property
    def busy(self) -> bool:
        """Whether there are jobs that have not been answered."""
        return bool(self._asked)

    @property
    def job_count(self) -> int:
        """How many jobs have not been answered, the one that is being done included."""
        return len(self._asked)

    @property
    def pid(self) -> int | None:
        """Number of the process, None when there is none."""
        return self._worker.pid if self._worker else None

    def start(self) -> None:
        """Start the process, so that it is warm when it is needed."""
        self._warm()

    @property
    def starts(self) -> int:
        """How many processes there have been; what an earlier one had loaded is gone."""
        return self._starts

    def ask(
        self, job: object, reply: Reply, *, tries: int = TRIES, patience_s: float = PATIENCE_S
    ) -> int:
        """Have a job done; the answers come through reply. Returns its number.

        Args:
            job: What to do.
            reply: What to call with the answers.
            tries: How often it may be begun, should the process die on it.
            patience_s: How long the process may be silent over it before it counts as hung.
        """
        worker = self._warm()
        self._last_id += 1
        if not self._asked:
            self._heard_s = self._clock()
        self._asked[self._last_id] = _Asked(job, reply, tries - 1, patience_s)
        worker.send(m.Do(self._last_id, job))
        return self._last_id

    def cancel(self, job_id: int) -> None:
        """Drop a job; it answers nothing more."""
        if self._asked.pop(job_id, None) and self._worker:
            self._worker.send(m.Cancel(job_id))

    def expect(self, patience_s: float) -> None:
        """Change how long the process may be silent over the job it is doing."""
        if job_id := next(iter(self._asked), None):
            self._asked[job_id] = replace(self._asked[job_id], patience_s=patience_s)

    def watch(self) -> None:
        """Replace the process when it hangs. Call about once a second."""
        running = next(iter(self._asked.values()), None)
        if running and self._clock() - self._heard_s > running.patience_s:
            log.warning("the worker has said nothing for %.0f s", running.patience_s)
            self._count_a_try()
            self._replace_worker()

    def close(self) -> None:
        """End the process; jobs that are not done are dropped."""
        self._asked.clear()
        if self._worker:
            self._worker.close()
            self._worker = None

    def _warm(self) -> Worker:
        if self._worker is None:
            self._starts += 1
            self._heard_s = self._clock()
            number = self._starts
            self._worker = Worker(
                self._toolbox,
                lambda message: self._run_soon(lambda: self._hear(number, message)),
            )
        return self._worker

    def _replace_worker(self) -> None:
        if self._worker:
            self._worker.close(grace_s=0.0)  # it has had its chance, and the window waits here
        self._worker = None
        for job_id, asked in self._asked.items():
            # The new one has everything to load again first.
            self._asked[job_id] = replace(asked, patience_s=PATIENCE_S)
            self._warm().send(m.Do(job_id, asked.job))

    def _count_a_try(self) -> None:
        """The oldest job is the one that was being done: it is the suspect."""
        job_id = next(iter(self._asked), None)
        if job_id is None:
            return
        asked = self._asked[job_id]
        if asked.tries_left > 0:
            self._asked[job_id] = replace(asked, tries_left=asked.tries_left - 1)
        else:
            del self._asked[job_id]
            asked.reply.on_failed(GAVE_UP)

    def _hear(self, number: int, message: m.FromWorker) -> None:
        if number != self._starts or self._worker is None:
            return  # a late word of a process that has been replaced
        self._heard_s = self._clock()
        match message:
            case m.Ready():
                log.info("the worker is ready")
            case m.Part(job_id, value):
                if asked := self._asked.get(job_id):
                    asked.reply.on_value(value)
            case m.Done(job_id):
                if asked := self._asked.pop(job_id, None):
                    asked.reply.on_done()
            case m.Failed():
                self._fail(message)
            case m.Died(exit_code):
                log.warning("the worker ended with %s", exit_code)
                self._count_a_try()
                self._replace_worker()

    def _fail(self, failed: m.Failed) -> None:
        log.log(logging.ERROR if failed.traceback else logging.INFO, "failed: %s", failed)
        problem = f"{failed.text} {failed.hint}".strip()
        if failed.job_id is None:
            self._fail_all(problem)
        elif asked := self._asked.pop(failed.job_id, None):
            asked.reply.on_failed(problem)
        if failed.traceback and failed.job_id is not None:
            # What a library has left behind, say after it ran out of memory, may be broken.
            self._replace_worker()

    def _fail_all(self, problem: str) -> None:
        if self._worker:
            self._worker.close()
        self._worker = None
        asked, self._asked = self._asked, {}
        for each in asked.values():
            each.reply.on_failed(problem)
