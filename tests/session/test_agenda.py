"""What to practise next, from a real history."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from app.bootstrap import open_services
from app.core.attempt import SelfRating, Take
from app.core.errors import AppError, StorageError
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.interview import follow_up_to
from app.core.question import KeyPoint, Question
from app.core.settings import Settings
from app.core.transcript import Transcript, Word
from app.session.agenda import AT_ONCE, Planner
from app.session.inbox import Inbox
from app.storage.backups import Backups
from app.storage.cards import Cards
from app.storage.database import Database
from app.storage.history import History
from app.storage.merge import joined, prepare
from tests.session.tools import DRAFT, TEXT
from tests.storage.blank import blank
from tests.storage.two_histories import Computer

T = TypeVar("T")
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)  # a Thursday
SAID, UNCLEAR, MISSED = PointState.COVERED, PointState.UNCLEAR, PointState.NOT_FOUND
POINTS = (KeyPoint("One."), KeyPoint("Two."), KeyPoint("Three."))


def question(name: str, group: str = "Basics") -> Question:
    return Question(
        name, "test", "Test", group, f"What is {name}?", key_points=POINTS, follow_ups=("Why?",)
    )


DRIFT, CANARY = question("drift"), question("canary", "Technical")


@dataclass
class Desk:
    """A planner on a history, and the work it has had done aside."""

    folder: Path
    settings: Settings = field(default_factory=Settings)
    aside: list[Callable[[], None]] = field(default_factory=list)
    takes: int = 0

    def __post_init__(self) -> None:
        self.database = self.open()
        self.history = History(self.database)
        self.planner = Planner(Cards(self.database), lambda: self.settings, self._later)

    def open(self) -> Database:
        return Database(blank(self.folder / "history.db"), Backups(self.folder / "backups"))

    def _later(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AppError], None]
    ) -> None:
        self.aside.append(lambda: done(work()))

    def answer(
        self,
        asked: Question,
        days_ago: float = 0,
        score: int | None = None,
        heard: tuple[PointState, ...] = (),
        words: Transcript = TEXT,
    ) -> int:
        self.takes += 1
        take = Take(f"{self.takes}.wav", 60.0)
        attempt = self.history.add(asked, take, NOW - days_ago * DAY)
        if score is not None:
            self.history.rate(attempt, SelfRating(score))
        if heard:
            self.history.set_transcript(attempt, words)
            self.judge(attempt, *heard)
        return attempt

    def judge(self, attempt: int, *heard: PointState) -> None:
        findings = tuple(PointFinding("", state, 0.5) for state in heard)
        self.history.remember_review(attempt, "1", Coverage(findings, "lexical"), 120.0, 2.0)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.database.close()


def test_with_nothing_answered_everything_is_new(desk: Desk) -> None:
    agenda = desk.planner.agenda([DRIFT, CANARY], NOW)
    assert [each.question for each in agenda.never_tried] == [DRIFT, CANARY]
    assert (agenda.due, agenda.later, agenda.weakest, agenda.plan) == ((), (), (), ())
    assert agenda.complete
    assert agenda.today == date(2026, 11, 26)


def test_a_failed_answer_is_due_the_next_day_and_a_good_one_later(desk: Desk) -> None:
    desk.answer(DRIFT, 1, score=1)
    desk.answer(CANARY, 1, score=4)
    agenda = desk.planner.agenda([DRIFT, CANARY], NOW)
    assert [each.question for each in agenda.due] == [DRIFT]
    assert [each.question for each in agenda.later] == [CANARY]
    assert agenda.coming == (1, 0, 0, 0, 0, 0, 0)


def test_nothing_comes_back_on_the_day_it_was_answered(desk: Desk) -> None:
    desk.answer(DRIFT, 0.1, score=1)
    agenda = desk.planner.agenda([DRIFT], NOW)
    assert agenda.due == ()
    assert agenda.coming[0] == 1


def test_what_is_measured_counts_as_soon_as_it_is_there(desk: Desk) -> None:
    attempt = desk.answer(DRIFT, 1, score=4)
    assert desk.planner.agenda([DRIFT], NOW).due == ()
    desk.history.set_transcript(attempt, TEXT)
    desk.judge(attempt, MISSED, MISSED, MISSED)
    (due,) = desk.planner.agenda([DRIFT], NOW).due
    assert due.card is not None
    assert (due.card.score, due.card.covered_share, due.card.answers) == (4, 0.0, 1)


def test_the_ticks_of_the_person_count(desk: Desk) -> None:
    attempt = desk.answer(DRIFT, 1, heard=(MISSED, MISSED, MISSED))
    assert desk.planner.agenda([DRIFT], NOW).due
    for point in range(3):
        desk.history.tick(attempt, point, said=True)
    assert desk.planner.agenda([DRIFT], NOW).due == ()
    assert desk.planner.cards()[DRIFT.key].covered_share == 1.0


def test_nothing_of_a_draft_counts_until_it_is_confirmed(desk: Desk) -> None:
    attempt = desk.answer(DRIFT, 1, heard=(MISSED, MISSED, MISSED), words=DRAFT)
    agenda = desk.planner.agenda([DRIFT, CANARY], NOW)
    assert agenda.due == ()
    assert agenda.weakest == ()
    assert [each.question for each in agenda.never_tried] == [CANARY]
    assert [each.question for each in agenda.later] == [DRIFT]
    desk.history.confirm(attempt)
    agenda = desk.planner.agenda([DRIFT, CANARY], NOW)
    assert [each.question for each in agenda.due] == [DRIFT]
    assert [each.point for each in agenda.weakest] == ["One.", "Two."]


def test_a_draft_with_a_rating_counts_by_the_rating(desk: Desk) -> None:
    desk.answer(DRIFT, 1, score=5, heard=(MISSED, MISSED, MISSED), words=DRAFT)
    card = desk.planner.cards()[DRIFT.key]
    assert (card.score, card.covered_share) == (5, None)
    assert (card.due_at - card.last_at).days == 8


def test_an_answer_in_the_trash_does_not_count(desk: Desk) -> None:
    desk.answer(DRIFT, 1, score=1)
    assert desk.planner.cards()
    with desk.database.writing() as db:
        db.execute("UPDATE attempts SET deleted_at = '2026-11-26'")
    agenda = desk.planner.agenda([DRIFT], NOW)
    assert [each.question for each in agenda.never_tried] == [DRIFT]
    assert desk.database.tuples("SELECT count(*) FROM cards") == [(0,)]


def test_follow_ups_have_no_card(desk: Desk) -> None:
    desk.answer(follow_up_to(DRIFT, 0), 1, score=1)
    assert desk.planner.cards() == {}
    assert desk.database.tuples("SELECT count(*) FROM stale_cards") == [(0,)]


def test_intervals_grow_and_a_lapse_brings_the_question_back_soon(desk: Desk) -> None:
    waits = []
    for days_ago in (60, 58, 47):
        desk.answer(DRIFT, days_ago, score=4)
        card = desk.planner.cards()[DRIFT.key]
        waits.append((card.due_at - card.last_at).days)
    desk.answer(DRIFT, 1, score=1)
    card = desk.planner.cards()[DRIFT.key]
    waits.append((card.due_at - card.last_at).days)
    assert waits[0] < waits[1] < waits[2]
    assert waits[3] < waits[1]


def test_cards_stay_as_they_are_while_nothing_changes(desk: Desk) -> None:
    desk.answer(DRIFT, 1, score=3)
    before = desk.planner.cards()[DRIFT.key]
    assert desk.planner.cards()[DRIFT.key] is before
    again = Planner(Cards(desk.database), Settings, desk._later)
    assert again.cards() == desk.planner.cards()


def test_what_another_program_has_written_is_seen(desk: Desk) -> None:
    assert desk.planner.cards() == {}
    other = desk.open()
    attempt = History(other).add(DRIFT, Take("x.wav", 60.0), NOW)
    History(other).rate(attempt, SelfRating(3))
    Planner(Cards(other), Settings, desk._later).settle(NOW)
    other.close()
    assert desk.planner.cards()[DRIFT.key].score == 3


def test_answers_that_an_import_brings_have_cards(desk: Desk, tmp_path: Path) -> None:
    elsewhere = Computer(tmp_path / "there")
    attempt = elsewhere.answer(1)
    elsewhere.transcribe(attempt, "Inputs change.")
    copy = elsewhere.copy(tmp_path / "copy.db")
    elsewhere.close()
    assert desk.planner.cards() == {}
    prepare(copy)
    with joined(tmp_path / "history.db", copy) as merger:  # on a connection of its own
        merger.merge({})
    (card,) = desk.planner.cards().values()
    assert card.covered_share == 0.5


def test_the_program_hears_when_all_cards_are_made(tmp_path: Path) -> None:
    inbox, told = Inbox(), list[bool]()
    many = [question(f"q{number}") for number in range(AT_ONCE + 10)]
    with open_services(tmp_path, inbox.post) as services:
        services.hooks.history = lambda: told.append(True)
        for number, each in enumerate(many):
            attempt = services.history.add(each, Take(f"{number}.wav", 60.0), NOW - DAY)
            services.history.rate(attempt, SelfRating(1))
        assert not services.planner.agenda(many, NOW).complete
        inbox.run_until(lambda: bool(told))
        agenda = services.planner.agenda(many, NOW)
    assert agenda.complete
    assert len(agenda.due) == len(many)


def test_cards_that_cannot_be_kept_are_used_all_the_same(desk: Desk) -> None:
    desk.answer(DRIFT, 1, score=1)
    desk.database.tuples("PRAGMA query_only = ON")
    assert [each.question for each in desk.planner.agenda([DRIFT], NOW).due] == [DRIFT]
    with pytest.raises(StorageError):
        desk.planner.settle(NOW)
    desk.database.tuples("PRAGMA query_only = OFF")
    assert desk.planner.agenda([DRIFT], NOW).due
    assert desk.database.tuples("SELECT count(*) FROM cards") == [(1,)]


def test_several_takes_of_a_day_are_one_answer(desk: Desk) -> None:
    for hours_ago in (26, 25, 24):
        desk.answer(DRIFT, hours_ago / 24, score=2)
    desk.answer(DRIFT, 0, score=4)
    card = desk.planner.cards()[DRIFT.key]
    assert (card.answers, card.score) == (2, 4)


def test_an_unreadable_review_hides_no_other(desk: Desk) -> None:
    desk.answer(CANARY, 1, heard=(MISSED, SAID, SAID))
    damaged = desk.answer(DRIFT, 1, heard=(MISSED, SAID, SAID))
    with desk.database.writing() as db:
        broken = "UPDATE review_cache SET states_json = '[nonsense' WHERE attempt_id = ?"
        db.execute(broken, [damaged])
    assert [each.question for each in desk.planner.agenda([DRIFT, CANARY], NOW).weakest] == [CANARY]


def test_answers_by_keyboard_and_in_an_interview_count(desk: Desk) -> None:
    typed = Transcript((Word("Drift.", 0, 0),), "typed", "", "en")
    desk.answer(DRIFT, 1, heard=(SAID, SAID, SAID), words=typed)
    take = Take("interview.wav", 60.0)
    attempt = desk.history.add(CANARY, take, NOW - DAY, mode="interview", session_id="x")
    desk.history.rate(attempt, SelfRating(2))
    cards = desk.planner.cards()
    assert set(cards) == {DRIFT.key, CANARY.key}
    assert cards[DRIFT.key].stability_days > cards[CANARY.key].stability_days


def test_after_an_import_the_cards_are_made_aside(desk: Desk) -> None:
    many = [question(f"q{number}") for number in range(AT_ONCE * 5)]
    for each in many:
        desk.answer(each, 1, score=1)
    told = list[bool]()
    desk.planner.on_change = lambda: told.append(True)
    agenda = desk.planner.agenda(many, NOW)
    assert not agenda.complete
    assert len(agenda.later) == len(many)
    assert agenda.never_tried == ()
    while desk.aside:
        assert told == []
        desk.aside.pop()()
    assert told == [True]
    agenda = desk.planner.agenda(many, NOW)
    assert agenda.complete
    assert len(agenda.due) == len(many)


def test_an_answer_that_comes_while_cards_are_made_aside_is_not_lost(desk: Desk) -> None:
    many = [question(f"q{number}") for number in range(AT_ONCE + 1)]
    for each in many:
        desk.answer(each, 1, score=5)
    desk.planner.agenda(many, NOW)
    desk.answer(many[0], score=1)
    while desk.aside:
        desk.aside.pop()()
    card = desk.planner.cards()[many[0].key]
    assert (card.score, card.answers) == (1, 2)


def test_no_cards_are_made_after_the_end(desk: Desk) -> None:
    many = [question(f"q{number}") for number in range(AT_ONCE + 1)]
    for each in many:
        desk.answer(each, 1, score=5)
    desk.planner.agenda(many, NOW)
    desk.planner.close()
    desk.aside.pop()()
    assert desk.database.tuples("SELECT count(*) FROM cards") == [(0,)]


def test_the_points_left_out_again_and_again_are_the_weakest(desk: Desk) -> None:
    desk.answer(DRIFT, 3, heard=(SAID, MISSED, SAID))
    desk.answer(DRIFT, 2, heard=(SAID, MISSED, MISSED))
    newest = desk.answer(DRIFT, 1, heard=(SAID, UNCLEAR, SAID))
    desk.answer(CANARY, 1, heard=(SAID, SAID, MISSED))
    first, second = desk.planner.agenda([DRIFT, CANARY], NOW).weakest
    assert (first.question, first.point) == (CANARY, "Three.")
    assert (second.question, second.point) == (DRIFT, "Two.")
    assert second.states == (MISSED, MISSED, UNCLEAR)
    assert second.attempt_id == newest


def test_a_point_that_is_said_at_last_leaves_the_list(desk: Desk) -> None:
    desk.answer(DRIFT, 2, heard=(SAID, MISSED, MISSED))
    assert len(desk.planner.agenda([DRIFT], NOW).weakest) == 2
    newest = desk.answer(DRIFT, 1, heard=(SAID, SAID, MISSED))
    (weak,) = desk.planner.agenda([DRIFT], NOW).weakest
    assert (weak.point, weak.states) == ("Three.", (MISSED, MISSED))
    desk.history.tick(newest, 2, said=True)
    assert desk.planner.agenda([DRIFT], NOW).weakest == ()


def test_drafts_and_deleted_takes_make_no_point_weak(desk: Desk) -> None:
    desk.answer(DRIFT, 4, heard=(SAID, SAID, MISSED))
    desk.answer(DRIFT, 3, heard=(MISSED, MISSED, SAID), words=DRAFT)
    deleted = desk.answer(DRIFT, 2, heard=(MISSED, MISSED, SAID))
    with desk.database.writing() as db:
        db.execute("UPDATE attempts SET deleted_at = '2026-11-26' WHERE id = ?", [deleted])
    (weak,) = desk.planner.agenda([DRIFT], NOW).weakest
    assert (weak.point, weak.states) == ("Three.", (MISSED,))


def test_a_point_that_was_reworded_is_not_weak_any_more(desk: Desk) -> None:
    desk.answer(DRIFT, 1, heard=(MISSED, MISSED, SAID))
    now = replace(DRIFT, key_points=(KeyPoint("Uno."), *POINTS[1:]))
    (weak,) = desk.planner.agenda([now], NOW).weakest
    assert (weak.question, weak.point) == (now, "Two.")


def test_only_the_questions_of_the_choice_are_on_the_agenda(desk: Desk) -> None:
    desk.answer(DRIFT, 1, score=1, heard=(MISSED, MISSED, MISSED))
    agenda = desk.planner.agenda([CANARY], NOW)
    assert (agenda.due, agenda.later, agenda.weakest) == ((), (), ())


def test_the_week_begins_on_monday_and_counts_written_answers(desk: Desk) -> None:
    desk.settings = Settings(goal_min=20)
    typed = Transcript((Word("Drift.", 0, 0),), "typed", "", "en")
    desk.answer(DRIFT, 4, score=3)  # Sunday
    desk.answer(DRIFT, 3, score=3)
    desk.answer(CANARY, 0, heard=(SAID, SAID, SAID), words=typed)
    habits = desk.planner.agenda([], NOW).habits
    assert habits.spoken_s == 120.0
    assert habits.days == (date(2026, 11, 23), date(2026, 11, 26))
    assert habits.goal_min == 20


def test_answers_that_a_wrong_clock_dated_ahead_are_none_of_this_week(desk: Desk) -> None:
    desk.answer(DRIFT, -300, score=3)
    desk.answer(CANARY, 0, score=3)
    habits = desk.planner.agenda([], NOW).habits
    assert habits.spoken_s == 60.0
    assert habits.days == (NOW.date(),)


@pytest.mark.parametrize("text", ["", "soon", "2026-11-25", "2026-13-01"])
def test_a_day_that_is_over_or_none_is_no_interview(desk: Desk, text: str) -> None:
    desk.settings = Settings(interview_on=text)
    agenda = desk.planner.agenda([DRIFT], NOW)
    assert agenda.interview_on is None
    assert agenda.plan == ()


def test_a_date_brings_everything_back_before_it(desk: Desk) -> None:
    desk.answer(DRIFT, 60, score=5)
    desk.answer(DRIFT, 40, score=5)
    assert sum(desk.planner.agenda([DRIFT], NOW).coming) == 0
    desk.settings = Settings(interview_on="2026-12-02")
    agenda = desk.planner.agenda([DRIFT, CANARY], NOW)
    assert agenda.interview_on == date(2026, 12, 2)
    assert [day.day for day in agenda.plan] == [date(2026, 11, 26) + n * DAY for n in range(6)]
    assert sum(day.due for day in agenda.plan) >= 1
    assert sum(day.new for day in agenda.plan) == 1
