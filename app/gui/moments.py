"""How days and moments are written for a person: the nearer, the shorter."""

from datetime import date, datetime
from typing import Final

# English whatever the system speaks, as all other words of the window are.
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
FULL_DAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
FULL_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEK_DAYS: Final = 7


def moment_words(moment: datetime, now: datetime) -> str:
    """Return "Today 18:51", "Sat 10:22" within a week, "17 Nov" before, "17 Nov 2025" last year.

    Args:
        moment: When it was, with time zone.
        now: The present, in the time zone of the person.
    """
    there = moment.astimezone(now.tzinfo)
    days = (now.date() - there.date()).days
    if days == 0:
        return f"Today {there:%H:%M}"
    if 0 < days < WEEK_DAYS:
        return f"{DAYS[there.weekday()]} {there:%H:%M}"
    day = f"{there.day} {MONTHS[there.month - 1]}"
    return day if there.year == now.year else f"{day} {there.year}"


def full_moment_words(moment: datetime, now: datetime) -> str:
    """Return the same in the middle of a sentence and always with the time of day."""
    words = moment_words(moment, now)
    if ":" not in words:
        return f"{words}, {moment.astimezone(now.tzinfo):%H:%M}"
    return words[0].lower() + words[1:] if words.startswith("Today") else words


def day_and_time(moment: datetime, now: datetime) -> str:
    """Return "today 18:42", "yesterday 18:42" or "21 November 18:42".

    Args:
        moment: When it was, in the time zone of the person.
        now: The present, in the same.
    """
    days = (now.date() - moment.date()).days
    day = {0: "today", 1: "yesterday"}.get(days, f"{moment.day} {moment:%B}")
    return f"{day} {moment:%H:%M}"


def full_day(day: date) -> str:
    """Return "Monday 23 November"."""
    return f"{FULL_DAYS[day.weekday()]} {day.day} {FULL_MONTHS[day.month - 1]}"


def on_day(day: date, today: date) -> str:
    """Return when something was or will be, as a sentence goes on with it.

    That is "today", "yesterday", "tomorrow", "on Saturday" within a week, "on 17 November", and
    with the year where it is another one.
    """
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    if abs(days) < WEEK_DAYS:
        return f"on {FULL_DAYS[day.weekday()]}"
    words = f"on {day.day} {FULL_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"
