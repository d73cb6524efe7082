"""Listening back: how fast, and which stretch of a take again and again."""

from dataclasses import dataclass
from typing import Final

from app.core.transcript import Transcript, Word

SPEEDS: Final = (0.75, 0.9, 1.0, 1.25, 1.5)
# The words of an engine begin and end a little inside the sound.
LEAD_S: Final = 0.2
TAIL_S: Final = 0.3
# A pause, and a filler, is heard as one only between what is said before and after it.
PAUSE_LEAD_S: Final = 1.0
# Where an engine writes no full stops, a silence of this length ends a sentence.
PAUSE_S: Final = 0.8
# Going back from here on leads to the start of the same sentence.
INSIDE_S: Final = 1.0
_ENDS: Final = (".", "?", "!", "…", "。", "؟")
_AFTER_END: Final = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a take, in seconds from its start; not empty."""

    from_s: float
    until_s: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.from_s < self.until_s:
            raise ValueError(f"no stretch from {self.from_s} to {self.until_s} s")

    @property
    def length_s(self) -> float:
        """How long it is."""
        return self.until_s - self.from_s

    def holds(self, moment_s: float) -> bool:
        """Return whether a moment lies in it."""
        return self.from_s <= moment_s < self.until_s


def nearest_speed(speed: float) -> float:
    """Return the speed on offer that is nearest to another."""
    return min(SPEEDS, key=lambda offered: abs(offered - speed))


def next_speed(speed: float, steps: int) -> float:
    """Return the speed so many steps faster (or, below 0, slower); the last of them at the ends."""
    index = SPEEDS.index(nearest_speed(speed)) + steps
    return SPEEDS[min(max(0, index), len(SPEEDS) - 1)]


def around(start_s: float, end_s: float, lead_s: float) -> Stretch:
    """Return a stretch with so much of the take before and after it."""
    return Stretch(max(0.0, start_s - lead_s), end_s + lead_s)


def with_breath(start_s: float, end_s: float) -> Stretch:
    """Return a stretch with the breath around it, which words of an engine begin and end inside."""
    return Stretch(max(0.0, start_s - LEAD_S), end_s + TAIL_S)


def stretch_of(transcript: Transcript, first: int, last: int) -> Stretch:
    """Return where words first..last (inclusive) sound, with a breath around them.

    The breath goes no further than half the silence to the words before and after.
    """
    words = transcript.words
    from_s = words[first].start_s - LEAD_S
    until_s = words[last].end_s + TAIL_S
    if first > 0:
        from_s = max(from_s, _middle(words[first - 1], words[first]))
    if last + 1 < len(words):
        until_s = min(until_s, _middle(words[last], words[last + 1]))
    from_s = max(0.0, from_s)
    return Stretch(from_s, max(until_s, from_s + 0.01))


def words_in(transcript: Transcript, stretch: Stretch) -> range:
    """Return the indices of the words of which the middle is heard in a stretch."""
    middles = [(word.start_s + word.end_s) / 2 for word in transcript.words]
    inside = [index for index, middle_s in enumerate(middles) if stretch.holds(middle_s)]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def sentences(transcript: Transcript) -> list[range]:
    """Return the indices of the words of each sentence, in order."""
    words, found, first = transcript.words, list[range](), 0
    for index, word in enumerate(words):
        if index + 1 == len(words) or _ends(word, words[index + 1]):
            found.append(range(first, index + 1))
            first = index + 1
    return found


def sentence_at(transcript: Transcript, moment_s: float) -> Stretch | None:
    """Return the sentence that is heard at a moment, or was last; None where there are no words."""
    at = transcript.word_at(moment_s) or 0
    for sentence in sentences(transcript):
        if at in sentence:
            return stretch_of(transcript, sentence[0], sentence[-1])
    return None


def next_sentence(transcript: Transcript, moment_s: float, steps: int) -> float | None:
    """Return where the next sentence begins to sound (steps 1), or the one before (steps -1).

    From a moment well inside a sentence, the one before is that sentence itself, as with the
    pieces of a record. None where there is no such sentence.
    """
    starts_s = [
        stretch_of(transcript, sentence[0], sentence[-1]).from_s
        for sentence in sentences(transcript)
    ]
    if steps > 0:
        return next((start_s for start_s in starts_s if start_s > moment_s + 0.05), None)
    return next((start_s for start_s in reversed(starts_s) if start_s < moment_s - INSIDE_S), None)


def _middle(before: Word, after: Word) -> float:
    """Return the middle of the silence between two words; where they overlap, of that."""
    return (before.end_s + after.start_s) / 2


def _ends(word: Word, following: Word) -> bool:
    written = word.text.rstrip(_AFTER_END).endswith(_ENDS)
    return written or following.start_s - word.end_s >= PAUSE_S
