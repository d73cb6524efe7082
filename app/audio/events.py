"""What a recorder reports, as values."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

WarningKind = Literal["silent", "stalled", "clipped"]


@dataclass(frozen=True, slots=True)
class Opened:
    """The microphone is on; what is said from now on is recorded."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something endangers the take.

    Attributes:
        kind: What.
        text: The same for the person, with what to do about it.
    """

    kind: WarningKind
    text: str


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was warned of is over."""

    kind: WarningKind


@dataclass(frozen=True, slots=True)
class Closed:
    """The take is complete on disk.

    Attributes:
        path: The file.
        duration_s: Its length in seconds.
        problem: Why it ended early or has gaps, for the person; empty when all is well.
    """

    path: Path
    duration_s: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """Recording could not begin; there is no file.

    Attributes:
        text: Why, for the person.
        hint: What to do about it.
    """

    text: str
    hint: str = ""


RecorderEvent = Opened | Warned | Recovered | Closed | Failed
