"""The folder of models: what arrives is kept apart until it is whole, then it is there at once."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from app.core.errors import StorageError
from app.core.sizes import size_in_words
from app.storage.file_lock import FileLock, is_locked
from app.storage.files import explained, make_private_file, make_private_folder, sync_folder

INCOMING: Final = ".incoming"
COPY: Final = ".copy"
_OLD: Final = ".old"
_LOCK: Final = ".lock"
# So that the disk of somebody's history is not filled to the last byte.
SPARE_BYTES: Final = 50_000_000
LOCK_TRIES: Final = 20
LOCK_WAIT_S: Final = 0.1
_BLOCK_BYTES: Final = 1 << 20


class ModelStore:
    """The folder of models. Safe to use from several threads, and from several processes.

    What arrives lies in a folder of its own inside, on the same disk, until it is complete.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._incoming = folder / INCOMING

    def folders(self) -> list[Path]:
        """Return the folders of models, complete or not; those that arrive are not among them."""
        with explained("The models could not be looked at", self.folder):
            if not self.folder.is_dir():
                return []
            found = (each for each in self.folder.iterdir() if not each.name.startswith("."))
            return sorted(each for each in found if each.is_dir())

    def holds(self, folder: Path) -> bool:
        """Return whether a folder is one of the models in here."""
        return folder.parent == self.folder and not folder.name.startswith(".")

    def kept_bytes(self) -> dict[str, int]:
        """Return what broken or cancelled downloads have left, by the name of the folder."""
        if not self._incoming.is_dir():
            return {}
        with explained("The models could not be looked at", self._incoming):
            sizes = {
                each.name: _size_bytes(each)
                for each in self._incoming.iterdir()
                if each.is_dir() and each.suffix not in (COPY, _OLD)
            }
        return {name: size for name, size in sizes.items() if size}

    def tidy(self) -> None:
        """Delete what processes that ended too soon have left and nobody can go on from."""
        for each in self._incoming.glob("*") if self._incoming.is_dir() else ():
            name = each.name.removesuffix(COPY).removesuffix(_OLD)
            locks = (self._incoming / f"{name}{_LOCK}", self._incoming / f"{name}{COPY}{_LOCK}")
            if each.suffix in (COPY, _OLD) and not any(is_locked(lock) for lock in locks):
                shutil.rmtree(each, ignore_errors=True)

    def require_room(self, needed_bytes: int) -> None:
        """Raise StorageError when the disk has no room for so much more."""
        with explained("The disk could not be looked at", self.folder):
            free_bytes = shutil.disk_usage(self.folder).free
        if free_bytes < needed_bytes + SPARE_BYTES:
            needed = size_in_words(needed_bytes + SPARE_BYTES)
            raise StorageError(
                f"There is not enough room: {needed} are needed, and "
                f"{size_in_words(free_bytes)} are free in {self.folder}.",
                hint="Free some space, or delete a model you no longer use; then try again.",
            )

    @contextmanager
    def arriving(self, name: str) -> Generator[Path]:
        """Yield the folder for what arrives of a model; no other process gets it meanwhile.

        A folder whose name ends with COPY holds nothing at first, and is deleted afterwards; any
        other one is kept, so that the next try can go on.

        Raises:
            StorageError: It cannot be made, written, or another process has it.
        """
        folder, lock_file = self._incoming / name, self._incoming / f"{name}{_LOCK}"
        with explained(f"The model {name} could not be stored", self.folder):
            make_private_folder(self._incoming)
            make_private_file(lock_file)
            lock = _take(lock_file)
            try:
                self._forget_leftovers(name)
                make_private_folder(folder)
                yield folder
            finally:
                if folder.suffix == COPY:
                    shutil.rmtree(folder, ignore_errors=True)
                lock.release()

    def use_again(self, name: str, files: Iterable[tuple[str, int]]) -> None:
        """Give what arrives those files of the model in here that have the right size.

        They still have to be checked. The model itself stays as it is.
        """
        for file, size_bytes in files:
            have, there = self.folder / name / file, self._incoming / name / file
            if have.is_file() and have.stat().st_size == size_bytes and not there.exists():
                with suppress(OSError):  # a disk without hard links: it is fetched again
                    os.link(have, there)

    def left_bytes(self, name: str, total_bytes: int) -> int:
        """Return how much is still to come of a download."""
        return max(0, total_bytes - _size_bytes(self._incoming / name))

    def install(self, arrived: Path) -> Path:
        """Move a complete model to its place, and return that; what was there is replaced.

        Raises:
            StorageError: It could not be moved; it is kept where it is.
        """
        target = self.folder / arrived.name.removesuffix(COPY)
        old = self._incoming / f"{target.name}{_OLD}"
        with explained(f"The model {target.name} could not be stored", self.folder):
            for part in arrived.glob("*.part"):
                part.unlink()
            sync_folder(arrived)
            self._swap(arrived, target, old)
            sync_folder(self.folder)
        shutil.rmtree(old, ignore_errors=True)
        return target

    def discard(self, name: str) -> None:
        """Delete what a download has left."""
        with self.arriving(name) as folder, explained("It could not be deleted", folder):
            shutil.rmtree(folder)

    def delete(self, folder: Path) -> None:
        """Delete a model in here; it is gone at once, or not at all.

        Raises:
            StorageError: It is not in here, or the system refuses.
        """
        if not self.holds(folder):
            raise StorageError(
                f"{folder} is not in the folder of models.", hint="Delete it as any other folder."
            )
        old = self._incoming / f"{folder.name}{_OLD}"
        with explained(f"The model {folder.name} could not be deleted", folder):
            if folder.is_symlink():
                folder.unlink()  # what it leads to is not ours
                return
            make_private_folder(self._incoming)
            shutil.rmtree(old, ignore_errors=True)
            folder.rename(old)
        shutil.rmtree(old, ignore_errors=True)

    def _swap(self, arrived: Path, target: Path, old: Path) -> None:
        had_one = target.exists()
        if had_one:
            target.rename(old)
        try:
            arrived.replace(target)
        except OSError:
            if had_one:
                old.rename(target)
            raise

    def _forget_leftovers(self, name: str) -> None:
        """Delete what a process that ended too soon has left of work that cannot go on."""
        for suffix in (COPY, _OLD):
            shutil.rmtree(self._incoming / f"{name.removesuffix(COPY)}{suffix}", ignore_errors=True)


