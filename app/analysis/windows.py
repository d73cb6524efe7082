"""Cuts an answer into the stretches that a key point is compared with.

Three kinds overlap: sentences, clauses, and runs of 20 words. The runs need no punctuation, which a
draft transcript does not have; the clauses split run-on speech into single facts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Cut:
    """An answer in stretches.

    Attributes:
        sentences: All of the text without overlap, in order; long sentences in even pieces.
        windows: What key points are compared with: the sentences and more, without repeats. Each
            holds a letter or digit; empty when the text has none.
    """

    sentences: tuple[Span, ...]
    windows: tuple[Span, ...]


def cut(text: str) -> Cut:
    """Return the stretches of a text."""
    words = [match.span() for match in _WORD.finditer(text)]
    pieces: list[range] = []
    clauses: list[range] = []
    for sentence in _sentences(text, words):
        pieces += _even_pieces(sentence)
        clauses += _clauses(text, words, sentence)
    spans = _spans(words, [*pieces, *clauses, *_runs(len(words))])
    worth = tuple(span for span in spans if any(map(str.isalnum, text[slice(*span)])))
    return Cut(_spans(words, pieces), worth)


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text, however long, in order and without overlap."""
    words = [match.span() for match in _WORD.finditer(text)]
    return [(words[each[0]][0], words[each[-1]][1]) for each in _sentences(text, words)]


def ends_sentence(word: str) -> bool:
    """Return whether a sentence ends with a word, as far as its punctuation tells."""
    return _SENTENCE_END.search(word) is not None


def _spans(words: list[Span], parts: list[range]) -> tuple[Span, ...]:
    spans = ((words[part[0]][0], words[part[-1]][1]) for part in parts)
    return tuple(dict.fromkeys(spans))


def _sentences(text: str, words: list[Span]) -> Iterator[range]:
    """Yield the word ranges that end at a full stop, a question mark or a line end."""
    first = 0
    for index, (start, end) in enumerate(words):
        last = index + 1 == len(words)
        if last or ends_sentence(text[start:end]) or "\n" in text[end : words[index + 1][0]]:
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
