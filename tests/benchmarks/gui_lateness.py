"""How late the window's thread is while an answer is recorded, transcribed and judged.

    python -m tests.benchmarks.gui_lateness

Starts the whole program on a screen and a sound server of the bench, speaks an answer into the
microphone, and has a timer on the window's thread note how late it fires. Target: never later
than 100 ms from the key that starts recording to the feedback. On a machine that does other work
the highest figures are that work's.
"""

import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core import practice as p
from app.core import practice_events as e
from app.gui.pages.rating import RatingPage
from app.gui.pages.review import ReviewPage
from tests.bench.bench import Bench, render
from tests.driver import Program, settings_with_tiny_model

TICK_MS: Final = 10
ANSWER: Final = (
    "In production, we monitored feature drift every day. For example, the model was rolled back "
    "automatically when the error rate went up. First of all, we versioned the data with DVC so "
    "the team could reproduce the results. In practice, we packaged the service in a Docker image "
    "and it saved us a lot of time. After that, we served the model behind a REST endpoint on a "
    "Kubernetes cluster."
)


class Lateness(QObject):
    """A timer on the window's thread that notes how late it is, by phase."""

    def __init__(self) -> None:
        super().__init__()
        self.phase = ""
        self._late_ms: dict[str, list[float]] = {}
        self._last_s = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now_s = time.perf_counter()
        late_ms = max(0.0, (now_s - self._last_s) * 1000 - TICK_MS)
        self._late_ms.setdefault(self.phase, []).append(late_ms)
        self._last_s = now_s

    def report(self) -> None:
        """Print a line for each phase."""
        print(f"{'phase':26}{'ticks':>7}{'median ms':>11}{'p99 ms':>9}{'max ms':>9}")
        for phase, late_ms in self._late_ms.items():
            p99 = statistics.quantiles(late_ms, n=100)[98]
            figures = f"{statistics.median(late_ms):11.1f}{p99:9.1f}{max(late_ms):9.1f}"
            print(f"{phase:26}{len(late_ms):7}{figures}")


def answer_once(program: Program, lateness: Lateness, bench: Bench, sound: Path) -> None:
    """Answer the question as a person does, noting the phases."""
    lateness.phase = "recording"
    program.answer(lambda: bench.speak(sound))
    lateness.phase = "from Stop to feedback"
    program.press(Qt.Key.Key_Space)
    program.wait_for_page(RatingPage)
    page = program.page
    assert isinstance(page, RatingPage)
    page.happened.emit(e.Rated(None))
    program.wait_for_page(ReviewPage)
    room = program.services.room
    program.wait(lambda: room.view is not None and isinstance(room.view.reading, p.Read))
    QTest.qWait(1000)


def main() -> int:
    """Print the lateness of each phase."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench = Bench(folder / "bench")
        os.environ.update(bench.start().variables)
        try:
            sound = render(ANSWER, folder / "answer.wav")
            app = QApplication([])
            settings = replace(settings_with_tiny_model(), auto_start=False)
            program = Program(folder / "data", settings)
            lateness = Lateness()
            lateness.phase = "start-up of the worker"
            program.wait(lambda: not program.services.assistant.busy)
            lateness.phase = "at rest"
            QTest.qWait(3000)
            answer_once(program, lateness, bench, sound)
            lateness.report()
            program.close()
            app.quit()
        finally:
            bench.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
