"""What was said, as plain words that still know where they stand in the transcript."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.analysis.words import as_written
from app.core.transcript import Word

_ENDS = (".", "?", "!", "…")
_AFTER_END = "\"'”’)]"


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A plain word.

    Attributes:
        text: In lower case, without punctuation.
        written: As it is written within a sentence: "Docker", "I'd", "the".
        index: The word of the transcript that it is, or is a part of.
        ends: Whether a sentence ends after it.
    """

    text: str
    written: str
    index: int
    ends: bool


def spoken_words(words: Sequence[Word]) -> list[SpokenWord]:
    """Return the plain words of a transcript, in order: "CI/CD" is two, a lone dash none."""
    found: list[SpokenWord] = []
    begins = True
    for index, word in enumerate(words):
        parts = as_written(word.text.replace("’", "'"))
        ends = word.text.rstrip(_AFTER_END).endswith(_ENDS)
        for number, part in enumerate(parts, 1):
            written = within_a_sentence(part) if begins else part
            found.append(SpokenWord(part.lower(), written, index, ends and number == len(parts)))
            begins = False
        begins = begins or ends
    return found


def within_a_sentence(word: str) -> str:
    """Return how the first word of a sentence is written elsewhere, as far as that can be told."""
    own_capital = is_code(word) or word == "I" or word.startswith("I'")
    return word if own_capital else word[:1].lower() + word[1:]


def is_code(word: str) -> bool:
    """Return whether a word has a digit, or a capital that is not its first letter."""
    digit = any(map(str.isdigit, word)) and not word.isdigit()
    return digit or word[1:] != word[1:].lower()
