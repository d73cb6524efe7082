"""The script ./test: whatever fails, wherever it runs, makes it fail, and nothing is left out."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.audio.support import wait_until

ROOT: Final = Path(__file__).parents[1]
# Stands in for every tool: says that it was called, and does what the environment says.
STAND_IN: Final = """#!/usr/bin/env bash
called="${0##*/} $*"
echo "$called" >>"$CALLS"
if [[ $called == pytest* ]]; then echo "${BENCH_DIR:-}" >>"$CALLS.benches"; fi
echo "this is $called"
if [[ $called == $WAITS ]]; then echo $$ >>"$CALLS.waits"; exec sleep 60; fi
[[ $called != $FAILS ]]
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a script for Debian")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the script, with an environment in which every tool is a stand-in."""
    shutil.copy(ROOT / "test", tmp_path)
    ignored = shutil.ignore_patterns("debian", "__pycache__")
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging", ignore=ignored)
    tools = tmp_path / ".venv" / "bin"
    tools.mkdir(parents=True)
    (tools / "python").symlink_to(sys.executable)
    for name in ("ruff", "mypy", "lint-imports", "pytest"):
        (tools / name).write_text(STAND_IN)
        (tools / name).chmod(0o755)
    stamps = (
        'source packaging/setup.sh; for part in app test; do state $part >"$venv/ready-$part"; done'
    )
    subprocess.run(["bash", "-c", f"root=$PWD; {stamps}"], cwd=tmp_path, check=True)
    return tmp_path


def environment(project: Path, fails: str = "", waits: str = "") -> dict[str, str]:
    return os.environ | {"CALLS": str(project / "calls"), "FAILS": fails, "WAITS": waits}


def run(project: Path, *arguments: str, fails: str = "") -> subprocess.CompletedProcess[str]:
    command = [str(project / "test"), *arguments]
    env = environment(project, fails)
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def called(project: Path) -> list[str]:
    return (project / "calls").read_text().splitlines()


def test_every_check_and_every_test_is_run_once(project: Path) -> None:
    done = run(project)
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith("Everything passed.\n")
    calls = called(project)
    static = {"ruff format --check .", "ruff check .", "mypy ", "lint-imports --no-logo"}
    assert static <= set(calls)
    *apart, rest = (each.split() for each in calls if each.startswith("pytest"))
    named = [word for words in apart for word in words if word.startswith("tests/")]
    assert len(set(named)) == len(named)
    assert all((ROOT / name).is_dir() for name in named)
    assert {word for word in rest if "tests" in word} == {f"--ignore={name}" for name in named}


@pytest.mark.parametrize(
    "what",
    [
        "ruff format*",
        "ruff check*",
        "mypy*",
        "lint*",
        "*no:cacheprovider*",
        "pytest* tests/gui*",
        "*=tests*",
    ],
)
def test_whatever_fails_is_named_and_the_rest_is_run(project: Path, what: str) -> None:
    whole = project / "whole"
    run(project)
    (project / "calls").rename(whole)
    done = run(project, fails=what)
    assert done.returncode == 1
    (name,) = done.stderr.splitlines()[-1].removeprefix("FAILED: ").split(", ")
    assert name.split()[0] in {"ruff", "mypy", "lint-imports", "pytest"}
    assert sorted(called(project)) == sorted(whole.read_text().splitlines())


def test_what_ran_beside_is_shown_in_order(project: Path) -> None:
    said = run(project).stderr
    assert said.index("== mypy") < said.index("this is mypy") < said.index("== lint-imports")
    assert said.index("this is lint-imports") < said.index("== pytest --durations=10 --ignore")


def test_no_two_tests_at_a_time_have_the_same_bench(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BENCH_DIR", "mine")
    run(project)
    assert sorted((project / "calls.benches").read_text().splitlines()) == ["", "mine", "mine"]


def test_arguments_go_to_pytest_and_everything_else_is_checked(project: Path) -> None:
    assert run(project, "tests/core", "-k", "timer").returncode == 0
    assert sorted(called(project)) == sorted(
        [
            "ruff format --check .",
            "ruff check .",
            "mypy ",
            "lint-imports --no-logo",
            "pytest --durations=10 tests/core -k timer",
        ]
    )
    assert run(project, "tests/core", fails="mypy*").returncode == 1
    assert run(project, "tests/core", fails="pytest*").returncode == 1


def test_a_check_that_is_killed_beside_counts_as_failed(project: Path) -> None:
    (project / ".venv/bin/mypy").write_text("#!/usr/bin/env bash\nkill -9 $PPID\n")
    done = run(project)
    assert done.returncode == 1
    assert "FAILED: the checks beside" in done.stderr


# A shell that was begun with interrupts ignored, as in the background of another, cannot heed them.
HEEDING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


def test_an_interrupt_ends_what_runs_beside_as_well(project: Path) -> None:
    waiting = project / "calls.waits"
    with subprocess.Popen(
        [sys.executable, "-c", HEEDING, str(project / "test")],
        env=environment(project, waits="pytest*"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as script:
        wait_until(lambda: waiting.exists() and len(waiting.read_text().split()) == 2)
        os.killpg(script.pid, signal.SIGINT)
        assert script.wait(20) == 130
    for number in waiting.read_text().split():
        assert not Path("/proc", number).exists()
