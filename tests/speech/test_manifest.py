"""The list of checksums beside a model."""

import shutil
from pathlib import Path

import pytest

from app.core.errors import SpeechError
from app.speech.manifest import (
    MANIFEST_NAME,
    FileSum,
    Manifest,
    check_sizes,
    check_sums,
    read_manifest,
    sha256_of,
    write_manifest,
)
from tests.speech.sounds import TINY_MODEL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(TINY_MODEL, tmp_path / "tiny"))
    sums = {file.name: FileSum(file.stat().st_size, sha256_of(file)) for file in folder.iterdir()}
    write_manifest(folder, Manifest("Systran/faster-whisper-tiny.en", sums))
    return folder


def test_what_was_written_is_read_again(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert manifest is not None
    assert manifest.source == "Systran/faster-whisper-tiny.en"
    assert set(manifest.files) == {file.name for file in TINY_MODEL.iterdir()}
    assert check_sums(folder)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"format": 2}', '{"format": 1, "source": "x", "files": {"model.bin": 5}}'],
)
def test_a_list_that_cannot_be_understood_is_none(folder: Path, content: str) -> None:
    (folder / MANIFEST_NAME).write_text(content)
    assert read_manifest(folder) is None
    assert not check_sums(folder)


def test_one_flipped_bit_is_found(folder: Path) -> None:
    content = bytearray((folder / "model.bin").read_bytes())
    content[1_000_000] ^= 1
    (folder / "model.bin").write_bytes(content)
    check_sizes(folder)
    with pytest.raises(SpeechError, match=r"^model\.bin in .* is damaged") as caught:
        check_sums(folder)
    assert "again" in caught.value.hint


def test_another_size_and_a_missing_file_are_found_without_reading(folder: Path) -> None:
    with (folder / "config.json").open("a") as file:
        file.write(" ")
    with pytest.raises(SpeechError, match=r"^config\.json in .* is damaged"):
        check_sizes(folder)
    (folder / "config.json").unlink()
    with pytest.raises(SpeechError, match=r"^config\.json is missing"):
        check_sizes(folder)


def test_a_check_can_be_stopped(folder: Path) -> None:
    def stop() -> None:
        raise SpeechError("stopped")

    with pytest.raises(SpeechError, match="stopped"):
        check_sums(folder, stop)
