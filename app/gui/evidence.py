"""Where in a take the key points were heard: what transcript, waveform and list mark alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.core.feedback import Coverage, Evidence, PointFinding, PointState

# Marks of the same stretch of words are drawn once; the clearer state wins.
_CLEARER_FIRST: Final = (PointState.COVERED, PointState.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a take that speaks for a key point.

    Attributes:
        number: The point's number, from 1.
        unclear: Whether it only may speak for it.
        evidence: The stretch.
    """

    number: int
    unclear: bool
    evidence: Evidence


def marks_of(coverage: Coverage | None) -> tuple[Mark, ...]:
    """Return the marks of all points that were heard, in order of time."""
    findings = coverage.findings if coverage else ()
    marks = [
        Mark(index + 1, finding.state is PointState.UNCLEAR, finding.evidence)
        for index, finding in enumerate(findings)
        if finding.evidence is not None and is_heard(finding)
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.evidence.start_s, mark.number)))


def is_heard(finding: PointFinding) -> bool:
    """Whether there is something to show and to play for a point."""
    return finding.evidence is not None and finding.state in _CLEARER_FIRST


def mark_of_words(marks: Sequence[Mark], word_count: int) -> list[Mark | None]:
    """Return for each word the mark it lies in; covered beats unclear, earlier beats later."""
    result: list[Mark | None] = [None] * word_count
    for mark in sorted(marks, key=lambda mark: mark.unclear, reverse=True):
        last = min(mark.evidence.last_word, word_count - 1)
        for word in range(mark.evidence.first_word, last + 1):
            result[word] = mark
    return result
