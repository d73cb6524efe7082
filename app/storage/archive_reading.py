"""Reads the zip that holds everything, and trusts nothing in it before it is checked."""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from app.core.errors import StorageError
from app.storage.archive import Advance
from app.storage.archive_format import (
    FORMAT,
    HISTORY,
    MANIFEST,
    MANIFEST_CODEC,
    PACKS,
    SETTINGS,
    TAKES,
    FileEntry,
    Manifest,
    is_ours,
    leads_out,
)
from app.storage.files import explained, make_private_file

_CHUNK_BYTES: Final = 1 << 20
# A history deflates to a fifth; a bomb to a thousandth, which is as far as deflating goes.
_MOST_TIMES: Final = 100
_SMALL_BYTES: Final = 1 << 20
_MOST_MANIFEST_BYTES: Final = 64 << 20
_ENCRYPTED: Final = 0x1
# A RuntimeError is what zipfile says of what it cannot unpack.
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)


class Archive:
    """A zip whose table of contents has been checked. Made by `opened`."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest
        self._entries = {entry.name: entry for entry in manifest.files}

    @property
    def total_bytes(self) -> int:
        """How much there is to read."""
        return sum(entry.bytes for entry in self.manifest.files)

    @property
    def take_names(self) -> frozenset[str]:
        """The recordings in it, by file name."""
        return self._inside(TAKES)

    @property
    def pack_names(self) -> frozenset[str]:
        """The question packs in it, by file name."""
        return self._inside(PACKS)

    @property
    def has_settings(self) -> bool:
        """Whether there are settings in it."""
        return SETTINGS in self._entries

    def size_of(self, name: str) -> int:
        """Return the size of a file in it, in bytes."""
        return self._entries[name].bytes

    def check(self, advance: Advance) -> None:
        """Compare every file with its digest.

        Raises:
            StorageError: One is damaged.
        """
        for entry in self.manifest.files:
            self._copy(entry, None, advance)

    def extract(self, name: str, target: Path, advance: Advance) -> None:
        """Write one file out, and compare it with its digest on the way.

        Args:
            name: Its name in the archive.
            target: A new file, for the owner only; put safely on disk.
            advance: Told of every megabyte.

        Raises:
            StorageError: It is damaged, or the disk is full or refuses. Nothing is left behind.
        """
        with explained("The archive could not be unpacked", target):
            try:
                make_private_file(target, must_be_new=True)
                with target.open("r+b") as file:
                    self._copy(self._entries[name], file, advance)
                    file.flush()
                    os.fsync(file.fileno())
            except BaseException:
                target.unlink(missing_ok=True)
                raise

    def bytes_of(self, name: str) -> bytes:
        """Return a small file as it is.

        Raises:
            StorageError: It is damaged.
        """
        with _told_when_damaged():
            return self._archive.read(name)

    def _inside(self, folder: str) -> frozenset[str]:
        names = (name for name in self._entries if name.startswith(folder))
        return frozenset(name.removeprefix(folder) for name in names)

    def _copy(self, entry: FileEntry, target: IO[bytes] | None, advance: Advance) -> None:
        digest, left = hashlib.sha256(), entry.bytes
        with _told_when_damaged(), self._archive.open(entry.name) as source:
            while chunk := source.read(_CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    raise damaged()
                digest.update(chunk)
                if target is not None:
                    target.write(chunk)
                advance(len(chunk))
        if left or digest.hexdigest() != entry.sha256:
            raise damaged()


@contextmanager
def opened(path: Path) -> Generator[Archive]:
    """Open an archive, and check its table of contents; digests are checked on reading.

    Raises:
        StorageError: It is no archive of ours, newer than this program, damaged, or made to harm.
    """
    with explained("The archive could not be read", path):
        if not zipfile.is_zipfile(path):
            path.open("rb").close()  # one that is not there says so
            raise _foreign()
        with _told_when_damaged():
            archive = zipfile.ZipFile(path)
    with archive:
        yield Archive(archive, _checked(archive))


def damaged() -> StorageError:
    """Return what to say of an archive that is not as it was written."""
    return StorageError(
        "The archive is damaged. Nothing was imported.",
        hint="Copy it again from where it was made, or export it again there.",
    )


def _foreign() -> StorageError:
    return StorageError(
        "That file is not an archive of Greenroom.",
        hint="Choose a zip that was made with Export, Everything as one zip.",
    )


@contextmanager
def _told_when_damaged() -> Generator[None]:
    try:
        yield
    except _DAMAGED as error:
        raise damaged() from error


def _checked(archive: zipfile.ZipFile) -> Manifest:
    infos = {info.filename: info for info in archive.infolist()}
    if any(leads_out(name) for name in infos):
        raise StorageError(
            "The archive holds files that would go outside of its folder.",
            hint="It was not made by Greenroom, and was left alone.",
        )
    manifest = _manifest(archive, infos)
    names = [entry.name for entry in manifest.files]
    if HISTORY not in names or len({*names}) != len(names) or len(infos) != len(archive.infolist()):
        raise damaged()
    for entry in manifest.files:
        info = infos.get(entry.name)
        if info is None or not is_ours(entry.name) or info.flag_bits & _ENCRYPTED:
            raise damaged()
        if info.file_size != entry.bytes or _is_bomb(info):
            raise damaged()
    return manifest


def _manifest(archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo]) -> Manifest:
    info = infos.get(MANIFEST)
    if info is None:
        raise _foreign()
    if info.file_size > _MOST_MANIFEST_BYTES or _is_bomb(info):
        raise damaged()
    try:
        with _told_when_damaged():
            manifest = MANIFEST_CODEC.load(archive.read(MANIFEST).decode())
    except StorageError:
        raise damaged() from None
    if manifest.format > FORMAT:
        raise StorageError(
            "The archive was written by a newer version of Greenroom.",
            hint=f"Install the newest version. (format {manifest.format})",
        )
    return manifest


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _SMALL_BYTES + _MOST_TIMES * info.compress_size
