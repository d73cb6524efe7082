"""Compares the meaning of key points with the meaning of an answer's windows.

Everything in an answer is about the question, so plain cosines are high for said and unsaid points
alike. What is common is taken out first: the question's own direction, and the mean of the key
points. On answers of 300 words that lifts the AUC from .69 to .87 (coverage study, section 2).
"""

from collections.abc import Sequence
from typing import Final, cast

import numpy as np

from app.analysis.embedder import Embedder, Vectors, unit
from app.analysis.overlap import Phrasing, Table

# The mean of one or two points is no common ground: it would take out the points themselves.
MIN_POINTS_TO_CENTRE: Final = 3


def meaning_scores(
    embedder: Embedder, phrasings: Sequence[Phrasing], question: str, said: Vectors
) -> Table:
    """Return how near each window comes to each phrasing: (phrasings, windows), -1..1.

    Args:
        embedder: Gives the vectors of the phrasings and the question.
        phrasings: Those of all key points, grouped by point, the main one of each first.
        question: As it was asked; empty when it is not known.
        said: The windows' vectors.
    """
    points = embedder.encode_kept([phrasing.text for phrasing in phrasings])
    views = []
    if question:
        asked = embedder.encode_kept([question])[0]
        views.append(_cosines(_without(points, asked), _without(said, asked)))
    mains = _first_of_each_point(phrasings)
    if len(mains) >= MIN_POINTS_TO_CENTRE:
        mean = points[mains].mean(axis=0)
        views.append(_cosines(points - mean, said - mean))
    if not views:
        return _cosines(points, said)
    return cast("Table", np.mean(views, axis=0, dtype=np.float32))


def _without(vectors: Vectors, direction: Vectors) -> Vectors:
    """Return the vectors with their part along a unit direction taken out."""
    return vectors - np.outer(vectors @ direction, direction)


def _cosines(points: Vectors, said: Vectors) -> Table:
    return unit(points) @ unit(said).T


def _first_of_each_point(phrasings: Sequence[Phrasing]) -> list[int]:
    first: dict[int, int] = {}
    for index, phrasing in enumerate(phrasings):
        first.setdefault(phrasing.point, index)
    return list(first.values())
