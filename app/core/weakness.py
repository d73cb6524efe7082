"""Which key points are left out again and again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.agenda import WeakPoint
from app.core.feedback import PointState
from app.core.question import Question

TAKES: Final = 4
PER_QUESTION: Final = 2  # or one bad answer would fill the list
# How much the newest take says, and the ones before it.
_WEIGHTS: Final = (1.0, 0.7, 0.5, 0.35)
_MISSED: Final = {PointState.COVERED: 0.0, PointState.UNCLEAR: 0.5, PointState.NOT_FOUND: 1.0}
# A point left out once may have been an accident; left out four times it was not. Seen once, it
# counts as if it had been said in half a take besides.
_DOUBT: Final = 0.5
_MISSED_FROM: Final = 0.5  # of the takes, by their weight


@dataclass(frozen=True, slots=True)
class HeardTake:
    """What was heard of the key points in one take, the person's ticks counted.

    Attributes:
        attempt_id: The take.
        states: The text of a key point as it was then -> what was heard of it.
    """

    attempt_id: int
    states: dict[str, PointState]


def weakest(
    takes: Iterable[tuple[Question, Sequence[HeardTake]]], count: int
) -> tuple[WeakPoint, ...]:
    """Return the points that are left out most, the weakest first.

    Points are known by their text: one that the question does not have any more is left out.

    Args:
        takes: Questions as they are now, with their takes, the newest first.
        count: The most to return.
    """
    found = list[tuple[float, WeakPoint]]()
    for question, heard in takes:
        mine = [
            each for point in question.key_points if (each := _weak(question, point.text, heard))
        ]
        weight = {point.text: point.weight for point in question.key_points}
        scored = [(share * weight[each.point], each) for share, each in mine]
        found += sorted(scored, key=_worst_first)[:PER_QUESTION]
    return tuple(point for _, point in sorted(found, key=_worst_first)[:count])


def _worst_first(entry: tuple[float, WeakPoint]) -> float:
    return -entry[0]


def _weak(
    question: Question, text: str, heard: Sequence[HeardTake]
) -> tuple[float, WeakPoint] | None:
    """Return how weak a point is, 0..1, and its story; None when it is mostly said."""
    told = [take for take in heard if text in take.states][:TAKES]
    if not told:
        return None
    states = [take.states[text] for take in told]
    weights = _WEIGHTS[: len(states)]
    missed = sum(weight * _MISSED[state] for weight, state in zip(weights, states, strict=True))
    if missed / sum(weights) < _MISSED_FROM:
        return None
    point = WeakPoint(question, text, tuple(reversed(states)), told[0].attempt_id)
    return missed / (sum(weights) + _DOUBT), point
