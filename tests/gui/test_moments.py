"""How days and moments are written."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.gui.moments import day_and_time, full_day, full_moment_words, moment_words, on_day

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)  # a Monday


@pytest.mark.parametrize(
    ("moment", "short", "full"),
    [
        (datetime(2026, 11, 23, 18, 42, tzinfo=UTC), "Today 18:42", "today 18:42"),
        (datetime(2026, 11, 21, 10, 9, tzinfo=UTC), "Sat 10:09", "Sat 10:09"),
        (datetime(2026, 11, 17, 0, 0, tzinfo=UTC), "Tue 00:00", "Tue 00:00"),
        (datetime(2026, 11, 16, 23, 59, tzinfo=UTC), "16 Nov", "16 Nov, 23:59"),
        (datetime(2025, 11, 17, 8, 0, tzinfo=UTC), "17 Nov 2025", "17 Nov 2025, 08:00"),
    ],
)
def test_the_nearer_the_shorter(moment: datetime, short: str, full: str) -> None:
    assert moment_words(moment, NOW) == short
    assert full_moment_words(moment, NOW) == full


def test_the_day_is_that_of_the_person() -> None:
    there = timezone(timedelta(hours=9))
    moment = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)  # Tuesday morning in Tokyo
    assert moment_words(moment, datetime(2026, 11, 24, 5, 0, tzinfo=there)) == "Today 03:42"


def test_a_moment_in_the_future_is_written_as_a_date() -> None:
    assert moment_words(NOW + timedelta(days=1), NOW) == "24 Nov"


def test_a_day_is_named_as_people_do() -> None:
    now = datetime(2026, 11, 23, 20, 0)
    assert day_and_time(datetime(2026, 11, 23, 18, 42), now) == "today 18:42"
    assert day_and_time(datetime(2026, 11, 22, 8, 5), now) == "yesterday 08:05"
    assert day_and_time(datetime(2026, 11, 3, 8, 5), now) == "3 November 08:05"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 17), "on Tuesday"),
        (date(2026, 11, 29), "on Sunday"),
        (date(2026, 11, 16), "on 16 November"),
        (date(2027, 1, 4), "on 4 January 2027"),
    ],
)
def test_a_day_is_named_as_a_sentence_goes_on(day: date, words: str) -> None:
    assert on_day(day, NOW.date()) == words


def test_a_day_is_written_in_full() -> None:
    assert full_day(NOW.date()) == "Monday 23 November"
