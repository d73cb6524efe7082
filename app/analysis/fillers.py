"""Finds filler words in a transcript that has punctuation."""

import re
from collections.abc import Sequence
from typing import Final

from app.core.transcript import Word

# um, umm, uh, uhm, er, erm, hm, hmm, mm, ah, eh; not "uh-huh" and "mhm", which are answers.
_SOUND = re.compile(r"u+m+|u+h+m*|e+r+m*|h+m+|m{2,}|a+h+|e+h+")
_LENGTHS: Final = ("mm", "hm")
_EDGES: Final = ".,;:!?…-–—\"'()[]"
_ENDS_PHRASE = re.compile(r"[,.;:!?…–—-][\"')\]]*$")

# "As you know," and "what I mean," say something; only the bare phrase between pauses fills.
_HEDGES: Final = (("you", "know"), ("i", "mean"))
_CLAUSE_OPENERS = (
    "as do did does don't didn't if like what that how would will let when whether all so "
    "because before until than things something"
)
_MAKES_HEDGE_A_CLAUSE: Final = frozenset(_CLAUSE_OPENERS.split())
# "It was, like, huge": a word or two between two commas.
_ASIDES: Final = (("like",), ("kind", "of"), ("sort", "of"))


def find_fillers(words: Sequence[Word]) -> list[range]:
    """Return the word indices of each filler, in order.

    Sounds always count. "You know", "I mean", "like", "kind of" and "sort of" count only where
    punctuation sets them apart: they are ordinary words most of the time, and a missed filler does
    less harm than a false one.
    """
    plain = [word.text.strip(_EDGES).lower() for word in words]
    found: list[range] = []
    index = 0
    while index < len(words):
        length = _filler_at(words, plain, index)
        if length:
            found.append(range(index, index + length))
        index += max(1, length)
    return found


def _filler_at(words: Sequence[Word], plain: Sequence[str], at: int) -> int:
    """Return how many words the filler at an index has; 0 when there is none."""
    if _is_sound(words[at], plain[at - 1] if at else ""):
        return 1
    set_apart_before = at == 0 or bool(_ENDS_PHRASE.search(words[at - 1].text))
    for phrase in (*_HEDGES, *_ASIDES):
        end = at + len(phrase)
        if tuple(plain[at:end]) != phrase or not _ENDS_PHRASE.search(words[end - 1].text):
            continue
        if phrase in _HEDGES:
            bare = at == 0 or set_apart_before or plain[at - 1] not in _MAKES_HEDGE_A_CLAUSE
        else:
            bare = at > 0 and set_apart_before and words[end - 1].text.endswith(",")
        if bare:
            return len(phrase)
    return 0


def _is_sound(word: Word, before: str) -> bool:
    bare = word.text.strip(_EDGES)
    if not _SOUND.fullmatch(bare.lower()):
        return False
    # "ER" and "MM" in capitals are names, "5 mm" is a length, and "in 2024 um" is neither.
    a_length = bare.lower() in _LENGTHS and before[-1:].isdigit()
    return not (len(bare) > 1 and bare.isupper()) and not a_length
