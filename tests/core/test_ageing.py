"""Thirty days in the trash, whatever the computer's clock does meanwhile."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core.ageing import TRASH_DAYS, Ages, months_before

NOW = datetime(2026, 3, 14, 18, 42, tzinfo=UTC)
DAY = timedelta(days=1)


def used_daily(ages: Ages, days: int, start: datetime = NOW) -> Ages:
    """Look once a day, and once more on the last of them."""
    for day in range(days + 1):
        ages = ages.at(start + day * DAY, ["take"])
    return ages


def test_what_has_just_come_has_thirty_days() -> None:
    assert Ages().at(NOW, ["take"]).days_left("take") == TRASH_DAYS


def test_a_day_of_use_takes_a_day_away() -> None:
    assert used_daily(Ages(), 1).days_left("take") == TRASH_DAYS - 1
    assert used_daily(Ages(), 29).days_left("take") == 1
    assert used_daily(Ages(), 30).days_left("take") == 0


def test_a_day_that_has_begun_still_counts() -> None:
    ages = used_daily(Ages(), 29).at(NOW + 29.5 * DAY, ["take"])
    assert ages.days_left("take") == 1


def test_a_clock_set_years_ahead_takes_a_week_at_most() -> None:
    ages = Ages().at(NOW, ["take"]).at(NOW + 1500 * DAY, ["take"])
    assert ages.days_left("take") == TRASH_DAYS - 7
    assert ages.at(NOW + 1500 * DAY, ["take"]).days_left("take") == TRASH_DAYS - 7


def test_a_clock_set_back_takes_nothing_and_time_goes_on_from_there() -> None:
    ages = used_daily(Ages(), 3).at(NOW - 9000 * DAY, ["take"])
    assert ages.days_left("take") == TRASH_DAYS - 3
    assert ages.at(NOW - 8999 * DAY, ["take"]).days_left("take") == TRASH_DAYS - 4


def test_a_clock_that_was_wrong_when_something_was_deleted_does_no_harm() -> None:
    ages = Ages().at(datetime(1970, 1, 1, tzinfo=UTC), ["take"]).at(NOW, ["take"])
    assert ages.days_left("take") == TRASH_DAYS - 7


def test_what_comes_back_begins_anew() -> None:
    ages = used_daily(Ages(), 20)
    ages = ages.at(NOW + 21 * DAY, []).at(NOW + 22 * DAY, ["take"])
    assert ages.days_left("take") == TRASH_DAYS


@given(st.lists(st.integers(-4000, 4000), min_size=2, max_size=30))
def test_no_two_looks_can_make_anything_due_that_was_not_there_for_five_looks(
    days: list[int],
) -> None:
    ages = Ages()
    for looks, day in enumerate(days):
        before = ages.days_left("take")
        ages = ages.at(NOW + day * DAY, ["take"])
        assert ages.days_left("take") <= before
        assert ages.days_left("take") > 0 or looks >= 5


def test_months_are_those_of_the_calendar() -> None:
    assert months_before(NOW, 1) == NOW.replace(month=2)
    assert months_before(NOW, 3) == NOW.replace(year=2025, month=12)
    assert months_before(NOW, 24) == NOW.replace(year=2024)
    assert months_before(NOW.replace(day=31), 1) == NOW.replace(month=2, day=28)
