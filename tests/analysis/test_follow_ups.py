"""Which follow-up is asked after an answer that left something out."""

from dataclasses import replace

import pytest

from app.analysis.embedder import Embedder
from app.analysis.follow_ups import rank_follow_ups
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.question import KeyPoint, Question

QUESTION = Question(
    "packaging",
    "test",
    "Test",
    "Basics",
    "What are your options for packaging a trained model?",
    key_points=(
        KeyPoint("Serialising with pickle is the simplest way to save a Python object."),
        KeyPoint("Portable formats such as ONNX let a model run outside its framework."),
        KeyPoint("A container image bundles the model with its dependencies."),
    ),
    follow_ups=(
        "Your image is nine gigabytes. How do you make it smaller?",
        "What can go wrong when you convert a model to ONNX?",
    ),
)


def heard(*states: PointState) -> Coverage:
    points = zip(QUESTION.key_points, states, strict=True)
    findings = tuple(PointFinding(point.text, state, 0.0) for point, state in points)
    return Coverage(findings, "semantic")


YES, HALF, NO = PointState.COVERED, PointState.UNCLEAR, PointState.NOT_FOUND


@pytest.mark.parametrize("by_words", [True, False])
def test_the_follow_up_about_what_is_missing_is_asked(embedder: Embedder, by_words: bool) -> None:
    used = None if by_words else embedder
    assert rank_follow_ups(QUESTION, heard(YES, YES, NO), used)[:1] == (0,)
    assert rank_follow_ups(QUESTION, heard(YES, NO, YES), used)[:1] == (1,)


def test_nothing_is_asked_when_nothing_is_missing(embedder: Embedder) -> None:
    assert rank_follow_ups(QUESTION, heard(YES, YES, YES), embedder) == ()


def test_what_is_unclear_is_asked_about_only_when_nothing_is_missing(embedder: Embedder) -> None:
    assert rank_follow_ups(QUESTION, heard(YES, HALF, YES), embedder)[:1] == (1,)
    assert rank_follow_ups(QUESTION, heard(YES, HALF, NO), embedder)[:1] == (0,)


def test_a_follow_up_about_something_else_is_not_asked() -> None:
    other = replace(QUESTION, follow_ups=("Who was hardest to convince?",))
    assert rank_follow_ups(other, heard(NO, NO, NO), None) == ()


def test_no_follow_ups_or_no_points_are_no_mistake(embedder: Embedder) -> None:
    assert rank_follow_ups(replace(QUESTION, follow_ups=()), heard(NO, NO, NO), embedder) == ()
    empty = Coverage((), "semantic")
    assert rank_follow_ups(replace(QUESTION, key_points=()), empty, embedder) == ()
    assert rank_follow_ups(QUESTION, empty, embedder) == ()
