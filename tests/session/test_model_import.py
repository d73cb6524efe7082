"""Models that come from a stick or a cache, in real folders."""

import shutil
from pathlib import Path

import pytest

from app.speech.manifest import MANIFEST_NAME
from app.storage.model_store import INCOMING
from tests.session.shelf_desk import GIGABYTE, TINY, Desk, cache_of_tiny, copy_of_tiny, flip


def test_an_imported_folder_is_copied_and_checked_and_nothing_changes_there(
    desk: Desk, tmp_path: Path, folder: Path
) -> None:
    stick = copy_of_tiny(tmp_path / "stick" / TINY)
    (stick / "README.md").write_text("A model")
    before = {path: path.read_bytes() for path in stick.iterdir()}
    desk.shelf.import_folder(stick)
    desk.wait()
    assert desk.shelf.view.problem == ""
    assert desk.model().phase == "ready"
    assert desk.model().folder == str(folder / TINY) == desk.settings.whisper_folder
    assert (folder / TINY / MANIFEST_NAME).exists()
    assert not (folder / TINY / "README.md").exists()
    assert {path: path.read_bytes() for path in stick.iterdir()} == before


def test_a_stick_with_several_models_brings_them_all(
    desk: Desk, tmp_path: Path, folder: Path
) -> None:
    for name in (TINY, "faster-whisper-base.en", "my-own"):
        copy_of_tiny(tmp_path / "stick" / "models" / name)
    (tmp_path / "stick" / "photos").mkdir()
    desk.shelf.import_folder(tmp_path / "stick")
    desk.wait()
    assert desk.model("tiny.en").phase == desk.model("base.en").phase == "ready"
    own = desk.model("my-own")
    assert (own.key, own.phase, own.removable) == (str(folder / "my-own"), "ready", True)
    assert desk.shelf.view.models[-1] == own


@pytest.mark.parametrize("below", ["", "models--Systran--faster-whisper-tiny.en"])
def test_a_hugging_face_cache_can_be_imported(
    desk: Desk, tmp_path: Path, folder: Path, below: str
) -> None:
    cache_of_tiny(tmp_path / "hub")
    desk.shelf.import_folder(tmp_path / "hub" / below)
    desk.wait()
    assert desk.shelf.view.problem == ""
    assert desk.model().phase == "ready"
    assert not (folder / TINY / "model.bin").is_symlink()


def test_flipped_bytes_in_a_cache_are_noticed(desk: Desk, tmp_path: Path) -> None:
    model = cache_of_tiny(tmp_path / "hub")
    flip((model / "snapshots" / "0123456789abcdef" / "model.bin").resolve())
    desk.shelf.import_folder(model)
    desk.wait()
    assert "model.bin" in desk.shelf.view.problem
    assert "damaged" in desk.shelf.view.problem
    assert desk.model().phase == "absent"


@pytest.mark.usefixtures("hub")
def test_a_model_taken_along_from_another_computer_is_compared_with_its_checksums(
    desk: Desk, tmp_path: Path, folder: Path
) -> None:
    desk.shelf.download("tiny.en")
    desk.wait()
    stick = Path(shutil.copytree(folder / TINY, tmp_path / "stick" / TINY))
    desk.shelf.delete("tiny.en")
    desk.wait()
    flip(stick / "model.bin")
    desk.shelf.import_folder(stick)
    desk.wait()
    assert "its checksum is another one" in desk.shelf.view.problem
    assert desk.model().phase == "absent"


def test_a_folder_without_a_model_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    for wrong in (tmp_path / "photos", tmp_path / "gone"):
        desk.shelf.import_folder(wrong)
        desk.wait()
        assert str(wrong) in desk.shelf.view.problem
    copy_of_tiny(tmp_path / "photos" / TINY)
    (tmp_path / "photos" / TINY / "tokenizer.json").unlink()
    desk.shelf.import_folder(tmp_path / "photos")
    desk.wait()
    assert "tokenizer.json is missing" in desk.shelf.view.problem


def test_a_model_is_not_imported_twice(desk: Desk, tmp_path: Path, folder: Path) -> None:
    stick = copy_of_tiny(tmp_path / "stick" / TINY)
    for source in (stick, stick, folder / TINY):
        desk.shelf.import_folder(source)
        desk.wait()
    assert "already" in desk.shelf.view.problem
    assert desk.model().phase == "ready"


def test_a_cancelled_import_leaves_nothing(desk: Desk, tmp_path: Path, folder: Path) -> None:
    stick = copy_of_tiny(tmp_path / "stick" / TINY)
    with (stick / "vocabulary.txt").open("wb") as file:
        file.truncate(GIGABYTE)  # long to copy, and takes no room here
    desk.shelf.import_folder(stick)
    desk.wait(lambda: (arrival := desk.model().arrival) is not None and arrival.done_bytes > 0)
    desk.shelf.cancel("tiny.en")
    desk.wait()
    assert desk.looked().model().phase == "absent"
    assert not [path for path in (folder / INCOMING).iterdir() if path.is_dir()]
    assert (stick / "model.bin").exists()


def test_what_a_killed_import_has_left_is_cleared_away(desk: Desk, folder: Path) -> None:
    copy_of_tiny(folder / INCOMING / f"{TINY}.copy")
    copy_of_tiny(folder / INCOMING / f"{TINY}.old")
    assert desk.looked().model().phase == "absent"
    assert list((folder / INCOMING).iterdir()) == []
