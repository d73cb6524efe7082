"""Tells how a story is told: which part of it each sentence tells, whose it is, and its numbers.

Measured by tests/benchmarks/structure_answers.py.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.analysis.embedder import Embedder, Vectors
from app.analysis.said_numbers import find_numbers
from app.analysis.speakers import count_i_and_we
from app.analysis.statements import Statement, statements
from app.analysis.story_model import PARTS, Features, Method, Shares, StoryModel, features_of
from app.analysis.windows import cut
from app.core.structure import Structure, TaggedSentence
from app.core.transcript import Transcript, Word

_MARKS = re.compile(r"[^\w'%]+")
_SOUNDS = re.compile(r"\b(u+m+|u+h+m*|e+r+m*|h+m+)\b ?")


class StoryReader:
    """Reads how stories are told; by wording and order only when there is no embedder."""

    def __init__(self, embedder: Embedder | None, model: StoryModel | None = None) -> None:
        """Prepare.

        Args:
            embedder: Understands the sentences; None when it is not there.
            model: What to weigh them with; None for the one that comes with the program.
        """
        self._embedder = embedder
        self._model = model or StoryModel.load(self.method)

    @property
    def method(self) -> Method:
        """What the verdicts rest on."""
        return "lexical" if self._embedder is None else "semantic"

    def read(self, transcript: Transcript) -> Structure:
        """Return how an English answer is told; a Structure without sentences for no words."""
        words = transcript.words
        parts = statements(words)
        shares = self.shares(transcript, [part.words for part in parts])
        singular, plural = count_i_and_we(words)
        return Structure(_sentences(words, parts, shares), singular, plural, find_numbers(words))

    def shares(self, transcript: Transcript, parts: Sequence[range]) -> Shares:
        """Return how likely each of several stretches tells each of PARTS.

        Args:
            transcript: The whole answer.
            parts: Indices of the words of each stretch, in order; together they are all words.
        """
        if not parts:
            return np.zeros((0, len(PARTS)))
        return self._model.shares(self.features(transcript, parts))

    def features(self, transcript: Transcript, parts: Sequence[range]) -> Features:
        """Return what the model sees of several stretches; see `shares`."""
        plain = [plain_text(transcript.words, part) for part in parts]
        return features_of(plain, self._meanings(transcript, parts))

    def _meanings(self, transcript: Transcript, parts: Sequence[range]) -> Vectors | None:
        if self._embedder is None:
            return None
        # The same pieces as coverage reads, so that each is read once.
        text, places = transcript.text, transcript.char_spans()
        spans = [(places[part[0]][0], places[part[-1]][1]) for part in parts]
        return self._embedder.encode_windows(text, cut(text).sentences, spans)


def plain_text(words: Sequence[Word], part: range) -> str:
    """Return a stretch of words as the cues are looked for: without commas, capitals and ums."""
    said = " ".join(word.text for word in words[part.start : part.stop])
    plain = _MARKS.sub(" ", said.lower().replace("’", "'")).strip()
    return _SOUNDS.sub("", plain).strip()


def _sentences(
    words: Sequence[Word], parts: Sequence[Statement], shares: Shares
) -> tuple[TaggedSentence, ...]:
    """Return the verdicts; neighbours of one sentence that tell the same are one again."""
    found: list[TaggedSentence] = []
    for before, part, likely in zip([None, *parts], parts, shares, strict=False):
        sentence = _tagged(words, part.words, likely)
        if before is not None and _together(before, part, found[-1], sentence):
            sentence = _merged(found.pop(), sentence)
        found.append(sentence)
    return tuple(found)


def _tagged(words: Sequence[Word], part: range, likely: Shares) -> TaggedSentence:
    best = int(likely.argmax())
    return TaggedSentence(
        first_word=part[0],
        last_word=part[-1],
        start_s=words[part[0]].start_s,
        end_s=max(words[index].end_s for index in part),
        part=PARTS[best],
        sure=float(likely[best]),
    )


def _together(
    before: Statement, after: Statement, one: TaggedSentence, other: TaggedSentence
) -> bool:
    """Return whether two neighbours are one sentence that tells one thing."""
    same = after.sentence is not None and before.sentence == after.sentence
    return same and one.part is other.part


def _merged(one: TaggedSentence, other: TaggedSentence) -> TaggedSentence:
    return replace(
        one,
        last_word=other.last_word,
        end_s=max(one.end_s, other.end_s),
        sure=min(one.sure, other.sure),
    )
