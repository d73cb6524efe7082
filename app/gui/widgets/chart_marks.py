"""What a chart draws, worked out without the library that draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, sqrt
from typing import Final

from app.core.trend import Guide, Line, Measured, Ratings
from app.session.trend_words import axis_words, day_words, percent, point_words, signed_percent

DAY_S: Final = 86_400.0
SPOT_PX: Final = (7.0, 16.0)
POINT_PX: Final = (7.0, 5.0)
# From so many points on they are drawn smaller, so that the line stays in sight.
MANY_POINTS: Final = 30


@dataclass(frozen=True, slots=True)
class Mark:
    """A point one can point at.

    Attributes:
        x: Where it stands: seconds since 1970, or a rating.
        y: How high.
        words: What it says.
        attempt_id: The answer it leads to.
        size_px: How large it is drawn, at the normal text size.
    """

    x: float
    y: float
    words: str
    attempt_id: int
    size_px: float


@dataclass(frozen=True, slots=True)
class Axis:
    """From where to where, and what is written beside it, as pairs of value and words."""

    first: float
    last: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of a chart.

    Attributes:
        marks: The points, in the order the keyboard goes through them.
        across: The axis below; its words stand at the two ends.
        up: The axis at the left.
        band: Where the measure is fine, in the unit of `up`; None for no band.
        joined: Whether a line leads from mark to mark.
        diagonal: A line that both ends of belong to, as x and y; None for none.
    """

    marks: tuple[Mark, ...]
    across: Axis
    up: Axis
    band: tuple[float, float] | None = None
    joined: bool = True
    diagonal: tuple[tuple[float, float], tuple[float, float]] | None = None


def line_drawing(line: Line) -> Drawing:
    """Return how a measure over time is drawn."""
    size = POINT_PX[len(line.points) > MANY_POINTS]
    marks = tuple(
        Mark(point.at.timestamp(), point.value, point_words(line, point), point.attempt_id, size)
        for point in line.points
    )
    up = _value_axis(line)
    return Drawing(marks, _time_axis([point.at for point in line.points]), up, _band(line, up))


def ratings_drawing(ratings: Ratings) -> Drawing:
    """Return how ratings beside what was heard are drawn; on the diagonal both agree."""
    least, most = SPOT_PX
    largest = max((spot.count for spot in ratings.spots), default=1)
    marks = []
    for spot in ratings.spots:
        more = sqrt((spot.count - 1) / (largest - 1)) if largest > 1 else 0.0
        said = f"Rated {spot.score}, {percent(spot.covered_share)} covered"
        if spot.count == 1:
            said = f"{said}: {day_words(spot.at)}, {spot.ask}"
        else:
            said = f"{said}: {spot.count} answers"
        size = least + more * (most - least)
        marks.append(Mark(spot.score, spot.covered_share, said, spot.attempt_id, size))
    across = Axis(0.5, 5.5, tuple((float(score), str(score)) for score in range(1, 6)))
    up = Axis(-0.12, 1.14, _SHARE_TICKS)
    return Drawing(tuple(marks), across, up, joined=False, diagonal=((1.0, 0.0), (5.0, 1.0)))


# A little more than the whole, or the points at the ends would be cut in half.
_SHARE_TICKS: Final = ((0.0, "0"), (0.5, "50"), (1.0, "100 %"))
_SHARE_AXIS: Final = Axis(-0.07, 1.08, _SHARE_TICKS)


def _time_axis(moments: Sequence[datetime]) -> Axis:
    if not moments:
        return Axis(0.0, 1.0, ())
    first, last = moments[0], moments[-1]
    begin_s, end_s = first.timestamp(), last.timestamp()
    spare_s = 0.05 * (end_s - begin_s) or DAY_S
    ticks = [(begin_s, axis_words(first, first, last))]
    if (words := axis_words(last, first, last)) != ticks[0][1]:
        ticks.append((end_s, words))
    return Axis(begin_s - spare_s, end_s + spare_s, tuple(ticks))


def _value_axis(line: Line) -> Axis:
    values = [point.value for point in line.points] or [0.0]
    match line.measured:
        case Measured.COVERED:
            return _SHARE_AXIS
        case Measured.PACE:
            return _pace_axis(values, line.guide)
        case Measured.FILLERS:
            last = max(10.0, 5.0 * ceil(max(values) / 5.0))
            ticks = tuple((value, f"{value:g}") for value in (0.0, 5.0, last))
            return Axis(-0.04 * last, 1.08 * last, ticks)
        case Measured.OWN_VIEW:
            most = max(0.5, *(abs(value) for value in values))
            ticks = tuple((end, signed_percent(end)) for end in (-most, 0.0, most))
            return Axis(-1.1 * most, 1.1 * most, ticks)
        case Measured.LENGTH:
            last = max(1.2, max(values))
            ends = (line.guide.low, line.guide.high) if line.guide else (1.0,)
            ticks = tuple((end, f"{100 * end:.0f}") for end in (0.0, *ends) if end is not None)
            return Axis(
                -0.04 * last, 1.08 * last, (*ticks[:-1], (ticks[-1][0], ticks[-1][1] + " %"))
            )


def _pace_axis(values: Sequence[float], guide: Guide | None) -> Axis:
    low, high = min(values), max(values)
    if guide is None or guide.low is None or guide.high is None:
        ticks = tuple(dict.fromkeys((value, f"{value:.0f}") for value in (low, high)))
        return Axis(low - 20.0, high + 20.0, ticks)
    low, high = min(low, guide.low), max(high, guide.high)
    spare = 0.2 * (high - low)
    ticks = tuple((end, f"{end:g}") for end in (guide.low, guide.high))
    return Axis(max(0.0, low - spare), high + spare, ticks)


def _band(line: Line, up: Axis) -> tuple[float, float] | None:
    if line.guide is None:
        return None
    low, high = line.guide.low, line.guide.high
    return (max(0.0, up.first) if low is None else low, up.last if high is None else high)
