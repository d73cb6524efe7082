"""Notices that microphones come and go, without asking PortAudio, which reads its list only once.

Where a sound server runs (PulseAudio, PipeWire), `pactl subscribe` tells of each change; it is
ended with the program and begun again with the server. Elsewhere something cheap is looked at
every few seconds.
"""

import logging
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.audio import pactl

log = logging.getLogger(__name__)

# A new server is found within a second; one that stays away is asked for less often: each time
# costs some 8 ms of a processor.
RETRY_S: Final = 1.0
RETRY_AT_MOST_S: Final = 3.0
KNOCK_S: Final = 0.1
# A change of volume is a change of a source too, and comes fifty at a time.
_NEWS: Final = re.compile(r"'(?:new|remove)' on source #|'change' on (?:server|card)\b")


class HotPlug:
    """Calls back when the list of microphones may have changed; has a thread of its own.

    Attributes:
        awake: Whether somebody is there to see the list. Without a sound server, on systems where
            only PortAudio knows, nothing is looked at otherwise.
    """

    def __init__(self, on_change: Callable[[], None]) -> None:
        """Prepare to notice.

        Args:
            on_change: Called on a foreign thread, at times several times in a row.
        """
        self.awake = True
        self._on_change = on_change
        self._closed = threading.Event()
        self._child: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._run, name="hot-plug", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def close(self) -> None:
        """End, and end the child process."""
        self._closed.set()
        if (child := self._child) is not None:
            child.terminate()
        if self._thread.ident is not None:
            self._thread.join(RETRY_AT_MOST_S)

    def _run(self) -> None:
        seen, wait_s = _hardware(), RETRY_S
        while not self._closed.is_set():
            program = pactl.find()
            if program and pactl.ask("info"):
                self._follow(program)
                wait_s = RETRY_S
                if not self._closed.is_set():
                    self._on_change()  # the server is gone, and all microphones with it
                continue
            if _hardware() != seen or (self.awake and not sys.platform.startswith("linux")):
                seen = _hardware()
                self._on_change()
            self._closed.wait(wait_s)
            wait_s = min(RETRY_AT_MOST_S, wait_s * 1.2)

    def _follow(self, program: str) -> None:
        """Listen to the server until it ends; its first word is news, whatever it says.

        What changed before it listened has not been told.
        """
        listens = threading.Event()
        with subprocess.Popen(
            [*_tied_to_us(), program, "subscribe"],
            env=pactl.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as child:
            self._child = child
            if self._closed.is_set():  # close() may have missed it
                child.terminate()
            threading.Thread(target=_knock, args=(listens,), daemon=True).start()
            assert child.stdout is not None
            for line in child.stdout:
                is_news = not listens.is_set() or _NEWS.search(line)
                listens.set()
                if is_news and not self._closed.is_set():
                    self._on_change()
        listens.set()
        log.info("the sound server does not tell of changes any more")


def _knock(heard: threading.Event) -> None:
    """Ask the server something until whoever listens to it has heard that somebody did.

    pactl does not say when it listens, but tells of each program that comes to the server.
    """
    while not heard.wait(KNOCK_S):
        pactl.ask("info")


def _tied_to_us() -> list[str]:
    """Return the words that end a command with this thread, also when the program is killed."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


def _hardware() -> object:
    """Return what the kernel knows of sound cards; the same as long as none comes or goes."""
    try:
        devices = sorted(Path("/dev/snd").iterdir())
        return Path("/proc/asound/cards").read_text("utf-8"), devices
    except OSError:  # no card, or not Linux
        return None
