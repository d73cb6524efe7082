"""Corrections a person makes in what an engine wrote: other words, and fillers it left out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.core.transcript import Transcript, Word

FILLER: Final = "um"
# Enough to be pointed at and heard; how long it really lasted nobody has measured.
FILLER_S: Final = 0.3


def replace_words(transcript: Transcript, first: int, last: int, text: str) -> Transcript:
    """Return a transcript in which words first..last (inclusive) read otherwise.

    Words that stay keep their times; as many new words as old ones take over theirs, one by one;
    else the new ones share the stretch in proportion to their letters. All of them are sure now,
    for the person has read them. Stretches that could not be read stay as they are.

    Args:
        transcript: What is written.
        first: Index of the first word to be replaced.
        last: Index of the last one.
        text: What stands there now; nothing but spaces deletes the words.

    Raises:
        IndexError: There are no such words.
    """
    words = transcript.words
    if not 0 <= first <= last < len(words):
        raise IndexError(f"no words {first}..{last} among {len(words)}")
    # A word must not begin after the one that follows, so the stretch ends where that begins.
    limit_s = words[last + 1].start_s if last + 1 < len(words) else None
    new = _rewritten(words[first : last + 1], text.split(), limit_s)
    return replace(transcript, words=(*words[:first], *new, *words[last + 1 :]))


def add_filler(transcript: Transcript, at_s: float, text: str = FILLER) -> Transcript:
    """Return a transcript with a filler that is heard at a moment.

    It stands between two words, also where the moment lies within one. Where these leave no
    silence it gets up to half the time of the word before it: engines that leave out an "um"
    lengthen its neighbour.

    Args:
        transcript: What is written.
        at_s: When it is heard, in seconds from the start of the take; 0 or more.
        text: The filler.
    """
    words = transcript.words
    middles_s = ((word.start_s + word.end_s) / 2 for word in words)
    at = next((i for i, middle_s in enumerate(middles_s) if middle_s > at_s), len(words))
    before, after = words[:at], words[at:]
    from_s = max((word.end_s for word in before), default=0.0)
    until_s = after[0].start_s if after else max(at_s, from_s) + FILLER_S
    if from_s < until_s:
        start_s = max(from_s, min(at_s, until_s - FILLER_S))
        filler = Word(text, start_s, min(start_s + FILLER_S, until_s))
    elif before:
        start_s = until_s - min(FILLER_S, (until_s - before[-1].start_s) / 2)
        filler = Word(text, start_s, until_s)
        before = (*before[:-1], replace(before[-1], end_s=start_s))
    else:
        filler = Word(text, until_s, until_s)
    return replace(transcript, words=(*before, filler, *after))


def _rewritten(
    old: Sequence[Word], texts: Sequence[str], limit_s: float | None
) -> tuple[Word, ...]:
    """Return words with other texts in the time of old ones, which end at limit_s at the latest."""
    head = _alike([word.text for word in old], texts)
    tail = _alike([word.text for word in old[head:]][::-1], texts[head:][::-1])
    if len(old) == len(texts):
        return tuple(_sure(word, text) for word, text in zip(old, texts, strict=True))
    if head + tail == len(old):  # words were only put in: they share the time of a neighbour
        head, tail = (head - 1, tail) if head else (head, tail - 1)
    end = len(old) - tail
    if tail:
        limit_s = old[end].start_s
    between = _shared(old[head:end], texts[head : len(texts) - tail], limit_s)
    kept_before = (_sure(word, word.text) for word in old[:head])
    kept_after = (_sure(word, word.text) for word in old[end:])
    return (*kept_before, *between, *kept_after)


def _shared(old: Sequence[Word], texts: Sequence[str], limit_s: float | None) -> list[Word]:
    """Return words that share the time of others by their letters."""
    from_s, until_s = old[0].start_s, max(word.end_s for word in old)
    if limit_s is not None:
        until_s = max(from_s, min(until_s, limit_s))
    letters = sum(map(len, texts))
    edges_s, said = [from_s], 0
    for text in texts:
        said += len(text)
        edges_s.append(min(until_s, from_s + (until_s - from_s) * said / letters))
    return [Word(*each) for each in zip(texts, edges_s, edges_s[1:], strict=False)]


def _sure(word: Word, text: str) -> Word:
    return Word(text, word.start_s, word.end_s)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many texts at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
