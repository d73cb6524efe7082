"""When questions come back before an interview, and what to do each day until then."""

from collections.abc import Iterable, Iterator, Sequence
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
# What lies further ahead changes nothing about the days that are planned. The last day there is,
# 8,000 years ahead, took a second of the window's time whenever Home was shown.
AHEAD_DAYS: Final = 2 * 365
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
    """Return the day on which each question comes back, by key; it may be over.

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
    answered = [(card, card.last_at.astimezone(zone).date()) for card in cards]
    answered.sort(key=lambda each: each[0].stability_days)
    for card, day in _brought_back(answered, today, interview_on):
        days[card.question_key] = min(days[card.question_key], day)
    return days


def _brought_back(
    answered: Sequence[tuple[Card, date]], today: date, interview_on: date
) -> Iterator[tuple[Card, date]]:
    """Yield by when questions have to come back because of the interview.

    Args:
        answered: The questions and when they were answered last, the weakest first.
        today: The present day, before the interview.
        interview_on: The day of the interview.
    """
    done_today = sum(day == today for _, day in answered)
    first, last = _final_days(interview_on)
    if last < today:  # the evening before
        left = [card for card, day in answered if day < today]
        yield from ((card, today) for card in left[: max(0, EVE_COUNT - done_today)])
        return
    waiting = [card for card, day in answered if day < first]
    begin = max(first, today)
    quotas = _quotas(len(waiting), (last - begin).days + 1, done_today if begin == today else 0)
    at = 0
    for before_last, quota in enumerate(reversed(quotas)):
        several = waiting[at : at + min(quota, AGAIN_AT_MOST)]
        at += len(several)
        yield from ((card, last - before_last * _DAY) for card in several)


def _final_days(interview_on: date) -> tuple[date, date]:
    """Return the first and the last day of those in which every question comes back."""
    last = interview_on - _ALMOST
    return last - (FINAL_DAYS - 1) * _DAY, last


def _quotas(count: int, days: int, done_today: int) -> list[int]:
    """Return how many of some questions fall on each day, as evenly as can be, today first."""
    if days <= 1:
        return [count]
    today = min(count, max(0, ceil((count + done_today) / days) - done_today))
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
    shown, ahead = min(left, PLAN_DAYS), min(left, AHEAD_DAYS)
    # New ones come early, so that each comes back before the day: a third of the time is for that.
    new = [min(count, NEW_AT_MOST) for count in _quotas(load.new, ahead * 2 // 3, load.new_today)]
    new += [0] * (ahead - len(new))
    due = _due_counts(load, new, today, today + ahead * _DAY)
    days = list[PlannedDay]()
    for number in range(shown):
        rehearsal = _is_rehearsal(left - number)
        taken_s = (due[number] + new[number]) * load.question_s
        taken_s += load.rehearsal_s if rehearsal else 0.0
        day = today + number * _DAY
        days.append(PlannedDay(day, due[number], new[number], rehearsal, round(taken_s / 60)))
    return tuple(days)


def _due_counts(load: Load, new: Sequence[int], today: date, interview_on: date) -> list[int]:
    """Return how many questions come back on each day, those that come back twice too."""
    left = (interview_on - today).days
    counts = [0] * left
    first, last = ((day - today).days for day in _final_days(interview_on))
    visits = [
        _visits(max(0, (day - today).days), stability_days * _GROWTH, left)
        for day, stability_days in load.due
    ]
    visits += [
        [number, *_visits(number + _FIRST_INTERVAL, _FIRST_INTERVAL * _GROWTH, left)]
        for number, tried in enumerate(new)
        for _ in range(tried)
    ]
    for number, each in enumerate(visits):
        for at in each if number < len(load.due) else each[1:]:
            counts[at] += 1
    # What comes back before the last days comes back once more in them.
    again = sum(bool(each) and each[-1] < first for each in visits)
    for number, count in enumerate(_quotas(again, last - first + 1, 0) if first > 0 else ()):
        counts[first + number] += count
    if left > 1:  # else it is in what is due today
        counts[-1] += min(EVE_COUNT, len(load.due))
    return counts


def _visits(at: int, interval_days: float, left: int) -> list[int]:
    """Return on which of the days left a question comes back that is remembered each time."""
    days = list[int]()
    while at < left:
        days.append(at)
        at += max(1, round(interval_days))
        interval_days *= _GROWTH
    return days


def _is_rehearsal(days_left: int) -> bool:
    """Return whether a day is one for a whole interview; the last of them is two days before."""
    every = _REHEARSE_EVERY if days_left <= _WEEKLY_BEFORE else 7
    return days_left >= _ALMOST.days and (days_left - _ALMOST.days) % every == 0
