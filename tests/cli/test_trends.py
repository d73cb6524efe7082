"""The trends in the terminal, on a real history."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import open_services
from app.cli.main import run_command
from app.cli.parser import parse
from app.core.attempt import Take
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.question import Question
from app.core.transcript import Transcript, Word
from tests.storage.blank import blank

Run = Callable[..., int]
DRIFT = Question("drift", "mlops", "MLOps", "Basics", "What is drift?")
CANARY = Question("canary", "mlops", "MLOps", "Technical", "What is a canary?")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    blank(tmp_path / "data" / "history.db")

    def run_with(*arguments: str | Path) -> int:
        words = ["--data-dir", str(tmp_path / "data"), *map(str, arguments)]
        return run_command(open_services, parse(words))

    return run_with


@pytest.fixture
def answered(tmp_path: Path) -> None:
    """Seven answers: six to one question, ever better, and one to another."""
    now = datetime.now(UTC)
    with open_services(tmp_path / "data", lambda call: call()) as services:
        history = services.history
        for number in range(7):
            asked = CANARY if number == 6 else DRIFT
            at = now - timedelta(days=75 - 10 * number)
            attempt = history.add(asked, Take(f"{number}.wav", 60.0), at)
            words = (Word("Drift.", 0.1, 0.3),)
            history.set_transcript(attempt, Transcript(words, "whisper", "tiny", "en"))
            states = [PointState.COVERED] * number + [PointState.NOT_FOUND] * (6 - number)
            findings = tuple(PointFinding("x", state, 0.5) for state in states)
            history.remember_review(attempt, "1", Coverage(findings, "lexical"), 120.0, 2.0)


def test_an_empty_history_is_said_to_be_empty(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("trends") == 0
    assert capsys.readouterr().out == "0 answers\n"


@pytest.mark.usefixtures("answered")
def test_the_trends_are_printed_with_what_was_before(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("trends", "--question", "drift") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("6 answers\n")
    (covered,) = [line for line in printed.splitlines() if line.startswith("Points covered")]
    assert covered.split() == ["Points", "covered", "75", "%", "was", "8", "%", "6"]
    assert "usual 100 to 165" in printed
    assert "canary" not in printed


@pytest.mark.usefixtures("answered")
def test_a_period_and_a_group_narrow_what_is_printed(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("trends", "--period", "month") == 0
    assert capsys.readouterr().out.startswith("2 answers\n")
    assert run("trends", "--pack", "mlops", "--group", "Technical") == 0
    assert capsys.readouterr().out.startswith("1 answer\n")


@pytest.mark.usefixtures("answered")
def test_answers_that_are_not_there_are_a_sentence(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("trends", "--question", "nonsense") == 1
    assert "Packs with answers: mlops" in capsys.readouterr().err


@pytest.mark.usefixtures("answered")
def test_the_table_is_written_once_and_never_over_another_file(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "answers.csv"
    assert run("trends", "--csv", path) == 0
    assert path.read_text("utf-8-sig").count("\n") == 8
    path.write_text("mine")
    assert run("trends", "--csv", path) == 1
    assert path.read_text() == "mine"
    assert "Choose another name" in capsys.readouterr().err
