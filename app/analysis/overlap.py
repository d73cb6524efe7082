"""Compares the words of key points with the words of an answer's windows.

A word counts by how much it tells this key point from the others: little when the question already
says it, less the more of the other key points share it.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.analysis.words import alike, content_words, handles, stem, stems

# Both from the measured method; the result is flat around them.
QUESTION_WORD_WEIGHT: Final = 0.25
SHARED_WORD_LOSS: Final = 0.7
# Two points share a word by chance; from three on, sharing says that the word is the topic.
MIN_POINTS_TO_COMPARE: Final = 3

Table = NDArray[np.float32]


Phrasings = Sequence[str]
"""The ways to say one key point, at least one."""


class Overlap:
    """Which words of an answer's windows stand for which words of the key points."""

    def __init__(self, windows: Sequence[str]) -> None:
        """Collect the words that were said, window by window."""
        by_window = [content_words(window) for window in windows]
        self._said = list(dict.fromkeys(word for words in by_window for word in words))
        column = {word: index for index, word in enumerate(self._said)}
        self._stands_in = np.zeros((len(windows), len(self._said)), np.float32)
        for row, words in enumerate(by_window):
            self._stands_in[row, [column[word] for word in words]] = 1.0
        # Spelling is slow to compare, and nine words in ten have nothing in common at all.
        self._by_handle: dict[str, list[int]] = {}
        for index, word in enumerate(self._said):
            for handle in handles(word):
                self._by_handle.setdefault(handle, []).append(index)
        self._hits: dict[str, Table] = {}

    def hits(self, word: str) -> Table:
        """Return how far each window says a word: shape (windows,), 0..1."""
        if word not in self._hits:
            likeness = np.zeros(len(self._said), np.float32)
            for index in chain.from_iterable(self._by_handle.get(x, ()) for x in handles(word)):
                likeness[index] = alike(word, self._said[index])
            self._hits[word] = (self._stands_in * likeness).max(axis=1, initial=0.0)
        return self._hits[word]

    def scores(self, points: Sequence[Phrasings], question: str) -> Table:
        """Return the weighted share of each point's words: (points, windows), 0..1.

        That is the mean over its phrasings: the best of several is good by chance too often.
        """
        table = np.zeros((len(points), len(self._stands_in)), np.float32)
        for row, phrasings in zip(table, _word_weights(points, question), strict=True):
            for weights in phrasings:
                total = max(sum(weights.values()), 1e-6) * len(phrasings)
                for word, weight in weights.items():
                    row += self.hits(word) * (weight / total)
        return table

    def says(self, term: str) -> bool:
        """Return whether all content words of a term were said anywhere, by their stems."""
        return stems(term) <= {stem(word) for word in self._said}


def _word_weights(points: Sequence[Phrasings], question: str) -> list[list[dict[str, float]]]:
    """Return for each phrasing of each point its content words and what each counts, 0..1."""
    asked = stems(question) if question else frozenset()
    stems_of = [stems(" ".join(phrasings)) for phrasings in points]

    def weight(word: str) -> float:
        found = stem(word)
        counts = QUESTION_WORD_WEIGHT if found in asked else 1.0
        if len(points) < MIN_POINTS_TO_COMPARE:
            return counts
        # The point itself has the word, whatever phrasing it is in.
        sharing = sum(found in words for words in stems_of) - 1
        return counts * (1.0 - SHARED_WORD_LOSS * sharing / (len(points) - 1))

    return [
        [{word: weight(word) for word in content_words(text)} for text in phrasings]
        for phrasings in points
    ]
