"""What an answer is worth, and how soon it fades."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from fsrs import Card, Rating, Scheduler

from app.core.scheduling import Grade, JudgedAnswer, grade_of, graded_days, retrievability

A, H, G, E = Grade.AGAIN, Grade.HARD, Grade.GOOD, Grade.EASY
EVENING = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("score", "alone", "few", "some", "most"),
    [
        (None, None, A, H, G),
        (1, A, A, A, H),
        (2, A, A, H, H),
        (3, H, A, H, G),
        (4, G, H, G, G),
        (5, E, H, G, E),
    ],
)
def test_rating_and_coverage_make_the_grade(
    score: int | None, alone: Grade | None, few: Grade, some: Grade, most: Grade
) -> None:
    assert grade_of(score, None) is alone
    assert [grade_of(score, share) for share in (0.0, 0.2, 0.33)] == [few] * 3
    assert [grade_of(score, share) for share in (0.34, 0.5, 0.66)] == [some] * 3
    assert [grade_of(score, share) for share in (0.67, 0.8, 1.0)] == [most] * 3


def test_a_better_view_never_makes_a_worse_grade() -> None:
    shares = (0.0, 1 / 3, 2 / 3, 1.0)
    for score in (None, 1, 2, 3, 4, 5):
        grades = [grade_of(score, share) or 0 for share in shares]
        assert grades == sorted(grades)
    for share in (None, *shares):
        grades = [grade_of(score, share) or 0 for score in range(1, 6)]
        assert grades == sorted(grades)


def answers(*given: tuple[float, int]) -> list[JudgedAnswer]:
    return [JudgedAnswer(EVENING + timedelta(hours=hours), score) for hours, score in given]


def test_the_first_take_of_a_day_counts_and_a_worse_one_changes_nothing() -> None:
    (day,) = graded_days(answers((0, 4), (1, 1)), UTC)
    assert day.grade is G


def test_a_better_take_of_the_day_raises_its_grade_by_one_step_only() -> None:
    (day,) = graded_days(answers((0, 1), (1, 3), (2, 5)), UTC)
    assert day.grade is H


def test_takes_of_one_day_never_make_a_good_one_easy() -> None:
    (day,) = graded_days(answers((0, 4), (1, 5)), UTC)
    assert day.grade is G


def test_a_take_of_which_nothing_is_known_does_not_count() -> None:
    unknown = JudgedAnswer(EVENING)
    known = JudgedAnswer(EVENING + timedelta(minutes=5), 4)
    assert graded_days([unknown], UTC) == []
    assert [day.grade for day in graded_days([unknown, known], UTC)] == [G]


def test_the_days_are_those_of_the_person() -> None:
    late = answers((0, 1), (5, 5))  # 20:00 and 1:00 in London, 15:00 and 20:00 in New York
    assert len(graded_days(late, UTC)) == 2
    assert len(graded_days(late, timezone(timedelta(hours=-5)))) == 1


def test_what_fades_fades_as_in_the_library() -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    for days in (0, 1, 7, 60, 400):
        card = Card(card_id=1, stability=7.5, last_review=EVENING)
        theirs = scheduler.get_card_retrievability(card, EVENING + timedelta(days=days))
        assert retrievability(7.5, days) == pytest.approx(theirs)
    assert retrievability(7.5, 7.5) == pytest.approx(0.9)
    assert all(x > y for x, y in pairwise(retrievability(3.0, day) for day in range(30)))


def test_the_grades_have_the_numbers_of_the_library() -> None:
    assert {grade.name: int(grade) for grade in Grade} == {
        rating.name.upper(): int(rating) for rating in Rating
    }