def copy_file(source: Path, target: Path, copied: Callable[[int], None]) -> str:
    """Copy a file's content, and return the SHA-256 of what was read.

    Args:
        source: The file, or a link to it.
        target: A file that is not there yet.
        copied: Called after each block with the bytes so far; may raise to stop.

    Raises:
        StorageError: It could not be read: a stick was pulled out, say.
        OSError: The copy could not be written.
    """
    done, digest = 0, hashlib.sha256()
    with explained(f"{source.name} could not be read", source):
        opened = source.open("rb")
    with opened as reading, target.open("xb") as writing:
        while block := _read_block(reading, source):
            digest.update(block)
            writing.write(block)
            done += len(block)
            copied(done)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


def _read_block(reading: BinaryIO, source: Path) -> bytes:
    with explained(f"{source.name} could not be read", source):
        return reading.read(_BLOCK_BYTES)


def _take(lock_file: Path) -> FileLock:
    """Take a lock; waits a moment for one of this process that is just ending.

    Raises:
        StorageError: Another has it.
    """
    for _ in range(LOCK_TRIES):
        if lock := FileLock.take(lock_file):
            return lock
        time.sleep(LOCK_WAIT_S)
    raise StorageError(
        f"{lock_file.stem} is on its way already, for another Greenroom on this computer.",
        hint="Wait until it is there, or stop it there.",
    )


def _size_bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
