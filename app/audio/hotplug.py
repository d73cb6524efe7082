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
        seen, had_server, wait_s = _hardware(), True, RETRY_S
        while not self._closed.is_set():
            program = pactl.find()
            if program and pactl.ask("info"):
                self._follow(program, tell_first=not had_server)
                had_server, wait_s = False, RETRY_S
                if not self._closed.is_set():
                    self._on_change()  # the server is gone, and all microphones with it
                continue
            had_server = False
            if _hardware() != seen or (self.awake and not sys.platform.startswith("linux")):
                seen = _hardware()
                self._on_change()
            self._closed.wait(wait_s)
            wait_s = min(RETRY_AT_MOST_S, wait_s * 1.2)

    def _follow(self, program: str, *, tell_first: bool) -> None:
        """Listen to the server until it ends."""
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
            if tell_first:
                self._on_change()
            assert child.stdout is not None
            for line in child.stdout:
                if _NEWS.search(line) and not self._closed.is_set():
                    self._on_change()
        log.info("the sound server does not tell of changes any more")


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
