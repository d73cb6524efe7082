"""Killed before a step of emptying the trash, of looking after recordings, or of an interview."""

from pathlib import Path

import pytest

from tests.benchmarks.kill_interview import faults, killed
from tests.benchmarks.kill_upkeep import TASKS, every_step


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS)
def test_a_kill_before_any_step_loses_nothing_and_leaves_nothing(tmp_path: Path, task: str) -> None:
    steps, faults = every_step(tmp_path, task, takes=2 if task == "emptying" else 1)
    assert faults == []
    assert steps >= 5


@pytest.mark.slow
@pytest.mark.parametrize("step", [4, 5, 8, 12, 19])
def test_a_killed_interview_goes_on_where_it_stopped_and_asks_nothing_twice(
    tmp_path: Path, step: int
) -> None:
    assert killed(tmp_path, step)
    assert faults(tmp_path) == []
