"""Locks that end with their process."""

import subprocess
import sys
from pathlib import Path

from app.storage.file_lock import FileLock, is_locked

HOLD = (
    "import sys; from pathlib import Path; from app.storage.file_lock import FileLock;"
    "lock = FileLock.take(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
)


def test_a_lock_is_seen_until_it_is_released(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    assert not is_locked(path)
    lock = FileLock.take(path)
    assert lock is not None
    assert is_locked(path)
    assert FileLock.take(path) is None
    lock.release()
    assert not is_locked(path)


def test_a_missing_file_is_not_locked(tmp_path: Path) -> None:
    assert not is_locked(tmp_path / "missing")


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        assert is_locked(path)
        holder.kill()
        holder.wait()
        assert not is_locked(path)
