"""How far the word that is marked in the window lies beside what is heard, at each speed.

    python -m tests.benchmarks.words_in_step [PICTURE.png]

Opens a take of ten minutes in the whole program, plays it through a sound server of the bench,
listens to the loudspeaker, and notes when the window goes on to the next word. A timer notes
meanwhile how late the window's thread is, and the memory of the process is read before and after.
Targets: 50 ms each. With a name, a picture is taken while it loops at 0.75.
"""

import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.core.attempt import Take
from app.core.question import KeyPoint, Question
from app.core.replay import SPEEDS
from app.core.transcript import Transcript, Word
from app.gui.pages.review import Pause, Play, ReviewPage
from app.gui.pages.review_events import SetSpeed
from tests.audio.ear import HOP_FRAMES, Ear, find, sweeps
from tests.audio.support import write_wav
from tests.bench.bench import Bench
from tests.benchmarks.gui_lateness import Lateness
from tests.driver import Program, settings_with_tiny_model

LENGTH_S: Final = 600.0
WORD_S: Final = 0.37
PLAYED_MS: Final = 6000
SPOKEN: Final = ("Drift", "is", "when", "the", "world", "moves", "and", "the", "model", "stays.")
FROM_S: Final = 100.1


def transcript() -> Transcript:
    """Return words all over the take."""
    starts_s = np.arange(0.5, LENGTH_S - 1, WORD_S)
    words = (
        Word(SPOKEN[index % len(SPOKEN)], float(start_s), float(start_s) + 0.3)
        for index, start_s in enumerate(starts_s)
    )
    return Transcript(tuple(words), "whisper")


def open_take(program: Program, take: Samples, lateness: Lateness) -> ReviewPage:
    """Put a take into the history, as if it had been recorded and read, and open its page."""
    point = KeyPoint("Inputs change.")
    question = Question("q", "p", "Pack", "Group", "What is drift?", key_points=(point,))
    services = program.services
    path = services.recordings.new_take(services.tools.clocks.now(), question)
    write_wav(path, take.tobytes())
    name = services.recordings.finish(path).name
    attempt_id = services.tools.record.add(question, Take(name, LENGTH_S))
    services.history.set_transcript(attempt_id, transcript())
    QTest.qWait(500)
    lateness.phase = "opening ten minutes"
    program.conductor.open_attempt(attempt_id)
    program.wait_for_page(ReviewPage)
    assert isinstance(program.page, ReviewPage)
    return program.page


def errors_ms(
    page: ReviewPage, speed: float, take: Samples, bench: Bench, lateness: Lateness
) -> list[float]:
    """Play for a while; return how much later than heard each word was marked."""
    ear = Ear(bench)
    marked: list[tuple[int, float]] = []
    QApplication.processEvents()
    lateness.phase = f"playing at {speed}"
    page.happened.emit(Play(FROM_S))
    until_s = time.monotonic() + PLAYED_MS / 1000
    while time.monotonic() < until_s:
        QApplication.processEvents()
        word = page.player.transcript.current_word
        if word is not None and (not marked or marked[-1][0] != word):
            marked.append((word, time.monotonic()))
        time.sleep(0.001)
    page.happened.emit(Pause())
    QApplication.processEvents()
    lateness.phase = "measuring"
    heard = ear.heard()
    near = int((FROM_S - 1) * SAMPLE_RATE_HZ), int((FROM_S + 1) * SAMPLE_RATE_HZ)
    finds = (find(heard, at, take, *near) for at in range(0, heard.size, HOP_FRAMES))
    first = next(each for each in finds if each)
    zero_s = ear.begun_s + first.heard_frame / SAMPLE_RATE_HZ
    first_s = first.take_frame / SAMPLE_RATE_HZ
    starts_s = [transcript().words[word].start_s for word, _ in marked]
    said_s = [zero_s + (start_s - first_s) / speed for start_s in starts_s]
    return [(at_s - heard_s) * 1000 for (_, at_s), heard_s in zip(marked, said_s, strict=True)][1:]


def resident_mb() -> float:
    """Return how much memory the process has, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> int:
    """Print the errors."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench = Bench(folder / "bench")
        os.environ.update(bench.start().variables)
        try:
            app = QApplication([])
            take = sweeps(LENGTH_S)
            settings = replace(settings_with_tiny_model(), auto_start=False)
            program = Program(folder / "data", settings)
            program.wait(lambda: not program.services.assistant.busy)
            lateness = Lateness()
            before_mb = resident_mb()
            lateness.phase = "measuring"
            page = open_take(program, take, lateness)
            QTest.qWait(1500)
            lateness.phase = "measuring"
            print(f"memory: {resident_mb() - before_mb:.0f} MB more with the take open")
            print(f"{'speed':>6}{'words':>7}{'median ms':>11}{'max ms':>9}")
            for speed in SPEEDS:
                page.happened.emit(SetSpeed(speed))
                errors = errors_ms(page, speed, take, bench, lateness)
                worst = max(abs(each) for each in errors)
                print(f"{speed:6}{len(errors):7}{statistics.median(errors):11.1f}{worst:9.1f}")
            print(f"memory: {resident_mb() - before_mb:.0f} MB more after playing")
            lateness.report()
            if len(sys.argv) > 1:
                picture(program, page, sys.argv[1])
            program.close()
            app.quit()
        finally:
            bench.stop()
    return 0


def picture(program: Program, page: ReviewPage, name: str) -> None:
    """Loop a sentence at 0.75, and keep what the window shows amid it."""
    page.happened.emit(SetSpeed(0.75))
    program.press(Qt.Key.Key_L)
    QTest.qWait(1500)
    program.window.grab().save(name)
    position_s, word = program.services.room.position_s, page.player.transcript.current_word
    print(f"picture: {position_s:.2f} s, word {word}")


if __name__ == "__main__":
    sys.exit(main())
