"""Files only their owner may read, written whole or not at all."""

import errno
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from app.core.errors import StorageError

_PRIVATE_FILE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700

_NO_ROOM: Final = ("the disk is full", "Free some space, then try again.")
_DENIED: Final = ("this account may not", "Change the permissions, or choose another folder.")
_REASONS: Final = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: _NO_ROOM,
    errno.EROFS: ("the disk is read-only", "Choose a folder on a disk that can be written."),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ENOENT: ("it is not there", "Look whether it was moved or deleted."),
    errno.ENOTDIR: ("a file stands where a folder should be", "Choose another folder."),
    errno.EEXIST: ("a file stands where a folder should be", "Choose another folder."),
}


def storage_error(what: str, path: Path, error: OSError) -> StorageError:
    """Say in words what the system refused.

    Args:
        what: The sentence's beginning, such as "The settings could not be saved".
        path: The file or folder it is about.
        error: What the system said.
    """
    unknown = (error.strerror or "the system refused", "Look whether the disk is in order.")
    reason, advice = _REASONS.get(error.errno or 0, unknown)
    return StorageError(f"{what}: {reason}.", hint=f"{advice} ({path})")


@contextmanager
def explained(what: str, path: Path) -> Generator[None]:
    """Turn an OSError inside into a StorageError that begins with `what`."""
    try:
        yield
    except OSError as error:
        raise storage_error(what, path, error) from error


def make_private_folder(folder: Path) -> None:
    """Make a folder, with the parents it lacks, and let only the owner in.

    One at a time, because pathlib's `parents=True` leaves the modes of parents to the umask.

    Raises:
        OSError: It could not be made.
    """
    if not folder.parent.exists():
        make_private_folder(folder.parent)
    folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    _restrict(folder, _PRIVATE_FOLDER)


def make_private_file(path: Path, *, must_be_new: bool = False) -> None:
    """Make an empty file, or leave the one that is there, readable by the owner only.

    The mode is given at birth, so there is no moment at which others may read it.

    Raises:
        OSError: It could not be made, or (FileExistsError) was there and had to be new.
    """
    flags = os.O_CREAT | os.O_WRONLY | (os.O_EXCL if must_be_new else 0)
    os.close(os.open(path, flags, _PRIVATE_FILE))
    _restrict(path, _PRIVATE_FILE)


def write_private(path: Path, data: bytes) -> None:
    """Replace a file's content: after a crash or a full disk the old or the new is there.

    Raises:
        OSError: It could not be written; what was there before is untouched.
    """
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        make_private_file(draft, must_be_new=True)
        with draft.open("r+b") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system offers that."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there; NTFS journals its names itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network disks cannot; the rename itself has worked
            os.fsync(handle)
    finally:
        os.close(handle)


def _restrict(path: Path, mode: int) -> None:
    """Set the mode in spite of the umask. Disks without modes (FAT) refuse: nothing is lost."""
    with suppress(PermissionError):
        path.chmod(mode)
