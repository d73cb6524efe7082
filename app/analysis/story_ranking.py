"""Says which of the person's stories fits a question, by meaning, or by words without a model.

Four views are added up: how near the story's sentences come to the question, and to its key points;
the words they share; the competencies both name. The weights were chosen on one half of the
questions of tests/benchmarks/story_suggestions.py, where all is flat around them; the other half
was seen meanwhile, so its figures are no clean test. Of it the best of 16 stories fits at 81 of 100
questions, and one of the first three at 90; by words and competencies at 76 and 86, which is within
chance of it, and by mere chance at 11 and 30.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from app.analysis.embedder import Embedder, Vectors, unit
from app.analysis.words import stems
from app.core.question import KeyPoint, Question
from app.core.story import Story, Suggestion

ASK_SHARE: Final = 0.22
POINTS_SHARE: Final = 0.43
WORDS_SHARE: Final = 0.22
COMPETENCIES_SHARE: Final = 0.13
# A question asks for one side of a story: its nearest sentences tell more than all of them.
NEAREST: Final = 3

Scores = NDArray[np.float64]
"""One score for each story, 0..1."""


class StoryRanker:
    """Compares stories with questions; for one thread at a time.

    The embedder keeps the vectors of what was compared lately, and stories rarely change.
    """

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder

    def rank(self, question: Question, stories: Sequence[Story]) -> tuple[Suggestion, ...]:
        """Return all stories: those attached to the question first, the best score first."""
        suggestions = [
            Suggestion(story, score, attached=question.key in story.question_keys)
            for story, score in zip(stories, self.scores(question, stories), strict=True)
        ]
        return tuple(sorted(suggestions, key=lambda each: (not each.attached, -each.score)))

    def scores(self, question: Question, stories: Sequence[Story]) -> list[float]:
        """Return how well each story fits, 0..1; comparable within one question only."""
        if not stories:
            return []
        total = WORDS_SHARE * _by_words(question, stories)
        total += COMPETENCIES_SHARE * np.array([_shared(question, story) for story in stories])
        if self._embedder is not None:
            total += self._by_meaning(self._embedder, question, stories)
        return [float(score) for score in total]

    def _by_meaning(
        self, embedder: Embedder, question: Question, stories: Sequence[Story]
    ) -> Scores:
        asked = embedder.encode_kept([question.ask])
        points = _middles(embedder, _own_points(question))
        told = [embedder.encode_kept(_sentences(story)) for story in stories]
        near = np.array([np.sort(asked @ each.T, axis=None)[-NEAREST:].mean() for each in told])
        found = np.zeros(len(stories))
        if len(points):
            found = np.array([(points @ each.T).max(axis=1).mean() for each in told])
        return cast("Scores", np.maximum(0.0, ASK_SHARE * near + POINTS_SHARE * found))


def _own_points(question: Question) -> list[KeyPoint]:
    """Return the points of the pack; none where they are those of a story it was told with."""
    return [] if question.story else list(question.key_points)


def _middles(embedder: Embedder, points: Sequence[KeyPoint]) -> Vectors:
    """Return the middle of each point's phrasings: shape (points, 384)."""
    vectors = embedder.encode_kept(list(chain.from_iterable(each.phrasings for each in points)))
    sizes = np.array([len(each.phrasings) for each in points], dtype=np.int64)
    if not len(sizes):
        return vectors
    return unit(np.add.reduceat(vectors, np.cumsum(sizes) - sizes))


def _sentences(story: Story) -> list[str]:
    lines = [*chain.from_iterable(story.bullets.values()), *story.numbers]
    return lines or [story.title]


def _by_words(question: Question, stories: Sequence[Story]) -> Scores:
    """Return how alike the words are, those that few stories have weighing most (TF-IDF)."""
    phrasings = chain.from_iterable(point.phrasings for point in _own_points(question))
    asked = stems(" ".join((question.ask, question.why, *phrasings)))
    told = [stems(story.text) for story in stories]
    having = Counter(chain.from_iterable(told))
    weights = {word: math.log(1 + len(told) / count) for word, count in having.items()}
    length = _length(asked, weights)
    return np.array(
        [
            _length(asked & words, weights) ** 2 / max(1e-9, length * _length(words, weights))
            for words in told
        ]
    )


def _length(words: frozenset[str], weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weights.get(word, 0.0) ** 2 for word in words))


def _shared(question: Question, story: Story) -> float:
    """Return the share of all competencies either names that both do, 0..1."""
    asked, shown = {name.lower() for name in question.competencies}, {*story.competencies}
    return len(asked & shown) / len(asked | shown) if asked and shown else 0.0
