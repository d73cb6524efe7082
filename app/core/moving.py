"""What was found in a text, pointed at in another that differs a little, until that is judged."""

from dataclasses import dataclass, replace

from app.core.feedback import Evidence, Feedback
from app.core.transcript import Transcript, Word


def moved(feedback: Feedback, before: Transcript, after: Transcript) -> Feedback:
    """Return what was said about a text, pointing at the same words of another.

    Words that are the same at both ends keep what was found there. Of what lies between, evidence
    points at all that stands there now, and fillers are left out.
    """
    place = _Place.between(before.words, after.words)
    delivery = feedback.delivery
    findings = (
        replace(each, evidence=each.evidence and _at(each.evidence, place, len(after.words)))
        for each in feedback.coverage.findings
    )
    fillers = (place.of(index) for index in delivery.fillers if place.stays(index))
    pauses = (replace(each, after_word=place.of(each.after_word)) for each in delivery.pauses)
    return replace(
        feedback,
        coverage=replace(feedback.coverage, findings=tuple(findings)),
        delivery=replace(delivery, fillers=tuple(fillers), pauses=tuple(pauses)),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words of a text stand in another: the first `head` and the last `tail` are the same."""

    head: int
    tail: int
    old_count: int
    new_count: int

    @classmethod
    def between(cls, old: tuple[Word, ...], new: tuple[Word, ...]) -> "_Place":
        most = min(len(old), len(new))
        head = next((i for i in range(most) if old[i] != new[i]), most)
        rest = most - head
        tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
        return cls(head, tail, len(old), len(new))

    def stays(self, index: int) -> bool:
        return index < self.head or index >= self.old_count - self.tail

    def of(self, index: int) -> int:
        """Return where a word stands now; for one between, where the change begins."""
        if index < self.head:
            return index
        if self.stays(index):
            return index + self.new_count - self.old_count
        return self.head

    def end_of(self, index: int) -> int:
        """Return the same, but for a word between where the change ends."""
        return self.of(index) if self.stays(index) else self.new_count - self.tail - 1


def _at(evidence: Evidence, place: _Place, count: int) -> Evidence | None:
    """Return where evidence is now; None where nothing is left of it."""
    first, last = place.of(evidence.first_word), place.end_of(evidence.last_word)
    last = min(last, count - 1)
    return replace(evidence, first_word=first, last_word=last) if first <= last else None
