"""Where in an answer which part of a story is told: what band and transcript mark alike."""

from dataclasses import dataclass
from itertools import groupby

from app.core.replay import Stretch, with_breath
from app.core.structure import Part, Structure, TaggedSentence
from app.gui.wording import clock
from app.session.structure_words import part_name


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences one after the other that tell the same part."""

    sentences: tuple[TaggedSentence, ...]

    @property
    def part(self) -> Part:
        """The part."""
        return self.sentences[0].part

    @property
    def first_word(self) -> int:
        """Index of its first word."""
        return self.sentences[0].first_word

    @property
    def start_s(self) -> float:
        """When it begins, in seconds."""
        return self.sentences[0].start_s

    @property
    def end_s(self) -> float:
        """When it ends, in seconds."""
        return self.sentences[-1].end_s

    @property
    def stretch(self) -> Stretch:
        """What is heard of it."""
        return with_breath(self.start_s, self.end_s)

    @property
    def own(self) -> tuple[TaggedSentence, ...]:
        """The sentences of which the person says so."""
        return tuple(sentence for sentence in self.sentences if sentence.overruled)

    def words(self, *, timed: bool = True) -> str:
        """Return what it is and where, such as "Action, 0:28 to 0:52, as you say"."""
        words = part_name(self.part)
        if timed:
            words += f", {clock(self.start_s)} to {clock(self.end_s)}"
        if len(self.own) == len(self.sentences):
            return f"{words}, as you say"
        return f"{words}, {len(self.own)} of its sentences as you say" if self.own else words


def runs_of(told: Structure | None) -> tuple[Run, ...]:
    """Return the runs of an answer, in order."""
    sentences = told.sentences if told else ()
    return tuple(Run(tuple(each)) for _, each in groupby(sentences, lambda each: each.part))
