"""What a person can ask for on the page of two takes."""

from dataclasses import dataclass

from app.session.compare_views import Side


@dataclass(frozen=True, slots=True)
class Choose:
    """Compare another take, in the place of one of the two."""

    side: Side
    attempt_id: int


@dataclass(frozen=True, slots=True)
class PlayTake:
    """Play one of the takes; the other falls silent.

    Attributes:
        side: Which one.
        from_s: Where to begin, in seconds; None for where it stands.
        until_s: Where to end, in seconds; None for the end of the take.
    """

    side: Side
    from_s: float | None = None
    until_s: float | None = None


@dataclass(frozen=True, slots=True)
class PauseTakes:
    """Fall silent."""


@dataclass(frozen=True, slots=True)
class SeekTake:
    """Go to another moment of a take, in seconds; playing goes on if it was going on."""

    side: Side
    position_s: float


@dataclass(frozen=True, slots=True)
class MarkBest:
    """Mark a take as the best of its question, or unmark it."""

    side: Side
    on: bool


@dataclass(frozen=True, slots=True)
class CloseComparison:
    """Go back to where the comparison was opened from."""


ComparePageEvent = Choose | PlayTake | PauseTakes | SeekTake | MarkBest | CloseComparison
