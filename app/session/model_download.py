"""Downloads a speech model, because the person asked for it by name.

The code that opens a connection is not even imported before that.
"""

import logging
from collections.abc import Mapping
from pathlib import Path

from app.session.arrival import Progress
from app.speech.catalogue import MODEL_FILES, CatalogueModel
from app.speech.manifest import FileSum, Manifest, write_manifest
from app.speech.model_folder import check_model_folder
from app.storage.model_store import ModelStore

_log = logging.getLogger(__name__)


def download(model: CatalogueModel, store: ModelStore, progress: Progress) -> Path | None:
    """Download a model into the folder of models. Blocks; for a thread of its own.

    Returns:
        Its folder; None when it was cancelled. What has arrived is kept then, and after errors.

    Raises:
        HubError: No connection, or the hub does not have it.
        StorageError: No room, or the disk refuses.
        SpeechError: What the hub has is no whole model.
    """
    from app.hub.errand import Errand
    from app.hub.patience import Cancelled

    errand = Errand(progress)
    try:
        files = errand.files_of(model.repository, MODEL_FILES)
        progress.total_bytes = sum(file.size_bytes for file in files)
        with store.arriving(model.folder_name) as folder:
            store.use_again(model.folder_name, ((file.name, file.size_bytes) for file in files))
            store.require_room(store.left_bytes(model.folder_name, progress.total_bytes))
            sums = errand.fetch(files, folder)
            sizes = {file.name: file.size_bytes for file in files}
            return _install(model, store, folder, _sums(sizes, sums))
    except Cancelled:
        _log.info("the download of %s was cancelled", model.key)
        return None


def _sums(sizes: Mapping[str, int], sums: Mapping[str, str]) -> dict[str, FileSum]:
    return {name: FileSum(sizes[name], sha256) for name, sha256 in sums.items()}


def _install(
    model: CatalogueModel, store: ModelStore, folder: Path, sums: Mapping[str, FileSum]
) -> Path:
    write_manifest(folder, Manifest(model.repository, sums))
    check_model_folder(folder)
    installed = store.install(folder)
    _log.info("%s has arrived", model.key)
    return installed
