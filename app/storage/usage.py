"""How much room files take on the disk."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from app.storage.files import explained


def folder_bytes(folder: Path) -> int:
    """Return the size of all files in a folder and below; 0 when there is none.

    What cannot be looked at is left out.
    """
    total = 0
    for place, _folders, names in os.walk(folder):
        total += files_bytes(Path(place) / name for name in names)
    return total


def files_bytes(files: Iterable[Path]) -> int:
    """Return the size of files; one that is gone, or cannot be looked at, counts as nothing."""
    total = 0
    for file in files:
        try:
            total += file.lstat().st_size
        except OSError:
            continue
    return total


def free_bytes(folder: Path) -> int:
    """Return how much room the disk of a folder has left for this person.

    Raises:
        StorageError: The folder is not there.
    """
    with explained("The disk cannot be measured", folder):
        return shutil.disk_usage(folder).free
