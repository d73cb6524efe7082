"""What cannot be meant is said in words, before anything begins."""

from pathlib import Path

import pytest

from app.bootstrap import open_services
from app.cli.main import run_command
from app.cli.parser import parse
from app.session.inbox import Inbox

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("count", ["-3", "0", "some", "²"])
def test_no_number_of_questions_is_no_number(
    count: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse(["practise", f"--count={count}"])
    assert "no number of questions" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("--mode interview --question mlops/canary", "Omit --question"),
        ("--mode interview --shuffle", "Omit --shuffle"),
        ("--resume", "Add --mode interview"),
        ("--no-follow-ups", "Add --mode interview"),
        ("--mix Lead", "Add --mode interview"),
    ],
)
def test_what_a_mode_would_leave_out_is_refused(
    arguments: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = parse(["--data-dir", str(tmp_path), "practise", *arguments.split()])
    assert run_command(open_services, command) == 1
    assert words in capsys.readouterr().err
    with open_services(tmp_path, Inbox().post) as services:
        assert services.interviews.interviews() == ()
