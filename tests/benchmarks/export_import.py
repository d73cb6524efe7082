"""Measure how years of answers go into a zip and come out of it again.

    python -m tests.benchmarks.export_import FOLDER [--count 20000] [--takes 200]

Prints how long each step takes, and for how long at most another thread of the same process was
kept from working: that is what a person would feel in the window.
"""

import argparse
import os
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.core.carrying import MergeCounts
from app.session.export_history import save_csv, save_json
from app.session.importing import Home, bring_in, look_into
from app.storage import merge
from app.storage.archive import Belongings, write_archive
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.places import Places, find_places, make
from tests.benchmarks.many_answers import COUNT, fill

TAKE_BYTES = 2_500_000  # some 80 s
TICK_S = 0.002


@contextmanager
def measured(what: str) -> Generator[None]:
    """Print how long a block takes, and the longest time a thread beside it had to wait."""
    done, worst = threading.Event(), [0.0]

    def watch() -> None:
        before = time.perf_counter()
        while not done.is_set():
            time.sleep(TICK_S)
            now = time.perf_counter()
            worst[0] = max(worst[0], now - before - TICK_S)
            before = now

    watcher = threading.Thread(target=watch)
    watcher.start()
    begun = time.perf_counter()
    yield
    took_s = time.perf_counter() - begun
    done.set()
    watcher.join()
    print(f"{what:44} {took_s:7.2f} s, another thread waited {1000 * worst[0]:4.0f} ms at most")


def nothing(_count: int = 0) -> None:
    """Let it go on."""


def main() -> None:
    """Fill a folder, carry it to another one, and print what that takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--takes", type=int, default=200)
    arguments = parser.parse_args()
    places = fill(arguments.folder / "here", arguments.count)
    record(places, arguments.takes)
    other = find_places(arguments.folder / "there", {})
    make(other)
    Database(other.history, Backups(other.backups)).close()
    zipped = arguments.folder / "all.zip"
    now = datetime.now(UTC)
    things = Belongings(places.history, places.takes, places.packs, places.settings_file, "0", now)
    with measured("history as CSV"):
        save_csv(places.history, arguments.folder / "h.csv", nothing)
    with measured("history as JSON"):
        save_json(places.history, arguments.folder / "h.json", nothing)
    with measured("everything into one zip"):
        write_archive(things, zipped, nothing)
    sizes = [path.stat().st_size / 1e6 for path in (places.history, zipped)]
    print("history {:.0f} MB, zip {:.0f} MB".format(*sizes))
    home = Home(other.history, other.takes, other.packs, other.backups)
    timed_merge()
    with measured("checked, and what it would bring"):
        look_into(zipped, home, nothing)
    with measured("brought in"):
        bring_in(zipped, home, nothing)
    with measured("brought in once more"):
        bring_in(zipped, home, nothing)


def record(places: Places, count: int) -> None:
    """Put recordings beside the newest answers."""
    database = Database(places.history, Backups(places.backups))
    rows = database.tuples(f"SELECT take_name FROM attempts ORDER BY made_at DESC LIMIT {count}")
    database.close()
    for (name,) in rows:
        (places.takes / name).write_bytes(os.urandom(TAKE_BYTES))


def timed_merge() -> None:
    """Have each merge say how long the one transaction took that keeps other writers waiting."""
    real: Callable[..., MergeCounts] = merge.Merger.merge

    def merged(self: merge.Merger, sounds: dict[int, str]) -> MergeCounts:
        begun = time.perf_counter()
        counts = real(self, sounds)
        print(f"    of it the transaction {time.perf_counter() - begun:.2f} s: {counts}")
        return counts

    merge.Merger.merge = merged  # type: ignore[method-assign, assignment]  # for measuring


if __name__ == "__main__":
    main()
