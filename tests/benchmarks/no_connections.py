"""A whole practice run opens no internet socket: every system call is watched by strace.

    python -m tests.benchmarks.no_connections [PYTEST ARGUMENT ...]

Runs the end-to-end tests (window, virtual microphone, worker process, restart) under strace and
looks for sockets of the families AF_INET and AF_INET6. Exits with 1 when there is one. That it
would find one is shown first, with a program that opens one.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

FAMILY: Final = re.compile(r"socket\((AF_\w+)")
INTERNET: Final = ("AF_INET", "AF_INET6")
PROBE: Final = "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()"
DEFAULT: Final = ["tests/test_end_to_end.py", "-q", "-p", "no:cacheprovider"]


def families_of(command: list[str]) -> tuple[int, dict[str, int]]:
    """Run a command under strace; return its exit code, and how many sockets of each family."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "strace.log"
        done = subprocess.run(
            ["strace", "-f", "-e", "trace=socket", "-o", str(log), *command], check=False
        )
        found = FAMILY.findall(log.read_text())
    return done.returncode, {family: found.count(family) for family in sorted(set(found))}


def main() -> int:
    """Print the families of all sockets, and say whether there is an internet one among them."""
    if shutil.which("strace") is None:
        print("strace is not installed")
        return 2
    _, probe = families_of([sys.executable, "-c", PROBE])
    if probe.get("AF_INET") != 1:
        print(f"the check itself does not work: {probe}")
        return 2
    print(f"a program that opens an internet socket: {probe}")
    code, found = families_of([sys.executable, "-m", "pytest", *(sys.argv[1:] or DEFAULT)])
    opened = sum(found.get(family, 0) for family in INTERNET)
    print(f"a whole practice run: {found}; internet sockets: {opened}")
    return 1 if opened or code else 0


if __name__ == "__main__":
    sys.exit(main())
