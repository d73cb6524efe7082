"""Finds the numbers in what was said: figures, numbers in words, and words that compare amounts."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.core.transcript import Place, Word

_EDGES: Final = ".,;:!?…\"'()[]–—"
# £3, 40%, 1,200, 3.5k, 10x; not 1st, 3D, S3 or v2.
_FIGURE = re.compile(r"[~+-]?[$£€]?\d[\d.,:/-]*(%|k|m|bn|x|h|s|ms|gb|mb|tb|kg|km|pm|am)?")
_YEAR = re.compile(r"(19|20)\d\d")
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_CARDINAL_WORDS = (
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen hundred thousand million billion hundreds thousands "
    "millions dozen dozens"
)
_COMPARING_WORDS = "doubled tripled trebled quadrupled halved twice twofold threefold tenfold"
_SHARE_WORDS = "half quarter third fifth sixth seventh eighth tenth quarters thirds fifths tenths"
_WORDS_AFTER_ONE = (
    "percent per hour minute second week month year hundred thousand million point pound euro "
    "dollar third quarter fifth tenth"
)
_TENS: Final = frozenset(_TENS_WORDS.split())
_CARDINALS: Final = _TENS | frozenset(_CARDINAL_WORDS.split())
_COMPARED: Final = frozenset(_COMPARING_WORDS.split())
_SHARES: Final = frozenset(_SHARE_WORDS.split())
_HALF_OF_A_TIME: Final = frozenset({"past", "term", "finished", "baked", "hearted"})
# "A quarter" is a share; "the quarter", "a third party" and "the third time" are none.
_BEFORE_A_SHARE: Final = frozenset({"a", "one", "two", "three", "nearly", "almost"})
_AFTER_AN_ORDINAL: Final = frozenset({"party", "time", "person", "place", "one", "option"})
# "One of them" and "the one who" count nothing, "one hour" does. "One day" is any day.
_AFTER_ONE: Final = frozenset(_WORDS_AFTER_ONE.split())
_PERCENT: Final = frozenset({"percent", "percentage"})
_TAKES_AND: Final = frozenset({"hundred", "thousand", "million"})


def find_numbers(words: Sequence[Word]) -> tuple[Place, ...]:
    """Return where numbers are said, in order; what belongs together is one.

    "Three hundred and twenty thousand" is one number, and so are "30 per cent" and "one in five".
    Years, ordinals and the "one" of "one of them" are none.
    """
    bare = [word.text.lower().replace("’", "'").strip(_EDGES) for word in words]
    stops = [word.text[-1] in _EDGES for word in words]
    found = [at for at in range(len(bare)) if _is_number(bare, at)]
    return tuple(_joined(bare, stops, found))


def _is_number(bare: Sequence[str], at: int) -> bool:
    word, before, after = bare[at], _near(bare, at - 1), _near(bare, at + 1)
    if _FIGURE.fullmatch(word):
        return not _YEAR.fullmatch(word)
    parts = word.split("-")
    if parts[0] in _SHARES:
        return _is_share(parts[0], before, after)
    if parts[0] == "one":
        return _counts_one(bare, at)
    return parts[0] in _CARDINALS or parts[0] in _COMPARED


def _is_share(word: str, before: str, after: str) -> bool:
    if word == "half":
        return after not in _HALF_OF_A_TIME
    if word.endswith("s"):
        return before in _CARDINALS or before == "one"
    return before in _BEFORE_A_SHARE and after not in _AFTER_AN_ORDINAL


def _counts_one(bare: Sequence[str], at: int) -> bool:
    before, after = _near(bare, at - 1), _near(bare, at + 1)
    rate = after == "in" and _near(bare, at + 2) in _CARDINALS
    compound = before in _TENS | {"hundred", "thousand", "point"}
    return rate or compound or after in _AFTER_ONE


def _near(bare: Sequence[str], at: int) -> str:
    return bare[at] if 0 <= at < len(bare) else ""


def _joined(bare: Sequence[str], stops: Sequence[bool], numbers: Sequence[int]) -> Iterator[Place]:
    """Yield the numbers, each with the words between its parts and its sign of percent."""
    at = 0
    while at < len(numbers):
        first = last = numbers[at]
        at += 1
        while at < len(numbers) and _belongs(bare, last, numbers[at]) and not stops[last]:
            last = numbers[at]
            at += 1
        if not stops[last]:
            last += _sign(bare, last + 1)
        yield Place(first, last)


def _sign(bare: Sequence[str], at: int) -> int:
    """Return how many words from an index on are a sign of percent."""
    if _near(bare, at) in _PERCENT:
        return 1
    return 2 if (_near(bare, at), _near(bare, at + 1)) == ("per", "cent") else 0


def _belongs(bare: Sequence[str], before: int, after: int) -> bool:
    """Return whether two words of numbers are one number."""
    between = list(bare[before + 1 : after])
    if not between:  # "3 million", but not "3 4"
        return not (bare[before][-1:].isdigit() and bare[after][:1].isdigit())
    if between == ["and"]:  # "a hundred and ten", but not "two and three"
        return bare[before] in _TAKES_AND
    return between in (["point"], ["in"], ["out", "of"])
