"""How fast the history is with years of answers in it, and how much memory they take.

    python -m tests.benchmarks.history_size [--count 20000] [--folder FOLDER]

Opens the whole program on a history of made-up answers (in FOLDER, which is filled when it is
empty) and prints: how long History takes from Ctrl+2 to its paint, a search from its last letter to
its painted result, what the window's thread is kept from longest while one scrolls through all of
it, and by how much the process grows. Brings its own screen (QT_QPA_PLATFORM=offscreen does
without). On a machine that does other work the times are partly that work's; "work" is ours alone.
"""

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple
from unittest.mock import patch

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.listing import SortBy
from app.gui.pages.history import HistoryPage
from app.gui.pages.history_values import ALL, Period, Sort, Want, Wanted
from app.gui.pages.history_words import sorted_by
from app.gui.style import ARGUMENTS
from app.gui.widgets.search_field import WAIT_MS
from app.session.upkeep import Upkeep
from tests.bench.bench import Bench
from tests.benchmarks.gui_lateness import Lateness
from tests.benchmarks.many_answers import COUNT, fill
from tests.driver import Program, settings_with_tiny_model

SEARCHES: Final = ("model", "mod", '"feature store"', "drift -data", "monitor* model")
TIMES: Final = 5
STEPS: Final = 300
MEGABYTE: Final = 1e6


class Painted(QObject):
    """Notes when the table of a page was painted last, and what the page showed then."""

    def __init__(self, page: HistoryPage) -> None:
        super().__init__()
        self.at_s = 0.0
        self.state = page._state
        self._page = page
        page.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt)
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._note)  # when this paint and its neighbours are done
        return super().eventFilter(watched, event)

    def _note(self) -> None:
        self.at_s, self.state = time.perf_counter(), self._page._state


def resident_mb() -> float:
    """Return how much memory this process holds, in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


class Took(NamedTuple):
    """How long something took, and for how much of that the window's thread was at work."""

    ms: float
    cpu_ms: float


def until_painted(program: Program, painted: Painted, act: Callable[[], object]) -> Took:
    """Return the time from doing something to the paint of what came of it."""
    QTest.qWait(100)
    before, begun_s, begun_cpu_s = painted.state, time.perf_counter(), time.thread_time()
    act()
    program.wait(lambda: painted.state is not before)
    cpu_s = time.thread_time() - begun_cpu_s
    return Took((painted.at_s - begun_s) * 1000, cpu_s * 1000)


def line(what: str, figures: list[Took]) -> None:
    """Print the median and the worst time, and the median of the work."""
    times_ms = [each.ms for each in figures]
    work_ms = median(each.cpu_ms for each in figures)
    print(f"{what:44}{median(times_ms):8.1f}{max(times_ms):8.1f}{work_ms:8.1f}")


def opening(program: Program, page: HistoryPage) -> None:
    """Print how long it takes to come to the page."""
    control = Qt.KeyboardModifier.ControlModifier
    figures = list[Took]()
    painted = Painted(page)
    for _ in range(TIMES):
        program.press(Qt.Key.Key_1, control)
        figures.append(
            until_painted(program, painted, lambda: program.press(Qt.Key.Key_2, control))
        )
    print(f"{'':44}{'median':>8}{'worst':>8}{'work':>8}")
    line("History, from Ctrl+2 to its paint, ms", figures)


def searching(program: Program, page: HistoryPage) -> None:
    """Print how long searches take, as typed and without the wait for a pause in typing."""
    painted = Painted(page)
    for text in SEARCHES:
        figures = list[Took]()
        for _ in range(TIMES):
            until_painted(program, painted, partial(page.happened.emit, Want(ALL)))
            page.filters.search.setFocus()
            QTest.keyClicks(page.filters.search, text[:-1])
            page.filters.search._wait.stop()

            def finish(letter: str = text[-1]) -> None:
                QTest.keyClicks(page.filters.search, letter)

            figures.append(until_painted(program, painted, finish))
        found = len(page.table.listing.rows)
        line(f"{text}: {found} found, after the last key, ms", figures)
    print(f"  of which {WAIT_MS} ms wait for the next key")


def changing(program: Program, page: HistoryPage) -> None:
    """Print how long filters and orders take."""
    painted = Painted(page)
    page.happened.emit(Want(ALL))
    for words, wanted in (
        ("three months", Wanted(period=Period.QUARTER)),
        ("rated 3 or more", Wanted(scores=(3, 5))),
        ("everything", ALL),
    ):
        send = partial(page.happened.emit, Want(wanted))
        line(f"filter, {words}, ms", [until_painted(program, painted, send)])
    for sort_by in SortBy:
        send = partial(page.happened.emit, Sort(sorted_by(sort_by, page._state.order)))
        line(f"sorted by {sort_by}, ms", [until_painted(program, painted, send)])


@contextmanager
def phase(lateness: Lateness, name: str) -> Iterator[None]:
    """Count what the window's thread is late by as that of a phase."""
    QTest.qWait(100)
    lateness.phase = name
    yield
    lateness.phase = "between"


def scrolling(page: HistoryPage, lateness: Lateness) -> None:
    """Go through the list: by pages, in jumps, and while searching."""
    page.happened.emit(Want(ALL))
    bar = page.table.verticalScrollBar()
    with phase(lateness, "page by page"):
        page.table.setFocus()
        for _ in range(STEPS):
            QTest.keyClick(page.table, Qt.Key.Key_PageDown)
            QTest.qWait(1)
    with phase(lateness, "in jumps through all of it"):
        for step in range(STEPS):
            bar.setValue(bar.maximum() * step // STEPS)
            QTest.qWait(1)
    page.happened.emit(Want(Wanted(text="model")))
    with phase(lateness, "in jumps through a search"):
        for step in range(STEPS):
            bar.setValue(bar.maximum() * step // STEPS)
            QTest.qWait(1)


def main() -> int:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = arguments.folder or Path(name) / "data"
        if not (folder / "history.db").exists():
            fill(folder, arguments.count)
        bench = Bench(Path(name) / "bench")
        os.environ.update(bench.start().variables)
        app = QApplication(list(ARGUMENTS))
        # The made-up reviews are of no version, so all answers would be judged again meanwhile.
        with patch.object(Upkeep, "catch_up"):
            program = Program(folder, settings_with_tiny_model())
        gc.freeze()  # as app.gui.main does
        before_mb = resident_mb()
        program.conductor.go("history")
        page = program.page
        assert isinstance(page, HistoryPage)
        print(f"{len(page.table.listing.rows)} answers")
        opening(program, page)
        searching(program, page)
        changing(program, page)
        lateness = Lateness()
        scrolling(page, lateness)
        print("\nHow late the window's thread is while one scrolls:")
        lateness.report()
        print(f"\nmemory: {before_mb:.0f} MB before History, {resident_mb():.0f} MB after all that")
        program.close()
        app.quit()
        bench.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
