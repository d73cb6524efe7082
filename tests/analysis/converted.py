"""The embedding model, converted once a run and put where a program would convert it once more."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from app.analysis.weights import packaged_folder, prepare


def put_model(folder: Path) -> Path:
    """Put the converted model into a folder, as links; nothing where its package is missing.

    A worker process converts it while it starts, for 0.6 s and longer on a busy computer, if it is
    not there. That it does so is what the tests of the first run and of the commands show.
    """
    if packaged_folder() is not None and not folder.exists():
        shutil.copytree(_converted(), folder, copy_function=os.link)
    return folder


@cache
def _converted() -> Path:
    home = Path(tempfile.mkdtemp(prefix="greenroom-model-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    made = prepare(home / "minilm-int8")
    assert made is not None
    return made
