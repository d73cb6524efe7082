"""Parts a model answer into its ideas: its sentences, the shortest of them with the next."""

from typing import Final

from app.analysis.windows import Span, sentences
from app.analysis.words import STOP_WORDS, tokens

# "Then there's testing." announces what the next sentence says, and says nothing by itself.
MIN_WORDS: Final = 4


def ideas_of(model_answer: str) -> tuple[str, ...]:
    """Return the ideas in order; together they are the whole answer."""
    ideas: list[Span] = []
    waiting: Span | None = None
    for first, end in sentences(model_answer):
        idea = (waiting[0] if waiting else first, end)
        waiting = idea if _content_count(model_answer[slice(*idea)]) < MIN_WORDS else None
        if waiting is None:
            ideas.append(idea)
    if waiting is not None:
        ideas.append((ideas.pop()[0] if ideas else waiting[0], waiting[1]))
    return tuple(model_answer[slice(*idea)] for idea in ideas)


def _content_count(text: str) -> int:
    return sum(word not in STOP_WORDS and "'" not in word for word in tokens(text))
