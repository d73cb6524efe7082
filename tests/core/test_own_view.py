"""The person's own view of an answer beside the measured one."""

import pytest

from app.core.attempt import SelfRating
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.own_view import APART, OwnView, as_score, as_share, own_view
from app.session.own_view_words import memory_words, rating_words

COVERED, UNCLEAR, NOT_FOUND = PointState
POINTS = ("Inputs change.", "Meaning changes.", "Watch it.", "Keep a fallback.")


def coverage(*states: PointState) -> Coverage:
    findings = (
        PointFinding(point, state, 0.5) for point, state in zip(POINTS, states, strict=False)
    )
    return Coverage(tuple(findings), "semantic")


@pytest.mark.parametrize(("score", "share"), [(1, 0.0), (3, 0.5), (5, 1.0)])
def test_a_rating_and_a_share_are_told_in_each_others_terms(score: int, share: float) -> None:
    assert as_share(score) == share
    assert as_score(share) == score


def test_what_was_remembered_and_what_was_heard_are_compared_point_by_point() -> None:
    view = own_view(SelfRating(4, (0, 2)), coverage(COVERED, COVERED, NOT_FOUND, UNCLEAR))
    assert view == OwnView(4, covered=2, total=4, ticked=2, not_heard=(2,), not_ticked=(1,))
    assert view.apart == pytest.approx(0.25)
    assert memory_words(view, POINTS) == (
        "Remembered, but not found: “Watch it”",
        "Said, though you had not ticked it: “Meaning changes”",
    )


def test_an_unclear_point_that_was_remembered_is_no_difference() -> None:
    view = own_view(SelfRating(3, (3,)), coverage(NOT_FOUND, NOT_FOUND, NOT_FOUND, UNCLEAR))
    assert view is not None
    assert view.not_heard == ()


def test_who_ticked_nothing_is_told_nothing_about_memory() -> None:
    view = own_view(SelfRating(3), coverage(COVERED, NOT_FOUND))
    assert view is not None
    assert memory_words(view, POINTS) == ()


def test_points_of_a_question_that_has_fewer_by_now_are_passed_over() -> None:
    view = own_view(SelfRating(3, (0, 9)), coverage(COVERED, NOT_FOUND))
    assert view is not None
    assert view.ticked == 1
    assert memory_words(view, POINTS) == ("What you remembered saying is what was heard.",)


def test_without_a_rating_or_points_there_is_nothing_to_compare() -> None:
    assert own_view(None, coverage(COVERED)) is None
    assert own_view(SelfRating(3), coverage()) is None


@pytest.mark.parametrize(
    ("score", "covered", "words"),
    [
        (5, 2, "You rated it 5; 2 of 4 points were heard, about a 3."),
        (3, 2, "You rated it 3; 2 of 4 points were heard. That fits."),
        (2, 4, "You rated it 2; 4 of 4 points were heard, about a 5: better than it felt."),
    ],
)
def test_a_difference_is_said_softly(score: int, covered: int, words: str) -> None:
    assert rating_words(OwnView(score, covered, 4, 0)) == words


def test_half_a_step_of_the_rating_is_close() -> None:
    assert as_share(3.5) - as_share(3) < APART < as_share(4) - as_share(3)


def test_a_long_list_of_points_is_cut() -> None:
    view = OwnView(3, 0, 4, 4, not_heard=(0, 1, 2, 3))
    (words,) = memory_words(view, POINTS)
    assert words.endswith("“Watch it” and 1 more")
