"""Writes everything a person has into one zip: whole and checked by digests, or not at all."""

import hashlib
import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from app.core.errors import StorageError
from app.storage.archive_format import (
    FORMAT,
    HISTORY,
    MANIFEST,
    MANIFEST_CODEC,
    PACKS,
    README,
    README_TEXT,
    SETTINGS,
    SOUND_SUFFIXES,
    TAKES,
    FileEntry,
    Manifest,
    is_ours,
)
from app.storage.files import explained, make_private_file, sync_folder
from app.storage.snapshot import copy_history

_CHUNK_BYTES: Final = 1 << 20
# Sound hardly becomes smaller by deflating (a spoken take by a tenth), and a disk is quicker.
_STORED: Final = zipfile.ZIP_STORED
_DEFLATED: Final = zipfile.ZIP_DEFLATED
_LARGE_BYTES: Final = 1 << 30  # from here on with the longer fields of ZIP64
_FORBIDDEN: Final = re.compile(r"[/\\:*?\"<>|\x00-\x1f]")

Advance = Callable[[int], None]
"""Gets how many more bytes are done; raises Stopped when the person has changed their mind."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """Where everything is that goes into an archive.

    Attributes:
        history: The database.
        takes: Folder of the recordings.
        packs: Folder of the person's own question packs.
        settings_file: The settings.
        app_version: Version of this program.
        now: The time, with time zone.
    """

    history: Path
    takes: Path
    packs: Path
    settings_file: Path
    app_version: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """What an archive holds now.

    Attributes:
        answers: How many answers, those in the trash left out.
        takes: How many recordings.
        missing: How many recordings the history names, but the folder has not.
        bytes: Size of the archive.
        stories: How many stories, those in the trash left out.
    """

    answers: int
    takes: int
    missing: int
    bytes: int
    stories: int = 0


@contextmanager
def growing_file(target: Path, what: str) -> Generator[Path]:
    """Yield a new file that becomes `target` when the block ends well, and else is deleted.

    Args:
        target: The file it becomes; one that is there is replaced.
        what: Begins the sentence about what went wrong.

    Raises:
        StorageError: The disk is full, or refuses. `target` is as it was.
    """
    draft = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    with explained(what, target):
        try:
            make_private_file(draft, must_be_new=True)
            yield draft
            with draft.open("rb+") as file:
                os.fsync(file.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(target.parent)


def total_bytes(things: Belongings) -> int:
    """Return about how much there is to write."""
    files = [*_files_in(things.takes, SOUND_SUFFIXES), things.history]
    return sum(path.stat().st_size for path in files if path.is_file())


def write_archive(things: Belongings, target: Path, advance: Advance) -> Written:
    """Write everything into one zip; blocks, for a thread of its own.

    Args:
        things: Where it all is.
        target: The zip; replaced when the new one is complete.
        advance: Told of every megabyte.

    Raises:
        StorageError: Something cannot be read or written. Nothing is left behind.
        Stopped: `advance` said so. Nothing is left behind.
    """
    what = "The archive could not be written"
    with growing_file(target, what) as draft:
        copy = draft.with_suffix(".db.tmp")
        try:
            copy_history(things.history, copy, lambda: advance(0))
            with zipfile.ZipFile(draft, "w", _DEFLATED, allowZip64=True) as archive:
                written = _Writer(archive, things, advance).write(copy)
        finally:
            copy.unlink(missing_ok=True)
        return replace(written, bytes=draft.stat().st_size)


class _Writer:
    """Fills one zip."""

    def __init__(self, archive: zipfile.ZipFile, things: Belongings, advance: Advance) -> None:
        self._archive = archive
        self._things = things
        self._advance = advance
        self._entries: list[FileEntry] = []

    def write(self, copy: Path) -> Written:
        """Write all; return what it holds, its size left out."""
        self._add_text(README, README_TEXT.encode())
        self._add_file(HISTORY, copy, _DEFLATED)
        answers, stories, names = _contents(copy)
        packs = self._add_packs()
        if self._things.settings_file.is_file():
            self._add_file(SETTINGS, self._things.settings_file, _DEFLATED)
        takes = sum(self._add_take(name) for name in names)
        manifest = Manifest(
            format=FORMAT,
            app_version=self._things.app_version,
            made_at=self._things.now.isoformat(timespec="seconds"),
            answers=answers,
            takes=takes,
            stories=stories,
            packs=packs,
            files=tuple(self._entries),
        )
        self._archive.writestr(self._info(MANIFEST, _DEFLATED), MANIFEST_CODEC.dump(manifest))
        return Written(answers, takes, len(names) - takes, 0, stories)

    def _add_packs(self) -> int:
        number = 0
        for path in _files_in(self._things.packs, (".yaml", ".yml")):
            name = PACKS + _FORBIDDEN.sub("_", path.name)
            if is_ours(name) and not any(entry.name == name for entry in self._entries):
                self._add_file(name, path, _DEFLATED)
                number += 1
        return number

    def _add_take(self, name: str) -> bool:
        """Add a recording; return False when it is not there (any more)."""
        path = self._things.takes / name
        if not is_ours(TAKES + name) or not path.is_file():
            return False
        self._add_file(TAKES + name, path, _STORED)
        return True

    def _add_text(self, name: str, data: bytes) -> None:
        self._archive.writestr(self._info(name, _DEFLATED), data)
        self._entries.append(FileEntry(name, len(data), hashlib.sha256(data).hexdigest()))

    def _add_file(self, name: str, path: Path, how: int) -> None:
        digest, size = hashlib.sha256(), 0
        large = path.stat().st_size >= _LARGE_BYTES
        info = self._info(name, how)
        with path.open("rb") as source, self._archive.open(info, "w", force_zip64=large) as inside:
            while chunk := source.read(_CHUNK_BYTES):
                inside.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                self._advance(len(chunk))
        self._entries.append(FileEntry(name, size, digest.hexdigest()))

    def _info(self, name: str, how: int) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._things.now.timetuple()[:6])
        info.compress_type = how
        info.external_attr = 0o600 << 16
        return info


def _contents(copy: Path) -> tuple[int, int, Sequence[str]]:
    """Return how many answers and stories a history holds, and the recordings it names."""
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as db:
        (answers,) = db.execute("SELECT count(*) FROM answers").fetchone()
        kept = "SELECT count(*) FROM stories WHERE deleted_at IS NULL"
        (stories,) = db.execute(kept).fetchone()
        names = "SELECT take_name FROM attempts WHERE take_name != '' ORDER BY made_at, id"
        return answers, stories, [name for (name,) in db.execute(names)]


def _files_in(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    return [
        path
        for path in found
        if path.suffix.lower() in suffixes and path.is_file() and not path.name.startswith(".")
    ]


def require_room(folder: Path, size_bytes: int) -> None:
    """Refuse what will not fit.

    Raises:
        StorageError: The disk has not that much room.
    """
    with explained("The disk could not be looked at", folder):
        free = shutil.disk_usage(folder).free
    if free < size_bytes:
        raise StorageError(
            "There is not enough room on the disk.",
            hint=f"{size_bytes / 1e6:.0f} MB are needed, {free / 1e6:.0f} MB are free. ({folder})",
        )
