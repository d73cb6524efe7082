"""Brings everything out of a zip: first looks what it would bring, then brings it."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.errors import StorageError
from app.session.data_views import Imported, Preview
from app.storage.archive import Advance, require_room
from app.storage.archive_format import HISTORY, PACKS, SETTINGS, TAKES
from app.storage.archive_reading import Archive, opened
from app.storage.arriving_takes import (
    Arriving,
    choose_sounds,
    import_folder,
    move_in,
    sounds_by_answer,
)
from app.storage.backups import Backups
from app.storage.files import explained, make_private_folder, write_private
from app.storage.merge import Merger, joined, prepare

# The words go into the history, into its log and into its backup, and each of them is a file.
_TIMES_HISTORY: Final = 4
_MOST_NAMES: Final = 100

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Home:
    """Where an import brings things.

    Attributes:
        history: The database.
        takes: Folder of the recordings.
        packs: Folder of the person's own question packs.
        backups: Folder of copies of the history.
    """

    history: Path
    takes: Path
    packs: Path
    backups: Path


def look_into(path: Path, home: Home, advance: Advance) -> Preview:
    """Check an archive from beginning to end, and say what it would bring. Nothing is changed.

    Args:
        path: The archive.
        home: Where it would go.
        advance: Told of every megabyte.

    Raises:
        StorageError: It is not ours, newer, damaged, or made to harm; or there is no room.
        Stopped: `advance` said so.
    """
    with opened(path) as archive:
        archive.check(advance)
        with _beside(archive, home, advance) as (merger, sounds, _):
            return Preview(
                path=path,
                made_at=archive.manifest.made_at,
                counts=merger.count(),
                sounds=len(sounds),
                sound_bytes=_size_bytes(archive, sounds),
                packs=tuple(name for name, _ in _missing_packs(archive, home.packs)),
                has_settings=archive.has_settings,
            )


def bring_in(path: Path, home: Home, advance: Advance, *, settings: bool = False) -> Imported:
    """Bring everything over. The history is backed up before; it is changed at once or not at all.

    Args:
        path: The archive.
        home: Where it goes.
        advance: Told of every megabyte.
        settings: Whether the settings are wanted, too.

    Raises:
        StorageError: As from `look_into`, or the disk is full. Answers are as they were.
        Stopped: `advance` said so. Everything is as it was.
    """
    with opened(path) as archive, _beside(archive, home, advance) as (merger, sounds, folder):
        for sound in sounds:
            archive.extract(TAKES + sound.take_there, folder / sound.name, advance)
        packs = _missing_packs(archive, home.packs)
        wanted = archive.bytes_of(SETTINGS) if settings and archive.has_settings else b""
        advance(0)
        backup = Backups(home.backups).make(merger.connection)
        counts = merger.merge(sounds_by_answer(sounds))
        moved = move_in(folder, home.takes)
        names = tuple(_add_pack(home.packs, name, data) for name, data in packs)
    _log.info("imported: %d new, %d changed, %d takes", counts.new, counts.changed, moved)
    return Imported(counts, moved, names, backup, wanted)


@contextmanager
def _beside(
    archive: Archive, home: Home, advance: Advance
) -> Generator[tuple[Merger, list[Arriving], Path]]:
    """Unpack the history of an archive beside ours; yield both, the sounds wanted, the folder."""
    require_room(home.takes, _TIMES_HISTORY * archive.size_of(HISTORY))
    with import_folder(home.takes) as folder:
        incoming = folder / HISTORY
        archive.extract(HISTORY, incoming, advance)
        prepare(incoming)
        with joined(home.history, incoming) as merger:
            known = merger.take_names()
            sounds = choose_sounds(merger.partners(), archive.take_names, home.takes, known)
            require_room(home.takes, _size_bytes(archive, sounds))
            yield merger, sounds, folder


def _size_bytes(archive: Archive, sounds: list[Arriving]) -> int:
    return sum(archive.size_of(TAKES + sound.take_there) for sound in sounds)


def _missing_packs(archive: Archive, folder: Path) -> list[tuple[str, bytes]]:
    """Return the question packs that are not here under any of their names, with their bytes."""
    missing: list[tuple[str, bytes]] = []
    for name in sorted(archive.pack_names):
        data = archive.bytes_of(PACKS + name)
        if not any(_holds(path, data) for path in _names(folder / name) if path.exists()):
            missing.append((name, data))
    return missing


def _add_pack(folder: Path, name: str, data: bytes) -> str:
    """Write a question pack under its name, or the next that is free; return that."""
    free = next((path for path in _names(folder / name) if not path.exists()), None)
    if free is None:
        raise StorageError("There are too many packs of one name.", hint=str(folder / name))
    with explained("A question pack could not be saved", free):
        make_private_folder(folder)
        write_private(free, data)
    return free.name


def _names(path: Path) -> list[Path]:
    """Return a path, and those that stand in for it: `name (2).yaml`, `name (3).yaml` ..."""
    others = (path.with_name(f"{path.stem} ({n}){path.suffix}") for n in range(2, _MOST_NAMES))
    return [path, *others]


def _holds(path: Path, data: bytes) -> bool:
    with explained("A question pack could not be read", path):
        return path.read_bytes() == data
