"""What the comparison of two takes shows, as values."""

from dataclasses import dataclass
from typing import Literal

from app.core.attempt import Attempt
from app.core.comparison import MeasureChange, PointChange
from app.core.feedback import Coverage, Delivery
from app.core.replay import Stretch
from app.core.structure import Structure
from app.session.views import TakeLabel

Side = Literal["older", "newer"]


@dataclass(frozen=True, slots=True)
class ComparedTake:
    """One of the two takes.

    Attributes:
        attempt: The attempt as it is stored.
        label: Which take of its question it is.
        coverage: Its key points, overruled where the person did, and without evidence while it is
            still being judged; None while nothing is known of them.
        delivery: How it sounded; None while it is being judged.
        structure: How its story is told, overruled where the person did; None while it is being
            judged, and where the question asks for no story.
        waiting: Whether it is being judged.
        problem: Why it cannot be judged; empty when it can.
        only_here: Stretches of its words, as indices, of which the other take has nothing alike.
        audible: Whether it can be played.
        sound_problem: Why it cannot be played; empty when it can, or is being read.
        chosen: The stretch that was played last as a key point; None for none.
    """

    attempt: Attempt
    label: TakeLabel
    coverage: Coverage | None = None
    delivery: Delivery | None = None
    structure: Structure | None = None
    waiting: bool = False
    problem: str = ""
    only_here: tuple[range, ...] = ()
    audible: bool = False
    sound_problem: str = ""
    chosen: Stretch | None = None


@dataclass(frozen=True, slots=True)
class CompareView:
    """Two takes of one question.

    Attributes:
        takes: All takes of the question, oldest first.
        older: The one of the two that was made first.
        newer: The other.
        points: Their key points, in pairs.
        measures: How they sounded, in pairs; empty while neither is judged.
        shares: How the time of their stories is shared out, in pairs; empty where there is none.
        current: The take that Space plays: the one that was heard last.
    """

    takes: tuple[TakeLabel, ...]
    older: ComparedTake
    newer: ComparedTake
    points: tuple[PointChange, ...] = ()
    measures: tuple[MeasureChange, ...] = ()
    shares: tuple[MeasureChange, ...] = ()
    current: Side = "newer"

    def side(self, side: Side) -> ComparedTake:
        """Return one of the two takes."""
        return self.older if side == "older" else self.newer
