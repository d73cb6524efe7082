"""Microphones that come and go are noticed, and nothing is left running behind."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.audio import hotplug
from app.audio.hotplug import HotPlug
from tests.audio.support import wait_until
from tests.bench.bench import Bench

pytestmark = pytest.mark.mic
SOON_S = 5.0  # 0.3 s on a machine that has nothing else to do
USB = ("master=speakers.monitor", "source_name=usb", "source_properties=x=y")


class Ear:
    """Counts what a HotPlug tells."""

    def __init__(self) -> None:
        self._told = threading.Event()
        self.hot_plug = HotPlug(self._told.set)

    def hears(self, within_s: float = SOON_S) -> bool:
        heard = self._told.wait(within_s)
        self._told.clear()
        return heard


@pytest.fixture
def ear(own_bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{own_bench.folder}/pulse.sock")
    ear = Ear()
    ear.hot_plug.start()
    assert ear.hears(20.0), "that it listens is news too: what changed before was not told"
    while ear.hears(0.5):
        pass
    yield ear
    ear.hot_plug.close()


def test_plugging_and_unplugging_is_told(own_bench: Bench, ear: Ear) -> None:
    number = own_bench.pactl("load-module", "module-remap-source", *USB).strip()
    assert ear.hears()
    while ear.hears(0.5):
        pass
    own_bench.pactl("unload-module", number)
    assert ear.hears()


def test_another_default_is_told(own_bench: Bench, ear: Ear) -> None:
    own_bench.pactl("set-default-source", "speakers.monitor")
    assert ear.hears()


def test_a_change_of_volume_is_no_news(own_bench: Bench, ear: Ear) -> None:
    for percent in ("40%", "50%", "60%"):
        own_bench.pactl("set-source-volume", "mic", percent)
    assert not ear.hears(1.0)


def test_the_end_of_the_server_is_told_and_so_is_its_return(own_bench: Bench, ear: Ear) -> None:
    own_bench.unplug()
    assert ear.hears()
    while ear.hears(1.0):
        pass
    own_bench.start("sound")
    assert ear.hears(hotplug.RETRY_AT_MOST_S + 2)
    own_bench.pactl("set-default-source", "speakers.monitor")
    assert ear.hears()


def test_closing_ends_the_child(ear: Ear) -> None:
    child = ear.hot_plug._child
    assert child is not None
    ear.hot_plug.close()
    assert child.poll() is not None


def test_a_program_that_is_killed_leaves_no_child(own_bench: Bench) -> None:
    code = (
        "import time\nfrom app.audio.hotplug import HotPlug\n"
        "plug = HotPlug(lambda: None)\nplug.start()\n"
        "while plug._child is None: time.sleep(0.01)\n"
        "print(plug._child.pid, flush=True)\ntime.sleep(60)\n"
    )
    server = {**os.environ, "PULSE_SERVER": f"unix:{own_bench.folder}/pulse.sock"}
    with subprocess.Popen(
        [sys.executable, "-c", code], env=server, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        wait_until(lambda: b"setpriv" not in _command(child))  # from here on it is pactl itself
        assert b"subscribe" in _command(child)
        program.send_signal(signal.SIGKILL)
    wait_until(lambda: b"subscribe" not in _command(child))


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def test_without_pactl_a_new_sound_card_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cards: list[object] = [("none", [])]
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(hotplug, "_hardware", lambda: cards[-1])
    ear = Ear()
    ear.hot_plug.start()
    assert not ear.hears(1.5)
    cards.append(("USB", ["pcmC1D0c"]))
    assert ear.hears(hotplug.RETRY_AT_MOST_S + 1)
    ear.hot_plug.close()


def test_where_only_portaudio_knows_it_is_asked_while_somebody_watches(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "darwin")
    ear = Ear()
    ear.hot_plug.awake = False
    ear.hot_plug.start()
    assert not ear.hears(1.5)
    ear.hot_plug.awake = True
    assert ear.hears(hotplug.RETRY_AT_MOST_S + 1)
    ear.hot_plug.close()
