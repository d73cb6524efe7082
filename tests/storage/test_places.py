"""Where things are."""

import os
import stat
import sys
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.storage import places as places_module
from app.storage.places import (
    Places,
    find_places,
    make,
    shipped_questions,
    shipped_resources,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are a POSIX thing")


def all_of(places: Places) -> list[Path]:
    inside = [places.history, places.takes, places.packs, places.models, places.embedding]
    return [*inside, places.backups, places.logs, places.settings_file]


def test_the_command_line_beats_the_environment_beats_the_system(tmp_path: Path) -> None:
    environ = {"GREENROOM_HOME": str(tmp_path / "env")}
    assert find_places(tmp_path / "arg", environ).data == tmp_path / "arg"
    assert find_places(None, environ).data == tmp_path / "env"
    assert find_places(None, {}).data.name == "greenroom"
    assert find_places(None, {"GREENROOM_HOME": " "}) == find_places(None, {})


def test_a_chosen_folder_holds_everything(tmp_path: Path) -> None:
    places = find_places(tmp_path / "one", {})
    assert all(path.is_relative_to(tmp_path / "one") for path in all_of(places))


def test_a_relative_folder_is_not_moved_by_a_change_of_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_places(Path("here"), {}).data == tmp_path / "here"


@posix
def test_what_is_made_is_for_the_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make(find_places(tmp_path / "home", {}))
    finally:
        os.umask(before)
    made = [tmp_path / "home", *(tmp_path / "home").iterdir()]
    assert len(made) == 7
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in made} == {0o700}


@posix
def test_a_folder_of_other_things_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make(find_places(tmp_path, {}))
    make(find_places(tmp_path, {}))
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="a file stands where a folder should be"):
        make(find_places(tmp_path / "file", {}))
    with pytest.raises(StorageError, match="a file stands where a folder should be"):
        make(find_places(tmp_path / "file" / "below", {}))


def test_the_source_tree_has_questions_and_resources() -> None:
    assert (shipped_questions() / "pack.schema.json").is_file()
    assert shipped_resources().name == "resources"


def test_an_installed_program_finds_its_own_copies(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "app"
    (package / "_data" / "questions").mkdir(parents=True)
    (package.parent / "questions").mkdir()  # somebody else's: there is no source tree around it
    assert places_module._shipped("questions", package) == package / "_data" / "questions"
    with pytest.raises(StorageError, match="missing") as caught:
        places_module._shipped("resources", package)
    assert "Install Greenroom again" in caught.value.hint
