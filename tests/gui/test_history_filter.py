"""What a person wants to see of the history, as a filter with moments in it."""

from datetime import date, datetime, timedelta

import pytest

from app.core.listing import Filter
from app.gui.pages.history_values import ALL, Period, Wanted
from app.gui.presenters.history_filter import filter_of

NOW = datetime(2026, 3, 31, 19, 0).astimezone()


def begin(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day).astimezone()


def test_nothing_wanted_in_particular_is_everything() -> None:
    assert filter_of(ALL, NOW) == Filter()


@pytest.mark.parametrize(
    ("period", "since"),
    [
        (Period.WEEK, begin(2026, 3, 24)),
        (Period.MONTH, begin(2026, 2, 28)),  # there is no 31 February
        (Period.QUARTER, begin(2025, 12, 31)),
        (Period.YEAR, begin(2026, 1, 1)),
    ],
)
def test_a_period_begins_with_a_whole_day_and_has_no_end(period: Period, since: datetime) -> None:
    found = filter_of(Wanted(period=period), NOW)
    assert (found.since, found.until) == (since, None)


def test_a_period_of_ones_own_holds_its_last_day() -> None:
    wanted = Wanted(period=Period.CUSTOM, first_day=date(2026, 3, 1), last_day=date(2026, 3, 5))
    found = filter_of(wanted, NOW)
    assert (found.since, found.until) == (begin(2026, 3, 1), begin(2026, 3, 6))


def test_days_the_wrong_way_round_mean_the_same() -> None:
    wanted = Wanted(period=Period.CUSTOM, first_day=date(2026, 3, 5), last_day=date(2026, 3, 1))
    found = filter_of(wanted, NOW)
    assert (found.since, found.until) == (begin(2026, 3, 1), begin(2026, 3, 6))


def test_the_last_seven_days_move_on_with_the_present() -> None:
    found = filter_of(Wanted(period=Period.WEEK), NOW + timedelta(days=1))
    assert found.since == begin(2026, 3, 25)


def test_everything_else_is_taken_over() -> None:
    wanted = Wanted(
        text="store",
        pack_id="mlops",
        group="Basics",
        tag="drift",
        question_key="mlops/drift",
        scores=(3, 5),
        mode="interview",
        draft=False,
        best=True,
        noted=True,
    )
    found = filter_of(wanted, NOW)
    assert (found.text, found.pack_id, found.group, found.tag) == (
        "store", "mlops", "Basics", "drift",
    )  # fmt: skip
    assert (found.question_key, found.score_from, found.score_to) == ("mlops/drift", 3, 5)
    assert (found.mode, found.draft, found.best, found.noted) == ("interview", False, True, True)
