"""A window that reports its first paint; imports as little as it can, for it is timed itself."""

import json
import os
import time
from pathlib import Path

REST_S = 6.0


def report_first_paint(base: type) -> type:
    """Return a kind of window that prints what is measured, and closes after its rest."""
    from PySide6.QtCore import QTimer

    class Reporting(base):  # type: ignore[misc]  # the base is chosen at run time
        painted_s: float | None = None

        def paintEvent(self, event: object) -> None:  # noqa: N802 - the name is Qt's
            super().paintEvent(event)
            if self.painted_s is None:
                type(self).painted_s = time.time()
                QTimer.singleShot(int(REST_S * 1000), self.finish)

        def finish(self) -> None:
            painted_ms = (self.painted_s or 0) - float(os.environ["STARTED_S"])
            print(json.dumps({"paint_s": painted_ms, **memory_mb()}), flush=True)
            self.close()

    return Reporting


def memory_mb() -> dict[str, float]:
    """Return the memory of this process: all of it, and what it shares with nobody."""
    rollup = Path("/proc/self/smaps_rollup").read_text()
    sizes = {line.split(":")[0]: line.split()[1] for line in rollup.splitlines()[1:]}
    own = int(sizes["Private_Clean"]) + int(sizes["Private_Dirty"])
    return {"rss_mb": int(sizes["Rss"]) / 1024, "own_mb": own / 1024}
