"""What was found in a text, pointed at in another that differs a little, until that is judged."""

from dataclasses import dataclass, replace

from app.core.feedback import Content, Evidence, Feedback, PointFinding, Said
from app.core.transcript import Place, Transcript, Word


def moved(feedback: Feedback, before: Transcript, after: Transcript) -> Feedback:
    """Return what was said about a text, pointing at the same words of another.

    Words that are the same at both ends keep what was found there. Of what lies between, evidence
    points at all that stands there now, and fillers are left out.
    """
    place = _Place.between(before.words, after.words)
    delivery = feedback.delivery
    findings = _findings(feedback.coverage.findings, place)
    fillers = (place.of(index) for index in delivery.fillers if place.stays(index))
    pauses = (replace(each, after_word=place.of(each.after_word)) for each in delivery.pauses)
    return replace(
        feedback,
        coverage=replace(feedback.coverage, findings=findings),
        delivery=replace(delivery, fillers=tuple(fillers), pauses=tuple(pauses)),
        content=feedback.content and _content(feedback.content, place),
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

    def stays(self, *indices: int) -> bool:
        kept_from = self.old_count - self.tail
        return all(index < self.head or index >= kept_from for index in indices)

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


def _findings(findings: tuple[PointFinding, ...], place: _Place) -> tuple[PointFinding, ...]:
    return tuple(
        replace(each, evidence=each.evidence and _at(each.evidence, place)) for each in findings
    )


def _at(evidence: Evidence, place: _Place) -> Evidence | None:
    """Return where evidence is now; None where nothing is left of it."""
    first, last = place.of(evidence.first_word), place.end_of(evidence.last_word)
    return replace(evidence, first_word=first, last_word=last) if first <= last else None


def _content(content: Content, place: _Place) -> Content:
    return Content(
        words=tuple(_said(each, place) for each in content.words),
        terms=tuple(_said(each, place) for each in content.terms),
        phrases=tuple(_said(each, place) for each in content.phrases),
        ideas=_findings(content.ideas, place),
    )


def _said(said: Said, place: _Place) -> Said:
    """Return where a word is said now; what stood between is not known to be the same word."""
    stay = (each for each in said.places if place.stays(each.first_word, each.last_word))
    moved_to = (Place(place.of(each.first_word), place.of(each.last_word)) for each in stay)
    return replace(said, places=tuple(moved_to))
