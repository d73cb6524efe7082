"""Weighs what is known of each statement of a story, and how stories go on, against each other.

A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001): each statement has a
score for each part from its features, and each step from part to part has one, too. Its weights are
fitted by resources/structure/make_weights.py on stories written for that.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

import numpy as np
from numpy.typing import NDArray

from app.analysis.embedder import DIMENSION, Vectors
from app.analysis.story_cues import CUES, cues_of
from app.core.structure import Part

PARTS: Final = tuple(Part)
WEIGHTS: Final = Path(__file__).with_name("story_weights.npz")
# Where in an answer a statement is: near these shares of all its words, in soft steps.
PLACES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
PLACE_WIDTH: Final = 0.15

Method = Literal["semantic", "lexical"]
Features = NDArray[np.float64]
"""float64, shape (statements, features)."""
Shares = NDArray[np.float64]
"""float64, shape (statements, 4): how likely each statement tells each of PARTS; rows sum to 1."""


def features_of(texts: list[str], meanings: Vectors | None) -> Features:
    """Return what the model sees of the statements of one answer.

    Args:
        texts: Each statement as plain words, as `cues_of` takes them; at least one.
        meanings: Their vectors; None without an embedder.
    """
    cues = np.array([cues_of(text) for text in texts])
    known = [cues, _places(texts), np.ones((len(texts), 1))]
    return np.hstack(known if meanings is None else [meanings, *known])


def feature_count(method: Method) -> int:
    """Return how many features a statement has."""
    by_words = len(CUES) + len(PLACES) + 3  # the first, the last, always
    return by_words + (DIMENSION if method == "semantic" else 0)


def _places(texts: list[str]) -> Features:
    """Return how near each statement is to each of PLACES, and whether it is the first or last."""
    sizes = np.array([len(text.split()) + 1.0 for text in texts])
    middles = (sizes.cumsum() - sizes / 2.0) / sizes.sum()
    away = (middles[:, np.newaxis] - np.array(PLACES)) / PLACE_WIDTH
    ends = np.zeros((len(texts), 2))
    ends[0, 0] = ends[-1, 1] = 1.0
    return np.hstack([np.exp(-(away**2) / 2.0), ends])


@dataclass(frozen=True, slots=True)
class StoryModel:
    """The weights for one method; scores are logarithms.

    Attributes:
        by_feature: What each feature adds for each part, shape (features, 4).
        steps: What going from a part (row) to the next statement's adds, shape (4, 4).
        start: What beginning with each part adds, shape (4,).
        end: What ending with each part adds, shape (4,).
    """

    by_feature: Features
    steps: Features
    start: Features
    end: Features

    @classmethod
    def empty(cls, method: Method) -> "StoryModel":
        """Return a model that knows nothing, for fitting another."""
        count = len(PARTS)
        features = np.zeros((feature_count(method), count))
        return cls(features, np.zeros((count, count)), np.zeros(count), np.zeros(count))

    @classmethod
    def load(cls, method: Method, path: Path = WEIGHTS) -> "StoryModel":
        """Read the weights; takes about 2 ms."""
        with np.load(path) as kept:
            names = ("by_feature", "steps", "start", "end")
            return cls(*(kept[f"{method}_{name}"].astype(np.float64) for name in names))

    def shares(self, features: Features) -> Shares:
        """Return how likely each statement tells each part, all of the answer considered."""
        scores = features @ self.by_feature
        before, after = np.empty_like(scores), np.empty_like(scores)
        before[0] = self.start + scores[0]
        for at in range(1, len(scores)):
            before[at] = scores[at] + _log_sum(before[at - 1][:, np.newaxis] + self.steps)
        after[-1] = self.end
        for at in range(len(scores) - 2, -1, -1):
            after[at] = _log_sum((self.steps + scores[at + 1] + after[at + 1]).T)
        both = before + after
        likely = np.exp(both - both.max(axis=1, keepdims=True))
        return cast("Shares", likely / likely.sum(axis=1, keepdims=True))


def _log_sum(table: Features) -> Features:
    """Return the logarithm of the sum of each column, of numbers given as logarithms."""
    top = table.max(axis=0)
    return cast("Features", top + np.log(np.exp(table - top).sum(axis=0)))
