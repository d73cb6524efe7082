"""How soon Trends is there, and what its charts cost in memory.

    python -m tests.benchmarks.trends_opening [--count 20000] [--folder FOLDER]

Opens the window on a history of made-up answers (FOLDER, else a new one), and asks for Trends:
how long until its numbers are painted, until its charts are, how late the window's thread was at
worst in between, and how much memory both took. Then the same once more, with all of it loaded,
and each choice of a time. Needs a screen (QT_QPA_PLATFORM=offscreen will do).
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.settings import Settings
from app.core.trend import Period, Scope
from app.gui.pages.trends import LookAt, TrendsPage
from app.gui.style import ARGUMENTS
from app.session.upkeep import Upkeep
from tests.benchmarks.many_answers import COUNT, fill
from tests.driver import Program


class Paints(QObject):
    """Notes when a widget was last painted."""

    def __init__(self) -> None:
        super().__init__()
        self.last_s = 0.0

    def since(self, moment_s: float) -> bool:
        """Return whether there was one since a moment."""
        return self.last_s > moment_s

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt)
        """Note a paint; the event goes on."""
        if event.type() == QEvent.Type.Paint:
            self.last_s = time.perf_counter()
        return False


def rss_mb() -> float:
    """Return the memory this process has in use, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def turn(until: Callable[[], bool]) -> float:
    """Let the window live until something is so; return the longest turn of its loop, in ms."""
    worst_s = 0.0
    while not until():
        begun_s = time.perf_counter()
        QApplication.processEvents()
        worst_s = max(worst_s, time.perf_counter() - begun_s)
        time.sleep(0.001)
    return 1000 * worst_s


def measure(program: Program) -> None:
    """Print what opening Trends takes, for the first and for a later time."""
    (page,) = program.window.findChildren(TrendsPage)
    paints = Paints()
    page.cards[0].installEventFilter(paints)
    for which in ("first", "again"):
        program.conductor.go("home")
        QTest.qWait(1000)
        before_mb, begun_s = rss_mb(), time.perf_counter()
        program.conductor.go("trends")
        asked_s = time.perf_counter()
        turn(partial(paints.since, begun_s))
        numbers_s = paints.last_s
        late_ms = turn(lambda: page.cards[-1].chart is not None)
        QApplication.processEvents()
        charts_s = time.perf_counter()
        print(
            f"{which:6} numbers {1000 * (numbers_s - begun_s):6.0f} ms"
            f" (of these {1000 * (asked_s - begun_s):.0f} to read and sum up)"
            f"   charts {1000 * (charts_s - begun_s):6.0f} ms, the longest wait {late_ms:.0f} ms"
            f"   memory +{rss_mb() - before_mb:.0f} MB"
        )
    for period in Period:
        begun_s = time.perf_counter()
        page.happened.emit(LookAt(Scope(period=period)))
        QApplication.processEvents()
        print(f"{period:8} {1000 * (time.perf_counter() - begun_s):6.0f} ms")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    app = QApplication(list(ARGUMENTS))
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as name:
        folder = wanted.folder or Path(name)
        if not (folder / "history.db").exists():
            fill(folder, wanted.count)
        # The reviews of made-up answers are of no version, and would all be made anew meanwhile.
        with mock.patch.object(Upkeep, "catch_up"):
            program = Program(folder, Settings())
        try:
            QTest.qWait(3000)
            measure(program)
        finally:
            program.close()
    sys.exit(0)


if __name__ == "__main__":
    main()
