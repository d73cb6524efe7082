"""Says which of the person's stories fits a question, by meaning, or by words without a model."""

from collections.abc import Sequence

from app.analysis.embedder import Embedder
from app.analysis.words import stems
from app.core.question import Question
from app.core.story import Story, Suggestion

# What the competencies that both name count beside the texts.
COMPETENCY_SHARE = 0.3


class StoryRanker:
    """Compares stories with questions; for one thread at a time.

    The embedder keeps the vectors of questions and stories, which rarely change.
    """

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder

    def rank(self, question: Question, stories: Sequence[Story]) -> tuple[Suggestion, ...]:
        """Return all stories: those attached to the question first, the best score first."""
        scores = self.scores(question, stories)
        suggestions = [
            Suggestion(story, score, attached=question.key in story.question_keys)
            for story, score in zip(stories, scores, strict=True)
        ]
        return tuple(sorted(suggestions, key=lambda each: (not each.attached, -each.score)))

    def scores(self, question: Question, stories: Sequence[Story]) -> list[float]:
        """Return how well each story fits, 0..1."""
        texts = self._by_meaning(question, stories) or self._by_words(question, stories)
        return [
            (1 - COMPETENCY_SHARE) * text + COMPETENCY_SHARE * _shared(question, story)
            for text, story in zip(texts, stories, strict=True)
        ]

    def _by_meaning(self, question: Question, stories: Sequence[Story]) -> list[float]:
        if self._embedder is None or not stories:
            return []
        asked = self._embedder.encode_kept([question.ask])[0]
        told = self._embedder.encode_kept([story.text for story in stories])
        return [max(0.0, float(nearness)) for nearness in told @ asked]

    def _by_words(self, question: Question, stories: Sequence[Story]) -> list[float]:
        asked = stems(f"{question.ask} {question.why}")
        return [len(asked & stems(story.text)) / max(1, len(asked)) for story in stories]


def _shared(question: Question, story: Story) -> float:
    """Return the share of the competencies asked for that a story shows, 0..1."""
    asked = {name.lower() for name in question.competencies}
    return len(asked & {*story.competencies}) / len(asked) if asked else 0.0
