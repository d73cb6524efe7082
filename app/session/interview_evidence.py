"""The answers of an interview that can be judged, and places in them that show something."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.attempt import Attempt
from app.core.feedback import Evidence, Feedback, PointFinding
from app.core.interview import InterviewStep
from app.core.structure import TaggedSentence
from app.core.transcript import Word
from app.session.interview_views import Remark, SoundBite

# A quotation is to be recognised, not read.
MOST_WORDS: Final = 30
MOST_BITES: Final = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer with words and feedback.

    Attributes:
        step: What was asked.
        attempt: The answer.
        feedback: What is known of it.
        limit_s: The time there was to answer, in seconds.
    """

    step: InterviewStep
    attempt: Attempt
    feedback: Feedback
    limit_s: float

    @property
    def words(self) -> Sequence[Word]:
        """What was said."""
        return self.attempt.transcript.words if self.attempt.transcript else ()

    @property
    def exact(self) -> bool:
        """Whether the words are good enough to be counted and looked into."""
        return not self.attempt.draft

    @property
    def heard(self) -> bool:
        """Whether it was spoken, so that its times say something."""
        return not self.attempt.typed

    @property
    def points(self) -> tuple[PointFinding, ...]:
        """What was heard of the key points."""
        return self.feedback.coverage.findings


@dataclass(frozen=True, slots=True)
class Candidate:
    """A remark that could be made.

    Attributes:
        subject: What it is about; there is at most one remark on each subject.
        good: Whether it is a strength.
        weight: How much it is worth saying, 0..1: for strengths how clear it is, else how
            rewarding to work on.
        remark: The remark.
    """

    subject: str
    good: bool
    weight: float
    remark: Remark


def candidate(
    subject: str, weight: float, remark: tuple[str, str], evidence: Iterable[SoundBite | None]
) -> Candidate | None:
    """Return a remark on something to work on; None where it shows nowhere.

    Args:
        subject: What it is about.
        weight: How rewarding it is to work on, 0..1.
        remark: Its title and its words.
        evidence: Where it shows, the clearest first; None for nowhere.
    """
    places = tuple(dict.fromkeys(bite for bite in evidence if bite is not None))[:MOST_BITES]
    return Candidate(subject, False, weight, Remark(*remark, places)) if places else None


def strength(
    subject: str, weight: float, remark: tuple[str, str], evidence: Iterable[SoundBite | None]
) -> Candidate | None:
    """Return the same for a strength; weight says how clear it is."""
    found = candidate(subject, weight, remark, evidence)
    return Candidate(subject, True, weight, found.remark) if found else None


def words_bite(answer: Judged, first: int, last: int) -> SoundBite | None:
    """Return words first..last (inclusive) of an answer; None where there are none."""
    words = answer.words[max(0, first) : last + 1]
    if not words:
        return None
    shown = [word.text for word in words[:MOST_WORDS]]
    text = " ".join(shown) + (" …" if len(words) > MOST_WORDS else "")
    end_s = max(word.end_s for word in words)
    return SoundBite(answer.attempt.id, text, words[0].start_s, end_s)


def whole_bite(answer: Judged) -> SoundBite | None:
    """Return all of an answer, by its first words."""
    return words_bite(answer, 0, len(answer.words) - 1)


def evidence_bite(answer: Judged, evidence: Evidence | None) -> SoundBite | None:
    """Return the stretch that speaks most for a key point, or all of the answer."""
    if evidence is None:
        return whole_bite(answer)
    return SoundBite(answer.attempt.id, evidence.text, evidence.start_s, evidence.end_s)


def sentence_bite(answer: Judged, sentence: TaggedSentence) -> SoundBite | None:
    """Return a sentence."""
    return words_bite(answer, sentence.first_word, sentence.last_word)


def best_of(answers: Iterable[Judged], key: Callable[[Judged], float]) -> list[Judged]:
    """Return the answers in which something shows most, the clearest first."""
    return sorted(answers, key=key, reverse=True)


def times(count: int, total: int, one: str = "answer", several: str = "answers") -> str:
    """Return "3 of 4 answers"."""
    return f"{count} of {total} {one if total == 1 else several}"
