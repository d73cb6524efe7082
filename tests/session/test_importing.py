"""Everything on one computer, brought to another: looked at first, then all of it or nothing."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from app.core.carrying import MergeCounts
from app.core.errors import StorageError
from app.session.importing import Home, bring_in, look_into
from app.storage.archive import Belongings, write_archive
from app.storage.arriving_takes import settle_imports
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.history import History
from app.storage.snapshot import Stopped
from tests.session.tools import move_sound
from tests.storage.two_histories import Computer

NOW: Final = datetime(2026, 11, 25, tzinfo=UTC)
ROOT: Final = Path(__file__).parents[2]


def nothing(_count: int) -> None:
    """Let it go on."""


def home_of(computer: Computer) -> Home:
    folder = computer.folder
    return Home(computer.path, folder / "takes", folder / "packs", folder / "backups")


def export(computer: Computer, target: Path) -> Path:
    folder = computer.folder
    things = Belongings(
        computer.path, folder / "takes", folder / "packs", folder / "settings.json", "1", NOW
    )
    write_archive(things, target, nothing)
    return target


def record(computer: Computer, index: int, sound: bytes) -> int:
    attempt_id = computer.answer(index)
    computer.transcribe(attempt_id, "the inputs change")
    name = computer.history.attempt(attempt_id).take.name
    (computer.folder / "takes" / name).write_bytes(sound)
    return attempt_id


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Computer]:
    computer = Computer(tmp_path / "here")
    yield computer
    computer.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Computer]:
    computer = Computer(tmp_path / "there")
    record(computer, 1, b"first")
    record(computer, 2, b"second")
    (computer.folder / "packs").mkdir()
    (computer.folder / "packs" / "mine.yaml").write_text("pack: mine")
    (computer.folder / "settings.json").write_text('{"theme": "dark"}')
    yield computer
    computer.close()


def tree(computer: Computer) -> dict[str, str]:
    """Return the digests of all files of a computer, those of the open database left out."""
    return {
        str(path.relative_to(computer.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(computer.folder.rglob("*"))
        if path.is_file() and not path.name.startswith("history.db")
    }


def sounds(computer: Computer) -> dict[str, bytes]:
    rows = computer.database.rows("SELECT uid, take_name FROM attempts WHERE take_name != ''")
    takes = computer.folder / "takes"
    return {row["uid"]: (takes / row["take_name"]).read_bytes() for row in rows}


def test_the_preview_says_what_would_come_and_changes_nothing(
    here: Computer, there: Computer, tmp_path: Path
) -> None:
    record(here, 5, b"mine")
    path, before, rows = export(there, tmp_path / "a.zip"), tree(here), here.seen()
    preview = look_into(path, home_of(here), nothing)
    assert preview.counts == MergeCounts(new=2)
    assert (preview.sounds, preview.sound_bytes) == (2, len(b"first") + len(b"second"))
    assert preview.packs == ("mine.yaml",)
    assert preview.has_settings
    assert not preview.empty
    assert (tree(here), here.seen()) == (before, rows)


def test_everything_arrives_and_a_second_time_nothing_changes(
    here: Computer, there: Computer, tmp_path: Path
) -> None:
    record(here, 5, b"mine")
    path = export(there, tmp_path / "a.zip")
    done = bring_in(path, home_of(here), nothing)
    assert (done.counts, done.sounds, done.packs) == (MergeCounts(new=2), 2, ("mine.yaml",))
    assert {uid: sounds(here)[uid] for uid in there.uids()} == sounds(there)
    with closing(Database(done.backup, Backups(tmp_path / "none"))) as before:
        assert len(History(before).summaries()) == 1
    here.assert_sound()
    arrived = {name: digest for name, digest in tree(here).items() if "backups" not in name}
    seen = here.seen()
    assert look_into(path, home_of(here), nothing).empty
    again = bring_in(path, home_of(here), nothing)
    assert (again.counts, again.sounds, again.packs) == (MergeCounts(known=2), 0, ())
    after = {name: digest for name, digest in tree(here).items() if "backups" not in name}
    assert (after, here.seen()) == (arrived, seen)


def test_a_file_name_that_is_taken_gets_another_one(
    here: Computer, there: Computer, tmp_path: Path
) -> None:
    record(here, 1, b"not the same")
    with here.database.writing() as db:  # another answer that happens to have the same name
        db.execute("UPDATE attempts SET made_at = '2026-01-01T00:00:00.000000+00:00'")
    bring_in(export(there, tmp_path / "a.zip"), home_of(here), nothing)
    assert sorted(sounds(here).values()) == [b"first", b"not the same", b"second"]


def test_a_recording_nobody_knows_is_not_overwritten(
    here: Computer, there: Computer, tmp_path: Path
) -> None:
    stray = here.folder / "takes" / there.history.attempt(1).take.name
    stray.write_bytes(b"left by a crash")
    bring_in(export(there, tmp_path / "a.zip"), home_of(here), nothing)
    assert stray.read_bytes() == b"left by a crash"
    assert sorted(sounds(here).values()) == [b"first", b"second"]


@pytest.mark.parametrize("how", ["dropped", "gone"])
def test_sound_is_added_where_it_is_missing(
    how: str, here: Computer, there: Computer, tmp_path: Path
) -> None:
    path = export(there, tmp_path / "a.zip")
    bring_in(path, home_of(here), nothing)
    attempt = here.history.attempt(here.id_of(there.uids()[0]))
    (here.folder / "takes" / attempt.take.name).unlink()
    if how == "dropped":
        move_sound(here.history, attempt.id, "")
    preview = look_into(path, home_of(here), nothing)
    assert (preview.sounds, preview.counts.new) == (1, 0)
    bring_in(path, home_of(here), nothing)
    assert sounds(here) == sounds(there)


def test_a_pack_of_the_same_name_is_kept_beside(
    here: Computer, there: Computer, tmp_path: Path
) -> None:
    (here.folder / "packs").mkdir()
    (here.folder / "packs" / "mine.yaml").write_text("pack: another")
    path = export(there, tmp_path / "a.zip")
    assert bring_in(path, home_of(here), nothing).packs == ("mine (2).yaml",)
    assert bring_in(path, home_of(here), nothing).packs == ()
    assert (here.folder / "packs" / "mine.yaml").read_text() == "pack: another"
    assert (here.folder / "packs" / "mine (2).yaml").read_text() == "pack: mine"


def test_settings_come_only_when_they_are_wanted(
    here: Computer, there: Computer, tmp_path: Path
) -> None:
    path = export(there, tmp_path / "a.zip")
    assert bring_in(path, home_of(here), nothing).settings == b""
    assert bring_in(path, home_of(here), nothing, settings=True).settings == b'{"theme": "dark"}'


def test_a_damaged_recording_stops_it_before_anything_is_changed(
    here: Computer, there: Computer, tmp_path: Path
) -> None:
    path = export(there, tmp_path / "a.zip")
    data = path.read_bytes().replace(b"second", b"SECOND")
    path.write_bytes(data)
    before, rows = tree(here), here.seen()
    with pytest.raises(StorageError, match="damaged"):
        look_into(path, home_of(here), nothing)
    with pytest.raises(StorageError, match="damaged"):
        bring_in(path, home_of(here), nothing)
    assert (tree(here), here.seen()) == (before, rows)


def test_stopped_at_any_moment_before_the_end_nothing_has_changed(
    here: Computer, there: Computer, tmp_path: Path
) -> None:
    path, before = export(there, tmp_path / "a.zip"), tree(here)
    calls = 0
    while True:
        left = calls

        def advance(_count: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Stopped

        try:
            bring_in(path, home_of(here), advance)
        except Stopped:
            assert (tree(here), here.seen()) == (before, {})
        else:
            break
        calls += 1
    assert calls == 4  # the history, two recordings, and the last look before it is written
    assert here.uids() == there.uids()


KILLED = """
import os, signal, sys
from pathlib import Path
import app.session.importing as importing
from app.session.importing import Home, bring_in
from app.storage import merge_sql
folder, zipped, where = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
home = Home(folder / "history.db", folder / "takes", folder / "packs", folder / "backups")
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
count = 0
def advance(_):
    global count
    count += 1
    if where == f"copying {count}": die()
