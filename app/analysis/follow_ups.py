"""Chooses which follow-up of a question probes what an answer left out."""

from app.analysis.embedder import Embedder
from app.core.feedback import Coverage
from app.core.question import Question


def rank_follow_ups(
    question: Question, coverage: Coverage, embedder: Embedder | None
) -> tuple[int, ...]:
    """Return the follow-ups that probe what is missing, the best first; none when nothing is.

    Args:
        question: The question that was answered.
        coverage: What was heard of its key points.
        embedder: Tells what is alike; None to compare words only.
    """
    return ()
