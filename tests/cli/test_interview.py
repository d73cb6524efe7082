"""Interviews in the terminal: lines in, lines out, written answers, and a real worker."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from app.bootstrap import open_services
from app.cli.main import run_command
from app.cli.parser import parse
from app.core.settings import Settings
from app.session.inbox import Inbox
from tests.analysis.converted import put_model
from tests.storage.blank import blank

SAID = (
    "I talked to every person at the table and found out what each of them needed most from the "
    "project, then we wrote the interface down together and agreed on one shared goal. It took "
    "four weeks, and in the end we shipped two weeks early and the number of incidents fell from "
    "nine a month to two, which everybody was glad about. I also set up a short meeting each week."
)

pytestmark = pytest.mark.slow


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    blank(tmp_path / "data" / "history.db")
    put_model(tmp_path / "data" / "embedding")
    with open_services(tmp_path / "data", Inbox().post) as services:
        written = replace(Settings(), typed=True, prep_s=0.0, interview_count=2)
        services.preferences.change(written)
    return tmp_path / "data"


class Talk:
    """A program that is spoken with line by line."""

    def __init__(self, program: "subprocess.Popen[str]") -> None:
        assert program.stdin is not None
        assert program.stdout is not None
        self.program = program
        self._input: IO[str] = program.stdin
        self._output: IO[str] = program.stdout

    def hear(self, words: str) -> str:
        """Return the lines up to the one with these words; fails when the program ends before."""
        read = ""
        for line in self._output:
            read += line
            if words in line:
                return read
        raise AssertionError(f"never said {words!r}:\n{read}")

    def say(self, line: str = "") -> None:
        self._input.write(f"{line}\n")
        self._input.flush()

    def rest(self) -> str:
        self._input.close()
        return self._output.read()


@contextmanager
def talking(data_dir: Path, *options: str) -> Iterator[Talk]:
    command = [sys.executable, "-m", "app", "--data-dir", str(data_dir)]
    command += ["practise", "--mode", "interview", *options]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as program:
        yield Talk(program)
        program.kill()


def test_an_interview_is_held_and_its_report_is_printed_and_saved(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--pack", "mlops", "--group", "Behavioural", "--no-follow-ups")
    with talking(data_dir, *options) as talk:
        talk.hear("[Enter] begin")
        talk.say()
        talk.hear("Write your answer")
        talk.say(SAID)
        talk.say()
        talk.hear("A break")
        talk.say()
        asked = talk.hear("Write your answer")
        assert "Question 2 of 2" in asked
        talk.say(SAID)
        talk.say()
        printed = talk.rest()
        assert talk.program.wait(60) == 0
    assert "2 of 2 questions answered" in printed
    assert "Questions" in printed
    saved = tmp_path / "report.md"
    words = ["--data-dir", str(data_dir), "interviews"]
    assert run_command(open_services, parse([*words, "--report", "last", "--to", str(saved)])) == 0
    text = saved.read_text("utf-8")
    assert text.startswith("# Interview of ")
    assert text.count("> I talked to every person") == 2
    assert run_command(open_services, parse(words)) == 0
    assert "1 interview." in capsys.readouterr().out
    # nothing is overwritten
    assert run_command(open_services, parse([*words, "--report", "last", "--to", str(saved)])) == 1


def test_a_killed_interview_goes_on_at_the_question_where_it_stopped(data_dir: Path) -> None:
    with talking(data_dir, "--count", "3", "--no-follow-ups") as talk:
        talk.hear("[Enter] begin")
        talk.say()
        talk.hear("Write your answer")
        talk.say(SAID)
        talk.say()
        talk.hear("A break")
        talk.say()
        talk.hear("Question 2 of 3")
        second = talk.hear("Write your answer")
        os.kill(talk.program.pid, signal.SIGKILL)
    with talking(data_dir) as talk:
        talk.hear("stopped at question 2 of 3")
        talk.say()
        talk.hear("2 questions")
        talk.say()
        talk.hear("Question 2 of 3")
        assert talk.hear("Write your answer") == second
        talk.say("x")  # an answer like any other, while one writes
        talk.say()
        talk.hear("A break")
        talk.say("x")
        assert "2 of 3 questions answered" in talk.rest()
    with talking(data_dir, "--resume") as talk:
        assert talk.program.wait(60) == 1


def test_a_new_interview_can_be_begun_in_place_of_one_that_stopped(data_dir: Path) -> None:
    with talking(data_dir) as talk:
        talk.hear("[Enter] begin")
        talk.say("q")
        assert "Go on with it:" in talk.rest()
    with talking(data_dir) as talk:
        talk.hear("[Enter] go on with it")
        talk.say("n")
        talk.hear("2 questions")
        talk.say("q")
        talk.rest()
    with open_services(data_dir, Inbox().post) as services:
        first, second = reversed(services.interviews.interviews())
    assert first.ended_at is not None
    assert second.ended_at is None


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--mix", "Astronaut"), "There is no mix called 'Astronaut'. There are: MLOps engineer,"),
        (("--group", "Nothing"), "There are no such questions."),
        (("--resume",), "There is no interview to go on with."),
    ],
)
def test_what_there_is_not_is_said(
    data_dir: Path, options: tuple[str, ...], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data-dir", str(data_dir), "practise", "--mode", "interview", *options]
    assert run_command(open_services, parse(words)) == 1
    assert problem in capsys.readouterr().err
