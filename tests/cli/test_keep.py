"""The commands for storage and the trash, on real files."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.bootstrap import open_services
from app.cli.main import EXIT_PROBLEM, run_command
from app.cli.parser import parse
from tests.session.keep_desk import KeepDesk

Run = Callable[..., int]
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run_with(*arguments: str) -> int:
        return run_command(open_services, parse(["--data-dir", str(tmp_path), *arguments]))

    return run_with


@pytest.fixture
def deleted(tmp_path: Path) -> list[int]:
    """Two answers in the trash, and one that is not."""
    desk = KeepDesk(tmp_path)
    desk.add()
    ids = desk.keeping.trash.move([desk.add(), desk.add()])
    desk.close()
    return ids


def takes(folder: Path) -> int:
    return len(list((folder / "takes").iterdir()))


@pytest.mark.usefixtures("deleted")
def test_storage_is_told_by_kind(run: Run, capsys: Printed, tmp_path: Path) -> None:
    assert run("storage") == 0
    printed = capsys.readouterr().out
    assert "Recordings (1, 0:01)" in printed
    assert "Trash (2, 0:02)" in printed
    assert str(tmp_path) in printed
    assert run("storage", "--json") == 0
    used = json.loads(capsys.readouterr().out)
    assert used["trash"] == {"count": 2, "duration_s": 2.0, "size_bytes": 2 * 32_044}
    assert used["folder"] == str(tmp_path)


def test_the_trash_is_listed(run: Run, capsys: Printed, deleted: list[int]) -> None:
    assert run("trash", "list") == 0
    printed = capsys.readouterr().out
    assert "What is drift?" in printed
    assert "23" in printed  # of a leap of months between two starts a week is believed
    assert run("trash", "list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert sorted(each["number"] for each in listed) == deleted


def test_answers_are_brought_back(run: Run, capsys: Printed, deleted: list[int]) -> None:
    assert run("trash", "restore") == EXIT_PROBLEM
    assert run("trash", "restore", str(deleted[0])) == 0
    assert capsys.readouterr().out == "1 answer brought back.\n"
    assert run("trash", "restore", "--all") == 0
    assert run("trash", "list") == 0
    assert "The trash is empty." in capsys.readouterr().out


def test_emptying_takes_the_sound_along(
    run: Run, capsys: Printed, deleted: list[int], tmp_path: Path
) -> None:
    assert run("trash", "empty", "--yes", str(deleted[1])) == 0
    assert capsys.readouterr().out == "1 answer deleted for good.\n"
    assert takes(tmp_path) == 2
    assert run("trash", "empty", "--yes") == 0
    assert takes(tmp_path) == 1
    assert run("trash", "empty", "--yes") == 0
    assert "The trash is empty." in capsys.readouterr().out


def test_a_number_that_is_not_in_the_trash_stops_everything(
    run: Run, capsys: Printed, deleted: list[int], tmp_path: Path
) -> None:
    assert run("trash", "empty", "--yes", str(deleted[0]), "999") == EXIT_PROBLEM
    assert "999 is not in the trash" in capsys.readouterr().err
    assert takes(tmp_path) == 3


@pytest.mark.usefixtures("deleted")
@pytest.mark.parametrize(("answer", "left"), [("yes", 1), ("", 3), ("y", 3)])
def test_emptying_asks_first(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, left: int
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("builtins.input", lambda _prompt: answer)
    assert run("trash", "empty") == 0
    assert takes(tmp_path) == left


@pytest.mark.usefixtures("deleted")
def test_where_nobody_can_be_asked_nothing_is_deleted(
    run: Run, capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: False))
    assert run("trash", "empty") == EXIT_PROBLEM
    assert "--yes" in capsys.readouterr().err
    assert takes(tmp_path) == 3
