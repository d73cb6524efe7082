"""Cuts a told story into statements: sentences, and clauses where speech runs on.

Whisper mostly writes full stops, but of people who join everything with "and" it makes sentences of
sixty words; a draft has no full stops at all. One such sentence tells a situation, a task and an
action, so it is cut before words that open a statement, and at pauses.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.analysis.windows import ends_sentence
from app.core.transcript import Word

# A longer sentence tells more than one thing often enough to be worth cutting.
LONG_WORDS: Final = 22
# Fewer words are no statement of their own.
MIN_WORDS: Final = 4
# Without a full stop in so many words, or in all of it, a transcript does without.
ENDLESS_WORDS: Final = 45
# What nothing cuts is cut evenly.
PIECE_WORDS: Final = 24
# Between two statements people breathe; within one they seldom stop that long.
PAUSE_S: Final = 0.6

_BARE = re.compile(r"[^a-z']+")
_JOINS: Final = frozenset({"and", "but", "so", "because", "then"})
_PRONOUNS: Final = frozenset(
    {
        *("i", "we", "he", "she", "they", "there", "nobody", "everyone", "everybody", "somebody"),
        *("i'm", "i'd", "i've", "we'd", "we're", "we've", "he's", "he'd", "she's", "they'd"),
        "they're",
    }
)
_SUBJECTS: Final = _PRONOUNS | {
    *("it", "it's", "that", "that's", "this", "my", "our", "the", "people", "some", "one", "in"),
    *("after", "basically", "eventually", "finally", "then", "what"),
}
_GOERS_ON = (
    "that when what if where while as than before after since which who how why until till whether "
    "whom whatever though although or like not is was are were do did had have can could would "
    "should will only the all everything thing way time once even to think thought said says know "
    "knew first next also maybe um uh well"
)
# After these a pronoun goes on with the statement: "the day before I left", "what we did".
_GOES_ON: Final = _JOINS | frozenset(_GOERS_ON.split())
_VERBS_OF_THINGS = (
    "was is wasn't were took went turned came cost saved would had has still worked meant landed "
    "ended got made"
)
# "It" may be whom something is done to; before a verb it opens a statement.
_THINGS: Final = frozenset({"it", "that", "this"})
_VERBS: Final = frozenset(_VERBS_OF_THINGS.split())
_ORDER: Final = frozenset({"first", "firstly", "next", "secondly"})
# They open a statement by themselves, where no comma or full stop says so.
_OPENERS: Final = frozenset(
    {
        *("eventually", "afterwards", "meanwhile", "ultimately", "basically", "finally"),
        *("instead", "unfortunately"),
    }
)
_OPENING_PHRASES = (
    "in the end|after that|as a result|since then|what i did|my task was|my job was|my goal was|"
    "the goal was|my manager|my boss|my supervisor|the next|by the end|one of the|at the end|"
    "at first|within a|after a|every day|in my|last year|the first thing|at the time"
)
_PHRASES: Final = frozenset(tuple(phrase.split()) for phrase in _OPENING_PHRASES.split("|"))


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said.

    Attributes:
        words: Indices of its words in the transcript.
        sentence: Those of the sentence it stands in; None where nothing marks one.
    """

    words: range
    sentence: range | None


def statements(words: Sequence[Word]) -> list[Statement]:
    """Return the statements of a transcript in order; together they are all of its words."""
    bare = [_BARE.sub("", word.text.lower().replace("’", "'")) for word in words]
    stops = any(ends_sentence(word.text) for word in words)
    found: list[Statement] = []
    for sentence in _sentences(words):
        endless = not stops or len(sentence) > ENDLESS_WORDS
        parts = _parts(words, bare, sentence, endless=endless)
        found += [Statement(part, None if endless else sentence) for part in parts]
    return found


def _sentences(words: Sequence[Word]) -> Iterator[range]:
    first = 0
    for index, word in enumerate(words):
        if index + 1 == len(words) or ends_sentence(word.text):
            yield range(first, index + 1)
            first = index + 1


def _parts(
    words: Sequence[Word], bare: Sequence[str], sentence: range, *, endless: bool
) -> Iterator[range]:
    """Yield the statements of a sentence."""
    if len(sentence) <= LONG_WORDS and not endless:
        yield sentence
        return
    first = sentence.start
    for index in sentence[1:]:
        room = index - first >= MIN_WORDS and sentence.stop - index >= MIN_WORDS
        if room and _opens(words, bare, index, endless=endless):
            yield from _even(range(first, index))
            first = index
    yield from _even(range(first, sentence.stop))


def _opens(words: Sequence[Word], bare: Sequence[str], at: int, *, endless: bool) -> bool:
    """Return whether a statement opens with the word at an index."""
    follows_join = bare[at - 1] in _JOINS
    joins = _JOINS | _ORDER if endless else _JOINS
    if bare[at] in joins and not follows_join:
        return _near(bare, at + 1) in _SUBJECTS
    if not endless or bare[at - 1] in _GOES_ON:
        return False
    paused = words[at].start_s - words[at - 1].end_s >= PAUSE_S
    thing = bare[at] in _THINGS and _near(bare, at + 1) in _VERBS
    phrase = any(tuple(bare[at : at + size]) in _PHRASES for size in (2, 3))
    return paused or thing or phrase or bare[at] in _PRONOUNS or bare[at] in _OPENERS


def _near(bare: Sequence[str], at: int) -> str:
    return bare[at] if at < len(bare) else ""


def _even(part: range) -> Iterator[range]:
    """Yield a part in even pieces that are not endless."""
    pieces = -(-len(part) // PIECE_WORDS) if len(part) > ENDLESS_WORDS else 1
    size = -(-len(part) // pieces)
    for start in range(part.start, part.stop, size):
        yield range(start, min(start + size, part.stop))
