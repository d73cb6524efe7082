"""How the person's own view of an answer, said before any feedback, and the measured one differ."""

from dataclasses import dataclass
from typing import Final

from app.core.attempt import SelfRating
from app.core.feedback import Coverage, PointState

LOWEST: Final = 1
HIGHEST: Final = 5
# How far a rating and the key points may lie apart, as a share, before it is mentioned: little
# more than half a step of the rating.
APART: Final = 0.15


def as_share(score: float) -> float:
    """Return a rating of 1..5 as a share, 0..1: what one would cover if one were right."""
    return (score - LOWEST) / (HIGHEST - LOWEST)


def as_score(share: float) -> float:
    """Return a share of the key points, 0..1, as the rating of 1..5 it would be."""
    return LOWEST + share * (HIGHEST - LOWEST)


@dataclass(frozen=True, slots=True)
class OwnView:
    """Both views of one answer.

    Attributes:
        score: The person's rating, 1..5.
        covered: How many key points were covered, the person's verdicts counted.
        total: How many there are.
        ticked: How many they remembered saying.
        not_heard: Indices of the points they remembered saying, and that were not found.
        not_ticked: Indices of the points that were covered, though they did not remember it; empty
            when they ticked none, for then nobody knows.
    """

    score: int
    covered: int
    total: int
    ticked: int
    not_heard: tuple[int, ...] = ()
    not_ticked: tuple[int, ...] = ()

    @property
    def apart(self) -> float:
        """How much higher the rating is than what was heard, as a share, -1..1."""
        return as_share(self.score) - self.covered / self.total


def own_view(rating: SelfRating | None, coverage: Coverage) -> OwnView | None:
    """Return both views of an answer; None without a rating or without key points."""
    states = coverage.states
    if rating is None or not states:
        return None
    ticked = [index for index in rating.remembered if index < len(states)]
    covered = [index for index, state in enumerate(states) if state is PointState.COVERED]
    return OwnView(
        score=rating.score,
        covered=len(covered),
        total=len(states),
        ticked=len(ticked),
        not_heard=tuple(i for i in ticked if states[i] is PointState.NOT_FOUND),
        not_ticked=tuple(i for i in covered if i not in ticked) if ticked else (),
    )
