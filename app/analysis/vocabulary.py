"""Collects the words of a question's key points, and tells which of them are terms."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, pairwise, takewhile
from typing import Final

from app.analysis.own_words import carries_meaning
from app.analysis.spoken import is_code, within_a_sentence
from app.analysis.words import stem
from app.core.question import Question

# Texts are the phrasings and the model answer: one of them may use a word by chance.
MIN_TEXTS: Final = 2
# Two ordinary words are a term ("unit tests") when they come together more often than that.
MIN_TEXTS_OF_PAIR: Final = 3
# In the shipped packs the words beyond are nearly all of the trade (drift 11,575, pipeline 13,117),
# and those before are not (somebody 8,307, customer 6,304) or can be spared (server 8,241).
FIRST_RARE: Final = 9_500

_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?")
_PLURAL_OF_CODE = re.compile(r"(?<=[A-Z])s$")  # "GPUs": the stemmer takes it for Latin
_JOINS_WORDS: Final = frozenset({"-", "/"})


class CommonWords:
    """The ordinary words of English."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(set(words))

    def has(self, root: str) -> bool:
        """Return whether any of them has a stem; to take the stems of all would be slow."""
        beginning = root[:-1] if len(root) > 3 else root  # the stem of "policy" is "polici"
        at = bisect_left(self._sorted, beginning)
        near = takewhile(lambda word: word.startswith(beginning), islice(self._sorted, at, None))
        found = any(stem(word) == root for word in near)
        return found or (root.endswith("est") and self.has(root.removesuffix("est")))  # "newest"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a question.

    Attributes:
        text: As it is written.
        alternatives: Terms of which each counts as it, itself the first.
    """

    text: str
    alternatives: tuple[str, ...]


_Roots = tuple[str, ...]
"""The stem of a word, or those of a pair of words."""


@dataclass(slots=True)
class Vocabulary:
    """The words and the pairs of words of a question's points.

    Attributes:
        texts: In how many texts they come, in order of first appearance.
        spellings: How they are written, as often as that.
        named: How often they are written like a name.
        joined: Pairs that are written with a hyphen or a slash.
        in_points: Those of the points; the model answer has others.
    """

    texts: Counter[_Roots] = field(default_factory=Counter)
    spellings: defaultdict[_Roots, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    named: Counter[_Roots] = field(default_factory=Counter)
    joined: set[_Roots] = field(default_factory=set)
    in_points: frozenset[_Roots] = frozenset()

    @classmethod
    def of(cls, question: Question) -> "Vocabulary":
        """Collect the words of a question's points and of its model answer."""
        found = cls()
        for text in chain.from_iterable(point.phrasings for point in question.key_points):
            found.add(text)
        found.in_points = frozenset(found.texts)
        found.add(question.model_answer)
        return found

    def add(self, text: str) -> None:
        """Take in a text."""
        units = list(_units(text))
        for unit in units:
            self.spellings[unit.roots][unit.spelling] += 1
            self.named[unit.roots] += unit.named
            if unit.joined:
                self.joined.add(unit.roots)
        self.texts.update(list(dict.fromkeys(unit.roots for unit in units)))

    def terms(self, common: CommonWords | None) -> list[Term]:
        """Return the terms, the most frequent first."""
        often = [roots for roots in self.texts if self._is_frequent(roots)]
        rare = {roots[0] for roots in often if len(roots) == 1 and self._is_rare(roots, common)}
        pairs = [roots for roots in often if len(roots) == 2 and self._is_pair(roots, rare)]
        partners = Counter(chain.from_iterable(pairs))
        in_pairs: Counter[str] = Counter()
        for roots in pairs:
            in_pairs.update(dict.fromkeys(roots, self.texts[roots]))
        # "Balancer" comes as "load balancer" only, "Docker" in a pair and by itself.
        alone = {root for root in rare if in_pairs[root] < self.texts[(root,)]}
        kept = [
            roots
            for roots in often
            if (roots[0] in alone if len(roots) == 1 else roots in pairs)
            and (len(roots) == 1 or not alone.intersection(roots))
        ]
        kept.sort(key=lambda roots: -self.texts[roots])
        return [self._term(roots, rare, partners) for roots in kept]

    def _term(self, roots: _Roots, rare: set[str], partners: Counter[str]) -> Term:
        """Return a term; where one word of a pair is enough to know it, that is as good."""
        text = self._spelling(roots)
        telling = [root for root in roots if root in rare]
        if len(roots) == 2 and len(telling) == 1 and partners[telling[0]] == 1:
            return Term(text, (text, self._spelling((telling[0],))))
        return Term(text, (text,))

    def _spelling(self, roots: _Roots) -> str:
        return self.spellings[roots].most_common(1)[0][0]

    def _is_frequent(self, roots: _Roots) -> bool:
        return self.texts[roots] >= MIN_TEXTS and roots in self.in_points

    def _is_rare(self, roots: _Roots, common: CommonWords | None) -> bool:
        if 2 * self.named[roots] > self.spellings[roots].total():
            return True
        return common is not None and not common.has(roots[0])

    def _is_pair(self, roots: _Roots, rare: set[str]) -> bool:
        telling = self.named[roots] > 0 or roots in self.joined or not rare.isdisjoint(roots)
        return telling or self.texts[roots] >= MIN_TEXTS_OF_PAIR


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word or a pair of words in a text.

    Attributes:
        roots: Its stems.
        spelling: How it is written.
        named: Whether it is written like a name.
        joined: Whether it is a pair written with a hyphen or a slash.
    """

    roots: _Roots
    spelling: str
    named: bool
    joined: bool = False


def _units(text: str) -> Iterator[_Unit]:
    """Yield each word and each pair that may be a term."""
    spans = [match.span() for match in _WORD.finditer(text)]
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    # Parts of "scikit-learn" are no words by themselves, and no halves of other pairs.
    joined = [gap in _JOINS_WORDS for gap in gaps]
    for number, span in enumerate(spans):
        part = any(joined[max(0, number - 1) : number + 1])
        if not part and _may_be_term(text[slice(*span)]):
            yield _unit(text, [span])
    for number, pair in enumerate(pairwise(spans)):
        words = [text[slice(*span)] for span in pair]
        apart = gaps[number] == " " and not any(joined[max(0, number - 1) : number + 2])
        if joined[number] and not any("'" in word or word.isdigit() for word in words):
            yield replace(_unit(text, pair), joined=True)
        elif apart and all(map(_may_be_term, words)):
            yield _unit(text, pair)


def _unit(text: str, spans: Sequence[tuple[int, int]]) -> _Unit:
    words = [text[start:end] for start, end in spans]
    spelling = text[spans[0][0] : spans[-1][1]]
    before = text[: spans[0][0]].rstrip(" \n\"'(“‘")
    begins = not before or before[-1] in ".!?:"
    if begins:
        spelling = within_a_sentence(words[0]) + spelling[len(words[0]) :]
    named = any(map(is_code, words)) or spelling != spelling.lower()
    return _Unit(tuple(map(_root, words)), spelling, named)


def _root(word: str) -> str:
    return stem(_PLURAL_OF_CODE.sub("", word).lower())


def _may_be_term(word: str) -> bool:
    return carries_meaning(word.lower()) and "'" not in word
