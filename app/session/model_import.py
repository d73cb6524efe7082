"""Copies models from somewhere else, a USB stick say, into the folder of models."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.core.errors import SpeechError
from app.session.arrival import Progress
from app.speech.catalogue import MODEL_FILES
from app.speech.manifest import (
    FileSum,
    Manifest,
    check_sums,
    read_manifest,
    write_manifest,
)
from app.speech.model_folder import ModelInfo, check_model_folder
from app.storage.files import explained
from app.storage.model_store import COPY, ModelStore, copy_file

_log = logging.getLogger(__name__)

# How far below the chosen folder models are looked for: a stick, its folder of models, a model.
DEPTH: Final = 2
# A large file in a Hugging Face cache is a link to a file that is called by its SHA-256.
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class _Cancelled(Exception):  # noqa: N818 - no error
    """The person changed their mind."""


def find_models(path: Path) -> list[ModelInfo]:
    """Return the whole models in a folder: it may be one, hold some, or be a cache of some.

    Raises:
        SpeechError: There is none; says what is wrong with the one that comes nearest.
    """
    try:
        return [check_model_folder(path)]
    except SpeechError as error:
        found, problems = [], [error]
    for folder in _below(path, DEPTH):
        try:
            found.append(check_model_folder(folder))
        except SpeechError as error:
            if _is_model(folder):
                problems.append(error)
    if not found:
        raise problems[-1]
    return found


def _below(path: Path, depth: int) -> Iterator[Path]:
    """Yield the folders that may be models; what is inside one is part of it."""
    try:
        folders = sorted(each for each in path.iterdir() if each.is_dir())
    except OSError:
        return  # not readable, or not there
    for folder in folders:
        if folder.name.startswith("."):
            continue
        yield folder
        if depth > 1 and not _is_model(folder) and not folder.is_symlink():
            yield from _below(folder, depth - 1)


def _is_model(folder: Path) -> bool:
    """Return whether a folder is meant to be a model, be it whole or not."""
    try:
        return (folder / "model.bin").exists() or (folder / "snapshots").is_dir()
    except OSError:
        return False  # not ours to read


def size_bytes(model: ModelInfo) -> int:
    """Return how much there is to copy.

    Raises:
        StorageError: It has gone meanwhile.
    """
    with explained(f"The model {model.name} could not be read", model.folder):
        return sum((model.folder / name).stat().st_size for name in _names(model))


def import_model(model: ModelInfo, store: ModelStore, progress: Progress) -> Path | None:
    """Copy a model into the folder of models. Blocks; for a thread of its own.

    Where it comes from nothing is changed. The copy is there once it is whole and checked.

    Returns:
        Its folder; None when it was cancelled, and nothing is left of it.

    Raises:
        StorageError: No room, or a disk refuses.
        SpeechError: It is there already, or it is damaged.
    """
    _refuse_twice(model, store)
    try:
        with store.arriving(f"{model.name}{COPY}") as folder:
            progress.total_bytes = size_bytes(model)
            store.require_room(progress.total_bytes)
            sums = _copy(model, folder, progress)
            write_manifest(folder, Manifest(str(model.folder), sums))
            check_sums(folder, lambda: _stop_if_cancelled(progress))
            check_model_folder(folder)
            installed = store.install(folder)
    except _Cancelled:
        return None
    _log.info("a model was imported")
    return installed


def _refuse_twice(model: ModelInfo, store: ModelStore) -> None:
    if store.folder.resolve() in (model.folder.resolve(), *model.folder.resolve().parents):
        raise SpeechError(
            f"{model.name} is in the folder of models already.", hint="Choose it in the list."
        )
    try:
        check_model_folder(store.folder / model.name)
    except SpeechError:
        return  # it is not there, or damaged
    raise SpeechError(
        f"There is a model {model.name} in the folder of models already.",
        hint="Choose it in the list, or delete it first.",
    )


def _names(model: ModelInfo) -> list[str]:
    return [name for name in MODEL_FILES if (model.folder / name).is_file()]


def _copy(model: ModelInfo, folder: Path, progress: Progress) -> dict[str, FileSum]:
    """Copy the files, and return what was read.

    Raises:
        SpeechError: That is not what is known of them.
    """
    known = read_manifest(model.folder)
    before, sums = 0, {}
    for name in _names(model):

        def copied(done_bytes: int, before: int = before) -> None:
            progress.arrived(before + done_bytes)
            _stop_if_cancelled(progress)

        source = model.folder / name
        sha256 = copy_file(source, folder / name, copied)
        if _known_sha256(source, known) not in ("", sha256):
            raise SpeechError(
                f"{name} in {model.folder} is damaged: its checksum is another one.",
                hint="Get the model again, or copy it again from where it is whole.",
            )
        size = (folder / name).stat().st_size
        sums[name] = FileSum(size, sha256)
        before += size
    return sums


def _known_sha256(file: Path, manifest: Manifest | None) -> str:
    """Return what the list beside a file, or its name in a cache, says; empty for nothing."""
    if manifest and file.name in manifest.files:
        return manifest.files[file.name].sha256
    name = file.resolve().name
    return name if file.is_symlink() and _SHA256.fullmatch(name) else ""


def _stop_if_cancelled(progress: Progress) -> None:
    if progress.cancelled():
        raise _Cancelled
