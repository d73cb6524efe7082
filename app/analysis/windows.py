"""Cuts an answer into the stretches that a key point is compared with.

Three kinds overlap: sentences, clauses, and runs of 20 words. The runs need no punctuation, which a
draft transcript does not have; the clauses split run-on speech into single facts.
"""

import re
from collections.abc import Iterator
from typing import Final

Span = tuple[int, int]
"""[start, end) offsets of characters."""

RUN_WORDS: Final = 20
RUN_STEP: Final = 10
# A "sentence" of more words is a transcript without full stops; it is cut into even pieces.
MAX_SENTENCE_WORDS: Final = 45
PIECE_WORDS: Final = 30
# Fewer words are no statement of their own and stay with the clause before them.
MIN_CLAUSE_WORDS: Final = 4

_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*$")
_CLAUSE_END = re.compile(r"[,;:][\"')\]]*$|^[-–—]+$")
_CONNECTIVES: Final = frozenset({"and", "but", "so", "because", "which", "while", "since", "then"})


def windows(text: str) -> list[Span]:
    """Return the stretches of a text, without repeats; empty when it has no word."""
    words = [match.span() for match in _WORD.finditer(text)]
    if not any(character.isalnum() for character in text):
        return []
    ranges: list[range] = []
    for sentence in _sentences(text, words):
        ranges += _even_pieces(sentence)
        ranges += _clauses(text, words, sentence)
    ranges += _runs(len(words))
    spans = (_span(words, part) for part in ranges)
    return [span for span in dict.fromkeys(spans) if re.search(r"\w", text[slice(*span)])]


def _span(words: list[Span], part: range) -> Span:
    return words[part[0]][0], words[part[-1]][1]


def _sentences(text: str, words: list[Span]) -> Iterator[range]:
    """Yield the word ranges that end at a full stop, a question mark or a line end."""
    first = 0
    for index, (start, end) in enumerate(words):
        last = index + 1 == len(words)
        if last or _SENTENCE_END.search(text[start:end]) or "\n" in text[end : words[index + 1][0]]:
            yield range(first, index + 1)
            first = index + 1


def _even_pieces(sentence: range) -> list[range]:
    if len(sentence) <= MAX_SENTENCE_WORDS:
        return [sentence]
    pieces = -(-len(sentence) // PIECE_WORDS)
    size = -(-len(sentence) // pieces)
    return [sentence[at : at + size] for at in range(0, len(sentence), size)]


def _clauses(text: str, words: list[Span], sentence: range) -> list[range]:
    """Split a sentence after commas and before connectives, into clauses worth a look."""
    clauses: list[range] = []
    first = sentence.start
    for index in sentence[1:]:
        before = text[slice(*words[index - 1])]
        opens = text[slice(*words[index])].lower().strip(",;:") in _CONNECTIVES
        if (opens or _CLAUSE_END.search(before)) and index - first >= MIN_CLAUSE_WORDS:
            clauses.append(range(first, index))
            first = index
    if clauses and sentence.stop - first < MIN_CLAUSE_WORDS:
        first = clauses.pop().start
    return [*clauses, range(first, sentence.stop)] if clauses else []


def _runs(word_count: int) -> list[range]:
    if word_count <= RUN_WORDS:
        return []
    starts = range(0, word_count - RUN_WORDS + RUN_STEP, RUN_STEP)
    return [range(start, min(start + RUN_WORDS, word_count)) for start in starts]
