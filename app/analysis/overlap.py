"""Compares the words of key points with the words of an answer's windows.

A word counts by how much it tells this key point from the others: little when the question already
says it, less the more of the other key points share it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to say a key point.

    Attributes:
        point: Index of the key point.
        text: The sentence.
    """

    point: int
    text: str


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

    def scores(self, phrasings: Sequence[Phrasing], question: str) -> Table:
        """Return the weighted share of each phrasing's words: (phrasings, windows), 0..1."""
        weights = _word_weights(phrasings, question)
        table = np.zeros((len(phrasings), len(self._stands_in)), np.float32)
        for row, weight_of in zip(table, weights, strict=True):
            for word, weight in weight_of.items():
                row += self.hits(word) * weight
            row /= max(sum(weight_of.values()), 1e-6)
        return table

    def says(self, term: str) -> bool:
        """Return whether all content words of a term were said anywhere, by their stems."""
        return stems(term) <= {stem(word) for word in self._said}


def _word_weights(phrasings: Sequence[Phrasing], question: str) -> list[dict[str, float]]:
    """Return for each phrasing its content words and what each counts, 0..1."""
    asked = stems(question) if question else frozenset()
    by_point: dict[int, set[str]] = {}
    for phrasing in phrasings:
        by_point.setdefault(phrasing.point, set()).update(stems(phrasing.text))

    def weight(word: str, point: int) -> float:
        found = stem(word)
        counts = QUESTION_WORD_WEIGHT if found in asked else 1.0
        if len(by_point) < MIN_POINTS_TO_COMPARE:
            return counts
        sharing = sum(found in words for other, words in by_point.items() if other != point)
        return counts * (1.0 - SHARED_WORD_LOSS * sharing / (len(by_point) - 1))

    return [
        {word: weight(word, phrasing.point) for word in content_words(phrasing.text)}
        for phrasing in phrasings
    ]
