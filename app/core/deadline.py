"""When questions come back before an interview, and what to do each day until then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil
from typing import Final

from app.core.agenda import Card, PlannedDay

# Every question comes back in the last ten days, the evening before left out: that is for the few
# weakest ones. The best-known come first, so that the weakest are the freshest.
FINAL_DAYS: Final = 10
AGAIN_AT_MOST: Final = 30  # a day; of more than 300 questions the best-known are not brought back
EVE_COUNT: Final = 5
NEW_AT_MOST: Final = 20  # a day: more than an hour of questions never heard before is lost
PLAN_DAYS: Final = 21  # what is planned for later changes before it comes
_ALMOST: Final = timedelta(days=2)
_DAY: Final = timedelta(days=1)
# A new question comes back after two days when it went well, and then after ever longer.
_FIRST_INTERVAL: Final = 2
_GROWTH: Final = 3.0
_REHEARSE_EVERY: Final = 3
_WEEKLY_BEFORE: Final = 12  # days before the interview: until then a rehearsal a week is enough


@dataclass(frozen=True, slots=True)
class Load:
    """What the days until an interview have to hold.

    Attributes:
        due: The day on which each question that was answered comes back, with its stability.
        new: How many questions were never tried.
        new_today: How many were tried for the first time today.
        question_s: How long one question takes, in seconds, thinking and feedback included.
        rehearsal_s: How long a whole interview takes, in seconds.
    """

    due: Sequence[tuple[date, float]]
    new: int
    new_today: int
    question_s: float
    rehearsal_s: float


def due_days(cards: Iterable[Card], now: datetime, interview_on: date | None) -> dict[str, date]:
    """Return the day on which each question comes back, today where it should have earlier.

    Args:
        cards: What is known of the questions.
        now: The present, in the time zone of the person.
        interview_on: The day of the interview; before it, each question comes back at least once.
    """
    zone, today = now.tzinfo, now.date()
    cards = list(cards)
    days = {card.question_key: card.due_at.astimezone(zone).date() for card in cards}
    if interview_on is None or interview_on <= today:
        return days
    first = max(today, interview_on - _ALMOST - timedelta(days=FINAL_DAYS - 1))
    last_days = {card.question_key: card.last_at.astimezone(zone).date() for card in cards}
    for key, day in _brought_back(cards, last_days, today, first, interview_on).items():
        days[key] = min(days[key], day)
    return days


def _brought_back(
    cards: Sequence[Card],
    last_days: Mapping[str, date],
    today: date,
    first: date,
    interview_on: date,
) -> dict[str, date]:
    """Return by when questions have to come back because of the interview."""
    start = interview_on - _ALMOST - timedelta(days=FINAL_DAYS - 1)
    waiting = sorted(
        (card for card in cards if last_days[card.question_key] < start),
        key=lambda card: card.stability_days,
    )
    last = interview_on - _ALMOST
    if last < today:  # the evening before
        tired = sorted(cards, key=lambda card: card.stability_days)
        again = [card for card in tired if last_days[card.question_key] < today][:EVE_COUNT]
        return {card.question_key: today for card in again}
    done_today = sum(day == today for day in last_days.values()) if first == today else 0
    days = (last - first).days + 1
    found = dict[str, date]()
    for before_end, quota in enumerate(reversed(_quotas(len(waiting), days, done_today))):
        for card in waiting[len(found) : len(found) + min(quota, AGAIN_AT_MOST)]:
            found[card.question_key] = last - before_end * _DAY
    return found


def _quotas(count: int, days: int, done_today: int) -> list[int]:
    """Return how many of some questions fall on each day, as evenly as can be, today first."""
    today = min(count, max(0, ceil((count + done_today) / days) - done_today))
    if days == 1:
        return [count]
    rest = count - today
    steps = [ceil(rest * number / (days - 1)) for number in range(days)]
    return [today, *(after - before for before, after in pairwise(steps))]


def plan(load: Load, today: date, interview_on: date | None) -> tuple[PlannedDay, ...]:
    """Return what to do each day from today until the day before an interview.

    The first weeks are exact for what is known today, and allow for questions that come back a
    second time as if they went well. Nothing is planned in more than `PLAN_DAYS` days.

    Args:
        load: What the days have to hold.
        today: The first day.
        interview_on: The day of the interview; None for none.
    """
    if interview_on is None or interview_on <= today:
        return ()
    left = (interview_on - today).days
    shown = min(left, PLAN_DAYS)
    # New ones come early, so that each comes back before the day: a third of the time is for that.
    new = _quotas(load.new, max(1, left * 2 // 3), load.new_today)
    new = [min(count, NEW_AT_MOST) for count in new[:shown]] + [0] * (shown - len(new))
    due = _due_counts(load.due, new, today, shown)
    days = list[PlannedDay]()
    for number in range(shown):
        rehearsal = _is_rehearsal(left - number)
        taken_s = (due[number] + new[number]) * load.question_s
        taken_s += load.rehearsal_s if rehearsal else 0.0
        day = today + number * _DAY
        days.append(PlannedDay(day, due[number], new[number], rehearsal, round(taken_s / 60)))
    return tuple(days)


def _due_counts(
    due: Sequence[tuple[date, float]], new: Sequence[int], today: date, shown: int
) -> list[int]:
    """Return how many questions come back on each day, those that come back twice too."""
    counts = [0] * shown
    for day, stability_days in due:
        _count(counts, max(0, (day - today).days), stability_days * _GROWTH)
    for number, tried in enumerate(new):
        for _ in range(tried):
            _count(counts, number + _FIRST_INTERVAL, _FIRST_INTERVAL * _GROWTH)
    return counts


def _count(counts: list[int], at: int, interval: float) -> None:
    while at < len(counts):
        counts[at] += 1
        at += max(1, round(interval))
        interval *= _GROWTH


def _is_rehearsal(days_left: int) -> bool:
    """Return whether a day is one for a whole interview; the last of them is two days before."""
    every = _REHEARSE_EVERY if days_left <= _WEEKLY_BEFORE else 7
    return days_left >= _ALMOST.days and (days_left - _ALMOST.days) % every == 0
