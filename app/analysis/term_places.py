"""Finds where an answer uses the terms of its question."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Final

import jellyfish

from app.analysis.spoken import SpokenWord
from app.analysis.vocabulary import Term
from app.analysis.words import MIN_SOUND_LETTERS, alike, handles, sound, stem, tokens
from app.core.feedback import Said
from app.core.transcript import Place

# "Drift of the concept" is not "concept drift", but "blue and green" is "blue-green".
MAX_BETWEEN: Final = 1
# Words of one sound code: "Promethius" and "Prometheus" have 0.96, "productions" and "predictions"
# 0.87.
MIN_SIMILARITY: Final = 0.9

_VOWELS = re.compile(r"[aeiouy]+")


def used_terms(terms: Sequence[Term], spoken: Sequence[SpokenWord]) -> tuple[Said, ...]:
    """Return where each term was said, in the order of the terms.

    Inflected forms count, and so do spellings of a speech engine: "air flow" for "Airflow", "cash"
    for "cache".
    """
    heard = _Heard(spoken)
    return tuple(Said(term.text, heard.places(term.alternatives)) for term in terms)


def _longest_first(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


class _Heard:
    """The words of an answer, by what makes two words alike."""

    def __init__(self, spoken: Sequence[SpokenWord]) -> None:
        self._spoken = spoken
        self._by_handle: defaultdict[str, set[str]] = defaultdict(set)
        self._positions: defaultdict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(spoken):
            self._positions[word.text].append(position)
        for text in self._positions:
            for handle in handles(text):
                self._by_handle[handle].add(text)
        # "Air flow" for "Airflow".
        self._joined: defaultdict[str, list[int]] = defaultdict(list)
        for position, (word, after) in enumerate(pairwise(spoken)):
            self._joined[word.text + after.text].append(position)

    def places(self, terms: Iterable[str]) -> tuple[Place, ...]:
        """Return where any of several terms was said, in order and without overlap."""
        spans = sorted(
            {span for term in terms for span in self._spans_of(term)}, key=_longest_first
        )
        apart: list[tuple[int, int]] = []
        for first, last in spans:
            if not apart or first > apart[-1][1]:
                apart.append((first, last))
        return tuple(
            Place(self._spoken[first].index, self._spoken[last].index) for first, last in apart
        )

    def _spans_of(self, term: str) -> list[tuple[int, int]]:
        parts = tokens(term)
        if not parts:
            return []
        whole = "".join(parts)
        spans = [(at, at + 1) for at in self._joined.get(whole, ())]
        if len(parts) > 1:
            spans += [(at, at) for at in self._positions.get(whole, ())]
        return spans + self._spans(parts)

    def _spans(self, parts: Sequence[str]) -> list[tuple[int, int]]:
        first, *others = (self._like(part) for part in parts)
        spans = [(start, start) for start in first]
        for positions in others:
            spans = [
                (start, after)
                for start, last in spans
                for after in range(last + 1, last + 2 + MAX_BETWEEN)
                if after in positions
            ]
        return spans

    def _like(self, wanted: str) -> set[int]:
        """Return the positions of the words that stand for another."""
        near = chain.from_iterable(self._by_handle.get(x, ()) for x in handles(wanted))
        texts = {text for text in near if _stands_for(text, wanted)} | {f"{wanted}s"}
        return {position for text in texts for position in self._positions.get(text, ())}


def _stands_for(said: str, wanted: str) -> bool:
    """Return whether a word counts as another: by its stem, or as it is one misspelt by its sound.

    That is less than coverage lets pass, which weighs such words and does not show them. Of 121
    written answers, in which no engine misheard a word, it found "dataset" in "database", "CPUs" in
    "GPUs" and "bucket" in "baked"; this finds nothing that was not there.
    """
    if stem(said) == stem(wanted):
        return True
    if len(wanted) <= MIN_SOUND_LETTERS or sound(said) != sound(wanted):
        return False
    near = jellyfish.jaro_winkler_similarity(said, wanted) >= MIN_SIMILARITY
    return alike(wanted, said) > 0.0 and (near or _vowels(said) == _vowels(wanted))


def _vowels(word: str) -> list[str]:
    """Return the vowels of a word, which its sound code leaves out; not a silent e at its end."""
    return _VOWELS.findall(word.removesuffix("e"))
