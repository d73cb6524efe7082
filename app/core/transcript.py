"""What was said, and when."""

from dataclasses import dataclass
from typing import Final

TYPED: Final = "typed"  # the engine of answers that were written with the keyboard

# A word less likely than this may be wrong. Of the words below 0.5 that Whisper base wrote of 30
# recordings and a spoken answer every second one was, above it 3 in 100. PocketSphinx is sure of
# more: from 0.36 on four words in five are right, and most of those that are right are above.
UNSURE: Final = 0.5
UNSURE_IN_DRAFT: Final = 0.36


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the engine wrote it, punctuation included.

    Attributes:
        text: The word, without surrounding spaces; never empty.
        start_s: Seconds from the start of the take.
        end_s: Seconds from the start of the take; never before start_s.
        probability: How sure the engine was, 0..1.
    """

    text: str
    start_s: float
    end_s: float
    probability: float = 1.0

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a word has no text")
        if not 0.0 <= self.start_s <= self.end_s:
            raise ValueError(f"word runs backwards: {self.start_s}..{self.end_s} s")

    def __reduce__(self) -> tuple[type["Word"], tuple[str, float, float, float]]:
        """Return how a word is made again: for 1,500 of them 1 ms instead of 3."""
        return Word, (self.text, self.start_s, self.end_s, self.probability)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a take that no engine could read, in seconds from the start of the take."""

    start_s: float
    end_s: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.start_s <= self.end_s:
            raise ValueError(f"gap runs backwards: {self.start_s}..{self.end_s} s")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of words, as indices in the transcript; the last one inclusive."""

    first_word: int
    last_word: int


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words of one take, in order of start.

    Attributes:
        words: The words; empty when no speech was found.
        engine: Name of the engine that wrote it, as in the engine table.
        model: Name of the model it used; empty when the engine has only one.
        language: Language code, such as "en".
        draft: Whether the engine is too rough for its text to count.
        gaps: Stretches that could not be read, in order; the words around them stand.
    """

    words: tuple[Word, ...]
    engine: str
    model: str = ""
    language: str = "en"
    draft: bool = False
    gaps: tuple[Gap, ...] = ()

    @property
    def typed(self) -> bool:
        """Whether it was written with the keyboard: then its times say nothing about delivery."""
        return self.engine == TYPED

    @property
    def text(self) -> str:
        """All words, joined by single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def unsure(self) -> tuple[int, ...]:
        """Indices of the words that may be wrong."""
        limit = UNSURE_IN_DRAFT if self.draft else UNSURE
        return tuple(i for i, word in enumerate(self.words) if word.probability < limit)

    def char_spans(self) -> list[tuple[int, int]]:
        """Return where each word stands in `text`, as [start, end) offsets."""
        spans: list[tuple[int, int]] = []
        at = 0
        for word in self.words:
            spans.append((at, at + len(word.text)))
            at += len(word.text) + 1
        return spans

    def words_in(self, start: int, end: int) -> range:
        """Return the indices of the words that overlap `text[start:end]`."""
        hits = [i for i, (a, b) in enumerate(self.char_spans()) if a < end and b > start]
        return range(hits[0], hits[-1] + 1) if hits else range(0)

    def word_at(self, time_s: float) -> int | None:
        """Return the index of the last word that has begun at time_s."""
        begun = [i for i, word in enumerate(self.words) if word.start_s <= time_s]
        return begun[-1] if begun else None
