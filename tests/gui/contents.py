"""What an answer was made of, to show the pages of an answer with."""

from dataclasses import replace
from typing import Final

from app.core import practice as p
from app.core.feedback import Content, PointFinding, PointState, Said
from app.core.transcript import Place, Transcript
from app.session.views import ReviewView
from tests.gui import answers


def said(spoken: Transcript, text: str, *places: str) -> Said:
    """Return a word or phrase with where some words of a transcript are said, in their order."""
    found = []
    at = 0
    for words in places:
        start = spoken.text.index(words, at)
        at = start + len(words)
        span = spoken.words_in(start, at)
        found.append(Place(span[0], span[-1]))
    return Said(text, tuple(found))


IDEAS: Final = (
    "I'd keep two things apart: the inputs may change, or what they mean may change.",
    "For the first I compare the distribution of each input with that of the training set.",
    "For the second I need labels, so I watch the accuracy on the most recent weeks.",
    "Before I retrain I look for the cause, as it may be a broken pipeline upstream.",
    "And I keep a fallback, such as the model before, or a plain rule.",
)


def content(spoken: Transcript | None = None) -> Content:
    """Return what the answer of the mock-ups was made of."""
    spoken = spoken or answers.transcript()
    states = (PointState.COVERED,) * 3 + (PointState.UNCLEAR, PointState.NOT_FOUND)
    ideas = [
        PointFinding(idea, state, 0.5, answers.evidence(spoken, words))
        for idea, state, words in zip(IDEAS, states, answers.EVIDENCE, strict=True)
    ]
    return Content(
        words=(
            said(spoken, "inputs", "inputs", "inputs", "input"),
            said(spoken, "drift", "drift", "drift:", "drift,"),
            said(spoken, "labels", "labels", "labels"),
        ),
        terms=(
            said(spoken, "data drift", "data drift"),
            said(spoken, "concept drift", "concept drift"),
            said(spoken, "population stability index", "population stability index."),
            Said("proxy"),
            Said("upstream"),
            Said("retraining"),
        ),
        phrases=(
            said(spoken, "what we trained on", "what we trained on", "with the training set"),
        ),
        ideas=tuple(ideas),
    )


def content_review(**changes: object) -> ReviewView:
    """Return a review of which the content is known, with a model answer of several sentences."""
    words = answers.transcript()
    shown = answers.feedback(words, content=content(words))
    asked = answers.question(model_answer=" ".join(IDEAS))
    view = answers.review(
        p.Read(words, shown), feedback=shown, attempt=answers.attempt(question=asked)
    )
    return replace(view, **changes)  # type: ignore[arg-type]  # as above
