"""Prove that the recorder hears what speak.sh says; exit status 1 if it does not.

eval "$(tests/bench/desktop_up.sh)"; python -m tests.bench.mic_check
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import numpy as np

from app.audio.devices import SYSTEM_DEFAULT
from app.audio.portaudio import PortAudio
from app.audio.recorder import TakeRecorder
from app.audio.sound import SAMPLE_RATE_HZ, Audio
from app.audio.source import Microphone
from app.audio.wav import read_take
from tests.bench.bench import Bench, render

GOOD_MATCH: Final = 0.9  # 0.987 to 0.999 were measured, 0.27 to 0.44 when sound was lost


def best_match(heard: Audio, said: Audio) -> tuple[float, float]:
    """Return how well a stretch of heard agrees with said (-1..1), and where it starts (s)."""
    size = 1 << (heard.size + said.size).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size)), size)
    start = int(np.argmax(product[: heard.size]))
    part = heard[start : start + said.size]
    norm = float(np.linalg.norm(part) * np.linalg.norm(said[: part.size]))
    match = float(part @ said[: part.size]) / norm if norm else 0.0
    return match, start / SAMPLE_RATE_HZ


def main() -> int:
    """Record a sentence and compare."""
    bench = Bench(Path(os.environ["ALSA_CONFIG_PATH"]).parent)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spoken = render("Tell me about a time you led a team", folder / "said.wav")
        portaudio = PortAudio()
        recorder = TakeRecorder(lambda: Microphone(portaudio, SYSTEM_DEFAULT), lambda event: None)
        recorder.start(folder / "heard.wav")
        time.sleep(0.5)
        bench.speak(spoken)
        recorder.close()
        heard, said = read_take(folder / "heard.wav"), read_take(spoken)
    match, start_s = best_match(heard, said)
    length_s = heard.size / SAMPLE_RATE_HZ
    sys.stdout.write(f"heard {length_s:.2f} s, speech from {start_s:.2f} s, match {match:.3f}\n")
    return int(match < GOOD_MATCH)


if __name__ == "__main__":
    sys.exit(main())
