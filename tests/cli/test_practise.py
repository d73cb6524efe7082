"""Practising in the terminal: lines in, lines out, and a real microphone in between."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from app.bootstrap import open_services
from app.session.inbox import Inbox
from tests.analysis.converted import put_model
from tests.driver import settings_with_tiny_model
from tests.storage.blank import blank

pytestmark = [pytest.mark.mic, pytest.mark.slow]


def read_until(output: IO[str], words: str) -> str:
    """Return the lines up to the one with these words; fails when the program ends before."""
    read = ""
    for line in output:
        read += line
        if words in line:
            return read
    raise AssertionError(f"never said {words!r}:\n{read}")


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    blank(tmp_path / "data" / "history.db")
    put_model(tmp_path / "data" / "embedding")
    with open_services(tmp_path / "data", Inbox().post) as services:
        services.preferences.change(replace(settings_with_tiny_model(), prep_s=180))
    return tmp_path / "data"


def test_an_answer_in_the_terminal_is_heard_rated_judged_and_kept(
    data_dir: Path, speak: Callable[[str], None]
) -> None:
    command = [sys.executable, "-m", "app", "--data-dir", str(data_dir), "practise"]
    command += ["--question", "rehearsal/keeping-a-model-healthy"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        asked = read_until(program.stdout, "How do you keep a model healthy")
        assert "Question 1 of 1, take 1" in asked
        program.stdin.write("\n")
        read_until(program.stdout, "Recording")
        speak("We versioned the data with DVC so the team could reproduce the results.")
        program.stdin.write("\n")
        read_until(program.stdout, "How did it go")
        program.stdin.write("4\n")
        feedback = read_until(program.stdout, "[Enter] finish")
        program.stdin.write("say who decides\n")
        read_until(program.stdout, "Kept.")
        program.stdin.write("\n")
        assert program.wait(30) == 0
    assert "We versioned the data with DVC" in feedback
    assert "1 covered" in feedback
    with open_services(data_dir, Inbox().post) as services:
        (summary,) = services.history.summaries()
    assert summary.note == "say who decides"
    assert summary.score == 4


def test_a_take_in_the_terminal_is_paused_and_gone_on_with(
    data_dir: Path, speak: Callable[[str], None]
) -> None:
    command = [sys.executable, "-m", "app", "--data-dir", str(data_dir), "practise"]
    command += ["--pack", "rehearsal", "--count", "1"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        read_until(program.stdout, "How do you keep a model healthy")
        program.stdin.write("\n")
        read_until(program.stdout, "Recording")
        speak("We versioned the data with DVC.")
        program.stdin.write("p\n")
        assert "Paused at 0:0" in read_until(program.stdout, "[Enter] go on")
        program.stdin.write("\n")
        read_until(program.stdout, "Recording")
        speak("So the team could reproduce the results.")
        program.stdin.write("p\n")
        read_until(program.stdout, "[Enter] go on")
        program.stdin.write("f\n")
        read_until(program.stdout, "The take is saved")
        program.stdin.close()
        assert program.wait(60) == 0
    with open_services(data_dir, Inbox().post) as services:
        (summary,) = services.history.summaries()
    assert summary.take.duration_s > 4


def test_the_end_of_the_input_leaves_and_keeps_the_take(
    data_dir: Path, speak: Callable[[str], None]
) -> None:
    command = [sys.executable, "-m", "app", "--data-dir", str(data_dir), "practise"]
    command += ["--pack", "rehearsal", "--count", "1"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        read_until(program.stdout, "How do you keep a model healthy")
        program.stdin.write("\n")
        read_until(program.stdout, "Recording")
        speak("We versioned the data with DVC.")
        program.stdin.close()
        assert program.wait(60) == 0
    with open_services(data_dir, Inbox().post) as services:
        assert len(services.history.summaries()) == 1
