"""What crosses the pipe between the program and its worker process."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Do:
    """To the worker: do this job. Every answer to it carries job_id.

    Attributes:
        job_id: Chosen by the sender, never used twice for one worker.
        job: A picklable value of a type the worker's toolbox has a handler for.
    """

    job_id: int
    job: object


@dataclass(frozen=True, slots=True)
class Cancel:
    """To the worker: drop this job, whether it runs or waits. Means nothing once it has ended."""

    job_id: int


@dataclass(frozen=True, slots=True)
class Ready:
    """From the worker: the toolbox is unpacked. Jobs sent earlier have waited for this."""


@dataclass(frozen=True, slots=True)
class Part:
    """From the worker: one value a handler yielded."""

    job_id: int
    value: object


@dataclass(frozen=True, slots=True)
class Done:
    """From the worker: the job has ended without a problem; cancelled says it was cut short."""

    job_id: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """From the worker: the job, or (job_id None) the toolbox, has failed.

    Attributes:
        job_id: The job; None when the worker could not start at all, after which it ends.
        text: What happened, for the person.
        hint: What to do about it, for the person; may be empty.
        traceback: Where a bug is, for the log; empty for a foreseen problem. Holds no
            exception text, because that may quote what the person said.
    """

    job_id: int | None
    text: str
    hint: str = ""
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class Died:
    """About the worker: its process ended without being asked to. All its jobs are lost."""

    exit_code: int | None


ToWorker = Do | Cancel
FromWorker = Ready | Part | Done | Failed | Died
