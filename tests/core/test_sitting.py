"""What came of the answers of one sitting."""

from datetime import UTC, datetime, timedelta

from app.core.attempt import AttemptSummary, Take
from app.core.feedback import PointState
from app.core.sitting import best_takes, length_s, points_covered, spoken_s

BEGIN = datetime(2026, 11, 21, 10, 2, tzinfo=UTC)
SAID, NOT_SAID = PointState.COVERED, PointState.NOT_FOUND


def answer(number: int, key: str, *points: PointState, draft: bool = False) -> AttemptSummary:
    made_at = BEGIN + timedelta(minutes=5 * number)
    take = Take(f"{number}.wav", 60.0)
    points_or_none = points or None
    return AttemptSummary(
        number, made_at, key, "", "", 120.0, number, take, points_or_none, draft=draft
    )


def test_the_take_that_covered_most_counts_for_its_question() -> None:
    takes = [
        answer(1, "a", SAID, NOT_SAID),
        answer(2, "b", NOT_SAID),
        answer(3, "a", SAID, SAID),
        answer(4, "a", SAID, NOT_SAID),
    ]
    assert [each.id for each in best_takes(takes)] == [3, 2]
    assert points_covered(takes) == (2, 3)


def test_of_equal_takes_the_first_is_the_best() -> None:
    takes = [answer(1, "a", SAID), answer(2, "a", SAID)]
    assert [each.id for each in best_takes(takes)] == [1]


def test_drafts_and_what_was_not_compared_count_for_nothing() -> None:
    takes = [answer(1, "a", SAID, draft=True), answer(2, "b")]
    assert best_takes(takes) == []
    assert points_covered(takes) == (0, 0)


def test_a_sitting_lasts_from_the_first_word_to_the_last() -> None:
    takes = [answer(0, "a"), answer(1, "b")]
    assert length_s(takes) == 60 + 5 * 60
    assert spoken_s(takes) == 120
