"""Interviews with a real history; only microphone, engine, voice and clock are stand-ins."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import Take
from app.core.feedback import Coverage
from app.core.interview import Interview
from app.core.interviewing import LISTEN_S
from app.core.question import Question
from app.core.settings import Settings
from app.session.interview import InterviewSession, InterviewTools
from app.session.interview_views import InterviewReport, InterviewView
from app.session.interviews import InterviewDesk, InterviewDeskTools
from app.storage.interviews import Interviews
from tests.session.conftest import Stage
from tests.session.tools import FEEDBACK, OTHER, QUESTION, TEXT, FakeVoice

PROBED = replace(QUESTION, follow_ups=("How do you watch it?", "What does it cost?"))


@dataclass
class Room:
    """A desk and what it shows."""

    stage: Stage
    settings: Settings = field(default_factory=Settings)
    voice: FakeVoice = field(default_factory=FakeVoice)
    follow_up: int | None = 1
    probed: list[Coverage] = field(default_factory=list)
    views: list[InterviewView] = field(default_factory=list)
    ended: int = 0

    def __post_init__(self) -> None:
        store = Interviews(self.stage.history._database)
        tools = InterviewTools(
            self.stage.tools, store, self.voice, self._choose, lambda: self.settings
        )
        self.desk = InterviewDesk(InterviewDeskTools(tools, self.stage.history, random.Random(1)))
        self.stage.recorder.takes = [Take(f"{name}.wav", 5.0) for name in "abcdef"]

    def _choose(
        self, _question: Question, coverage: Coverage, on_chosen: Callable[[int | None], None]
    ) -> None:
        self.probed.append(coverage)
        on_chosen(self.follow_up)

    def _end(self) -> None:
        self.ended += 1

    def run(self, interview: Interview) -> InterviewSession:
        session = self.desk.run(interview, self.views.append, self._end)
        session.begin()
        return session

    def begin(self, *questions: Question) -> InterviewSession:
        return self.run(self.desk.begin(questions or (QUESTION, OTHER)))


@pytest.fixture
def room(stage: Stage) -> Room:
    return Room(stage)


def answer(session: InterviewSession) -> None:
    session.handle(e.Begin())
    session.handle(e.Stop())


def phase(session: InterviewSession) -> str:
    return session.view.phase


def speaks(session: InterviewSession) -> bool:
    return session.view.speaking


def left_to_think_s(session: InterviewSession) -> float:
    assert session.view.answer is not None
    state = session.view.answer.state
    assert isinstance(state, p.Think)
    return state.left_s


def let_pass(stage: Stage, session: InterviewSession, seconds: float) -> None:
    stage.time.now_s += seconds
    session.tick()


def test_an_interview_asks_its_questions_with_breaks_and_ends(stage: Stage, room: Room) -> None:
    session = room.begin()
    assert phase(session) == "question"
    answer(session)
    assert phase(session) == "break"
    assert session.view.break_left_s == 10.0
    let_pass(stage, session, 10.0)
    assert session.view.answer is not None
    assert session.view.answer.question == OTHER
    assert (session.view.answer.index, session.view.answer.total) == (1, 2)
    answer(session)
    assert phase(session) == "over"
    assert room.ended == 1
    (kept,) = room.desk.interviews()
    assert (kept.position, kept.ended_at) == (2, stage.time.clocks().now())
    assert session.view.interview.ended_at is not None


def test_the_answers_belong_to_the_interview(stage: Stage, room: Room) -> None:
    session = room.begin()
    answer(session)
    (summary,) = stage.history.session(session.view.interview.uid)
    assert summary.mode == "interview"
    stage.listener.answer()  # during the break
    attempt = stage.history.attempt(summary.id)
    assert attempt.transcript == TEXT
    assert stage.history.summaries()[0].points == FEEDBACK.coverage.states


def test_there_is_no_pause_no_more_time_and_no_rating(stage: Stage, room: Room) -> None:
    session = room.begin()
    session.handle(e.MoreTime())
    let_pass(stage, session, 10.0)  # the time to think is up
    session.handle(e.Pause())
    assert session.view.answer is not None
    state = session.view.answer.state
    assert isinstance(state, p.Answer)
    stage.time.now_s = 60.0
    session.tick()
    assert phase(session) == "break"


def test_a_slip_of_the_key_leads_back_to_the_question_and_says_so(stage: Stage, room: Room) -> None:
    stage.recorder.takes.insert(0, Take("slip.wav", 0.2))
    session = room.begin()
    answer(session)
    assert session.view.answer is not None
    state = session.view.answer.state
    assert isinstance(state, p.Think)
    assert state.problem == p.TOO_SHORT
    answer(session)
    assert phase(session) == "break"


def test_a_follow_up_is_asked_once_when_something_was_left_out(stage: Stage, room: Room) -> None:
    session = room.begin(PROBED, OTHER)
    answer(session)
    assert phase(session) == "listening"
    stage.listener.answer()
    assert room.probed == [FEEDBACK.coverage]
    shown = session.view.answer
    assert shown is not None
    assert shown.question.ask == "What does it cost?"
    assert isinstance(shown.state, p.Think)
    assert shown.state.rules == p.Rules(8, 60, hard_stop=True, may_pause=False)
    assert shown.index == 0
    answer(session)
    assert phase(session) == "break"
    (kept,) = room.desk.interviews()
    assert [step.follow_up for step in kept.steps] == [False, True, False]
    assert (kept.position, kept.number, kept.total) == (2, 2, 2)


def test_no_follow_up_is_asked_where_none_probes_what_is_missing(stage: Stage, room: Room) -> None:
    room.follow_up = None
    session = room.begin(PROBED, OTHER)
    answer(session)
    stage.listener.answer()
    assert phase(session) == "break"


def test_no_follow_up_is_asked_where_nothing_was_left_out(stage: Stage, room: Room) -> None:
    coverage = FEEDBACK.coverage.overruled_by({1: True, 2: True})
    stage.listener.feedback = replace(FEEDBACK, coverage=coverage)
    session = room.begin(PROBED, OTHER)
    answer(session)
    stage.listener.answer()
    assert room.probed == []
    assert phase(session) == "break"


def test_the_interview_goes_on_when_the_words_are_late(stage: Stage, room: Room) -> None:
    session = room.begin(PROBED, OTHER)
    answer(session)
    let_pass(stage, session, LISTEN_S)
    assert phase(session) == "break"
    stage.listener.answer()
    assert phase(session) == "break"
    assert room.probed == []


def test_the_interview_goes_on_when_there_are_no_words(stage: Stage, room: Room) -> None:
    stage.listener.problem = "no model"
    session = room.begin(PROBED, OTHER)
    answer(session)
    stage.listener.answer()
    assert phase(session) == "break"


def test_the_time_to_think_begins_when_the_question_was_read(stage: Stage) -> None:
    room = Room(stage, Settings(read_aloud=True))
    session = room.begin()
    assert room.voice.said == [QUESTION.ask]
    assert speaks(session)
    let_pass(stage, session, 30.0)
    assert left_to_think_s(session) == 10.0
    room.voice.end()
    assert not speaks(session)
    let_pass(stage, session, 4.0)
    assert left_to_think_s(session) == 6.0


def test_the_voice_is_silent_before_the_microphone_opens(stage: Stage) -> None:
    room = Room(stage, Settings(read_aloud=True))
    session = room.begin()
    session.handle(e.Begin())
    assert room.voice.saying is None
    assert stage.recorder.running
    assert not speaks(session)


def test_hearing_the_question_again_stops_the_clock(stage: Stage, room: Room) -> None:
    session = room.begin()
    let_pass(stage, session, 9.0)
    session.repeat()
    let_pass(stage, session, 9.0)
    assert room.voice.said == [QUESTION.ask]
    room.voice.end()
    session.tick()
    assert left_to_think_s(session) == 1.0
    session.handle(e.Begin())
    session.repeat()
    assert len(room.voice.said) == 1


def test_without_a_voice_nothing_waits_for_one(stage: Stage) -> None:
    room = Room(stage, Settings(read_aloud=True), FakeVoice(available=False))
    session = room.begin()
    session.repeat()
    let_pass(stage, session, 4.0)
    assert room.voice.said == []
    assert left_to_think_s(session) == 6.0


def test_leaving_keeps_the_answer_and_the_next_question_comes_first_later(
    stage: Stage, room: Room
) -> None:
    session = room.begin()
    session.handle(e.Begin())
    session.leave()
    assert (room.ended, phase(session)) == (1, "over")
    assert len(stage.history.summaries()) == 1
    left = room.desk.unfinished()
    assert left is not None
    assert left.number == 2
    session = room.run(left)
    assert session.view.answer is not None
    assert session.view.answer.question == OTHER


def test_leaving_before_the_answer_asks_the_same_question_again(stage: Stage, room: Room) -> None:
    room.begin().handle(e.Leave())
    left = room.desk.unfinished()
    assert left is not None
    session = room.run(left)
    assert session.view.answer is not None
    assert session.view.answer.question == QUESTION


def test_an_interview_that_was_given_up_is_not_offered_again(stage: Stage, room: Room) -> None:
    session = room.begin()
    answer(session)
    session.give_up()
    assert room.ended == 1
    assert room.desk.unfinished() is None
    (kept,) = room.desk.interviews()
    assert (kept.position, kept.ended_at is not None) == (1, True)


def test_what_was_given_up_can_be_taken_up_again(stage: Stage, room: Room) -> None:
    session = room.begin()
    answer(session)
    session.give_up()
    (kept,) = room.desk.interviews()
    room.desk.take_up_again(kept.uid)
    left = room.desk.unfinished()
    assert left is not None
    assert left.number == 2


def test_a_list_tells_the_place_that_a_crash_could_not_note(stage: Stage, room: Room) -> None:
    session = room.begin()
    session.handle(e.Begin())
    session.leave()
    with stage.history._database.writing() as db:
        db.execute("UPDATE interviews SET position = 0")
    (listed,) = room.desk.interviews()
    assert listed == room.desk.unfinished()
    assert listed.position == 1


def test_an_interview_of_long_ago_is_not_offered_again(stage: Stage, room: Room) -> None:
    room.desk.begin([QUESTION])
    assert room.desk.unfinished() is not None
    week = "UPDATE interviews SET changed_at = '2026-03-07T00:00:00.000000+00:00'"
    with stage.history._database.writing() as db:
        db.execute(week)
    assert room.desk.unfinished() is None


def test_the_report_judges_every_answer_and_says_when_it_is_complete(
    stage: Stage, room: Room
) -> None:
    session = room.begin(QUESTION, OTHER, replace(QUESTION, id="third"))
    answer(session)
    session.go_on()
    answer(session)
    session.give_up()
    reports: list[InterviewReport] = []
    room.desk.report(session.view.interview.uid, reports.append)
    assert [report.complete for report in reports] == [False]
    assert [each.attempt is not None for each in reports[-1].answers] == [True, True, False]
    stage.listener.answer()
    assert reports[-1].complete
    assert [each.feedback for each in reports[-1].answers] == [FEEDBACK, FEEDBACK, None]
    assert reports[-1].answers[0].attempt is not None
    assert reports[-1].answers[0].attempt.transcript == TEXT


def test_the_report_does_not_write_down_twice_what_is_being_written_down(
    stage: Stage, room: Room
) -> None:
    session = room.begin(QUESTION)
    answer(session)
    assert phase(session) == "over"
    reports: list[InterviewReport] = []
    room.desk.report(session.view.interview.uid, reports.append)
    assert len(stage.listener.waiting) == 1  # the interview's own
    stage.listener.answer()
    assert reports[-1].complete
    assert reports[-1].answers[0].feedback == FEEDBACK
    assert stage.history.without_transcript() == []


def test_an_answer_nobody_can_write_down_does_not_hold_up_the_report(
    stage: Stage, room: Room
) -> None:
    stage.listener.problem = "no model"
    session = room.begin(QUESTION)
    answer(session)
    reports: list[InterviewReport] = []
    room.desk.report(session.view.interview.uid, reports.append)
    stage.listener.answer()
    assert reports[-1].complete
    assert reports[-1].answers[0].feedback is None
    assert reports[-1].note == "Too little was said to judge."
