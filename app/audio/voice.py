"""The computer's own voice, which reads a question aloud."""

import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Final

log = logging.getLogger(__name__)

# The slowest voices say some ten characters a second; one that takes thrice as long hangs.
PATIENCE_S: Final = 10.0
PATIENCE_S_PER_CHARACTER: Final = 0.3

# What speaks a text it reads from its input, so that no question stands in a list of processes.
_WINDOWS_SCRIPT: Final = (
    "Add-Type -AssemblyName System.Speech; [Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)


def find_voice(language: str) -> tuple[str, ...]:
    """Return the command that speaks a language; empty where there is none.

    Args:
        language: A code such as "en"; the system's own voices do not need it.
    """
    if sys.platform == "darwin":
        return ("say",)
    if sys.platform == "win32":
        shell = shutil.which("powershell")
        return (
            (shell, "-NoProfile", "-NonInteractive", "-Command", _WINDOWS_SCRIPT) if shell else ()
        )
    for name in ("espeak-ng", "espeak"):
        if program := shutil.which(name):
            return (program, "-v", language, "-s", "160", "--stdin")
    return ()


class SystemVoice:
    """Speaks through a program of the system. Implements `app.session.ports.Voice`.

    Lives on the session's thread; a thread of its own waits for the end.
    """

    def __init__(
        self,
        run_soon: Callable[[Callable[[], None]], None],
        language: Callable[[], str],
        find: Callable[[str], tuple[str, ...]] = find_voice,
    ) -> None:
        """Prepare to speak.

        Args:
            run_soon: Runs a call on the session's thread.
            language: Says in which language the questions are.
            find: Says which program speaks it.
        """
        self._run_soon = run_soon
        self._language = language
        self._find = find
        self._turn = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def available(self) -> bool:
        """Whether there is a voice; see the port."""
        return bool(self._find(self._language()))

    def say(self, text: str, on_done: Callable[[], None]) -> None:
        """Begin to speak; see the port."""
        self.stop()
        turn = self._turn

        def done() -> None:
            if turn == self._turn:
                self._process = None
                on_done()

        command = self._find(self._language())
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, ValueError, IndexError) as error:
            log.warning("the voice did not start: %s", type(error).__name__)
            self._run_soon(done)
            return
        self._process = process
        threading.Thread(
            target=_speak,
            args=(process, text, lambda: self._run_soon(done)),
            name="voice",
            daemon=True,
        ).start()

    def stop(self) -> None:
        """Fall silent; see the port."""
        self._turn += 1
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.kill()

    def close(self) -> None:
        """Fall silent for good."""
        self.stop()


def _speak(process: subprocess.Popen[bytes], text: str, on_done: Callable[[], None]) -> None:
    try:
        process.communicate(
            text.encode(), timeout=PATIENCE_S + PATIENCE_S_PER_CHARACTER * len(text)
        )
    except subprocess.TimeoutExpired:
        log.warning("the voice was silent for too long")
        process.kill()
        process.wait()
    except OSError as error:  # it was stopped before it had read the text
        log.debug("the voice ended early: %s", type(error).__name__)
    on_done()
