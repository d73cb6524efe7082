"""Two takes of one question against each other."""

from dataclasses import replace

import pytest

from app.core.comparison import Course, MeasureChange, compare_delivery, compare_points
from app.core.feedback import Coverage, Delivery, Measure, Pause, PointFinding, PointState

NUMBER = Measure("Pace", 120.0, "words/min", 100.0, 165.0)
DELIVERY = Delivery(60.0, 100, NUMBER, NUMBER, (), NUMBER, NUMBER, (), NUMBER, NUMBER)


def heard(**states: PointState) -> Coverage:
    findings = tuple(PointFinding(point, state, 0.5) for point, state in states.items())
    return Coverage(findings, "semantic")


def pace(value: float | None) -> Measure:
    return replace(NUMBER, value=value)


def test_a_point_is_gained_when_it_is_covered_now_and_was_not_before() -> None:
    covered, unclear, missing = PointState
    older = heard(a=missing, b=unclear, c=covered, d=covered, e=covered, f=missing)
    newer = heard(a=covered, b=covered, c=unclear, d=missing, e=covered, f=unclear)
    changes = compare_points(older, newer)
    assert [each.point for each in changes if each.gained] == ["a", "b"]
    assert [each.point for each in changes if each.lost] == ["c", "d"]


def test_the_persons_own_verdict_is_what_counts() -> None:
    older = heard(a=PointState.NOT_FOUND)
    (change,) = compare_points(older, older.overruled_by({0: True}))
    assert change.gained


def test_a_point_the_question_did_not_have_then_is_neither_gained_nor_lost() -> None:
    older = heard(gone=PointState.COVERED, both=PointState.COVERED)
    newer = heard(both=PointState.COVERED, added=PointState.COVERED)
    changes = compare_points(older, newer)
    assert [each.point for each in changes] == ["both", "added", "gone"]
    assert [each.older is None for each in changes] == [False, True, False]
    assert not any(each.gained or each.lost for each in changes)


def test_nothing_is_gained_or_lost_while_one_take_is_not_judged() -> None:
    (change,) = compare_points(None, heard(a=PointState.COVERED))
    assert not change.gained


@pytest.mark.parametrize(
    ("before", "now", "course"),
    [
        (110, 160, Course.STAYED),
        (80, 110, Course.CAME_IN),
        (110, 180, Course.LEFT),
        (80, 90, Course.NEARER),
        (180, 190, Course.FURTHER),
        (80, 175, Course.NEARER),
        (90, 90, Course.AS_FAR),
        (None, 110, Course.UNKNOWN),
        (110, None, Course.UNKNOWN),
    ],
)
def test_where_a_measure_went_is_seen_from_its_band(
    before: float | None, now: float | None, course: Course
) -> None:
    assert MeasureChange(pace(before), pace(now)).course is course


def test_a_measure_without_a_band_goes_nowhere_but_differs() -> None:
    before, now = Measure("Longest pause", 4.0, "s"), Measure("Longest pause", 2.5, "s")
    change = MeasureChange(before, now)
    assert (change.difference, change.course) == (-1.5, Course.UNKNOWN)


def test_pauses_are_counted_and_a_missing_take_leaves_its_side_empty() -> None:
    paused = replace(DELIVERY, pauses=(Pause(3, 2.0, 4.5), Pause(9, 8.0, 11.0)))
    pauses = compare_delivery(DELIVERY, paused)[2]
    assert pauses.difference == 2.0
    assert [each.older for each in compare_delivery(None, paused)] == [None] * 5
    assert compare_delivery(None, None) == ()
