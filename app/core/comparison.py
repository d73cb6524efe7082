"""Two takes of one question against each other: key points gained and lost, measures moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.core.feedback import Coverage, Delivery, Measure, PointFinding, PointState


@dataclass(frozen=True, slots=True)
class PointChange:
    """One key point in both takes.

    Attributes:
        point: Its text.
        older: What was heard of it in the older take; None when that is not known, or when the
            question did not have the point then.
        newer: The same for the newer take.
    """

    point: str
    older: PointFinding | None
    newer: PointFinding | None

    @property
    def gained(self) -> bool:
        """Whether it is covered now and was not before."""
        return self._known and not _covered(self.older) and _covered(self.newer)

    @property
    def lost(self) -> bool:
        """Whether it was covered before and is not now."""
        return self._known and _covered(self.older) and not _covered(self.newer)

    @property
    def _known(self) -> bool:
        return self.older is not None and self.newer is not None


class Course(StrEnum):
    """Where a measure went, seen from the band it is fine in."""

    UNKNOWN = "unknown"  # one of the takes has no number, or there is no band
    STAYED = "stayed"
    CAME_IN = "came in"
    LEFT = "left"
    NEARER = "nearer"
    FURTHER = "further"
    AS_FAR = "as far"


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """One measure of how the answer sounded, in both takes; None where it is not known."""

    older: Measure | None
    newer: Measure | None

    @property
    def difference(self) -> float | None:
        """The newer number less the older, in their unit; None when one is missing."""
        if self.older is None or self.newer is None:
            return None
        if self.older.value is None or self.newer.value is None:
            return None
        return self.newer.value - self.older.value

    @property
    def course(self) -> Course:
        """Where it went."""
        if self.difference is None or self.older is None or self.newer is None:
            return Course.UNKNOWN
        if self.newer.low is None and self.newer.high is None:
            return Course.UNKNOWN
        if self.older.inside or self.newer.inside:
            both = self.older.inside and self.newer.inside
            return Course.STAYED if both else Course.CAME_IN if self.newer.inside else Course.LEFT
        before, now = _off_band(self.older), _off_band(self.newer)
        if before == now:
            return Course.AS_FAR
        return Course.NEARER if now < before else Course.FURTHER


def compare_points(older: Coverage | None, newer: Coverage | None) -> tuple[PointChange, ...]:
    """Return the key points of both takes, in the order of the newer; dropped ones come last.

    Points are paired by their text, for the question may have been edited between the takes.
    """
    old, new = _by_text(older), _by_text(newer)
    texts = dict.fromkeys((*new, *old))
    return tuple(PointChange(text, old.get(text), new.get(text)) for text in texts)


def compare_delivery(older: Delivery | None, newer: Delivery | None) -> tuple[MeasureChange, ...]:
    """Return pace, fillers, pauses over 2 s, longest pause and length; none without a take."""
    if older is None and newer is None:
        return ()
    pairs = zip(_measures_of(older), _measures_of(newer), strict=True)
    return tuple(MeasureChange(before, now) for before, now in pairs)


def _measures_of(delivery: Delivery | None) -> Sequence[Measure | None]:
    if delivery is None:
        return (None,) * 5
    source = delivery.longest_pause.source
    pauses = Measure("Pauses over 2 s", float(len(delivery.pauses)), "", source=source)
    pace, fillers = delivery.pace, delivery.filler_rate
    return (pace, fillers, pauses, delivery.longest_pause, delivery.length)


def _by_text(coverage: Coverage | None) -> dict[str, PointFinding]:
    return {finding.point: finding for finding in coverage.findings} if coverage else {}


def _covered(finding: PointFinding | None) -> bool:
    return finding is not None and finding.state is PointState.COVERED


def _off_band(measure: Measure) -> float:
    """Return how far a number is outside of its band, in its unit."""
    value = measure.value or 0.0
    if measure.low is not None and value < measure.low:
        return measure.low - value
    if measure.high is not None and value > measure.high:
        return value - measure.high
    return 0.0
