"""Fixtures of every test: a screen, a microphone and a voice.

The bench is started before anything is collected, because Qt reads DISPLAY and PortAudio its list
of devices the moment a test module imports them. What was started here is ended here.

    BENCH_DIR=/tmp/mine          use (and leave running) the bench in that folder
    QT_QPA_PLATFORM=offscreen    draw without a screen
    GREENROOM_REQUIRE_BENCH=1    fail where a test would be skipped for want of microphone or voice
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

import pytest

from tests.bench.bench import Bench, Started, render

REQUIRE_BENCH: Final = os.environ.get("GREENROOM_REQUIRE_BENCH") == "1"


@dataclass(frozen=True, slots=True)
class Desktop:
    """What this run has to work with.

    Attributes:
        bench: Where it comes from; None on a system the bench is not made for.
        screen: Whether windows are drawn on a real X server.
        sound: Whether there is a virtual microphone.
        problems: Why one of them is missing; empty when nothing is.
    """

    bench: Bench | None
    screen: bool
    sound: bool
    problems: str = ""


DESKTOP: Final = pytest.StashKey[Desktop]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Put the screen and the microphone in place; tryfirst: before pytest-qt imports Qt."""
    if config.option.help or config.option.collectonly:
        return
    os.environ.pop("PULSE_SOURCE", None)
    bench = _bench(config) if sys.platform == "linux" else None
    started = bench.start() if bench else Started({}, f"no bench for {sys.platform}")
    found = started.variables
    wanted = os.environ.get("QT_QPA_PLATFORM")
    os.environ.update(found)
    if wanted or (sys.platform == "linux" and "DISPLAY" not in found):
        os.environ["QT_QPA_PLATFORM"] = wanted or "offscreen"
    screen = os.environ.get("QT_QPA_PLATFORM") != "offscreen"
    config.stash[DESKTOP] = Desktop(bench, screen, "PULSE_SERVER" in found, started.problems)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say what the run has to work with."""
    if (desktop := config.stash.get(DESKTOP, None)) is None:
        return []
    screen = os.environ.get("DISPLAY", "native") if desktop.screen else "offscreen"
    sound = "virtual microphone" if desktop.sound else "none"
    return [f"bench: screen {screen}, sound {sound} {desktop.problems}".rstrip()]


def _bench(config: pytest.Config) -> Bench:
    if named := os.environ.get("BENCH_DIR"):
        bench = Bench(Path(named))
        ours = not (bench.runs("Xvfb") or bench.runs("pulseaudio"))
    else:
        bench, ours = Bench(Path(tempfile.mkdtemp(prefix="greenroom-bench-", dir="/tmp"))), True
    if ours:
        config.add_cleanup(bench.stop)
    return bench


def _missing(reason: str) -> NoReturn:
    if REQUIRE_BENCH:
        pytest.fail(f"{reason}, and GREENROOM_REQUIRE_BENCH=1 forbids to skip")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def desktop(pytestconfig: pytest.Config) -> Desktop:
    """What this run has to work with; it is running already."""
    return pytestconfig.stash[DESKTOP]


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What the one application of all tests is started with, whichever test comes first."""
    from app.gui.style import ARGUMENTS  # late: it loads Qt, and many tests need none

    return list(ARGUMENTS)


@pytest.fixture
def microphone(desktop: Desktop) -> Iterator[Bench]:
    """A virtual microphone that works; a test may mute or suspend, but not unplug it."""
    if desktop.bench is None or not desktop.sound:
        _missing(f"there is no sound server ({desktop.problems})")
    yield desktop.bench
    desktop.bench.pactl("suspend-source", "mic", "0")
    desktop.bench.pactl("set-source-mute", "mic", "0")


@pytest.fixture
def render_speech(tmp_path: Path) -> Callable[[str], Path]:
    """`render_speech(text)` gives the path of a WAV in which a flite voice says the text."""
    if shutil.which("flite") is None:
        _missing("there is no voice (flite)")
    count = iter(range(10_000))
    return lambda text: render(text, tmp_path / f"spoken-{next(count)}.wav")


@pytest.fixture
def speak(microphone: Bench, render_speech: Callable[[str], Path]) -> Callable[[str | Path], None]:
    """`speak(text or WAV)` is heard by the microphone; it returns when all has been said."""

    def speak(what: str | Path) -> None:
        microphone.speak(render_speech(what) if isinstance(what, str) else what)

    return speak


@pytest.fixture
def own_bench(desktop: Desktop) -> Iterator[Bench]:
    """A second sound server that a test may break; its variables are not exported yet."""
    if desktop.bench is None or not desktop.sound:
        _missing(f"there is no sound server ({desktop.problems})")
    bench = Bench(Path(tempfile.mkdtemp(prefix="greenroom-bench-", dir="/tmp")))
    bench.start("sound")
    yield bench
    bench.stop()
