"""Tells what an answer was made of: its words, its terms, its phrases, the model answer's ideas."""

from collections.abc import Collection

from app.analysis.coverage import CoverageChecker
from app.analysis.ideas import ideas_of
from app.analysis.own_words import most_used, repeated_phrases
from app.analysis.spoken import spoken_words
from app.analysis.term_places import used_terms
from app.analysis.terms import required_terms, terms_of
from app.analysis.vocabulary import CommonWords, Term
from app.core.feedback import Content, PointFinding
from app.core.languages import UNSPACED, base_code, is_english
from app.core.question import KeyPoint, Question
from app.core.transcript import Transcript


class ContentReader:
    """Looks through answers; for one thread at a time."""

    def __init__(self, checker: CoverageChecker, common: CommonWords | None) -> None:
        """Prepare.

        Args:
            checker: Compares the model answer's sentences with what was said.
            common: The ordinary words of English; None when they are not known.
        """
        self._checker = checker
        self._common = common
        self._last: tuple[Question, tuple[Term, ...]] | None = None

    def assess(
        self, question: Question, transcript: Transcript, fillers: Collection[int]
    ) -> Content:
        """Return what an answer was made of.

        Words and terms are known for English only. Of another language less is said: what would
        be found by the rules made for English is not worth a look.

        Args:
            question: The question as it was asked.
            transcript: What was said; may be empty.
            fillers: Indices of its filler words.
        """
        language = transcript.language
        if not transcript.words or base_code(language) in UNSPACED:
            return Content()
        spoken, english = spoken_words(transcript.words), is_english(language)
        terms = self._terms(question) if english else required_terms(question)
        return Content(
            words=most_used(spoken, fillers) if english else (),
            terms=used_terms(terms, spoken),
            phrases=repeated_phrases(spoken, fillers, english=english),
            ideas=self._ideas(question, transcript) if english else (),
        )

    def _terms(self, question: Question) -> tuple[Term, ...]:
        """Return a question's terms; those of the last one are kept, for its next take."""
        if self._last is None or self._last[0] != question:
            self._last = question, terms_of(question, self._common)
        return self._last[1]

    def _ideas(self, question: Question, transcript: Transcript) -> tuple[PointFinding, ...]:
        """Return the model answer's sentences, each with what was heard of it.

        They are compared like key points, and the same limits hold for them: see
        tests/benchmarks/model_ideas.py.
        """
        points = [KeyPoint(idea) for idea in ideas_of(question.model_answer)]
        return self._checker.find(points, question.ask, transcript)
