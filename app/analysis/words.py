"""Words as the comparison sees them: content words, their stems and their sounds."""

import re
from functools import lru_cache
from typing import Final

import jellyfish
import snowballstemmer

_STOP_WORDS = (
    "a an the and or but if of to in on at by for with from as is are was were be been being am it "
    "its this that these those there here he she they we you i me my your our their his her them "
    "us so than then too very can could will would shall should may might must do does did done "
    "have has had having not no nor also just only more most much many some any all each every "
    "other such own same into about over under out up down because while when where which who "
    "whom what how why um uh erm hmm like know mean"
)
# Words that say nothing about which fact was meant, fillers included.
STOP_WORDS: Final = frozenset(_STOP_WORDS.split())
# A sound that stands for a word: recognisers write "cash" for "cache".
SOUND_MATCH: Final = 0.8
MIN_SOUND_LETTERS: Final = 4
# "Model" and "metal" have one code (MTL): the letters must be near as well.
MIN_SOUND_SIMILARITY: Final = 0.7
MIN_SPELLING_SIMILARITY: Final = 0.92

# Letters of any alphabet: of "für" an English answer may hold little, but others are full of it.
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?")
_CACHE_WORDS: Final = 20_000


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return _TOKEN.findall(text.lower())


def as_written(text: str) -> list[str]:
    """Return the words of a text with their capitals, without punctuation."""
    return _TOKEN.findall(text)


def content_words(text: str) -> list[str]:
    """Return the distinct words that carry meaning; all of them when none does."""
    found = tokens(text)
    return list(dict.fromkeys(word for word in found if word not in STOP_WORDS)) or found


@lru_cache(_CACHE_WORDS)
def stem(word: str) -> str:
    """Return the stem of a lower-case English word ("deployed" -> "deploy")."""
    # A stemmer keeps the word it works on, so each call has one of its own.
    return str(snowballstemmer.stemmer("english").stemWord(word))


@lru_cache(_CACHE_WORDS)
def sound(word: str) -> str:
    """Return how a word sounds, as its metaphone code."""
    return jellyfish.metaphone(word)


def stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of a text."""
    return frozenset(stem(word) for word in content_words(text))


def handles(word: str) -> tuple[str, str, str]:
    """Return what two words must share one of to be alike: stem, sound or first letter."""
    return f"stem {stem(word)}", f"sound {sound(word)}", f"letter {word[0]}"


def alike(wanted: str, said: str) -> float:
    """Return how far one word stands for another.

    Returns:
        1 for the same stem, 0.8 for the same sound or nearly the same spelling, else 0.
    """
    if stem(wanted) == stem(said):
        return 1.0
    if len(wanted) < MIN_SOUND_LETTERS or len(said) < MIN_SOUND_LETTERS:
        return 0.0
    similarity = jellyfish.jaro_winkler_similarity(wanted, said)
    code = sound(wanted)
    sounds = len(code) > 1 and code == sound(said) and similarity >= MIN_SOUND_SIMILARITY
    spelt = wanted[0] == said[0] and similarity >= MIN_SPELLING_SIMILARITY
    return SOUND_MATCH if sounds or spelt else 0.0
