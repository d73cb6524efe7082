"""What a second reading of a take has changed, so that the person can be told and go back."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from app.core.attempt import Attempt
from app.core.transcript import Transcript
from app.speech.engine import ENGINES


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


def can_read_again(attempt: Attempt, engine: str) -> bool:
    """Return whether an engine reads a take better than it has been read."""
    better = bool(attempt.take.name) and not ENGINES[engine].draft
    return better and (attempt.transcript is None or attempt.transcript.draft)


def can_read_whole(attempt: Attempt, engine: str) -> bool:
    """Return whether words of the same kind may become better by a second, careful reading.

    Words the person vouched for, or wrote, are theirs, and stay.
    """
    if not attempt.take.name:
        return False
    same_kind = attempt.transcript is not None and not attempt.transcript.draft
    theirs = attempt.confirmed or attempt.edited
    return same_kind and not theirs and not ENGINES[engine].draft
