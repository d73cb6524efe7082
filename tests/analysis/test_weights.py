"""Conversion on the real weights, whole and damaged."""

import json
import multiprocessing
import os
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.analysis import weights
from app.analysis.published import TOKENIZER
from app.analysis.weights import MARKER, convert, is_ready, packaged_folder, prepare
from app.core.errors import AnalysisError


@pytest.fixture
def copied(published: Path, tmp_path: Path) -> Path:
    """A copy of the published files that a test may damage."""
    return Path(shutil.copytree(published, tmp_path / "published"))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_package_is_found_without_importing_it(published: Path) -> None:
    assert (published / TOKENIZER.name).is_file()
    assert weights.PACKAGE not in sys.modules
    assert "torch" not in sys.modules


def test_without_package_and_conversion_there_is_no_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_anywhere")
    assert packaged_folder() is None
    assert prepare(tmp_path / "minilm") is None
    assert names(tmp_path) == set()


def test_a_conversion_is_whole_and_leaves_nothing_else(model_folder: Path) -> None:
    assert is_ready(model_folder)
    assert names(model_folder) == {
        "config.json",
        "model.bin",
        "tokenizer.json",
        "vocabulary.json",
        MARKER,
    }
    assert names(model_folder.parent) == {model_folder.name}


def test_a_conversion_is_used_again(model_folder: Path) -> None:
    made_at = (model_folder / "model.bin").stat().st_mtime_ns
    assert prepare(model_folder) == model_folder
    assert (model_folder / "model.bin").stat().st_mtime_ns == made_at


@pytest.mark.parametrize("harm", ["cut", "delete", "marker of another format", "broken marker"])
def test_a_half_made_conversion_is_made_again(published: Path, tmp_path: Path, harm: str) -> None:
    target = tmp_path / "minilm"
    convert(published, target)
    if harm == "cut":
        os.truncate(target / "model.bin", 1000)
    elif harm == "delete":
        (target / "tokenizer.json").unlink()
    elif harm == "broken marker":
        (target / MARKER).write_text("{")
    else:
        marker = json.loads((target / MARKER).read_text())
        (target / MARKER).write_text(json.dumps({**marker, "format": -1}))
    assert not is_ready(target)
    assert prepare(target) == target
    assert is_ready(target)
    assert names(tmp_path) == {"minilm"}


@pytest.mark.parametrize("name", ["config.json", "vocab.txt", "tokenizer.json"])
def test_damaged_weights_are_refused_by_name(copied: Path, tmp_path: Path, name: str) -> None:
    with (copied / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(AnalysisError, match=f"damaged: {name}"):
        convert(copied, tmp_path / "minilm")
    assert names(tmp_path) == {"published"}


def test_half_downloaded_weights_are_refused(copied: Path, tmp_path: Path) -> None:
    os.truncate(copied / "model.safetensors", 10**6)
    with pytest.raises(AnalysisError, match=r"damaged: model\.safetensors"):
        convert(copied, tmp_path / "minilm")


def test_missing_weights_are_refused(copied: Path, tmp_path: Path) -> None:
    (copied / "vocab.txt").unlink()
    with pytest.raises(AnalysisError, match=r"incomplete: vocab\.txt") as caught:
        convert(copied, tmp_path / "minilm")
    assert caught.value.hint


@pytest.fixture
def no_room() -> Iterator[None]:
    """Let no file grow beyond 1 MB, which fails a write as a full disk does."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10**6, old[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, old)


@pytest.mark.usefixtures("no_room")
def test_a_full_disk_is_told_and_leaves_nothing_behind(published: Path, tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="could not be written") as caught:
        convert(published, tmp_path / "minilm")
    assert "free space" in caught.value.hint
    assert names(tmp_path) == set()


@pytest.mark.slow
def test_two_processes_may_convert_at_once(published: Path, tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    target = tmp_path / "minilm"
    rivals = [spawn.Process(target=convert, args=(published, target)) for _ in range(2)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert [rival.exitcode for rival in rivals] == [0, 0]
    assert is_ready(target)
    assert names(tmp_path) == {"minilm"}


def test_what_a_crash_left_behind_is_removed_later(published: Path, tmp_path: Path) -> None:
    fresh, stale = tmp_path / ".minilm-fresh", tmp_path / ".minilm-stale"
    fresh.mkdir()
    stale.mkdir()
    long_ago_s = time.time() - 2 * weights.STALE_S
    os.utime(stale, (long_ago_s, long_ago_s))
    convert(published, tmp_path / "minilm")
    assert names(tmp_path) == {"minilm", ".minilm-fresh"}
