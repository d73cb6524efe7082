"""How soon the list of microphones shows what was plugged in, unplugged, or has come back.

    python -m tests.benchmarks.hot_plug [--rounds 10]

On a sound server of its own; times run from the command that changes something to the list on the
session's thread, from which the window draws it.
"""

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.bootstrap import open_services
from app.session.inbox import Inbox
from app.session.services import Services
from tests.bench.bench import Bench

GOAL_S: Final = 2.0
USB: Final = ("module-remap-source", "master=mic_feed.monitor", "source_name=usb")


class Room:
    """A program that follows the microphones of a bench."""

    def __init__(self, services: Services, inbox: Inbox) -> None:
        self._services = services
        self._inbox = inbox

    def seconds_until(self, there: bool, name: str) -> float:
        """Return how long it takes until a microphone is in the list, or out of it."""
        begin_s = time.monotonic()
        found = self._services.microphones
        self._inbox.run_until(
            lambda: any(each.name == name for each in found.list.inputs) is there,
            tick=found.tick,
            every_s=0.5,
        )
        return time.monotonic() - begin_s


def measure(rounds: int, folder: Path) -> dict[str, list[float]]:
    """Return the seconds of each kind of change."""
    bench, inbox = Bench(folder / "bench"), Inbox()
    seconds: dict[str, list[float]] = {
        "plugged in": [], "unplugged": [], "server gone": [], "server back": []
    }  # fmt: skip
    with contextlib.ExitStack() as stack:
        stack.callback(bench.stop)
        os.environ.update(bench.start("sound").variables)
        services = stack.enter_context(open_services(folder / "data", inbox.post))
        room = Room(services, inbox)
        services.microphones.look("")
        services.microphones.follow()
        room.seconds_until(True, "mic")
        time.sleep(1.0)

        def change(kind: str, do: Callable[[], object], there: bool, name: str) -> None:
            do()
            seconds[kind].append(room.seconds_until(there, name))

        for _ in range(rounds):
            number = bench.pactl("load-module", *USB, "source_properties=x=y").strip()
            seconds["plugged in"].append(room.seconds_until(True, "usb"))
            change("unplugged", lambda n=number: bench.pactl("unload-module", n), False, "usb")  # type: ignore[misc]  # the default binds the number of this round
            change("server gone", bench.unplug, False, "mic")
            change("server back", lambda: bench.start("sound"), True, "mic")
    return seconds


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="plug-", dir="/tmp") as folder:
        seconds = measure(options.rounds, Path(folder))
    for kind, times in seconds.items():
        print(f"{kind:12} {len(times):3}   median {statistics.median(times):4.2f} s", end="")
        print(f"   at most {max(times):4.2f} s (goal {GOAL_S:.0f} s)")
    return int(max(max(times) for times in seconds.values()) > GOAL_S)


if __name__ == "__main__":
    sys.exit(main())
