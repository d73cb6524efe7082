"""Everything in one zip: whole or not there, readable by others, and trusted in nothing."""

import hashlib
import json
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.core.story import Story
from app.storage.archive import Belongings, Written, total_bytes, write_archive
from app.storage.archive_reading import opened
from app.storage.snapshot import Stopped, copy_history
from app.storage.stories import Stories
from app.storage.trash import CONDEMNED
from tests.storage.two_histories import Computer

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SOUND = b"RIFF" + bytes(range(256)) * 40


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Computer]:
    computer = Computer(tmp_path / "home")
    for index in range(3):
        attempt_id = computer.answer(index)
        computer.transcribe(attempt_id, "the inputs change")
        name = computer.history.attempt(attempt_id).take.name
        (computer.folder / "takes" / name).write_bytes(SOUND + bytes([index]))
    (computer.folder / "packs").mkdir()
    (computer.folder / "packs" / "mine.yaml").write_text("pack: mine")
    (computer.folder / "packs" / "notes.txt").write_text("not a pack")
    (computer.folder / "settings.json").write_text('{"theme": "dark"}')
    yield computer
    computer.close()


def belongings(computer: Computer) -> Belongings:
    folder = computer.folder
    return Belongings(
        computer.path, folder / "takes", folder / "packs", folder / "settings.json", "9.9", NOW
    )


def nothing(_count: int) -> None:
    """Let it go on."""


@pytest.fixture
def zipped(computer: Computer, tmp_path: Path) -> Path:
    write_archive(belongings(computer), tmp_path / "all.zip", nothing)
    return tmp_path / "all.zip"


def test_the_zip_says_what_is_in_it_with_digests(computer: Computer, tmp_path: Path) -> None:
    target = tmp_path / "all.zip"
    written = write_archive(belongings(computer), target, nothing)
    assert written == Written(3, 3, 0, target.stat().st_size)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        assert {key: manifest[key] for key in manifest if key != "files"} == {
            "format": 1,
            "app_version": "9.9",
            "made_at": "2026-11-25T12:00:00+00:00",
            "answers": 3,
            "takes": 3,
            "packs": 1,
            "stories": 0,
        }
        listed = {each["name"] for each in manifest["files"]}
        assert listed == set(archive.namelist()) - {"manifest.json"}
        assert {"history.db", "README.txt", "settings.json", "packs/mine.yaml"} < listed
        for each in manifest["files"]:
            data = archive.read(each["name"])
            assert (len(data), hashlib.sha256(data).hexdigest()) == (each["bytes"], each["sha256"])
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.glob(".*")) == []


