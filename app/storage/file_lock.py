"""A lock on a file that the system lets go of when its process ends, however it ends."""

import errno
import os
import sys
from pathlib import Path
from typing import Final, Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows locks bytes and keeps others from reading them, so the lock lies far behind the content.
_LOCK_OFFSET: Final = 1 << 30
_HELD: Final = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)


class FileLock:
    """A held lock. It is advisory: it stops only those who ask for it too."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @classmethod
    def take(cls, path: Path) -> Self | None:
        """Lock an existing file at once; None when another holds it.

        Where the disk knows no locks the file counts as free: better to offer a running recording
        a second time than never to offer a lost one.

        Raises:
            OSError: The file could not be opened.
        """
        handle = os.open(path, os.O_RDWR)
        try:
            _lock(handle)
        except OSError as error:
            if error.errno in _HELD:
                os.close(handle)
                return None
        return cls(handle)

    def release(self) -> None:
        """Let go."""
        os.close(self._handle)


def is_locked(path: Path) -> bool:
    """Tell whether somebody, this process included, holds the lock of a file.

    A file that is gone, or that may not be opened, is not locked.
    """
    try:
        lock = FileLock.take(path)
    except OSError:
        return False
    if lock is None:
        return True
    lock.release()
    return False


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        os.lseek(handle, _LOCK_OFFSET, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
