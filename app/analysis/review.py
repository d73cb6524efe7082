"""Puts everything the program says about one answer together."""

from typing import Final

from app.analysis.content import ContentReader
from app.analysis.coverage import CoverageChecker
from app.analysis.delivery import assess_delivery
from app.analysis.embedder import Embedder
from app.analysis.structure import StoryReader
from app.analysis.vocabulary import FIRST_RARE, CommonWords
from app.core.feedback import Feedback
from app.core.languages import is_english
from app.core.question import Question
from app.core.structure import Structure
from app.core.transcript import Transcript

# Rises whenever the same answer may get another verdict, so that kept feedback is made again.
ANALYSIS_VERSION: Final = "5"


class Analyst:
    """Judges answers; by words only when there is no embedder. For one thread at a time."""

    def __init__(self, embedder: Embedder | None) -> None:
        self._coverage = CoverageChecker(embedder)
        common = CommonWords(embedder.common_words(FIRST_RARE)) if embedder else None
        self._content = ContentReader(self._coverage, common)
        self._stories = StoryReader(embedder)

    @property
    def version(self) -> str:
        """What kept feedback depends on besides the answer: the rules and the method."""
        return f"{ANALYSIS_VERSION}-{self._coverage.method}"

    def read_ahead(self, text: str) -> None:
        """Prepare for judging an answer of which this is the beginning."""
        self._coverage.read_ahead(text)

    def assess(self, question: Question, transcript: Transcript, duration_s: float) -> Feedback:
        """Return the feedback on one answer.

        Args:
            question: The question as it was asked.
            transcript: What was said; may be empty.
            duration_s: Length of the take in seconds.
        """
        delivery = assess_delivery(transcript, duration_s, question.answer_s)
        return Feedback(
            coverage=self._coverage.assess(question, transcript),
            delivery=delivery,
            content=self._content.assess(question, transcript, delivery.fillers),
            structure=self._structure(question, transcript),
        )

    def _structure(self, question: Question, transcript: Transcript) -> Structure | None:
        """Return how a story was told; None where none was asked for, or not in English."""
        asked = question.kind == "behavioural" and is_english(transcript.language)
        return self._stories.read(transcript) if asked else None
