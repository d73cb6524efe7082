"""Sixty days of practice by a made-up person: how much is due, and is anything left behind?"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest

from app.core.settings import Settings
from tests.session.rehearsing import DAY, FIRST, Rehearsal

Begin = Callable[..., Rehearsal]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    begun = list[Rehearsal]()

    def begin_with(settings: Settings | None = None, seed: int = 1) -> Rehearsal:
        begun.append(Rehearsal(tmp_path, settings=settings or Settings(), seed=seed))
        return begun[-1]

    yield begin_with
    for rehearsal in begun:
        rehearsal.close()


def test_five_questions_a_day_keep_up_with_forty_questions(begin: Begin) -> None:
    rehearsal = begin()
    for _ in range(60):
        rehearsal.practise(5)
    days = rehearsal.days
    assert max(day.due for day in days) <= 12
    assert mean(day.due for day in days[30:]) < mean(day.due for day in days[:30])
    assert max(day.late_days for day in days) <= 3
    assert not days[30].agenda.never_tried
    for question in rehearsal.choice:
        assert len(rehearsal.gaps(question)) >= 2
        assert max(rehearsal.gaps(question)) <= 35


def test_intervals_grow(begin: Begin) -> None:
    rehearsal = begin()
    for _ in range(30):
        rehearsal.practise(8)
    grown = [
        after > before for waits in rehearsal.waits.values() for before, after in pairwise(waits)
    ]
    assert mean(grown) > 0.8
    assert all(waits[0] <= 8 for waits in rehearsal.waits.values())
    assert mean(waits[-1] for waits in rehearsal.waits.values()) > 14


def test_with_three_a_day_nothing_is_starved(begin: Begin) -> None:
    rehearsal = begin(seed=2)
    for _ in range(60):
        rehearsal.practise(3)
    assert max(day.late_days for day in rehearsal.days) <= 16
    assert not rehearsal.days[-1].agenda.never_tried
    assert all(day.new >= 1 for day in rehearsal.days[1:30])  # a place is kept for them


def test_two_weeks_away_are_made_up_for(begin: Begin) -> None:
    rehearsal = begin(seed=3)
    for number in range(60):
        rehearsal.practise(0 if 20 <= number < 34 else 5)
    assert rehearsal.days[34].due > 5
    assert all(len(day.asked) <= 5 for day in rehearsal.days)
    assert max(day.due for day in rehearsal.days[45:]) <= 5


def test_sessions_are_mixed_across_the_groups(begin: Begin) -> None:
    rehearsal = begin(seed=4)
    for _ in range(20):
        rehearsal.practise(8)
    beside = [one.group == two.group for day in rehearsal.days for one, two in pairwise(day.asked)]
    assert mean(beside) < 0.05


@pytest.mark.parametrize("seed", [1, 2])
def test_before_an_interview_everything_is_tried_and_comes_back(begin: Begin, seed: int) -> None:
    interview_on = (FIRST + 45 * DAY).date()
    rehearsal = begin(Settings(interview_on=interview_on.isoformat()), seed)
    for _ in range(45):
        rehearsal.practise(None)
    days = rehearsal.days
    assert not days[35].agenda.never_tried
    assert max(len(day.asked) for day in days) <= 10
    last_week = [len(day.asked) for day in days[-7:]]
    assert max(last_week) <= 8
    assert last_week[-1] <= 5
    final = {question.key for day in days[-11:-1] for question in day.asked}
    assert final == {question.key for question in rehearsal.choice}
    assert [day.agenda.plan[0].rehearsal for day in days[-8:]] == [
        True, False, False, True, False, False, True, False,
    ]  # fmt: skip
    assert days[-1].day == interview_on - timedelta(days=1)


def test_the_plan_foresees_about_what_comes(begin: Begin) -> None:
    rehearsal = begin(Settings(interview_on=(FIRST + 21 * DAY).date().isoformat()), 5)
    for _ in range(21):
        rehearsal.practise(None)
    foreseen = rehearsal.days[0].agenda.plan
    assert sum(day.new for day in foreseen) == len(rehearsal.choice)
    came = [len(day.asked) for day in rehearsal.days]
    assert 0.6 <= sum(day.due + day.new for day in foreseen) / sum(came) <= 1.3
