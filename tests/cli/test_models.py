"""The commands for models, on real files and a hub of our own."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from app.bootstrap import open_services
from app.cli.main import EXIT_INTERRUPTED, run_command
from app.cli.parser import parse
from tests.driver import TINY_MODEL
from tests.hub.hub import Fault, Hub, hub_of, serving
from tests.hub.tools import ask, without_proxies
from tests.storage.blank import blank

Run = Callable[..., int]
Printed = pytest.CaptureFixture[str]
TINY: Final = "faster-whisper-tiny.en"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    blank(tmp_path / "data" / "history.db")

    def run_with(*arguments: str | Path) -> int:
        words = ["--data-dir", str(tmp_path / "data"), *map(str, arguments)]
        return run_command(open_services, parse(words))

    return run_with


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    without_proxies(monkeypatch)
    with serving(hub_of(TINY_MODEL)) as running:
        ask(monkeypatch, running)
        yield running


@pytest.mark.usefixtures("hub")
def test_a_model_is_downloaded_checked_listed_and_deleted(
    run: Run, capsys: Printed, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "models" / TINY
    assert run("models", "download", "tiny.en") == 0
    assert capsys.readouterr().out == f"tiny.en is here, and in use: {folder}\n"
    assert run("models", "download", "tiny.en") == 0
    assert "here already" in capsys.readouterr().out
    assert run("models", "check", "tiny.en") == 0
    assert "is whole" in capsys.readouterr().out
    assert run("models", "list") == 0
    printed = capsys.readouterr().out
    assert "in use" in printed
    assert "large-v3-turbo" in printed
    run("doctor")
    assert "Model here         tiny.en" in capsys.readouterr().out
    assert run("models", "delete", "tiny.en") == 0
    after = capsys.readouterr()
    assert "tiny.en is deleted." in after.out
    assert "draft engine" in after.err
    assert not folder.exists()


@pytest.mark.usefixtures("hub")
def test_a_damaged_model_is_told_by_check(run: Run, capsys: Printed, tmp_path: Path) -> None:
    run("models", "download", "tiny.en")
    weights = tmp_path / "data" / "models" / TINY / "model.bin"
    content = bytearray(weights.read_bytes())
    content[-1000] ^= 1
    weights.write_bytes(content)
    capsys.readouterr()
    assert run("models", "check", "tiny.en") == 1
    assert "model.bin" in capsys.readouterr().out


def test_a_download_that_fails_is_a_sentence_and_what_came_can_be_deleted(
    run: Run, capsys: Printed, hub: Hub
) -> None:
    hub.faults = [Fault("/model.bin", cut_after=1_000_000), Fault("/model.bin", 404)]
    assert run("models", "download", "tiny.en") == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "error 404" in error
    assert run("models", "list") == 0
    assert "of it" in capsys.readouterr().out
    run("doctor")
    assert "Model begun" in capsys.readouterr().out
    assert run("models", "delete", "tiny.en") == 0
    run("models", "list")
    assert "of it" not in capsys.readouterr().out


def test_a_stick_is_imported(run: Run, capsys: Printed, tmp_path: Path) -> None:
    shutil.copytree(TINY_MODEL, tmp_path / "stick" / TINY)
    assert run("models", "import", tmp_path / "stick") == 0
    assert "tiny.en is here, and in use" in capsys.readouterr().out
    assert run("models", "import", tmp_path / "stick") == 1
    assert "already" in capsys.readouterr().err


def test_a_name_nobody_knows_is_a_sentence(run: Run, capsys: Printed) -> None:
    for action in ("download", "delete", "check"):
        assert run("models", action, "tiny.de") == 1
        assert "There is no model tiny.de" in capsys.readouterr().err
    assert run("models", "delete", "base.en") == 1
    assert "not on this computer" in capsys.readouterr().err


def hear_ctrl_c() -> None:
    """Hear the key, even when the tests were started in the background, where it is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_keeps_what_has_arrived_and_the_same_command_goes_on(
    hub: Hub, tmp_path: Path, run: Run
) -> None:
    hub.faults = [Fault("/model.bin", cut_after=1_000_000, stalls=True)]
    incoming = tmp_path / "data" / "models" / ".incoming" / TINY
    command = [sys.executable, "-m", "app", "--data-dir", str(tmp_path / "data")]
    with subprocess.Popen(
        [*command, "models", "download", "tiny.en"],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_ctrl_c,
    ) as child:
        while not any(path.stat().st_size == 1_000_000 for path in incoming.glob("model.bin.*")):
            assert child.poll() is None
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=20)
    assert child.returncode == EXIT_INTERRUPTED
    assert "the same command goes on" in errors
    assert run("models", "download", "tiny.en") == 0
    assert hub.asked_for("model.bin")[-1].range == "bytes=1000000-"
    assert (tmp_path / "data" / "models" / TINY / "model.bin").exists()
