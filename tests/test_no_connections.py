"""From a sound file to feedback, no process opens an internet socket: strace watches them all."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import REQUIRE_BENCH
from tests.driver import TINY_MODEL

pytestmark = pytest.mark.slow

# The service such reports go to, as it is named in its address.
UPLOADER = b"OneCollector"
INTERNET = re.compile(r"socket\((AF_INET6?),")


def sockets_of(command: list[str], log: Path) -> list[str]:
    """Return the families of the internet sockets that a command and its children open."""
    if shutil.which("strace") is None:
        if REQUIRE_BENCH:
            pytest.fail("there is no strace, and GREENROOM_REQUIRE_BENCH=1 forbids to skip")
        pytest.skip("there is no strace")
    # Where this is set, a library that reports to its maker would keep still for the wrong reason.
    environment = {name: value for name, value in os.environ.items() if "TELEMETRY" not in name}
    trace = ["strace", "-f", "-e", "trace=socket", "-o", str(log)]
    subprocess.run([*trace, *command], env=environment, check=True, capture_output=True)
    return INTERNET.findall(log.read_text())


def test_the_watch_sees_a_socket(tmp_path: Path) -> None:
    opens_one = "import socket; socket.socket(socket.AF_INET).close()"
    assert sockets_of([sys.executable, "-c", opens_one], tmp_path / "log") == ["AF_INET"]


@pytest.mark.parametrize("engine", ["whisper", "pocketsphinx"])
def test_a_recording_is_read_and_judged_without_any_connection(engine: str, tmp_path: Path) -> None:
    greenroom = [sys.executable, "-m", "app", "--data-dir", str(tmp_path / "data")]
    model = ["--model", str(TINY_MODEL)] if engine == "whisper" else []
    command = [*greenroom, "demo", "--engine", engine, *model]
    assert sockets_of(command, tmp_path / "log") == []


def test_the_library_that_finds_speech_cannot_report_to_its_maker() -> None:
    """From 1.29 on onnxruntime does so, some ten seconds after it was loaded."""
    spec = find_spec("onnxruntime")
    assert spec is not None
    assert spec.origin is not None
    compiled = [
        path
        for path in Path(spec.origin).parent.rglob("*")
        if path.suffix in (".so", ".pyd", ".dll", ".dylib") or ".so." in path.name
    ]
    assert compiled
    assert [path.name for path in compiled if UPLOADER in path.read_bytes()] == []
