"""The assistant with a real worker process, on good days and bad."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.session.assistant import GAVE_UP, PATIENCE_S, Assistant, Reply
from app.session.inbox import Inbox
from tests.session import tools

pytestmark = pytest.mark.slow


class Answers:
    def __init__(self) -> None:
        self.values: list[object] = []
        self.problems: list[str] = []
        self.done = 0

    @property
    def over(self) -> bool:
        return bool(self.done or self.problems)

    def reply(self) -> Reply:
        return Reply(self.values.append, self.problems.append, self._finish)

    def _finish(self) -> None:
        self.done += 1


class Desk:
    def __init__(self) -> None:
        self.inbox = Inbox()
        self.now_s = 0.0
        self.assistants: list[Assistant] = []

    def assistant(self, toolbox: Callable[[], object] = tools.toolbox) -> Assistant:
        made = Assistant(toolbox, self.inbox.post, lambda: self.now_s)  # type: ignore[arg-type]  # one toolbox only raises
        self.assistants.append(made)
        return made


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    for assistant in desk.assistants:
        assistant.close()


def test_values_arrive_in_order_and_then_the_end(desk: Desk) -> None:
    answers = Answers()
    desk.assistant().ask(tools.Say((1, 2, 3)), answers.reply())
    desk.inbox.run_until(lambda: answers.over)
    assert (answers.values, answers.done, answers.problems) == ([1, 2, 3], 1, [])


def test_a_foreseen_problem_arrives_in_words_with_its_hint(desk: Desk) -> None:
    answers = Answers()
    desk.assistant().ask(tools.Refuse(), answers.reply())
    desk.inbox.run_until(lambda: answers.over)
    assert answers.problems == ["The take cannot be read. Record it again."]


def test_a_crash_is_survived_and_the_job_done_on_a_second_try(desk: Desk, tmp_path: Path) -> None:
    crashed, later = Answers(), Answers()
    assistant = desk.assistant()
    assistant.ask(tools.CrashUntil(tmp_path / "count", 1), crashed.reply())
    assistant.ask(tools.Say(("after",)), later.reply())
    desk.inbox.run_until(lambda: later.over)
    assert crashed.values == ["well"]
    assert later.values == ["after"]


def test_a_job_that_crashes_every_time_is_given_up_and_the_next_one_done(
    desk: Desk, tmp_path: Path
) -> None:
    crashed, later = Answers(), Answers()
    assistant = desk.assistant()
    assistant.ask(tools.CrashUntil(tmp_path / "count", 99), crashed.reply())
    assistant.ask(tools.Say(("after",)), later.reply())
    desk.inbox.run_until(lambda: later.over)
    assert crashed.problems == [GAVE_UP]
    assert (tmp_path / "count").read_text() == "\n\n"
    assert later.values == ["after"]


def test_a_process_that_is_killed_while_idle_is_replaced_when_it_is_needed(desk: Desk) -> None:
    assistant, answers = desk.assistant(), Answers()
    first = Answers()
    assistant.ask(tools.Say(()), first.reply())
    desk.inbox.run_until(lambda: first.over)
    assert assistant.pid is not None
    os.kill(assistant.pid, signal.SIGKILL)
    desk.inbox.run_until(lambda: assistant.pid is None)
    assistant.ask(tools.Say(("here",)), answers.reply())
    desk.inbox.run_until(lambda: answers.over)
    assert answers.values == ["here"]


def test_a_process_that_hangs_is_replaced_and_the_job_given_up_after_two_tries(desk: Desk) -> None:
    assistant, hung, later = desk.assistant(), Answers(), Answers()
    assistant.ask(tools.Hang(), hung.reply())
    assistant.ask(tools.Say(("after",)), later.reply())
    desk.now_s += PATIENCE_S - 1
    assistant.watch()
    pid = assistant.pid
    for _ in range(2):
        desk.now_s += PATIENCE_S + 1
        assistant.watch()
    assert assistant.pid != pid
    desk.inbox.run_until(lambda: later.over)
    assert hung.problems == [GAVE_UP]
    assert later.values == ["after"]


def test_a_job_that_is_cancelled_answers_nothing(desk: Desk) -> None:
    assistant, dropped, later = desk.assistant(), Answers(), Answers()
    job_id = assistant.ask(tools.Say((1,)), dropped.reply())
    assistant.cancel(job_id)
    assistant.ask(tools.Say((2,)), later.reply())
    desk.inbox.run_until(lambda: later.over)
    assert (dropped.values, dropped.done, dropped.problems) == ([], 0, [])


def test_a_worker_that_cannot_start_fails_every_job_in_words(desk: Desk) -> None:
    answers = Answers()
    desk.assistant(tools.broken_toolbox).ask(tools.Say((1,)), answers.reply())
    desk.inbox.run_until(lambda: answers.over)
    assert answers.problems == ["The engine is not installed. Install it."]


def test_a_process_that_made_a_mistake_is_replaced_and_the_next_job_done(desk: Desk) -> None:
    assistant, wrong, later = desk.assistant(), Answers(), Answers()
    assistant.ask(tools.Blunder(), wrong.reply())
    pid = assistant.pid
    assistant.ask(tools.Say(("after",)), later.reply())
    desk.inbox.run_until(lambda: later.over)
    assert "made a mistake" in wrong.problems[0]
    assert later.values == ["after"]
    assert assistant.pid != pid


def test_a_job_asked_for_while_the_process_is_replaced_is_done_once(
    desk: Desk, tmp_path: Path
) -> None:
    assistant, later = desk.assistant(), Answers()

    def ask_again(_problem: str) -> None:
        assistant.ask(tools.Say(("after",)), later.reply())

    crash = tools.CrashUntil(tmp_path / "count", 99)
    assistant.ask(crash, Reply(lambda _value: None, ask_again), tries=1)
    desk.inbox.run_until(lambda: later.over)
    assert later.values == ["after"]
    assert (tmp_path / "count").read_text() == "\n"
