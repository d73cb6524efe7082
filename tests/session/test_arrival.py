"""How fast something arrives, on a clock of our own."""

from dataclasses import dataclass, field

import pytest

from app.session.arrival import Pace, Progress
from app.session.model_views import Arrival


@dataclass
class Follower:
    """Somebody who is told, and the clock."""

    now_s: float = 0.0
    told: list[tuple[Arrival, str]] = field(default_factory=list)

    def progress(self, total_bytes: int) -> Progress:
        return Progress(
            total_bytes,
            lambda call: call(),
            lambda arrival, words: self.told.append((arrival, words)),
            lambda: self.now_s,
        )


def test_the_rate_is_that_of_the_last_seconds() -> None:
    pace = Pace()
    for second in range(20):
        pace.note(second, second * 1000 if second < 10 else 10_000 + (second - 10) * 100)
    assert pace.rate_bytes_per_s() == pytest.approx(100)


def test_there_is_no_rate_in_the_first_moments() -> None:
    pace = Pace()
    assert pace.rate_bytes_per_s() is None
    pace.note(0.0, 5_000_000)  # kept from an earlier try: it did not come just now
    pace.note(0.5, 5_001_000)
    assert pace.rate_bytes_per_s() is None
    pace.note(2.0, 5_004_000)
    assert pace.rate_bytes_per_s() == pytest.approx(2000)


def test_what_begins_anew_has_no_negative_rate() -> None:
    pace = Pace()
    pace.note(0.0, 5_000_000)
    pace.note(2.0, 0)
    pace.note(4.0, 2000)
    assert pace.rate_bytes_per_s() == pytest.approx(1000)


def test_it_is_told_now_and_then_with_the_time_that_is_left() -> None:
    follower = Follower()
    progress = follower.progress(100_000)
    for step in range(101):
        follower.now_s = step * 0.05
        progress.arrived(step * 500)
    assert 20 <= len(follower.told) <= 30
    arrival, words = follower.told[-1]
    assert words == ""
    assert arrival.rate_bytes_per_s == pytest.approx(10_000)
    assert arrival.left_s == pytest.approx(5.0, abs=0.3)


def test_the_end_is_always_told() -> None:
    follower = Follower()
    progress = follower.progress(1000)
    progress.arrived(0)
    progress.arrived(1000)
    assert follower.told[-1][0].done_bytes == 1000


def test_a_line_that_stalls_shows_while_it_does() -> None:
    follower = Follower()
    progress = follower.progress(100_000)
    for step in range(41):
        follower.now_s = step * 0.1
        progress.arrived(step * 1000)
    for step in range(60):
        follower.now_s = 4.0 + step * 0.1
        assert not progress.cancelled()
    rate = follower.told[-1][0].rate_bytes_per_s
    assert rate == 0.0
    assert follower.told[-1][0].left_s is None


def test_why_nothing_comes_is_told_at_once_and_forgotten_when_it_goes_on() -> None:
    follower = Follower()
    progress = follower.progress(1000)
    progress.arrived(10)
    progress.waits("The connection was cut.")
    assert follower.told[-1][1] == "The connection was cut."
    progress.waits("")
    assert follower.told[-1] == (Arrival(10, 1000), "")


def test_more_than_was_expected_never_makes_more_than_all() -> None:
    follower = Follower()
    follower.progress(1000).arrived(1500)
    assert follower.told[-1][0] == Arrival(1500, 1500)
