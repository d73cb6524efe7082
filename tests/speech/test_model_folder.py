"""Model folders, whole and damaged in every way that was met."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from app.core.errors import SpeechError
from app.speech.model_folder import CHOOSE_OTHER, GET_AGAIN, check_model_folder
from tests.speech.sounds import TINY_MODEL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY_MODEL, tmp_path / "faster-whisper-tiny.en"))


def test_a_whole_model_is_named_and_measured(folder: Path) -> None:
    info = check_model_folder(folder)
    assert (info.folder, info.name) == (folder, "faster-whisper-tiny.en")
    assert info.size_bytes == (folder / "model.bin").stat().st_size


def test_a_vocabulary_may_be_a_text_file(folder: Path) -> None:
    (folder / "vocabulary.json").unlink()
    (folder / "vocabulary.txt").write_text("the\na\n")
    assert check_model_folder(folder).name == "faster-whisper-tiny.en"


def test_a_model_without_preprocessor_config_is_whole(folder: Path) -> None:
    (folder / "preprocessor_config.json").unlink()
    assert check_model_folder(folder).folder == folder


def cache(folder: Path, tmp_path: Path) -> Path:
    """Lay a model out as in a Hugging Face cache: files are links into blobs."""
    top = tmp_path / "models--Systran--faster-whisper-tiny.en"
    snapshot = top / "snapshots" / "0123456789abcdef"
    snapshot.mkdir(parents=True)
    (top / "blobs").mkdir()
    for file in folder.iterdir():
        file.rename(top / "blobs" / f"blob-{file.name}")
        (snapshot / file.name).symlink_to(f"../../blobs/blob-{file.name}")
    (top / "refs").mkdir()
    (top / "refs" / "main").write_text(snapshot.name)
    return top


def test_a_model_in_a_cache_is_found_below_its_folder(folder: Path, tmp_path: Path) -> None:
    top = cache(folder, tmp_path)
    info = check_model_folder(top)
    assert info.folder == top / "snapshots" / "0123456789abcdef"
    assert info.name == "faster-whisper-tiny.en"
    assert check_model_folder(info.folder).name == info.name


def test_a_cache_without_a_named_version_offers_its_newest(folder: Path, tmp_path: Path) -> None:
    top = cache(folder, tmp_path)
    (top / "refs" / "main").unlink()
    (top / "snapshots" / "older").mkdir()
    os.utime(top / "snapshots" / "older", (1, 1))
    assert check_model_folder(top).folder.name == "0123456789abcdef"


def test_a_cache_whose_download_never_ended_is_refused(folder: Path, tmp_path: Path) -> None:
    top = cache(folder, tmp_path)
    blob = top / "blobs" / "blob-model.bin"
    blob.rename(blob.with_suffix(".incomplete"))
    with pytest.raises(SpeechError, match=r"^model\.bin is missing in .*0123456789abcdef\.$"):
        check_model_folder(top)


def cut_in_half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def cut_last_byte(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 1000)


def empty(file: Path) -> None:
    os.truncate(file, 0)


def fill(content: bytes) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(content)


WEB_PAGE: Final = fill(b"<!DOCTYPE html><html>404 Not Found</html>" * 100)
LFS_POINTER: Final = fill(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
RANDOM: Final = fill(os.urandom(100_000))
OTHER_MODEL: Final = fill(b"\x06\x00\x00\x00\x10\x00TransformerSpec\x00" + bytes(50))
NOT_UTF8: Final = fill(b'{"a": "\xff\xfe"}')


@pytest.mark.parametrize(
    ("name", "damage", "text", "hint"),
    [
        ("model.bin", Path.unlink, "model.bin is missing in {}.", CHOOSE_OTHER),
        ("model.bin", empty, "model.bin in {} is empty.", GET_AGAIN),
        ("model.bin", cut_in_half, "model.bin in {} is incomplete.", GET_AGAIN),
        ("model.bin", cut_last_byte, "model.bin in {} is incomplete.", GET_AGAIN),
        ("model.bin", lambda file: os.truncate(file, 3), "model.bin in {} is incomplete.", ""),
        ("model.bin", WEB_PAGE, "model.bin in {} is no Whisper model", CHOOSE_OTHER),
        ("model.bin", LFS_POINTER, "model.bin in {} is no Whisper model", CHOOSE_OTHER),
        ("model.bin", RANDOM, "model.bin in {} is no Whisper model", CHOOSE_OTHER),
        ("model.bin", OTHER_MODEL, "model.bin in {} is no Whisper model", CHOOSE_OTHER),
        ("config.json", Path.unlink, "config.json is missing in {}.", GET_AGAIN),
        ("config.json", empty, "config.json in {} is empty.", GET_AGAIN),
        ("config.json", cut_in_half, "config.json in {} is damaged.", GET_AGAIN),
        ("config.json", fill(b"[]"), "config.json in {} is damaged.", GET_AGAIN),
        ("vocabulary.json", Path.unlink, "vocabulary.json is missing in {}.", GET_AGAIN),
        ("vocabulary.json", empty, "vocabulary.json in {} is empty.", GET_AGAIN),
        ("vocabulary.json", cut_in_half, "vocabulary.json in {} is damaged.", GET_AGAIN),
        ("vocabulary.json", fill(b"[]"), "vocabulary.json in {} is damaged.", GET_AGAIN),
        ("vocabulary.json", fill(b"{}"), "vocabulary.json in {} is damaged.", GET_AGAIN),
        ("tokenizer.json", Path.unlink, "tokenizer.json is missing in {}.", GET_AGAIN),
        ("tokenizer.json", empty, "tokenizer.json in {} is empty.", GET_AGAIN),
        ("tokenizer.json", cut_in_half, "tokenizer.json in {} is damaged.", GET_AGAIN),
        ("tokenizer.json", WEB_PAGE, "tokenizer.json in {} is damaged.", GET_AGAIN),
        ("tokenizer.json", NOT_UTF8, "tokenizer.json in {} is damaged.", GET_AGAIN),
        ("tokenizer.json", fill(b'{"a": 1}'), "tokenizer.json in {} is damaged.", GET_AGAIN),
        ("preprocessor_config.json", cut_in_half, "preprocessor_config.json in {} is da", ""),
    ],
)
def test_damage_is_told_in_words(
    folder: Path, name: str, damage: Callable[[Path], object], text: str, hint: str
) -> None:
    damage(folder / name)
    with pytest.raises(SpeechError) as caught:
        check_model_folder(folder)
    assert str(caught.value).startswith(text.format(folder))
    assert caught.value.hint.endswith(hint)
    assert caught.value.hint


def test_a_missing_folder_is_told_in_words(tmp_path: Path) -> None:
    for path in (tmp_path / "gone", Path("base.en"), Path("C:\\models\\tiny")):
        with pytest.raises(SpeechError, match="There is no folder"):
            check_model_folder(path)


def test_a_file_is_no_folder(folder: Path) -> None:
    with pytest.raises(SpeechError, match="There is no folder"):
        check_model_folder(folder / "model.bin")


def test_an_empty_folder_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="is empty"):
        check_model_folder(tmp_path)


@pytest.mark.parametrize(
    "name", ["model.safetensors", "pytorch_model.bin", "tiny.pt", "ggml-a.bin"]
)
def test_a_model_for_another_program_is_recognised(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"weights")
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "whisper"}))
    with pytest.raises(SpeechError, match="made for another program") as caught:
        check_model_folder(tmp_path)
    assert "faster-whisper" in caught.value.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_one_may_not_read_is_told_in_words(folder: Path) -> None:
    (folder / "model.bin").chmod(0)
    with pytest.raises(SpeechError, match="cannot be read"):
        check_model_folder(folder)
