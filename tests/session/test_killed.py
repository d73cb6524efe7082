"""Killed before each step of emptying the trash and of looking after old recordings."""

from pathlib import Path

import pytest

from tests.benchmarks.kill_upkeep import TASKS, every_step


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS)
def test_a_kill_before_any_step_loses_nothing_and_leaves_nothing(tmp_path: Path, task: str) -> None:
    steps, faults = every_step(tmp_path, task, takes=2 if task == "emptying" else 1)
    assert faults == []
    assert steps >= 5
