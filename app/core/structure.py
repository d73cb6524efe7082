"""How a story is told: which sentences tell the situation, the task, the action, the result."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.core.transcript import Place


class Part(StrEnum):
    """The parts of a story, in the order they are told."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the share of an answer is fine, 0..1."""

    low: float
    high: float


# 20 % situation, 10 % task, 60 % action, 10 % result (University of Washington, Career Center:
# careers.uw.edu/resources/star-method-of-interviewing); the room around it from other splits that
# are taught, 15/10/60/15 (velyq.com) and 10/10/60/20 (jobcoachai.cv).
SETUP: Final = Target(0.0, 0.30)
ACTION: Final = Target(0.50, 0.65)
RESULT: Final = Target(0.10, 0.20)
# Half of the time spent before the first thing one did is the commonest fault (the same sources).
LATE_ACTION: Final = 0.5


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """One sentence of an answer, and which part of the story it tells.

    Attributes:
        first_word: Index of its first word in the transcript.
        last_word: Index of its last word, inclusive.
        start_s: When it begins in the take, in seconds.
        end_s: When it ends, in seconds.
        part: The verdict; the person's own where they overruled.
        sure: How likely the verdict is right by the measure of the tagger, 0..1.
        overruled: Whether the part is the person's, not the program's.
    """

    first_word: int
    last_word: int
    start_s: float
    end_s: float
    part: Part
    sure: float = 1.0
    overruled: bool = False

    @property
    def length_s(self) -> float:
        """How long it lasts, in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Structure:
    """How a story was told. All of it is soft: of 100 sentences some 10 are tagged wrongly.

    Attributes:
        sentences: Its sentences in order; empty when there were none.
        singular: How often the person spoke of themselves: I, me, my ...
        plural: How often of a group they belong to: we, us, our ...
        numbers: Where numbers were said, in order.
    """

    sentences: tuple[TaggedSentence, ...] = ()
    singular: int = 0
    plural: int = 0
    numbers: tuple[Place, ...] = ()

    @property
    def told_s(self) -> float:
        """The time all sentences take, in seconds."""
        return sum(sentence.length_s for sentence in self.sentences)

    def share(self, *parts: Part) -> float:
        """Return the share of some parts together, by time, 0..1; 0 of nothing."""
        told_s = sum(each.length_s for each in self.sentences if each.part in parts)
        return told_s / self.told_s if self.told_s else 0.0

    def sentences_of(self, part: Part) -> tuple[TaggedSentence, ...]:
        """Return the sentences of a part, in order."""
        return tuple(sentence for sentence in self.sentences if sentence.part is part)

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts of which nothing was heard."""
        heard = {sentence.part for sentence in self.sentences}
        return tuple(part for part in Part if part not in heard) if self.sentences else ()

    @property
    def result_number(self) -> Place | None:
        """The first number in the Result; None where it has none."""
        for sentence in self.sentences_of(Part.RESULT):
            for number in self.numbers:
                if sentence.first_word <= number.first_word <= sentence.last_word:
                    return number
        return None

    @property
    def action_from(self) -> float | None:
        """The share of the telling before the first Action, 0..1; None where there is no Action."""
        before_s = 0.0
        for sentence in self.sentences:
            if sentence.part is Part.ACTION:
                return before_s / self.told_s if self.told_s else 0.0
            before_s += sentence.length_s
        return None

    def sentence_at(self, at_s: float) -> TaggedSentence | None:
        """Return the last sentence that has begun at a moment, in seconds."""
        begun = [sentence for sentence in self.sentences if sentence.start_s <= at_s]
        return begun[-1] if begun else None

    def moments_in(
        self, sentence: TaggedSentence, marks: Mapping[float, Part]
    ) -> tuple[float, ...]:
        """Return the moments of the person's verdicts that are about a sentence, in order."""
        return tuple(sorted(at_s for at_s in marks if self.sentence_at(at_s) == sentence))

    def overruled_by(self, marks: Mapping[float, Part]) -> "Structure":
        """Return the structure with the person's own verdicts in place.

        Args:
            marks: A moment of the take in seconds -> the part that is told then. Moments, since
                they outlive a correction of the words.
        """
        verdicts = {id(self.sentence_at(at_s)): part for at_s, part in marks.items()}
        sentences = tuple(
            replace(each, part=verdicts[id(each)], overruled=True) if id(each) in verdicts else each
            for each in self.sentences
        )
        return replace(self, sentences=sentences)
