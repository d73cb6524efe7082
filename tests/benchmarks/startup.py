"""First paint and memory at rest of the window, as ratios to a bare PySide6 window.

    python -m tests.benchmarks.startup [RUNS]

Each run starts a bare window and Greenroom in turn, in processes of their own, and asks each when
its first paint was done and how much memory it has after some seconds of rest. Needs a screen
(QT_QPA_PLATFORM=offscreen will do). Targets: first paint <= 1.5 x, memory <= 1.8 x.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

RUNS: Final = 7

BARE: Final = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from tests.benchmarks.first_paint import report_first_paint
app = QApplication([])
class Window(report_first_paint(QWidget)):
    pass
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

GREENROOM: Final = """
import sys
from pathlib import Path
from app.__main__ import load_services
from app.gui import main
from tests.benchmarks.first_paint import report_first_paint
main.Window = report_first_paint(main.Window)
main.run_window(load_services, Path(sys.argv[1]))
"""


def run(script: str, *arguments: str) -> dict[str, float]:
    """Run a script in a process of its own and return what it has measured."""
    environment = {**os.environ, "STARTED_S": str(time.time())}
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def main() -> None:
    """Print the medians and their ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    bare: list[dict[str, float]] = []
    ours: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        settings = {"version": 1, "welcome": "done"}  # the usual start, on Home
        Path(folder, "settings.json").write_text(json.dumps(settings))
        for number in range(runs + 1):
            measured = run(BARE), run(GREENROOM, folder)
            if number:  # the first pair warms the file cache
                bare.append(measured[0])
                ours.append(measured[1])
    print(f"{'':10}{'bare':>10}{'greenroom':>12}{'ratio':>8}   median of {runs}")
    for key, what in (("paint_s", "paint s"), ("rss_mb", "RSS MB"), ("own_mb", "own MB")):
        low, high = (statistics.median(each[key] for each in side) for side in (bare, ours))
        print(f"{what:10}{low:10.2f}{high:12.2f}{high / low:8.2f}")


if __name__ == "__main__":
    main()
