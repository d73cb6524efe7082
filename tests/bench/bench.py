"""The bench as tests use it: start it, speak into it, break it."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Started:
    """What a start led to.

    Attributes:
        variables: The environment that leads to the screen and the microphone.
        problems: Why one of them is missing; empty when nothing is.
    """

    variables: dict[str, str]
    problems: str


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench; its folder holds everything it is made of.

    Attributes:
        folder: What `desktop_up.sh` calls BENCH_DIR; short, for a socket's path has 107 characters.
    """

    folder: Path

    def start(self, part: str = "start") -> Started:
        """Start what is not running yet.

        Args:
            part: "start" for screen and sound, "sound" for the sound alone.
        """
        done = self._run("desktop_up.sh", part, check=False)
        exports = (line.removeprefix("export ") for line in done.stdout.splitlines())
        return Started(
            dict(export.split("=", 1) for export in exports), "; ".join(done.stderr.splitlines())
        )

    def runs(self, program: str) -> bool:
        """Return whether "Xvfb" or "pulseaudio" runs here."""
        return f"{program}: running" in self._run("desktop_up.sh", "status", check=False).stdout

    def unplug(self) -> None:
        """Kill the sound server, as when the only sound card is pulled out."""
        self._run("desktop_up.sh", "unplug")

    def stop(self) -> None:
        """End the programs and remove the folder."""
        self._run("desktop_up.sh", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def pactl(self, *arguments: str) -> str:
        """Run a command of the sound server, such as `set-source-mute mic 1`."""
        return self._output(["pactl", *arguments])

    def speak(self, what: str | Path) -> None:
        """Say a text, or play a sound file, into the microphone; return when it has been heard."""
        self._run("speak.sh", str(what))

    def hear(self, sample_rate_hz: int = 16000, latency_ms: int = 20) -> subprocess.Popen[bytes]:
        """Listen to the loudspeakers: stdout gives mono int16 until the process is ended.

        The sound comes about latency_ms before it would leave a real loudspeaker: a virtual one
        mixes it so far ahead. (Measured with 5, 20 and 60 ms.)
        """
        arguments = ["--device=speakers.monitor", "--format=s16le", f"--rate={sample_rate_hz}"]
        command = ["parec", *arguments, "--channels=1", f"--latency-msec={latency_ms}"]
        return subprocess.Popen(command, stdout=subprocess.PIPE, env=self._environment())

    def _environment(self) -> dict[str, str]:
        server = f"unix:{self.folder}/pulse.sock"
        return {**os.environ, "BENCH_DIR": str(self.folder), "PULSE_SERVER": server}

    def _output(self, command: list[str]) -> str:
        environment = self._environment()
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        return done.stdout

    def _run(
        self, script: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        command = [str(HERE / script), *arguments]
        return subprocess.run(
            command, env=self._environment(), check=check, capture_output=True, text=True
        )


def render(text: str, path: Path, voice: str = "flite:slt") -> Path:
    """Write a text, spoken, to a 16 kHz mono sound file (WAV); needs no sound server."""
    environment = {**os.environ, "SPEAK_TO": str(path)}
    subprocess.run([str(HERE / "speak.sh"), text, voice], env=environment, check=True)
    return path
