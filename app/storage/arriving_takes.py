"""Recordings that arrive with an import: aside until the history knows them, then in their place.

They are written under their final names into a folder `.import-...` among the takes. When the
history has them they are moved; a program that was killed in between leaves that folder, and the
next start moves what the history knows and deletes the rest. So a recording is never there
without its answer, nor lost when its answer is there.
"""

import logging
import os
import re
import shutil
from collections.abc import Callable, Container, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.errors import StorageError
from app.storage.archive_format import SOUND_SUFFIXES
from app.storage.file_lock import FileLock, is_locked
from app.storage.files import explained, make_private_file, make_private_folder, sync_folder
from app.storage.merge import Partner

_PREFIX: Final = ".import-"
_LOCK: Final = "lock"
_STAMPED: Final = re.compile(r"(\d{8}-\d{6})-[0-9a-f]{4}")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Arriving:
    """A recording to bring over.

    Attributes:
        there: The number of its answer in the other history.
        take_there: Its file name in the archive.
        name: The file name it will have here.
    """

    there: int
    take_there: str
    name: str


@contextmanager
def import_folder(takes: Path) -> Generator[Path]:
    """Yield a folder for one import, locked meanwhile and deleted afterwards.

    Raises:
        StorageError: The folder of takes cannot be written.
    """
    folder = takes / f"{_PREFIX}{os.urandom(4).hex()}"
    with explained("The import cannot be begun", takes):
        make_private_folder(folder)
        make_private_file(folder / _LOCK)
        lock = FileLock.take(folder / _LOCK)
    try:
        yield folder
    finally:
        if lock is not None:
            lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def choose_sounds(
    partners: Sequence[Partner], there: Container[str], takes: Path, known: Container[str]
) -> list[Arriving]:
    """Return the recordings that are missing here, each with a name nobody has here.

    Args:
        partners: The answers of both histories.
        there: The recordings in the archive.
        takes: The folder of takes here.
        known: The recordings the history here knows.
    """
    with explained("The takes cannot be listed", takes):
        files = {path.name.casefold() for path in takes.iterdir()}
    chosen: list[Arriving] = []
    given = set[str]()
    for partner in partners:
        name = partner.take_there
        if name not in there or partner.take_here.casefold() in files:
            continue
        while name != partner.take_here and (
            name in known or name.casefold() in files or name in given
        ):
            name = _other_name(partner.take_there)
        given.add(name)
        chosen.append(Arriving(partner.there, partner.take_there, name))
    return chosen


def move_in(folder: Path, takes: Path) -> int:
    """Move the recordings of an import to the other takes; return how many.

    Raises:
        StorageError: The folder cannot be written. The rest is moved at the next start.
    """
    moved = 0
    with explained("The recordings could not be put in their place", takes):
        for path in sorted(folder.iterdir()):
            if path.suffix in SOUND_SUFFIXES:
                path.replace(takes / path.name)
                moved += 1
        sync_folder(takes)
    return moved


def settle_imports(takes: Path, known: Callable[[], Container[str]]) -> None:
    """Bring imports to their end that a killed program has left. Never fails.

    Args:
        takes: The folder of takes.
        known: Returns the recordings the history knows.
    """
    for folder in takes.glob(f"{_PREFIX}*"):
        if not folder.is_dir() or is_locked(folder / _LOCK):
            continue
        with suppress(OSError, StorageError):  # tried again at the next start
            names = known()
            for path in folder.iterdir():
                wanted = path.suffix in SOUND_SUFFIXES and path.name in names
                if wanted and not (takes / path.name).exists():
                    path.replace(takes / path.name)
            shutil.rmtree(folder)
            _log.info("what an interrupted import had left was settled")


def sounds_by_answer(arriving: Sequence[Arriving]) -> Mapping[int, str]:
    """Return number of an answer there -> file name here, as a merge takes it."""
    return {each.there: each.name for each in arriving}


def _other_name(name: str) -> str:
    """Return another name of the same kind."""
    path = Path(name)
    stamped = _STAMPED.fullmatch(path.stem)
    stem = stamped[1] if stamped else path.stem
    return f"{stem}-{os.urandom(2).hex()}{path.suffix}"
