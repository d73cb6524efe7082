"""Which terms show that the numbers of a sentence have been said, however they are written down.

English only; digits are the same in all languages.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

_NAMES_OF_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_NAMES_OF_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Final = _NAMES_OF_SMALL.split()
_TENS: Final = _NAMES_OF_TENS.split()
_SCALES: Final = ((10**9, "billion"), (10**6, "million"), (1_000, "thousand"), (100, "hundred"))
_SUFFIXES: Final[Mapping[str, int]] = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9}
_VALUES: Final[Mapping[str, int]] = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: 20 + 10 * place for place, word in enumerate(_TENS)},
    "dozen": 12,
}
_SCALE_VALUES: Final[Mapping[str, int]] = {word: value for value, word in _SCALES}
# Numbers that have names of their own: each stands for all in its row. A recogniser may write any.
_HALF: Final = ("half", "halved", "halving", "50", "fifty")
_THIRD: Final = ("third", "33", "thirty three")
_QUARTER: Final = ("quarter", "25", "twenty five")
_TWICE: Final = ("twice", "double", "doubled", "two times", "2 times", "2x", "twofold")
_THRICE: Final = ("three times", "triple", "tripled", "3 times", "3x", "threefold")
# In a story these are meant as numbers; "double bookings" and "the third slide" are not.
_NAMED: Final = (
    (re.compile(r"\b(?:half|halv(?:ed|ing))\b"), _HALF),
    (re.compile(r"\b(?:a|one) third\b"), _THIRD),
    (re.compile(r"\b(?:a|one) quarter\b"), _QUARTER),
    (re.compile(r"\b(?:twice|doubled|twofold)\b"), _TWICE),
    (re.compile(r"\b(?:tripled|threefold)\b"), _THRICE),
)
_ALSO: Final[Mapping[int, Sequence[str]]] = {50: _HALF, 33: _THIRD, 25: _QUARTER}
_TIMES: Final[Mapping[int, Sequence[str]]] = {2: _TWICE, 3: _THRICE}
_MOST: Final = 10**12
# What may stand around a number that stands alone.
_WORDS_AROUND = (
    "percent per cent times fold about around nearly almost over under more less than and from "
    "to by"
)
_AROUND: Final = frozenset(_WORDS_AROUND.split())
# One number: 40, 1,200, 99.95, 40k, 3x, 1.5 million. A point or comma before three digits parts
# thousands; before other numbers of digits it is a decimal one.
_NUMBER: Final = re.compile(
    r"(?P<whole>\d{1,3}(?:[,.'’]\d{3})+|\d+)(?:[.,](?P<decimals>\d+))?"
    r"(?: ?(?P<scale>thousand|million|billion)\b|(?P<suffix>[a-z]+))?"
)
_WORD: Final = re.compile(r"[a-z]+")
_FIRST_TWO_PARTS: Final = range(1_100, 2_100)


def number_terms(text: str) -> tuple[tuple[str, ...], ...]:
    """Return for each number in a text the terms of which one is said when the number is.

    Numbers in digits and in words are known, and "half" or "twice". Units are left to those who
    compare meanings: "40" stands for "40 %", "40%" and "40 percent" alike. "One" is no number: it
    is said too often.
    """
    text = text.lower()
    named = (terms for pattern, terms in _NAMED if pattern.search(text))
    found = chain(map(_terms_of_digits, _NUMBER.finditer(text)), _terms_of_words(text), named)
    return tuple(dict.fromkeys(tuple(dict.fromkeys(terms)) for terms in found))


def is_number_alone(text: str) -> bool:
    """Return whether a text is numbers and nothing else, such as "40 %" or "over 1,200"."""
    left = _NUMBER.sub(" ", text.lower())
    for pattern, _ in _NAMED:
        left = pattern.sub(" ", left)
    known = _VALUES.keys() | _SCALE_VALUES.keys() | _AROUND
    return bool(number_terms(text)) and all(word in known for word in _WORD.findall(left))


def _terms_of_digits(number: re.Match[str]) -> list[str]:
    whole = int(re.sub(r"\D", "", number["whole"]))
    decimals, suffix = number["decimals"] or "", number["suffix"] or ""
    scale = _SCALE_VALUES.get(number["scale"] or "", _SUFFIXES.get(suffix, 1))
    terms = [number[0]]
    if decimals:
        terms += _with_decimals(whole, decimals)
        digits = len(decimals)
        if scale >= 10**digits:
            terms += _ways(whole * scale + int(decimals) * scale // 10**digits)
    else:
        terms += _ways(whole * scale)
    if suffix == "x" and not decimals:
        terms += [f"{whole} times", *_TIMES.get(whole, ())]
    return terms


def _with_decimals(whole: int, decimals: str) -> list[str]:
    said = " ".join(_SMALL[int(digit)] for digit in decimals)
    terms = [f"{whole}.{decimals}", f"{in_words(whole)} point {said}"]
    if decimals == "5":
        terms += [f"{whole or ''} half", f"{in_words(whole)} half" if whole else "half"]
    return [term.strip() for term in terms]


def _ways(value: int) -> list[str]:
    """Return how a whole number may be written."""
    ways = [str(value), f"{value:,}", in_words(value)]
    for scale, name in _SCALES[:3]:
        if value >= scale and value % scale == 0:
            ways += [f"{value // scale} {name}"]
    if value >= 1_000 and value % 1_000 == 0:
        ways += [f"{value // 1_000}k"]
    if value in _FIRST_TWO_PARTS:  # twelve hundred, and years
        first, rest = divmod(value, 100)
        ways += [f"{in_words(first)} {in_words(rest) if rest else 'hundred'}"]
    return [*ways, *_ALSO.get(value, ())]


def in_words(value: int) -> str:
    """Return a whole number from 0 on in words, such as "one thousand two hundred"."""
    if value >= _MOST:
        return str(value)
    for scale, name in _SCALES:
        if value >= scale:
            rest = f" {in_words(value % scale)}" if value % scale else ""
            return f"{in_words(value // scale)} {name}{rest}"
    if value < len(_SMALL):
        return _SMALL[value]
    rest = f" {_SMALL[value % 10]}" if value % 10 else ""
    return _TENS[value // 10 - 2] + rest


def _terms_of_words(text: str) -> Iterator[Sequence[str]]:
    """Yield the terms of the numbers that are written out."""
    run: list[str] = []
    for word in [*_WORD.findall(_NUMBER.sub(" . ", text)), ""]:
        if word in _VALUES or (word in _SCALE_VALUES and run) or (word == "and" and run):
            run.append(word)
            continue
        value = _value(run)
        if value > 1:
            yield _ways(value)
        run = []


def _value(words: Sequence[str]) -> int:
    """Return the number that some words are; 0 of none."""
    total = part = 0
    for word in words:
        if word == "hundred":
            part *= 100
        elif word in _SCALE_VALUES:
            total, part = total + part * _SCALE_VALUES[word], 0
        else:
            part += _VALUES.get(word, 0)
    return total + part
