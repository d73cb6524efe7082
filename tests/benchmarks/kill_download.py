"""Kill a download at a random byte, 50 times, and see what the next one makes of it.

    python -m tests.benchmarks.kill_download [--count 50] [--megabytes 40]

Every child is the program's own download of a model, from a hub on the loopback interface. It gets
kill -9 when a random number of bytes is on its disk: in the middle of a file, between two files,
or while the complete ones are checked. Then a second child goes on. What is looked at: whether a
wrong or incomplete file was ever taken for a good one, whether the second child got the model, how
much came over the line a second time, and whether the digests of all files are right in the end.
"""

import argparse
import hashlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.session.arrival import Progress
from app.session.model_download import download
from app.speech.catalogue import find_model
from app.speech.manifest import MANIFEST_NAME, check_sums
from app.storage.model_store import INCOMING, ModelStore
from tests.driver import TINY_MODEL
from tests.hub.hub import Hub, hub_of, serving

AT_ONCE: Final = 4
NAME: Final = "faster-whisper-tiny.en"
# Slow enough that a byte can be chosen: 64 kB and a pause.
PAUSE_S: Final = 0.002
# One in so many is killed when all bytes have come.
AT_THE_END: Final = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one kill did.

    Attributes:
        killed: Whether the child was killed before it had finished.
        kept_bytes: What was on disk after the kill.
        went_on: Whether the second child asked for what was missing only.
        again_bytes: What was sent more than once, what was in flight at the kill included.
        wrong: What was found to be wrong; empty for nothing.
    """

    killed: bool
    kept_bytes: int
    went_on: bool
    again_bytes: int
    wrong: str


def bring(folder: Path) -> None:
    """Download the model; in the child."""
    model = find_model(NAME)
    assert model is not None
    progress = Progress(0, lambda call: call(), lambda *_: None, time.monotonic)
    assert download(model, ModelStore(folder), progress)


def child(folder: Path, hub: Hub) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", __spec__.name, "--bring", str(folder)]
    environment = {**os.environ, "HF_ENDPOINT": hub.address, "no_proxy": "*"}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)


def on_disk_bytes(incoming: Path) -> int:
    """Return how much has arrived."""
    total = 0
    for path in incoming.glob("*"):
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            return -1  # just being renamed: look again
    return total


def kill_at(first: "subprocess.Popen[bytes]", incoming: Path, byte: int) -> bool:
    """Kill a child when so many bytes are there; False when it was faster."""
    while first.poll() is None:
        if on_disk_bytes(incoming) >= byte:
            first.send_signal(signal.SIGKILL)
            break
        time.sleep(0.0005)
    first.communicate()
    return first.returncode == -signal.SIGKILL


def wrongly_accepted(folder: Path, hub: Hub) -> str:
    """Return what stands under a true name without being whole; empty for nothing."""
    for place in (folder / INCOMING / NAME, folder / NAME):
        for path in place.glob("*"):
            if path.suffix == ".part":
                name = path.name.rsplit(".", 2)[0]
                if not hub.files[name].startswith(path.read_bytes()):
                    return f"{path.name} is no beginning of {name}"
            elif path.name != MANIFEST_NAME and path.read_bytes() != hub.files[path.name]:
                return f"{path.name} is wrong"
    return ""


def one(folder: Path, files: dict[str, bytes], byte: int) -> Outcome:
    """Download, kill, go on."""
    folder.mkdir()
    size = sum(len(content) for content in files.values())
    with serving(Hub(dict(files), pause_s=PAUSE_S)) as hub:
        killed = kill_at(child(folder, hub), folder / INCOMING / NAME, byte)
        wrong = wrongly_accepted(folder, hub)
        kept = on_disk_bytes(folder / INCOMING / NAME)
        begun = {path.name.rsplit(".", 2)[0]: path.stat().st_size
                 for path in (folder / INCOMING / NAME).glob("*.part")}  # fmt: skip
        before = len(hub.asked)
        with child(folder, hub) as second:
            _, errors = second.communicate()
        if second.returncode:
            return Outcome(killed, kept, False, 0, errors.decode()[-300:])
        later = {Path(each.path).name: each.range for each in hub.asked[before:]}
        went_on = all(
            later.get(name) == (f"bytes={have}-" if have else "")
            for name, have in begun.items()
            if have < len(files[name])
        )
        wrong = wrong or wrongly_accepted(folder, hub)
        for name, content in files.items():
            found = hashlib.sha256((folder / NAME / name).read_bytes()).hexdigest()
            if found != hashlib.sha256(content).hexdigest():
                wrong = f"{name} has another digest"
        if not check_sums(folder / NAME):
            wrong = "there is no list of checksums"
        return Outcome(killed, kept, went_on, hub.sent_bytes - size, wrong)


def measure(folder: Path, count: int, megabytes: int) -> list[Outcome]:
    """Return what each kill did."""
    files = hub_of(TINY_MODEL).files
    files["model.bin"] += random.randbytes(megabytes * 1_000_000 - len(files["model.bin"]))
    files["tokenizer.json"] += b" " * (megabytes * 100_000)
    size = sum(len(content) for content in files.values())
    print(f"a model of {size:,} bytes, {count} kills at a random byte")

    def number(index: int) -> Outcome:
        byte = size if index % AT_THE_END == AT_THE_END - 1 else random.randrange(size)
        return one(folder / str(index), files, byte)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(number, range(count)))


def main() -> int:
    """Run, or be the child."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--megabytes", type=int, default=40)
    parser.add_argument("--bring", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bring:
        bring(options.bring)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        outcomes = measure(Path(folder), options.count, options.megabytes)
    return report(outcomes)


def report(outcomes: list[Outcome]) -> int:
    """Print what came of it; return the exit code."""
    count = len(outcomes)
    kept = [each.kept_bytes for each in outcomes if each.killed]
    good = [each for each in outcomes if not each.wrong and each.went_on]
    again = [each.again_bytes for each in outcomes]
    wrong = [each.wrong for each in outcomes if each.wrong]
    print(f"{len(kept)} of {count} were killed before the end, with {min(kept):,} to {max(kept):,}")
    print(f"  bytes on disk (median {statistics.median(kept):,.0f})")
    print(f"{len(good)} of {count} went on from the byte where they were, all digests right")
    print(f"sent again: median {statistics.median(again):,.0f} bytes, at most {max(again):,}")
    print("  (what was in flight at the kill; nothing that was on disk)")
    print(f"wrong or incomplete files taken for good: {len(wrong)}", *wrong, sep="\n  ")
    return int(len(good) < count)


if __name__ == "__main__":
    sys.exit(main())
