"""What a recorder reports, as values."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

WarningKind = Literal["silent", "stalled", "clipped"]


@dataclass(frozen=True, slots=True)
class Opened:
    """The microphone is on; what is said from now on is recorded.

    Attributes:
        duration_s: What the take holds already, in seconds: 0 at its start, more when an
            interrupted take is gone on with.
    """

    duration_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Warned:
    """Something endangers the take.

    Attributes:
        kind: What.
        text: The same for the person, with what to do about it.
        calm: Whether it may just as well be nothing, such as a pause for thought.
    """

    kind: WarningKind
    text: str
    calm: bool = False


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was warned of is over."""

    kind: WarningKind


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The microphone is off; the take stays open until it is gone on with or stopped.

    Attributes:
        duration_s: What is safely in the file, in seconds.
        problem: Why, for the person; empty when a pause was asked for.
    """

    duration_s: float
    problem: str = ""


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


RecorderEvent = Opened | Warned | Recovered | Interrupted | Closed | Failed
