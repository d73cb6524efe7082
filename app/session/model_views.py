"""What there is to show of the speech models: those on this computer and those one can get."""

from dataclasses import dataclass
from typing import Literal

ModelPhase = Literal["absent", "downloading", "ready", "damaged"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """How far a download is.

    Attributes:
        done_bytes: What has arrived, what an earlier try left included.
        total_bytes: Size of all its files.
        rate_bytes_per_s: How fast it comes; None in the first moments.
        left_s: Seconds until it is there at that rate; None when that cannot be told.
    """

    done_bytes: int
    total_bytes: int
    rate_bytes_per_s: float | None = None
    left_s: float | None = None


@dataclass(frozen=True, slots=True)
class ModelView:
    """One speech model.

    Attributes:
        key: Its name in the catalogue, such as "base.en"; for any other one, its folder.
        title: What it is called, for showing.
        languages: Such as "English" or "99 languages".
        remark: What it is good for, such as "quick, more slips"; may be empty.
        size_bytes: Size of its files.
        memory_bytes: Memory it takes while it is loaded, about; None when that is not known.
        phase: Whether it is here.
        folder: Its folder; empty while it is not here.
        arrival: How far its download is; None when none runs.
        kept_bytes: What a broken or cancelled download has left to go on from.
        problem: What is wrong with it, or why its download failed, and what to do; may be empty.
        work_s: Seconds of work for one minute of speech on this computer; None when not measured.
        fits: Whether this computer has the memory for it.
        suggested: Whether it is the best choice for this computer.
        removable: Whether the program may delete it: its folder is inside the folder of models.
    """

    key: str
    title: str
    languages: str = ""
    remark: str = ""
    size_bytes: int = 0
    memory_bytes: int | None = None
    phase: ModelPhase = "absent"
    folder: str = ""
    arrival: Arrival | None = None
    kept_bytes: int = 0
    problem: str = ""
    work_s: float | None = None
    fits: bool = True
    suggested: bool = False
    removable: bool = False


@dataclass(frozen=True, slots=True)
class ShelfView:
    """All speech models.

    Attributes:
        models: The catalogue in the order of size, then others found or imported.
        folder: The folder of models.
        measuring: Whether the speed of this computer is being measured just now.
        draft_work_s: Seconds of work of the draft engine for one minute of speech; None when not
            measured or when there is no draft engine.
        problem: Why a folder chosen last could not be imported; empty for nothing.
    """

    models: tuple[ModelView, ...] = ()
    folder: str = ""
    measuring: bool = False
    draft_work_s: float | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DraftsView:
    """The answers whose text is a draft, and how reading them again goes on.

    Attributes:
        count: How many drafts there are that nobody has confirmed.
        possible: Whether the engine in use is better than the one that wrote them.
        running: Whether they are being read again.
        waiting: Whether that waits for an answer in progress, or for other work.
        done: How many have been read in this run.
        total: How many this run is about.
        fraction: How much of the current one has been read, 0..1.
        failed: How many could not be read in this run, or the last one.
        problem: Why the last of them could not be read; empty when all could.
    """

    count: int = 0
    possible: bool = False
    running: bool = False
    waiting: bool = False
    done: int = 0
    total: int = 0
    fraction: float = 0.0
    failed: int = 0
    problem: str = ""