if where == "merging":
    real = importing.Merger.merge
    def merge(self, sounds):
        self.connection.create_function("die", 0, die)
        import app.storage.merge as merge_module
        merge_module.MERGE = (*merge_sql.MERGE[:-1], "SELECT die()")
        return real(self, sounds)
    importing.Merger.merge = merge
if where == "moving":
    importing.move_in = die
bring_in(zipped, home, advance)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("where", ["copying 1", "copying 2", "copying 3", "merging", "moving"])
def test_killed_at_any_moment_it_is_as_before_or_complete(
    where: str, here: Computer, there: Computer, tmp_path: Path
) -> None:
    record(here, 5, b"mine")
    path, before = export(there, tmp_path / "a.zip"), here.seen()
    files = {path.name for path in (here.folder / "takes").iterdir()}
    command = [sys.executable, "-c", KILLED, str(here.folder), str(path), where]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    here.assert_sound()
    settle_imports(here.folder / "takes", here.history_takes)
    left = {path.name for path in (here.folder / "takes").iterdir()}
    if where == "moving":
        assert {uid: sounds(here)[uid] for uid in there.uids()} == sounds(there)
    else:
        assert here.seen() == before
        assert left == files
    assert not any(name.startswith(".") for name in left)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_killed_whenever_it_happens_to_be(here: Computer, there: Computer, tmp_path: Path) -> None:
    for index in range(10, 40):
        record(there, index, os.urandom(200_000))
    path = export(there, tmp_path / "a.zip")
    whole = {**there.seen()}
    for delay_s in (0.15, 0.25, 0.3, 0.35, 0.45):
        command = [sys.executable, "-c", KILLED, str(here.folder), str(path), "nowhere"]
        process = subprocess.Popen(command, cwd=ROOT)
        time.sleep(delay_s)
        process.kill()
        process.wait()
        settle_imports(here.folder / "takes", here.history_takes)
        here.assert_sound()
        seen = here.seen()
        assert seen in ({}, whole)
        assert sounds(here) == (sounds(there) if seen else {})


def test_what_another_program_is_just_importing_is_left_alone(here: Computer) -> None:
    from app.storage.arriving_takes import import_folder

    with import_folder(here.folder / "takes") as folder:
        settle_imports(here.folder / "takes", here.history_takes)
        assert folder.is_dir()
    assert not folder.exists()
