"""Files of takes that become smaller or go, and what a crash between two steps leaves."""

import os
import time
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.storage.recordings import Recordings
from app.storage.take_files import Left, TakeFiles, flac_name

NAME = "20260314-184205-7f3a.wav"
FLAC = "20260314-184205-7f3a.flac"


@pytest.fixture
def files(tmp_path: Path) -> TakeFiles:
    return TakeFiles(tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def put(folder: Path, *wanted: str) -> None:
    for name in wanted:
        (folder / name).write_bytes(b"sound")


def made_yesterday(folder: Path) -> None:
    for path in folder.iterdir():
        os.utime(path, (time.time() - 86_400,) * 2)


def test_a_take_made_smaller_has_its_name_only_when_it_is_kept(
    files: TakeFiles, tmp_path: Path
) -> None:
    put(tmp_path, NAME)
    draft = files.begin_flac(NAME)
    draft.write_bytes(b"small")
    assert FLAC not in names(tmp_path)
    assert files.keep_flac(draft) == FLAC == flac_name(NAME)
    assert names(tmp_path) == [FLAC, NAME]
    assert (tmp_path / FLAC).stat().st_mode & 0o077 == 0


def test_a_draft_that_a_crash_has_left_is_no_obstacle(files: TakeFiles, tmp_path: Path) -> None:
    files.begin_flac(NAME).write_bytes(b"half of it")
    assert files.begin_flac(NAME).read_bytes() == b""


def test_a_take_that_is_there_twice_is_found_and_an_old_draft_goes(
    files: TakeFiles, tmp_path: Path
) -> None:
    put(tmp_path, NAME, FLAC, NAME.replace("7f3a", "0000"), f".{FLAC}.tmp")
    assert files.left() == Left([], [FLAC])
    assert f".{FLAC}.tmp" in names(tmp_path)  # another program may be at it just now
    made_yesterday(tmp_path)
    assert files.left() == Left([], [FLAC])
    assert f".{FLAC}.tmp" not in names(tmp_path)


def test_what_another_program_may_be_making_just_now_stays(
    files: TakeFiles, tmp_path: Path
) -> None:
    put(tmp_path, NAME, FLAC)
    files.remove_flac(FLAC)
    assert names(tmp_path) == [FLAC, NAME]
    made_yesterday(tmp_path)
    files.remove_flac(FLAC)
    assert names(tmp_path) == [NAME]


def test_a_wav_goes_only_while_its_flac_is_there(files: TakeFiles, tmp_path: Path) -> None:
    put(tmp_path, NAME)
    files.remove_wav(FLAC)
    assert names(tmp_path) == [NAME]
    put(tmp_path, FLAC)
    files.remove_wav(FLAC)
    assert names(tmp_path) == [FLAC]


def test_the_last_form_of_a_take_never_goes(files: TakeFiles, tmp_path: Path) -> None:
    put(tmp_path, FLAC)
    made_yesterday(tmp_path)
    files.remove_flac(FLAC)
    assert files.left() == Left([], [])
    assert names(tmp_path) == [FLAC]


def test_a_take_set_aside_is_remembered_until_it_is_removed(
    files: TakeFiles, tmp_path: Path
) -> None:
    put(tmp_path, NAME)
    files.set_aside(NAME)
    assert files.left() == Left([NAME], [])
    assert Recordings(tmp_path).leftovers(set()) == []
    files.remove(NAME)
    assert names(tmp_path) == []
    files.set_aside(NAME)
    assert files.left() == Left([], [])


def test_removing_a_take_removes_all_its_forms_and_no_other_take(
    files: TakeFiles, tmp_path: Path
) -> None:
    put(tmp_path, NAME, FLAC, f".{FLAC}.tmp", f".{NAME}.gone", "20260314-184205-0000.wav")
    files.remove(FLAC)
    assert names(tmp_path) == ["20260314-184205-0000.wav"]


def test_a_take_the_history_knows_as_flac_is_not_left_over(tmp_path: Path) -> None:
    put(tmp_path, NAME, FLAC)
    recordings = Recordings(tmp_path)
    assert recordings.leftovers({FLAC}) == []
    recordings.delete(FLAC)
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="made smaller"):
        TakeFiles(tmp_path / "nowhere").begin_flac(NAME)
