"""What bad days of the speech process cost: it is killed, hangs, or is denied memory.

    python -m tests.benchmarks.bad_speech [--kills 50] [--hangs 5] [--starved 10]

Each time an answer is spoken into the virtual microphone, and once at a random moment between the
beginning and the feedback something happens to the process. Counted are the answers whose take is
whole, whose words are all there, and the seconds marked as not written down.
"""

import argparse
import os
import random
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final
from unittest.mock import patch

from app.session.toolbox import Toolbox
from app.speech.worker import Handler
from tests.benchmarks.rehearsal import Rehearsal, Run, long_answer, rehearsing
from tests.speech.sounds import TINY_MODEL

LENGTH_S: Final = 12
# The take may be this much longer or shorter than what was said.
TOLERANCE_S: Final = 1.0
# Leaves what the process has, and nothing for what it wants next.
SPARE_BYTES: Final = 1 << 20


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def hang(pid: int) -> None:
    os.kill(pid, signal.SIGSTOP)


def starve(pid: int) -> None:
    os.kill(pid, signal.SIGUSR1)


@dataclass(frozen=True, slots=True)
class StarvableToolbox(Toolbox):
    """The program's toolbox, in a process that gets no more memory after SIGUSR1."""

    def __call__(self) -> Mapping[type, Handler]:
        signal.signal(signal.SIGUSR1, _take_no_more)
        return Toolbox.__call__(self)


def _take_no_more(_signal: int, _frame: object) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + SPARE_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


@dataclass
class Mischief:
    """Does something to the speech process once, when its time has come."""

    what: Callable[[int], None]
    rehearsal: Rehearsal
    after_s: float = field(default_factory=lambda: random.uniform(0.3, LENGTH_S + 0.5))
    began_s: float = field(default_factory=time.monotonic)
    done: bool = False

    def __call__(self) -> None:
        pid = self.rehearsal.worker_pid
        if not self.done and pid and time.monotonic() - self.began_s >= self.after_s:
            self.done = True
            self.what(pid)


def day(rehearsal: Rehearsal, name: str, what: Callable[[int], None], times: int) -> None:
    """Answer some times, and say how it went."""
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        sound, said = long_answer(Path(folder), LENGTH_S)
        usual = rehearsal.answer(sound, said)
        while len(runs) < times:
            mischief = Mischief(what, rehearsal)
            run = rehearsal.answer(sound, said, mischief)
            if mischief.done:  # else the feedback was there first
                runs.append(run)
    whole = sum(abs(run.duration_s - LENGTH_S) <= TOLERANCE_S for run in runs)
    complete = sum(run.words_wrong <= usual.words_wrong for run in runs)
    waits_s = [run.feedback_s for run in runs]
    print(
        f"{name}: {len(runs)} times; take whole {whole}, every word there {complete}, "
        f"seconds not written down {sum(run.gaps_s for run in runs):.1f}; "
        f"Stop to feedback median {median(waits_s):.2f} s, longest {max(waits_s):.2f} s "
        f"(usual {usual.feedback_s:.2f} s)",
        flush=True,
    )


def main() -> None:
    """Have all bad days."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--hangs", type=int, default=5)
    parser.add_argument("--starved", type=int, default=10)
    options = parser.parse_args()
    with patch("app.bootstrap.Toolbox", StarvableToolbox), rehearsing(TINY_MODEL) as rehearsal:
        days = (("killed", kill, options.kills), ("hung", hang, options.hangs))
        for name, what, times in (*days, ("out of memory", starve, options.starved)):
            if times:
                day(rehearsal, name, what, times)


if __name__ == "__main__":
    main()
