"""What to practise next, in the terminal, on a real history."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import open_services
from app.cli.main import run_command
from app.cli.parser import parse
from app.cli.practise import chosen_questions
from app.core.attempt import SelfRating, Take
from app.core.feedback import Coverage, PointFinding, PointState
from app.session.services import Services
from tests.storage.blank import blank

Run = Callable[..., int]
GROUP = "MLOps basics"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    blank(tmp_path / "data" / "history.db")
    return tmp_path / "data"


@pytest.fixture
def run(data_dir: Path) -> Run:
    def run_with(*arguments: str | Path) -> int:
        words = ["--data-dir", str(data_dir), *map(str, arguments)]
        return run_command(open_services, parse(words))

    return run_with


def answer(services: Services, number: int, score: int, *heard: PointState) -> str:
    """Answer a question of the pack yesterday; return its key."""
    asked = services.library().chosen("mlops", GROUP)[number]
    at = datetime.now().astimezone() - timedelta(days=1)
    attempt = services.history.add(asked, Take(f"{number}.wav", 60.0), at)
    services.history.rate(attempt, SelfRating(score))
    findings = tuple(PointFinding("", state, 0.5) for state in heard)
    services.history.remember_review(attempt, "1", Coverage(findings, "lexical"), 120.0, 2.0)
    return asked.key


@pytest.fixture
def answered(data_dir: Path) -> list[str]:
    """The keys of two questions: one that went well, and one that did not."""
    with open_services(data_dir, lambda call: call()) as services:
        well = answer(services, 0, 5)
        badly = answer(services, 1, 1, PointState.NOT_FOUND, PointState.COVERED)
    return [well, badly]


def test_with_nothing_answered_everything_is_new(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("due", "--group", GROUP) == 0
    printed = capsys.readouterr().out
    assert "Due today: 0" in printed
    assert "Never tried: 9" in printed


def test_what_is_due_and_weak_is_printed(
    run: Run, answered: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("due", "--group", GROUP) == 0
    printed = capsys.readouterr().out
    due, _, rest = printed.partition("Never tried: 7")
    assert answered[0] not in printed
    assert answered[1] in due
    assert "yesterday, rated 1, 50% covered" in " ".join(due.split())
    assert "○" in rest
    assert answered[1] in rest


def test_the_json_has_all_of_it(
    run: Run, answered: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("due", "--group", GROUP, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert [each["question"] for each in printed["due"]] == [answered[1]]
    assert len(printed["never_tried"]) == 7
    assert printed["weakest"][0]["states"] == ["not found"]
    assert len(printed["coming"]) == 7
    assert printed["interview_on"] is None


def test_a_day_is_set_planned_for_and_forgotten(
    run: Run, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = date.today() + timedelta(days=7)
    assert run("due", "--on", day.isoformat()) == 0
    printed = capsys.readouterr().out
    assert f"{day.isoformat()}, in 7 days" in printed
    assert "a whole interview" in printed
    with open_services(data_dir, lambda call: call()) as services:
        assert services.preferences.value.interview_on == day.isoformat()
    assert run("due", "--no-date") == 0
    assert "Interview" not in capsys.readouterr().out


def test_a_day_that_is_over_is_refused(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "--on", "2020-01-01") == 1
    assert "That day is over." in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run("due", "--on", "soon")
    assert "write it as 2026-12-03" in capsys.readouterr().err


def test_questions_that_are_not_there_are_a_sentence(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("due", "--pack", "nonsense") == 1
    assert "There are no such questions." in capsys.readouterr().err


def test_practising_begins_with_what_is_due(data_dir: Path, answered: list[str]) -> None:
    with open_services(data_dir, lambda call: call()) as services:
        asked = chosen_questions(services, parse(["practise", "--group", GROUP, "--count", "3"]))
        assert asked[0].key == answered[1]
        assert answered[0] not in {question.key for question in asked}
        shuffled = parse(["practise", "--group", GROUP, "--count", "9", "--shuffle"])
        assert {each.key for each in chosen_questions(services, shuffled)} >= set(answered)
