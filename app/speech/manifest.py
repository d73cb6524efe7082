"""The list of a model's files with their sizes and checksums, kept beside them.

faster-whisper loads a model with flipped bytes in it, and writes nonsense. Only a checksum tells.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.errors import SpeechError

MANIFEST_NAME: Final = "greenroom-files.json"
BRING_AGAIN: Final = "Download or import the model again; its good files are used."
_FORMAT: Final = 1
_BLOCK_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class FileSum:
    """What a file was when it arrived; sha256 in hex."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a model as they arrived.

    Attributes:
        source: Where they came from: a repository, or a folder.
        files: What each was, by its name.
    """

    source: str
    files: Mapping[str, FileSum]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the list into a folder of files that have just been checked.

    Raises:
        OSError: It could not be written.
    """
    files = {
        name: {"size_bytes": file.size_bytes, "sha256": file.sha256}
        for name, file in sorted(manifest.files.items())
    }
    content = {"format": _FORMAT, "source": manifest.source, "files": files}
    (folder / MANIFEST_NAME).write_text(json.dumps(content, indent=2) + "\n", "utf-8")


def read_manifest(folder: Path) -> Manifest | None:
    """Return the list in a folder; None when there is none that can be understood."""
    try:
        content = json.loads((folder / MANIFEST_NAME).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    match content:
        case {"format": 1, "source": str(source), "files": dict(files)}:
            sums = {str(name): _file_sum(file) for name, file in files.items()}
            known = {name: file for name, file in sums.items() if file is not None}
            return Manifest(source, known) if len(known) == len(sums) > 0 else None
        case _:
            return None


def _file_sum(stored: object) -> FileSum | None:
    match stored:
        case {"size_bytes": int(size_bytes), "sha256": str(sha256)}:
            return FileSum(size_bytes, sha256)
        case _:
            return None


def check_sizes(folder: Path) -> None:
    """Compare the sizes with the list, if there is one; takes no time.

    Raises:
        SpeechError: A file is missing, or has another size.
    """
    manifest = read_manifest(folder)
    for name, expected in (manifest.files if manifest else {}).items():
        file = folder / name
        if not file.is_file():
            raise SpeechError(f"{name} is missing in {folder}.", hint=BRING_AGAIN)
        if file.stat().st_size != expected.size_bytes:
            raise _changed(file)


def check_sums(folder: Path, look_up: Callable[[], None] = lambda: None) -> bool:
    """Compare every byte with the list; reads all files, some seconds for a large model.

    Args:
        folder: The model's folder.
        look_up: Called after each block; may raise to stop.

    Returns:
        Whether there was a list to compare with.

    Raises:
        SpeechError: A file is missing, unreadable, or not what it was when it arrived.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return False
    check_sizes(folder)
    for name, expected in manifest.files.items():
        try:
            found = sha256_of(folder / name, look_up)
        except OSError as error:
            raise SpeechError(
                f"{name} in {folder} cannot be read: {error.strerror}.", hint=BRING_AGAIN
            ) from error
        if found != expected.sha256:
            raise _changed(folder / name)
    return True


def sha256_of(file: Path, look_up: Callable[[], None] = lambda: None) -> str:
    """Return the SHA-256 of a file in hex.

    Raises:
        OSError: It cannot be read.
    """
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
            look_up()
    return digest.hexdigest()


def _changed(file: Path) -> SpeechError:
    return SpeechError(
        f"{file.name} in {file.parent} is damaged: it is not what arrived.", hint=BRING_AGAIN
    )
