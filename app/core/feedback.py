"""What an answer showed: key points and delivery, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from app.core.structure import Structure
from app.core.transcript import Place


class PointState(StrEnum):
    """How clearly a key point was heard. There is no 'wrong': that cannot be told."""

    COVERED = "covered"
    UNCLEAR = "unclear"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretch of a transcript that speaks most for a key point.

    Attributes:
        text: The words.
        first_word: Index of the first word in the transcript.
        last_word: Index of the last word, inclusive.
        start_s: When it begins in the take, in seconds.
        end_s: When it ends in the take, in seconds.
    """

    text: str
    first_word: int
    last_word: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class PointFinding:
    """One key point, and what was heard of it.

    Attributes:
        point: The key point's text.
        state: The verdict; the person's own where they overruled.
        score: The measured score; comparable within one method only.
        evidence: The best stretch; None when nothing was said at all.
        matched: Words of the point that were said in the evidence.
        missing: Words of the point that were not.
        overruled: Whether the state is the person's, not the program's.
    """

    point: str
    state: PointState
    score: float
    evidence: Evidence | None = None
    matched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    overruled: bool = False


CoverageMethod = Literal["semantic", "lexical"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The key points of a question, in its order, and how they were compared.

    `method` is "lexical" when the embedding model was not there: then only
    words were compared, and the program says so. `language` is that of the
    answer, as a code: the rules were made for English, and measured in it.
    """

    findings: tuple[PointFinding, ...]
    method: CoverageMethod
    language: str = "en"

    @property
    def states(self) -> tuple[PointState, ...]:
        """The verdicts alone."""
        return tuple(finding.state for finding in self.findings)

    def count(self, state: PointState) -> int:
        """Return how many points are in a state."""
        return self.states.count(state)

    def overruled_by(self, ticks: Mapping[int, bool]) -> "Coverage":
        """Return the coverage with the person's own verdicts in place.

        Args:
            ticks: Index of a point -> whether the person says it was said.
        """
        findings = list(self.findings)
        for index, said in ticks.items():
            if index < len(findings):
                state = PointState.COVERED if said else PointState.NOT_FOUND
                findings[index] = replace(findings[index], state=state, overruled=True)
        return replace(self, findings=tuple(findings))


@dataclass(frozen=True, slots=True)
class Measure:
    """A number about delivery, with the band it is fine in.

    Attributes:
        name: What is measured, such as "Pace".
        value: The number, in unit; None when there is too little to measure.
        unit: Its unit, such as "words/min".
        low: Lower end of the band; None when there is none.
        high: Upper end of the band; None when there is none.
        source: Where the band comes from.
        note: What else to know, such as "a lower bound".
    """

    name: str
    value: float | None
    unit: str
    low: float | None = None
    high: float | None = None
    source: str = ""
    note: str = ""

    @property
    def inside(self) -> bool:
        """Whether the value is within its band, or there is nothing to judge."""
        if self.value is None:
            return True
        above = self.low is None or self.value >= self.low
        return above and (self.high is None or self.value <= self.high)


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence between two words.

    Attributes:
        after_word: Index of the word before it; -1 for the silence before the first.
        start_s: When it begins, in seconds.
        end_s: When it ends, in seconds.
    """

    after_word: int
    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """How long it lasts, in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an answer sounded.

    Attributes:
        duration_s: Length of the take.
        word_count: Words spoken, fillers left out.
        pace: Speaking rate, pauses included, in words per minute.
        articulation: The rate while speaking, pauses over 2 s left out.
        pauses: Pauses over 2 s between words.
        longest_pause: The longest of all silences between words, in seconds.
        first_word: Time from the start to the first word, in seconds.
        fillers: Indices of filler words; empty for a draft, which hears none.
        filler_rate: Fillers per minute, at least; its value is None for a draft.
        length: Length of the take against the question's target, in seconds.
    """

    duration_s: float
    word_count: int
    pace: Measure
    articulation: Measure
    pauses: tuple[Pause, ...]
    longest_pause: Measure
    first_word: Measure
    fillers: tuple[int, ...]
    filler_rate: Measure
    length: Measure


@dataclass(frozen=True, slots=True)
class Said:
    """A word, a term or a phrase, and where it was said.

    Attributes:
        text: As it is shown.
        places: Every place, in order; none for a term that was not used.
    """

    text: str
    places: tuple[Place, ...] = ()

    @property
    def count(self) -> int:
        """How often it was said."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Content:
    """What an answer was made of.

    Attributes:
        words: The most-used words that carry meaning, the commonest first.
        terms: Terms of the question, the weightiest first; those without places were not used.
        phrases: Phrases that came back, the longest stretches of the answer first.
        ideas: The model answer, sentence by sentence, with what was heard of each; empty when
            there is none, or where comparing would tell nothing.
    """

    words: tuple[Said, ...] = ()
    terms: tuple[Said, ...] = ()
    phrases: tuple[Said, ...] = ()
    ideas: tuple[PointFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """Everything the program says about one answer.

    Attributes:
        coverage: Which key points were heard.
        delivery: How it sounded.
        version: The rules that said so; other rules may say otherwise.
        content: What it was made of; None where nobody has looked.
        structure: How the story was told; None for a question that asks for none.
    """

    coverage: Coverage
    delivery: Delivery
    version: str = ""
    content: Content | None = None
    structure: Structure | None = None
