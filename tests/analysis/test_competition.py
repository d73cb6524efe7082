import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.competition import LEAD_LOSS, MEAN_LOSS, compete
from app.analysis.overlap import Table

ALL_DIFFER = ~np.eye(3, dtype=bool)


def table(*rows: list[float]) -> Table:
    return np.array(rows, np.float32)


def test_a_window_that_only_one_point_claims_keeps_its_score() -> None:
    scores = table([0.6], [0.0], [0.0])
    assert np.allclose(compete(scores, ALL_DIFFER)[0], 0.6)


def test_a_window_that_all_points_claim_loses_for_each() -> None:
    scores = table([0.6], [0.6], [0.6])
    assert np.allclose(compete(scores, ALL_DIFFER), 0.6 - MEAN_LOSS * 0.6)


def test_a_window_that_another_point_claims_more_loses_the_lead_too() -> None:
    scores = table([0.4], [0.8], [0.0])
    assert np.allclose(compete(scores, ALL_DIFFER)[0], 0.4 - MEAN_LOSS * 0.4 - LEAD_LOSS * 0.4)


def test_the_same_point_twice_is_no_rival_of_itself() -> None:
    rivals = np.array([[False, False, True], [False, False, True], [True, True, False]])
    assert np.allclose(compete(table([0.6], [0.6], [0.0]), rivals)[:2], 0.6)


def test_a_single_point_has_no_rivals() -> None:
    scores = table([0.6, -0.1])
    assert np.array_equal(compete(scores, np.array([[False]])), scores)


@given(st.lists(st.floats(-1.0, 1.5), min_size=3, max_size=3))
def test_the_point_that_was_ahead_stays_ahead(scores: list[float]) -> None:
    before = table(*([score] for score in scores))
    after = compete(before, ALL_DIFFER)
    assert np.isclose(after[before.argmax()], after.max(), atol=1e-5)
