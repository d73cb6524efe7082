"""What comes back before an interview, and what to do each day until then."""

import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.agenda import Card, PlannedDay
from app.core.deadline import (
    AGAIN_AT_MOST,
    EVE_COUNT,
    NEW_AT_MOST,
    PLAN_DAYS,
    Load,
    due_days,
    plan,
)

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
TODAY = NOW.date()


def card(name: str, due_in: float, last_ago: float = 20, stability_days: float = 30.0) -> Card:
    return Card(name, NOW + due_in * DAY, NOW - last_ago * DAY, stability_days, 5.0, 1)


def strong(count: int) -> list[Card]:
    """Return cards of questions that would come back in months, the first one the weakest."""
    return [card(f"q{number:03}", 80, stability_days=80.0 + number) for number in range(count)]


def test_without_an_interview_questions_come_back_when_they_would() -> None:
    cards = [card("a", 3), card("b", -2)]
    expected = {"a": TODAY + 3 * DAY, "b": TODAY - 2 * DAY}
    assert due_days(cards, NOW, None) == expected
    assert due_days(cards, NOW, TODAY) == expected  # on the day itself nothing is changed any more


def test_what_would_come_back_too_late_comes_back_before_the_interview() -> None:
    interview_on = TODAY + 30 * DAY
    days = due_days(strong(20), NOW, interview_on)
    assert set(Counter(days.values()).values()) == {2}
    assert max(days.values()) == interview_on - 2 * DAY
    assert min(days.values()) == interview_on - 11 * DAY


def test_the_weakest_come_back_last() -> None:
    days = due_days(strong(20), NOW, TODAY + 30 * DAY)
    in_order = [days[key] for key in sorted(days)]
    assert in_order == sorted(in_order, reverse=True)


def test_what_was_asked_in_the_last_days_need_not_come_back() -> None:
    cards = [card("a", 80, last_ago=1), card("b", 80, last_ago=9)]
    days = due_days(cards, NOW, TODAY + 5 * DAY)
    assert days["a"] == TODAY + 80 * DAY
    assert days["b"] <= TODAY + 3 * DAY


def test_what_was_done_today_is_not_asked_for_once_more() -> None:
    waiting, interview_on = strong(20), TODAY + 6 * DAY  # five days, four a day
    due = [day for day in due_days(waiting, NOW, interview_on).values() if day <= TODAY]
    assert len(due) == 4
    done = [card(f"done{number}", 80, last_ago=0) for number in range(4)]
    days = due_days([*waiting[:16], *done], NOW, interview_on)
    assert all(day > TODAY for day in days.values())
    assert max(Counter(days.values()).values()) == 4


def test_no_day_brings_back_more_than_one_can_answer() -> None:
    days = due_days(strong(1000), NOW, TODAY + 30 * DAY)
    capped = Counter(day for day in days.values() if day < TODAY + 30 * DAY)
    assert max(capped.values()) == AGAIN_AT_MOST


def test_on_the_evening_before_only_a_few_of_the_weakest_come_back() -> None:
    cards = [*strong(20), card("weak", 4, stability_days=1.0)]
    days = due_days(cards, NOW, TODAY + DAY)
    today = [key for key, day in days.items() if day == TODAY]
    assert today == ["q000", "q001", "q002", "q003", "weak"]
    done = [card(f"done{number}", 80, last_ago=0) for number in range(EVE_COUNT)]
    assert TODAY not in due_days([*cards, *done], NOW, TODAY + DAY).values()


def load(due: list[tuple[date, float]] | None = None, new: int = 0, new_today: int = 0) -> Load:
    return Load(due or [], new, new_today, question_s=180.0, rehearsal_s=900.0)


def test_there_is_no_plan_without_a_day_or_on_it() -> None:
    assert plan(load(new=5), TODAY, None) == ()
    assert plan(load(new=5), TODAY, TODAY) == ()


@pytest.mark.parametrize("left", [1, 2, 3, 5, 8, 13, 21, 34])
@pytest.mark.parametrize("new", [0, 1, 7, 40])
def test_all_that_is_new_is_tried_before_the_interview(left: int, new: int) -> None:
    days = plan(load(new=new), TODAY, TODAY + left * DAY)
    assert [day.day for day in days] == [TODAY + n * DAY for n in range(min(left, PLAN_DAYS))]
    counts = [day.new for day in days]
    if left <= PLAN_DAYS and new <= NEW_AT_MOST * max(1, left * 2 // 3):
        assert sum(counts) == new
    assert max(counts) <= NEW_AT_MOST
    spread = counts[: max(1, left * 2 // 3)]
    assert max(spread) - min(spread) <= 1
    assert not any(counts[max(1, left * 2 // 3) :])


def test_new_ones_tried_today_count_for_today() -> None:
    interview_on = TODAY + 6 * DAY  # four days for new ones
    assert [day.new for day in plan(load(new=8), TODAY, interview_on)][:4] == [2, 2, 2, 2]
    after = plan(load(new=6, new_today=2), TODAY, interview_on)
    assert [day.new for day in after][:4] == [0, 2, 2, 2]


def test_what_is_new_comes_back_before_the_interview() -> None:
    days = plan(load(new=4), TODAY, TODAY + 6 * DAY)
    assert sum(day.due for day in days) >= 4


def test_what_is_overdue_is_planned_for_today() -> None:
    due = [(TODAY - 9 * DAY, 3.0), (TODAY, 3.0), (TODAY + 2 * DAY, 30.0)]
    days = plan(load(due), TODAY, TODAY + 10 * DAY)
    assert [day.due for day in days[:3]] == [2, 0, 1]


def test_whole_interviews_are_rehearsed_every_third_day_up_to_two_days_before() -> None:
    days = plan(load(), TODAY, TODAY + 21 * DAY)
    left = [21 - number for number, day in enumerate(days) if day.rehearsal]
    assert left == [16, 11, 8, 5, 2]
    assert not days[-1].rehearsal


def test_the_minutes_are_those_of_questions_and_rehearsals() -> None:
    days = plan(load([(TODAY, 60.0)], new=1), TODAY, TODAY + 2 * DAY)
    assert days[0] == PlannedDay(TODAY, due=1, new=1, rehearsal=True, minutes=21)


def test_an_interview_in_the_far_future_is_planned_as_quickly_as_one_next_year() -> None:
    load = Load([(TODAY + 3 * DAY, 30.0)], 40, 0, 180.0, 900.0)
    begun_s = time.monotonic()
    days = plan(load, TODAY, date.max)
    assert time.monotonic() - begun_s < 0.2
    assert len(days) == PLAN_DAYS
    assert days[3].due >= 1
