"""Speaks answer.txt, a line at a time, into answer.wav: the take that `greenroom demo` reads.

Needs flite. Its lines are sentences the test model of tests/tinywhisper knows, so that the whole
program can be tried with it.
"""

import subprocess
import wave
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
SAMPLE_RATE_HZ: Final = 16_000
PAUSE_S: Final = 0.55


def spoken(sentence: str, scratch: Path) -> bytes:
    """Return a sentence as 16-bit samples, in flite's clearest voice."""
    subprocess.run(["flite", "-voice", "slt", "-t", sentence, "-o", str(scratch)], check=True)
    with wave.open(str(scratch), "rb") as file:
        assert (file.getnchannels(), file.getframerate()) == (1, SAMPLE_RATE_HZ)
        return file.readframes(file.getnframes())


def main() -> None:
    """Write answer.wav."""
    pause = bytes(2 * int(PAUSE_S * SAMPLE_RATE_HZ))
    scratch = FOLDER / "sentence.wav"
    lines = (FOLDER / "answer.txt").read_text("utf-8").splitlines()
    with wave.open(str(FOLDER / "answer.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes(pause + pause.join(spoken(line, scratch) for line in lines) + pause)
    scratch.unlink()


if __name__ == "__main__":
    main()
