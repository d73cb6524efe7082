"""Kills the program while it empties the trash, or looks after old recordings.

    python -m tests.benchmarks.kill_upkeep [--count 20]

A child with real files and a real database is killed with SIGKILL, at random moments and before
each single step. After a new start nothing may be lost that was to be kept, nothing left of what
was to go, and no take offered as one that nobody knows.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import numpy as np

from app.core.transcript import Transcript, Word
from app.session.trash import TrashBin
from app.storage.kept_sound import KeptSound
from app.storage.trash import Trash
from tests.benchmarks.killing import die_before
from tests.session.keep_desk import SOUND, KeepDesk

TASKS: Final = ("smaller", "removing", "emptying")
TAKES: Final = 30
# Every step that changes a file or the database.
CHANGES: Final = (
    *((os, name) for name in ("unlink", "replace", "fsync")),
    (Trash, "condemn"),
    (Trash, "forget"),
    (Trash, "wipe"),
    (KeptSound, "change"),
    (TrashBin, "_deleted"),
)
OLD_DAYS: Final = 800
SECRET: Final = "zyxomma"
SAID: Final = Transcript((Word(SECRET, 0.0, 0.5),), engine="fake")
KILLED_WITHIN_S: Final = {"smaller": 0.3, "removing": 0.1, "emptying": 0.04}


# The child ----------------------------------------------------------------------


def work(folder: Path, task: str, die_at: int | None) -> None:
    """Begin a task, and say so; with die_at, be killed before that step."""
    desk = KeepDesk(folder)
    if die_at is not None:
        die_before(die_at, CHANGES)
    print("working", flush=True)
    begin = {
        "smaller": desk.keeping.old_sound.make_smaller,
        "removing": desk.keeping.old_sound.remove,
        "emptying": desk.keeping.trash.empty,
    }
    begin[task]()
    desk.work()
    print("done", flush=True)


# The parent ---------------------------------------------------------------------


def prepared(folder: Path, task: str, takes: int = TAKES) -> None:
    """Put old answers into a folder; for emptying, every other one is in the trash."""
    desk = KeepDesk(folder)
    ids = [
        desk.add(OLD_DAYS, SAID if task == "emptying" and at % 2 else None) for at in range(takes)
    ]
    if task == "emptying":
        desk.keeping.trash.move(ids[1::2])
    elif task == "removing":
        for attempt_id in ids:
            desk.history.set_transcript(attempt_id, SAID)
    desk.close()


def run_child(folder: Path, task: str, *, die_at: int | None = None, after_s: float = 0.0) -> bool:
    """Run a task in a child that is killed; return whether it came to its end all the same."""
    command = [sys.executable, "-m", "tests.benchmarks.kill_upkeep", "--folder", str(folder)]
    command += ["--task", task] + ([] if die_at is None else ["--die-at", str(die_at)])
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "working\n"
        if die_at is None:
            time.sleep(after_s)
            child.kill()
        return child.stdout.read() == "done\n"


def faults(folder: Path, task: str, takes: int = TAKES) -> list[str]:
    """Start again after a kill; return what is not as it should be."""
    desk = KeepDesk(folder)
    desk.keeping.start()
    desk.work()
    found = [str(error) for error in desk.complaints]
    found += _faults_of_history(desk, task, takes)
    if desk.recordings.leftovers(desk.history.take_names()):
        found.append("a take is offered that nobody knows")
    if desk.database.rows("PRAGMA integrity_check")[0]["integrity_check"] != "ok":
        found.append("the history is damaged")
    text = b"".join(path.read_bytes() for path in folder.glob("history.db*"))
    desk.close()
    if task == "emptying" and SECRET.encode() in text and not desk_had_trash(folder):
        found.append("a word is left of what was deleted for good")
    return found


def _faults_of_history(desk: KeepDesk, task: str, takes: int) -> list[str]:
    found = []
    summaries = desk.history.summaries(limit=1000)
    if len(summaries) != (takes - takes // 2 if task == "emptying" else takes):
        found.append(f"{len(summaries)} answers are left")
    for summary in summaries:
        sound = desk.sound_of(summary.id)
        if sound is None and task != "removing":
            found.append("the sound of an answer is gone")
        elif sound is not None and not np.array_equal(sound, SOUND):
            found.append("the sound of an answer has changed")
    used = {path.name for path in desk.places.takes.iterdir()}
    # What another program may be making just now stays for an hour.
    spare = {name for name in used - desk.history.take_names() if "flac" not in name}
    return found + [f"left: {name}" for name in sorted(spare)]


def desk_had_trash(folder: Path) -> bool:
    """Return whether answers are in the trash yet, with their words."""
    desk = KeepDesk(folder)
    count = desk.keeping.trash.count()
    desk.close()
    return count > 0


def random_kills(folder: Path, task: str, count: int) -> tuple[int, int]:
    """Return how many of the kills came in the middle, and how many left something wrong."""
    middle = bad = 0
    for number in range(count):
        home = folder / f"{task}-{number}"
        prepared(home, task)
        ended = run_child(home, task, after_s=random.uniform(0, KILLED_WITHIN_S[task]))
        middle += not ended
        if found := faults(home, task):
            bad += 1
            print(task, found)
    return middle, bad


def every_step(folder: Path, task: str, takes: int = 2) -> tuple[int, list[str]]:
    """Kill before each step of a task; return how many steps, and what was wrong after them."""
    steps, bad = 0, list[str]()
    while True:
        home = folder / f"{task}-step-{steps}"
        prepared(home, task, takes)
        if run_child(home, task, die_at=steps):
            return steps, bad
        bad += [f"{task}, before step {steps}: {found}" for found in faults(home, task, takes)]
        steps += 1


def main() -> int:
    """Run, or be the child."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--die-at", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder:
        work(options.folder, options.task, options.die_at)
        return 0
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        for task in TASKS:
            middle, bad = random_kills(Path(name), task, options.count)
            print(f"{task}: {options.count} kills, {middle} in the middle, {bad} left faults")
            steps, worse = every_step(Path(name), task)
            print(f"{task}: killed before each of {steps} steps, {len(worse)} faults", *worse)
            wrong += bad + len(worse)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
