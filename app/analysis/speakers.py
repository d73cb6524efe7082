"""Counts how often a person speaks of themselves, and of a group they belong to."""

from collections.abc import Sequence
from typing import Final

from app.analysis.spoken import spoken_words
from app.core.transcript import Word

_SINGULAR: Final = frozenset({"i", "me", "my", "mine", "myself"})
_PLURAL: Final = frozenset({"we", "us", "our", "ours", "ourselves"})
_SHORTENED: Final = frozenset({"m", "d", "ve", "ll", "re"})


def count_i_and_we(words: Sequence[Word]) -> tuple[int, int]:
    """Return how often I, me, my ... and how often we, us, our ... were said.

    "I'm" and "we'd" count; "let's", the US and I/O do not.
    """
    said = [word for word in words if "/" not in word.text]
    plain = [(_whole(each.text), each.written) for each in spoken_words(said)]
    singular = sum(word in _SINGULAR for word, _ in plain)
    plural = sum(word in _PLURAL and written != "US" for word, written in plain)
    return singular, plural


def _whole(word: str) -> str:
    """Return the word without what is left of a verb: "we" for "we'd"."""
    whole, apostrophe, rest = word.partition("'")
    return whole if apostrophe and rest in _SHORTENED else word
