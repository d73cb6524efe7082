"""What a second reading of a take has changed, so that the person can be told and go back."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from app.core.transcript import Transcript


@dataclass(frozen=True, slots=True)
class SecondReading:
    """A take was read once more as a whole.

    Attributes:
        before: What was written down first.
        changed_words: How many words differ, those that are gone or new included.
    """

    before: Transcript
    changed_words: int


def compare(before: Transcript, after: Transcript) -> SecondReading:
    """Return what has changed; how words are written, capitals apart, counts as a change."""
    old = [word.text.casefold() for word in before.words]
    new = [word.text.casefold() for word in after.words]
    matches = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = sum(max(b - a, d - c) for kind, a, b, c, d in matches if kind != "equal")
    return SecondReading(before, changed)
