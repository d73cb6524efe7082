"""Lets the key points of a question compete for the windows of an answer.

A window that is near to every point speaks for none of them in particular, and one that says
another point speaks less for this one. On the development sets this lifts the AP from .830 to .860
for answers of 300 words and from .627 to .677 for single arguments, on both halves of the topics.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.analysis.overlap import Table

# How much of the other points' mean score is taken off, and how much of what a better one is ahead.
# Anything from 0.3 to 0.7 came out within .004 AUC.
MEAN_LOSS: Final = 0.5
LEAD_LOSS: Final = 0.5


def compete(scores: Table, rivals: NDArray[np.bool_]) -> Table:
    """Return the scores after competition.

    Args:
        scores: Shape (points, windows).
        rivals: Shape (points, points): whether two points differ, so that they compete.
    """
    left = scores.copy()
    for row, rival in zip(left, rivals, strict=True):
        if rival.any():
            others = scores[rival]
            lead = np.maximum(others.max(axis=0) - row, 0.0)
            row -= MEAN_LOSS * others.mean(axis=0) + LEAD_LOSS * lead
    return left
