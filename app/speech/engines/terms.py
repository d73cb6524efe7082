"""Spells the terms of a question as they are written, where they fit what was heard.

Whisper writes hotwords where nobody said them, and the times get worse (see
SYSTRAN/faster-whisper#1356,
#853). So they are offered in a second reading only, and of that reading no more is taken than a
term that stands where the first one had something of the same sound.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import Final

import jellyfish

from app.core.transcript import Word
from app.speech.truth import plain

# Terms compete with the text for the model's 448 positions, of which a prompt may take half.
MAX_TERMS_CHARS: Final = 300

# A word less likely than this, and long enough to be one of the trade, may have been misheard.
UNSURE_PROBABILITY: Final = 0.4
UNSURE_LETTERS: Final = 4

# How alike the sounds (metaphone codes, Jaro-Winkler) of the heard and the written must be.
# "Cooper flow" and "Kubeflow" have 0.85; two words of the trade at random 0.45 on average.
ALIKE: Final = 0.75
# A word the engine was sure of must sound just like the term: "Cabernet's" and "Kubernetes".
VERY_ALIKE: Final = 0.95
# So many sounds in a row are no accident: "gubaflow" (0.63) was "Kubeflow" (0.09), and the engine
# need not be surer of a name it has rarely met.
TELLING_SOUNDS: Final = 4
# A term is heard as up to so many words.
MOST_WORDS: Final = 3


def hotwords_of(terms: Sequence[str]) -> str | None:
    """Return as many terms as the prompt has room for; None when there are none."""
    kept = [
        term
        for term, length in zip(terms, accumulate(len(term) + 2 for term in terms), strict=True)
        if length <= MAX_TERMS_CHARS
    ]
    return ", ".join(kept) or None


def may_be_misheard(words: Sequence[Word], terms: Sequence[str]) -> bool:
    """Return whether a second reading with the terms is worth its time."""
    if any(map(_is_unsure, words)):
        return bool(terms)
    heard = plain(words)
    known = {term.lower() for term in terms}
    return any(
        _likeness("".join(part), term.lower()) >= VERY_ALIKE
        for length in range(1, MOST_WORDS + 1)
        for at in range(len(heard) - length + 1)
        if " ".join(part := heard[at : at + length]) not in known
        for term in terms
    )


def mend(words: Sequence[Word], again: Sequence[Word], terms: Sequence[str]) -> list[Word]:
    """Return words with the terms of a second reading where they fit.

    Args:
        words: The first reading, made without the terms.
        again: The second, made with them.
        terms: The terms as they are written.
    """
    written = {part for term in terms for part in term.lower().split()}
    matcher = SequenceMatcher(None, _texts(words), _texts(again), autojunk=False)
    mended: list[Word] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        old, new = words[start:end], again[new_start:new_end]
        if kind == "replace" and written & set(plain(new)) and _fits(old, new):
            mended += _in_place_of(old, new)
        else:
            mended += old
    return mended


def _fits(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Return whether new words sound like the old ones, and are surer unless that is certain."""
    heard, written = "".join(plain(old)), "".join(plain(new))
    likeness = _likeness(heard, written)
    if likeness >= VERY_ALIKE and len(jellyfish.metaphone(written)) >= TELLING_SOUNDS:
        return True
    needed = ALIKE if any(map(_is_unsure, old)) else VERY_ALIKE
    return likeness >= needed and _sureness(new) > _sureness(old)


def _likeness(heard: str, written: str) -> float:
    """Return how alike two words sound, 0..1."""
    codes = jellyfish.metaphone(heard), jellyfish.metaphone(written)
    if min(map(len, codes)) < 2:  # of a code of one sound there are too many words
        return 0.0
    return float(jellyfish.jaro_winkler_similarity(*codes))


def _in_place_of(old: Sequence[Word], new: Sequence[Word]) -> Iterator[Word]:
    """Yield new words in the time of the old ones, shared by their letters."""
    start_s, end_s = old[0].start_s, max(word.end_s for word in old)
    ends = list(accumulate((len(word.text) for word in new), initial=0))
    share_s = (end_s - start_s) / ends[-1]
    for word, (first, last) in zip(new, pairwise(ends), strict=True):
        yield Word(word.text, start_s + first * share_s, start_s + last * share_s, word.probability)


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.text.lower().strip(".,;:!?…\"'") for word in words]


def _is_unsure(word: Word) -> bool:
    return word.probability < UNSURE_PROBABILITY and len(word.text) >= UNSURE_LETTERS


def _sureness(words: Sequence[Word]) -> float:
    return sum(word.probability for word in words) / max(1, len(words))