def test_the_history_in_it_needs_none_of_our_code(zipped: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(zipped) as archive:
        archive.extract("history.db", tmp_path / "out")
    path = tmp_path / "out" / "history.db"
    assert path.read_bytes()[18:20] == b"\x01\x01"  # no write-ahead log, so no companions
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert (
            db.execute("SELECT question, said FROM answers").fetchall()
            == [("What is drift?", "the inputs change")] * 3
        )
        found = "SELECT count(*) FROM search WHERE search MATCH 'inputs'"
        assert db.execute(found).fetchone() == (3,)


def test_what_was_deleted_for_good_does_not_travel(computer: Computer, tmp_path: Path) -> None:
    attempt_id = computer.answer(7)
    computer.transcribe(attempt_id, "xylophone " * 500)
    with computer.database.writing() as db:
        db.execute("DELETE FROM attempts WHERE id = ?", [attempt_id])
    copy_history(computer.path, tmp_path / "copy.db", lambda: None)
    assert b"xylophone" not in (tmp_path / "copy.db").read_bytes()


def test_what_is_just_being_deleted_for_good_does_not_travel(
    computer: Computer, tmp_path: Path
) -> None:
    attempt_id = computer.answer(7)
    computer.transcribe(attempt_id, "xylophone " * 500)
    with computer.database.writing() as db:
        db.table("attempts").update(attempt_id, {"deleted_at": CONDEMNED})
    copy_history(computer.path, tmp_path / "copy.db", lambda: None)
    assert b"xylophone" not in (tmp_path / "copy.db").read_bytes()


def test_an_answer_that_comes_meanwhile_waits_for_nobody(
    computer: Computer, tmp_path: Path
) -> None:
    added: list[int] = []

    def advance(_count: int) -> None:
        if not added:
            added.append(computer.answer(9))

    write_archive(belongings(computer), tmp_path / "all.zip", advance)
    assert computer.history.attempt(added[0])


def test_a_recording_that_is_gone_is_counted(computer: Computer, tmp_path: Path) -> None:
    next((computer.folder / "takes").iterdir()).unlink()
    written = write_archive(belongings(computer), tmp_path / "all.zip", nothing)
    assert (written.takes, written.missing) == (2, 1)


@pytest.mark.parametrize("after", [0, 1, 4])
def test_stopped_in_the_middle_nothing_is_left(
    after: int, computer: Computer, tmp_path: Path
) -> None:
    target = tmp_path / "all.zip"
    target.write_text("what was there before")
    seen: list[int] = []

    def advance(count: int) -> None:
        if count:
            seen.append(count)
        if len(seen) > after:
            raise Stopped

    with pytest.raises(Stopped):
        write_archive(belongings(computer), target, advance)
    assert target.read_text() == "what was there before"
    assert list(tmp_path.glob(".*")) == []


def test_copying_a_large_history_can_be_stopped(computer: Computer, tmp_path: Path) -> None:
    for index in range(10, 60):
        computer.transcribe(computer.answer(index), "word " * 3000)

    def look() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        copy_history(computer.path, tmp_path / "copy.db", look)
    assert not (tmp_path / "copy.db").exists()


def test_how_much_there_is_to_write_is_known_before(computer: Computer, zipped: Path) -> None:
    assert total_bytes(belongings(computer)) >= 3 * len(SOUND) + 4096


def test_a_full_disk_is_told_and_nothing_is_left(computer: Computer, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if sys.platform != "linux" or subprocess.run(mounted, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        name = computer.history.attempt(1).take.name
        (computer.folder / "takes" / name).write_bytes(bytes(2_000_000))
        with pytest.raises(StorageError, match="disk is full"):
            write_archive(belongings(computer), disk / "all.zip", nothing)
        assert list(disk.iterdir()) == []
        for index in range(10, 40):
            computer.transcribe(computer.answer(index), f"{index} word " * 3000)
        with pytest.raises(StorageError, match="disk is full"):
            write_archive(belongings(computer), disk / "all.zip", nothing)
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


# Reading ---------------------------------------------------------------------------------


def test_what_was_written_is_read(zipped: Path, tmp_path: Path) -> None:
    with opened(zipped) as archive:
        archive.check(nothing)
        assert archive.pack_names == {"mine.yaml"}
        assert len(archive.take_names) == 3
        name = sorted(archive.take_names)[1]
        archive.extract(f"takes/{name}", tmp_path / "take.wav", nothing)
        assert (tmp_path / "take.wav").read_bytes() == SOUND + b"\x01"


Change = Callable[[dict[str, bytes]], None]


def rewritten(path: Path, change: Change, *, how: int = zipfile.ZIP_DEFLATED) -> Path:
    """Return another zip with the same files but for a change."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    other = path.with_name("other.zip")
    with zipfile.ZipFile(other, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return other


def listed(files: dict[str, bytes], name: str, data: bytes) -> None:
    """Add a file, and say so in the manifest."""
    files[name] = data
    manifest = json.loads(files["manifest.json"])
    digest = hashlib.sha256(data).hexdigest()
    manifest["files"].append({"name": name, "bytes": len(data), "sha256": digest})
    files["manifest.json"] = json.dumps(manifest).encode()


def noted(inside: dict[str, bytes], **changes: object) -> None:
    manifest = json.loads(inside["manifest.json"]) | changes
    inside["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    "name",
    ["../evil.wav", "takes/../../evil.wav", "/etc/evil.wav", "C:/evil.wav", "takes\\..\\evil.wav"],
)
def test_a_name_that_leads_out_is_refused(name: str, zipped: Path) -> None:
    other = rewritten(zipped, lambda files: listed(files, name, b"x"))
    with pytest.raises(StorageError, match=r"outside of its folder|damaged"), opened(other):
        pass


@pytest.mark.parametrize(
    "name",
    ["takes/a/b.wav", "takes/x.exe", "evil.wav", "takes/.hidden.wav", "packs/.x.yaml", "lock"],
)
def test_a_file_that_does_not_belong_is_refused(name: str, zipped: Path) -> None:
    other = rewritten(zipped, lambda files: listed(files, name, b"x"))
    with pytest.raises(StorageError, match="damaged"), opened(other):
        pass


def test_a_file_nobody_listed_is_passed_over(zipped: Path) -> None:
    other = rewritten(zipped, lambda files: files.update({"__MACOSX/._x": b"x"}))
    with opened(other) as archive:
        archive.check(nothing)


def test_stories_are_counted_without_those_in_the_trash(computer: Computer, tmp_path: Path) -> None:
    stories = Stories(computer.database)
    stories.put({uid: Story("A story", uid) for uid in ("one", "two", "three")}, NOW)
    stories.put({"two": None}, NOW)
    written = write_archive(belongings(computer), tmp_path / "all.zip", nothing)
    with opened(tmp_path / "all.zip") as archive:
        assert archive.manifest.stories == written.stories == 2


def test_an_archive_of_before_there_were_stories_is_read(zipped: Path) -> None:
    def without(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        del manifest["stories"]
        files["manifest.json"] = json.dumps(manifest).encode()

    with opened(rewritten(zipped, without)) as archive:
        assert archive.manifest.stories == 0


def test_a_newer_format_is_refused_politely(zipped: Path) -> None:
    other = rewritten(zipped, lambda files: noted(files, format=2))
    with pytest.raises(StorageError, match="newer version") as told, opened(other):
        pass
    assert "newest version" in told.value.hint


def test_keys_of_a_later_version_are_passed_over(zipped: Path) -> None:
    with opened(rewritten(zipped, lambda files: noted(files, mood="good"))) as archive:
        assert archive.manifest.answers == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.update({"history.db": files["history.db"][:-1] + b"?"}),
        lambda files: files.update({"settings.json": b"{}"}),
        lambda files: files.pop("history.db"),
        lambda files: files.update({"manifest.json": b"{"}),
        lambda files: noted(files, files=[]),
        lambda files: noted(files, files="none"),
    ],
)
def test_a_file_that_was_changed_is_found(change: Change, zipped: Path) -> None:
    with (
        pytest.raises(StorageError, match="damaged"),
        opened(rewritten(zipped, change)) as archive,
    ):
        archive.check(nothing)


def test_a_zip_cut_short_is_told(zipped: Path) -> None:
    zipped.write_bytes(zipped.read_bytes()[:-3000])
    with pytest.raises(StorageError, match=r"damaged|not an archive"), opened(zipped):
        pass


def test_a_bit_that_flipped_is_found(zipped: Path) -> None:
    data = bytearray(zipped.read_bytes())
    data[data.find(SOUND) + 100] ^= 1
    zipped.write_bytes(bytes(data))
    with pytest.raises(StorageError, match="damaged"), opened(zipped) as archive:
        archive.check(nothing)


def test_a_bomb_is_refused_before_it_is_unpacked(zipped: Path) -> None:
    other = rewritten(zipped, lambda files: listed(files, "takes/b.wav", bytes(50_000_000)))
    assert other.stat().st_size < 1_000_000
    with pytest.raises(StorageError, match="damaged"), opened(other):
        pass


@pytest.mark.parametrize("content", [b"", b"Dear Sir or Madam", b"PK\x05\x06" + bytes(18)])
def test_another_file_is_no_archive(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "letter.zip"
    path.write_bytes(content)
    with pytest.raises(StorageError, match="not an archive of Greenroom"), opened(path):
        pass


def test_a_zip_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="it is not there"), opened(tmp_path / "no.zip"):
        pass
