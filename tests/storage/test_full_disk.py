"""A full and a read-only disk: nothing that was there is lost."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from app.core.attempt import Take
from app.core.errors import StorageError
from app.core.settings import Settings
from app.core.transcript import Transcript, Word
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.history import History
from app.storage.places import find_places, make
from app.storage.recordings import Recordings
from app.storage.settings_file import SettingsFile
from tests.storage.values import NOW, question, take

LONG = Transcript(tuple(Word("word", n * 0.1, n * 0.1) for n in range(20_000)), "whisper")


def mount(*arguments: str) -> bool:
    if sys.platform != "linux":
        return False
    command = ["mount", *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)):
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> Path:
    stuffing = disk / "stuffing"
    with stuffing.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return stuffing


def test_a_full_disk_costs_only_what_is_being_written(disk: Path) -> None:
    places = find_places(disk, {})
    make(places)
    settings, recordings = SettingsFile(places.settings_file), Recordings(places.takes)
    settings.save(Settings(theme="dark"))
    with closing(Database(places.history, Backups(places.backups))) as database:
        history = History(database)
        attempt_id = history.add(question(), take(), NOW)
        stuffing = fill(disk)
        with pytest.raises(StorageError, match="disk is full"):
            history.set_transcript(attempt_id, LONG)
        with pytest.raises(StorageError, match="disk is full"):
            settings.save(Settings(theme="light"))
        with pytest.raises(StorageError, match="disk is full"):
            recordings.new_take(NOW, question())
        with pytest.raises(StorageError, match="disk is full"):
            database.back_up_daily()
        assert history.attempt(attempt_id).transcript is None
        assert list(places.takes.iterdir()) == list(places.backups.iterdir()) == []
        assert settings.load() == (Settings(theme="dark"), ())

        stuffing.unlink()  # the person has made room, and goes on where they were
        history.set_note(attempt_id, "Breathe.")
        history.add(question(), Take("next.wav", 1.0), NOW)
        recordings.delete(recordings.new_take(NOW).name)
    with closing(Database(places.history, Backups(places.backups))) as database:
        assert History(database).attempt(attempt_id).note == "Breathe."


def test_a_read_only_disk_is_told(disk: Path) -> None:
    places = find_places(disk, {})
    make(places)
    SettingsFile(places.settings_file).save(Settings(theme="dark"))
    with closing(Database(places.history, Backups(places.backups))) as database:
        History(database).add(question(), take(), NOW)
    if not mount("-o", "remount,ro", str(disk)):
        pytest.skip("the disk cannot be made read-only")
    with pytest.raises(StorageError, match="data folder cannot be used: the disk is read-only"):
        make(places)
    with pytest.raises(StorageError, match="read-only"):
        make(find_places(disk / "elsewhere", {}))
    with pytest.raises(StorageError, match="history"):
        Database(places.history, Backups(places.backups))
    with pytest.raises(StorageError, match="read-only"):
        Recordings(places.takes).new_take(NOW)
    file = SettingsFile(places.settings_file)
    with pytest.raises(StorageError, match="read-only"):
        file.save(Settings())
    assert file.load() == (Settings(theme="dark"), ())
