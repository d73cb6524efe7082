"""How soon the review of a take of ten minutes is painted, and how long it holds the window up.

    python -m tests.benchmarks.review_opening [RUNS]

Puts takes of noise with 1,500 words each into the history, opens one after the other in the whole
program, and notes when the page has been painted with its transcript and its waveform. A timer
notes meanwhile how long the window's thread does not come back to its events, and how much of that
it worked: the rest is what other programs of the machine took. Targets: 200 ms, and no block over
50 ms. Needs a screen (QT_QPA_PLATFORM=offscreen will do).
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.audio.sound import SAMPLE_RATE_HZ
from app.core import practice as p
from app.core.attempt import Take
from app.core.question import KeyPoint, Question
from app.core.transcript import Transcript, Word
from app.gui.pages.review import ReviewPage
from tests.audio.support import write_wav
from tests.driver import Program, settings_with_tiny_model
from tests.gui.answers import POINTS, SAID

LENGTH_S: Final = 600.0
WORDS: Final = 1500
RUNS: Final = 5
SETTLE_MS: Final = 1500
COLUMNS: Final = (
    ("call ms", 9),
    ("painted ms", 12),
    ("judged ms", 11),
    ("longest block ms", 18),
    ("of work ms", 12),
)


class Watch(QObject):
    """Notes blocks of the thread, and when a page has been painted in full."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks_ms: list[float] = []
        self.work_ms: list[float] = []
        self.painted_s: dict[str, float] = {}
        self._parts: dict[QObject, tuple[str, Callable[[], bool]]] = {}
        self._last_s, self._worked_s = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now_s, worked_s = time.perf_counter(), time.thread_time()
        self.blocks_ms.append((now_s - self._last_s) * 1000)
        self.work_ms.append((worked_s - self._worked_s) * 1000)
        self._last_s, self._worked_s = now_s, worked_s

    def start(self) -> None:
        self.blocks_ms, self.work_ms, self.painted_s = [], [], {}
        self._last_s, self._worked_s = time.perf_counter(), time.thread_time()

    def follow(self, name: str, widget: QWidget, full: Callable[[], bool]) -> None:
        """Note when a widget has been painted for the first time with all it should show."""
        self._parts[widget] = (name, full)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Note what is about to be painted; the event itself takes some milliseconds."""
        if event.type() == QEvent.Type.Paint and watched in self._parts:
            name, full = self._parts[watched]
            if name not in self.painted_s and full():
                self.painted_s[name] = 0.0
                QTimer.singleShot(0, lambda: self._note(name))
        return False

    def _note(self, name: str) -> None:
        self.painted_s[name] = time.perf_counter()


def transcript() -> Transcript:
    """Return words all over the take, with pauses, fillers and unsure words."""
    spoken = SAID.split()
    words, at_s = list[Word](), 0.5
    for index in range(WORDS):
        text = spoken[index % len(spoken)]
        words.append(Word(text, at_s, at_s + 0.3, 0.3 if index % 17 == 0 else 0.95))
        at_s += 2.8 if index % 120 == 119 else 0.38
    return Transcript(tuple(words), "whisper")


def put_takes(program: Program, count: int) -> list[int]:
    """Put takes into the history, as if they had been recorded and read."""
    points = tuple(KeyPoint(point) for point in POINTS)
    question = Question("q", "p", "Pack", "Group", "What is drift?", key_points=points)
    services = program.services
    noise = np.random.default_rng(4).normal(0, 3000, int(LENGTH_S * SAMPLE_RATE_HZ))
    noise *= np.repeat(np.random.default_rng(5).random(600), SAMPLE_RATE_HZ)
    sound = noise.clip(-32000, 32000).astype(np.int16).tobytes()
    ids = []
    for _ in range(count):
        path = services.recordings.new_take(services.tools.clocks.now(), question)
        write_wav(path, sound)
        name = services.recordings.finish(path).name
        attempt_id = services.tools.record.add(question, Take(name, LENGTH_S))
        services.history.set_transcript(attempt_id, transcript())
        ids.append(attempt_id)
    return ids


def open_once(program: Program, watch: Watch, attempt_id: int) -> tuple[float, ...]:
    """Open a take; return ms until the call came back, it is painted, it is judged, and blocks."""
    begun_s = time.perf_counter()
    watch.start()
    program.conductor.open_attempt(attempt_id)
    called_ms = (time.perf_counter() - begun_s) * 1000
    program.wait(lambda: len(watch.painted_s) == 2 and all(watch.painted_s.values()))
    painted_ms = (max(watch.painted_s.values()) - begun_s) * 1000
    room = program.services.room
    program.wait(lambda: room.view is not None and isinstance(room.view.reading, p.Read))
    judged_ms = (time.perf_counter() - begun_s) * 1000
    QTest.qWait(SETTLE_MS)
    longest_ms = max(watch.blocks_ms), max(watch.work_ms)
    program.conductor.go("history")
    QTest.qWait(SETTLE_MS)
    return called_ms, painted_ms, judged_ms, *longest_ms


def main(runs: int) -> int:
    """Print a line for each opening."""
    with tempfile.TemporaryDirectory() as name:
        app = QApplication([])
        settings = replace(settings_with_tiny_model(), auto_start=False)
        program = Program(Path(name) / "data", settings)
        program.wait(lambda: not program.services.assistant.busy)
        ids = put_takes(program, runs + 1)
        page = program.window.findChild(ReviewPage)
        assert page is not None
        watch, player = Watch(), page.player
        watch.follow("waveform", player.waveform, lambda: bool(player.waveform.has_sound))
        watch.follow(
            "transcript", player.transcript.viewport(), lambda: player.transcript.word_count > 0
        )
        gc.freeze()  # as the window does when it has been built
        QTest.qWait(SETTLE_MS)
        print(f"{'':8}" + "".join(f"{name:>{width}}" for name, width in COLUMNS))
        figures = [open_once(program, watch, each) for each in ids]
        for index, each in enumerate(figures):
            print(f"{'first' if index == 0 else index:<8}" + _line(each))
        print(f"{'median':8}" + _line(tuple(map(statistics.median, zip(*figures, strict=True)))))
        program.close()
        app.quit()
    return 0


def _line(figures: tuple[float, ...]) -> str:
    return "".join(f"{f:{w}.0f}" for f, (_, w) in zip(figures, COLUMNS, strict=True))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
