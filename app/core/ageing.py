"""How old things are: in the trash, by a count that no wrong clock can hurry, and in months."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

TRASH_DAYS: Final = 30
# A computer's clock may be set years ahead by mistake: between two looks no more is believed.
MOST_BETWEEN: Final = timedelta(days=7)
_DAY_S: Final = timedelta(days=1).total_seconds()


def months_before(now: datetime, months: int) -> datetime:
    """Return the same day and time so many months ago, or the last day of a shorter month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, calendar.monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)


@dataclass(frozen=True, slots=True)
class Ages:
    """A count of time that only goes on while the program looks, and never goes back.

    Attributes:
        counted_s: Seconds counted so far.
        seen_at: When it was looked last, with time zone; None for never.
        since: What lies there -> the count when it was first seen, in seconds.
    """

    counted_s: float = 0.0
    seen_at: datetime | None = None
    since: Mapping[str, float] = field(default_factory=dict)

    def at(self, now: datetime, things: Iterable[str]) -> "Ages":
        """Return the ages as they are now.

        Time since the last look counts up to a week, and time before it not at all: a clock that
        was set ahead takes a week off the days that are left, and one set back takes nothing.

        Args:
            now: The time of day by the computer, with time zone.
            things: What lies there now; everything else is forgotten.
        """
        passed = now - self.seen_at if self.seen_at else timedelta()
        passed = max(timedelta(), min(passed, MOST_BETWEEN))
        counted_s = self.counted_s + passed.total_seconds()
        since = {thing: self.since.get(thing, counted_s) for thing in things}
        return Ages(counted_s, now, since)

    def days_left(self, thing: str) -> int:
        """Return for how many days a thing is kept yet, begun ones included; 0 when it is due."""
        age_s = self.counted_s - self.since.get(thing, self.counted_s)
        return max(0, -int(-(TRASH_DAYS * _DAY_S - age_s) // _DAY_S))
