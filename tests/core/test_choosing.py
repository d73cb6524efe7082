"""What to ask next, as values."""

from datetime import UTC, datetime, timedelta

from app.core.agenda import Agenda, Asked, Card, PlannedDay
from app.core.choosing import Known, agenda_of
from app.core.question import Question
from app.core.settings import Settings

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)


def question(name: str, group: str) -> Question:
    return Question(name, "test", "Test", group, f"What is {name}?")


A1, A2, A3 = (question(f"a{number}", "A") for number in (1, 2, 3))
B1, B2 = (question(f"b{number}", "B") for number in (1, 2))
ALL = (A1, A2, A3, B1, B2)


def card(asked: Question, due_in: float, last_ago: float, stability_days: float) -> Card:
    due_at, last_at = NOW + due_in * DAY, NOW - last_ago * DAY
    return Card(asked.key, due_at, last_at, stability_days, 5.0, 1)


def agenda(*cards: Card, uncounted: dict[str, datetime] | None = None) -> Agenda:
    known = Known({each.question_key: each for each in cards}, uncounted or {})
    return agenda_of(ALL, known, Settings(), NOW)


def names(asked: tuple[Asked, ...]) -> list[str]:
    return [each.question.id for each in asked]


def test_what_is_most_likely_forgotten_is_asked_first() -> None:
    found = agenda(card(A1, -1, 11, 10.0), card(B1, -1, 2, 1.0), card(B2, -20, 30, 10.0))
    assert names(found.due) == ["b2", "a1", "b1"]


def test_what_is_due_later_today_is_due() -> None:
    found = agenda(card(A1, 0.1, 2, 2.0), card(B1, 0.2, 2, 2.0))
    assert names(found.due) == ["a1", "b1"]
    assert found.coming == (0,) * 7


def test_new_ones_take_turns_across_the_groups() -> None:
    assert names(agenda().never_tried) == ["a1", "b1", "a2", "b2", "a3"]


def test_what_can_wait_is_in_the_order_in_which_it_comes_back() -> None:
    found = agenda(card(A1, 9, 1, 9.0), card(B1, 2, 1, 2.0), card(B2, 7, 1, 7.0))
    assert names(found.later) == ["b1", "b2", "a1"]
    assert found.coming == (0, 1, 0, 0, 0, 0, 1)


def test_an_answer_that_nothing_is_known_of_can_wait_but_comes_before_the_others() -> None:
    unknown = {A2.key: NOW - DAY, B2.key: NOW - 3 * DAY}
    found = agenda(card(A1, 9, 1, 9.0), uncounted=unknown)
    assert names(found.later) == ["b2", "a2", "a1"]
    assert names(found.never_tried) == ["a3", "b1"]


def test_a_session_is_due_ones_and_some_new_ones() -> None:
    found = agenda(card(A1, -1, 11, 10.0), card(A2, -1, 12, 10.0), card(A3, -1, 13, 10.0))
    assert [each.id for each in found.to_ask(1)] == ["a3"]
    assert [each.id for each in found.to_ask(3)] == ["a3", "b1", "a2"]
    assert sorted(each.id for each in found.to_ask(5)) == ["a1", "a2", "a3", "b1", "b2"]
    assert len(found.to_ask(50)) == 5


def test_a_session_is_filled_with_what_can_wait() -> None:
    found = agenda(card(A1, 9, 1, 9.0), *(card(each, 3, 1, 9.0) for each in (A2, A3, B1, B2)))
    assert len(found.to_ask(3)) == 3
    assert A1 not in found.to_ask(4)


def test_a_plan_with_many_new_ones_gives_them_more_room() -> None:
    due = tuple(Asked(question(f"d{number}", "D")) for number in range(10))
    new = tuple(Asked(question(f"n{number}", "N")) for number in range(10))
    today = PlannedDay(NOW.date(), due=4, new=6, rehearsal=False, minutes=30)
    found = Agenda(NOW.date(), due=due, never_tried=new, plan=(today,))
    asked = [each.group for each in found.to_ask(10)]
    assert (asked.count("D"), asked.count("N")) == (4, 6)
    assert asked[:8] == ["N", "D"] * 4


def test_the_times_of_the_settings_count_for_the_plan() -> None:
    known = Known({}, {})
    settings = Settings(interview_on="2026-11-27", prep_s=0, answer_s=60)
    (day,) = agenda_of(ALL, known, settings, NOW).plan
    assert (day.new, day.minutes) == (5, 10)


def test_a_first_try_that_nothing_is_known_of_is_one_of_the_new_ones_of_today() -> None:
    settings = Settings(interview_on="2026-11-29")  # two days for four new ones
    before = agenda_of(ALL[:4], Known({}, {}), settings, NOW)
    after = agenda_of(ALL[:4], Known({}, {A1.key: NOW}), settings, NOW)
    assert [day.new for day in before.plan] == [2, 2, 0]
    assert [day.new for day in after.plan] == [1, 2, 0]
