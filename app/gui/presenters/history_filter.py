"""What a person wants to see of the history, as a filter with moments in it."""

from datetime import date, datetime, time, timedelta
from typing import Final

from app.core.listing import Filter
from app.gui.pages.history_values import Period, Wanted

WEEK: Final = timedelta(days=7)


def filter_of(wanted: Wanted, now: datetime) -> Filter:
    """Return the filter.

    Args:
        wanted: What the person wants to see.
        now: The present, in the time zone of the person: "the last 7 days" count from here.
    """
    low, high = wanted.scores or (None, None)
    first, last = _days(wanted, now.date())
    return Filter(
        text=wanted.text,
        pack_id=wanted.pack_id,
        group=wanted.group,
        tag=wanted.tag,
        question_key=wanted.question_key,
        since=_begin(first) if first else None,
        until=_begin(last + timedelta(days=1)) if last else None,
        score_from=low,
        score_to=high,
        mode=wanted.mode,
        draft=wanted.draft,
        best=wanted.best,
        noted=wanted.noted,
    )


def _days(wanted: Wanted, today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day that are wanted, inclusive."""
    match wanted.period:
        case Period.ANY:
            return None, None
        case Period.WEEK:
            return today - WEEK, None
        case Period.MONTH:
            return _months_before(today, 1), None
        case Period.QUARTER:
            return _months_before(today, 3), None
        case Period.YEAR:
            return date(today.year, 1, 1), None
        case Period.CUSTOM:
            return _in_order(wanted.first_day, wanted.last_day)


def _in_order(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """Return both days the right way round: somebody may type the later one first."""
    if first and last and first > last:
        return last, first
    return first, last


def _months_before(day: date, months: int) -> date:
    """Return the same day some months before, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in range(day.day, day.day - 4, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:  # that month has no such day
            continue
    raise AssertionError("every month has 28 days")


def _begin(day: date) -> datetime:
    """Return when a day begins where the person is."""
    return datetime.combine(day, time()).astimezone()
