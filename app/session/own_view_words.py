"""How the person's own view and the measured one differ, in words: soft, and short."""

from collections.abc import Sequence
from typing import Final

from app.core.own_view import APART, OwnView, as_score

MOST_NAMED: Final = 3
TITLE: Final = "Your own view"


def rating_words(view: OwnView) -> str:
    """Return how the rating and what was heard go together."""
    heard = f"You rated it {view.score}; {view.covered} of {view.total} points were heard"
    about = round(as_score(view.covered / view.total))
    if view.apart > APART:
        return f"{heard}, about a {about}."
    if view.apart < -APART:
        return f"{heard}, about a {about}: better than it felt."
    return f"{heard}. That fits."


def memory_words(view: OwnView, points: Sequence[str]) -> tuple[str, ...]:
    """Return what was remembered and not found, and what was said and not remembered.

    Args:
        view: Both views.
        points: The texts of the key points, in order.
    """
    said = []
    if view.not_heard:
        said.append(f"Remembered, but not found: {_named(view.not_heard, points)}")
    if view.not_ticked:
        said.append(f"Said, though you had not ticked it: {_named(view.not_ticked, points)}")
    if view.ticked and not said:
        said.append("What you remembered saying is what was heard.")
    return tuple(said)


def _named(indices: Sequence[int], points: Sequence[str]) -> str:
    named = [f"“{points[index].rstrip('.')}”" for index in indices[:MOST_NAMED]]
    more = len(indices) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")
