"""What was found in a text, pointed at in another that differs a little, until that is judged."""

from dataclasses import dataclass, replace

from app.core.feedback import Content, Evidence, Feedback, PointFinding, Said
from app.core.structure import Structure, TaggedSentence
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
        structure=feedback.structure and _structure(feedback.structure, place),
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


def _structure(told: Structure, place: _Place) -> Structure:
    """Return where sentences and numbers are now; what is left of no sentence is left out.

    Words that were changed across the end of a sentence go to the first of the two. The sentences
    last as long as before: their shares stay until they are judged again.
    """
    sentences: list[TaggedSentence] = []
    for each in told.sentences:
        first, last = place.of(each.first_word), place.end_of(each.last_word)
        first = max(first, sentences[-1].last_word + 1 if sentences else 0)
        if first <= last:
            sentences.append(replace(each, first_word=first, last_word=last))
    numbers = _places(told.numbers, place)
    return replace(told, sentences=tuple(sentences), numbers=numbers)


def _said(said: Said, place: _Place) -> Said:
    """Return where a word is said now; what stood between is not known to be the same word."""
    return replace(said, places=_places(said.places, place))


def _places(places: tuple[Place, ...], place: _Place) -> tuple[Place, ...]:
    stay = (each for each in places if place.stays(each.first_word, each.last_word))
    return tuple(Place(place.of(each.first_word), place.of(each.last_word)) for each in stay)
