"""Asks the sound server (PulseAudio, PipeWire) through its own program, pactl."""

import logging
import os
import shutil
import subprocess
from typing import Final

log = logging.getLogger(__name__)

TIMEOUT_S: Final = 2.0


def find() -> str | None:
    """Return the program, or None where there is none."""
    return shutil.which("pactl")


def environment() -> dict[str, str]:
    """Return the environment for it, in which it speaks English.

    With a decimal comma pactl 16 writes JSON that is none.
    """
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def ask(*arguments: str) -> str:
    """Return what pactl prints; empty when it is missing, fails, or does not answer in 2 s."""
    program = find()
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, *arguments],
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.debug("the sound server could not be asked: %s", error)
        return ""
    return done.stdout.decode("utf-8", errors="replace")
