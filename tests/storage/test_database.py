"""Opening the history: new, old, newer, damaged, busy."""

import hashlib
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils

from app.core.errors import StorageError
from app.storage.backups import Backups
from app.storage.database import PAGE_BYTES, Database
from app.storage.history import History
from app.storage.migrations import STEPS
from app.storage.places import Places
from tests.storage.values import NOW, question, take

LATER = ("9999_mood", "ALTER TABLE attempts ADD COLUMN mood TEXT")

OPEN_AND_ADD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.core.attempt import Take
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.history import History
from tests.storage.values import question
path, name = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
database = Database(path, Backups(path.parent / "backups"))
for number in range(50):
    History(database).add(question(), Take(f"{name}-{number}.wav", 1.0), datetime.now(UTC))
database.close()
"""


def state_of(folder: Path) -> dict[str, str]:
    files = [path for path in folder.iterdir() if path.is_file()]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def fill(path: Path, backups: Backups) -> None:
    with closing(Database(path, backups)) as database:
        History(database).add(question(), take(), NOW)


def test_a_new_file_is_ready_safe_and_private(places: Places, database: Database) -> None:
    assert database.rows("PRAGMA journal_mode") == [{"journal_mode": "wal"}]
    assert database.rows("PRAGMA foreign_keys") == [{"foreign_keys": 1}]
    assert database.rows("SELECT count(*) AS n FROM attempts") == [{"n": 0}]
    assert list(places.backups.iterdir()) == []
    if sys.platform != "win32":
        files = [path for path in places.data.iterdir() if path.is_file()]
        assert {path.name for path in files} >= {"history.db", "history.db-wal"}
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_what_is_written_is_there_after_opening_again(places: Places, backups: Backups) -> None:
    fill(places.history, backups)
    with closing(Database(places.history, backups)) as database:
        assert History(database).attempt(1).question == question()


def test_a_block_that_fails_writes_nothing(database: Database) -> None:
    with pytest.raises(StorageError, match="stop"), database.writing() as db:
        _write_half(db)
    with database.writing() as db:
        assert "half" not in db.table_names()


def _write_half(db: sqlite_utils.Database) -> None:
    db.execute("CREATE TABLE half (x)")
    raise StorageError("stop")


def test_a_bug_in_sql_stays_a_bug(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        database.rows("SELECT * FROM nowhere")


def test_an_old_file_is_backed_up_and_then_brought_up_to_date(
    places: Places, backups: Backups
) -> None:
    fill(places.history, backups)
    with closing(Database(places.history, backups, steps=(*STEPS, LATER))) as database:
        assert "mood" in database.rows("SELECT * FROM attempts")[0]
    newest = backups.newest()
    assert newest is not None
    with closing(Database(newest, backups)) as old:
        assert "mood" not in old.rows("SELECT * FROM attempts")[0]
        assert History(old).attempt(1).take == take()


def test_a_step_that_fails_leaves_the_file_as_it_was(places: Places, backups: Backups) -> None:
    fill(places.history, backups)
    before = state_of(places.data)
    broken = ("9999_broken", "DELETE FROM attempts; CREATE TABLE attempts (x)")
    with pytest.raises(StorageError, match="could not be brought up to date"):
        Database(places.history, backups, steps=(*STEPS, broken))
    assert state_of(places.data) == before
    with closing(Database(places.history, backups)) as database:
        assert History(database).take_names() == {take().name}


def test_a_newer_file_is_refused_untouched(places: Places, backups: Backups) -> None:
    with closing(Database(places.history, backups, steps=(*STEPS, LATER))):
        pass
    before = state_of(places.data)
    with pytest.raises(StorageError, match="newer version"):
        Database(places.history, backups)
    assert state_of(places.data) == before
    assert backups.newest() is None


@pytest.mark.parametrize("damage", ["text", "middle", "cut"])
def test_a_damaged_file_is_left_alone_and_the_newest_backup_named(
    places: Places, backups: Backups, damage: str
) -> None:
    fill(places.history, backups)
    with closing(Database(places.history, backups)) as database:
        database.back_up_daily()
    data = bytearray(places.history.read_bytes())
    match damage:
        case "text":
            data[:] = b"This is no database at all. " * 100
        case "middle":
            data[4096:-4096] = b"\xa5" * (len(data) - 8192)
        case _:
            del data[len(data) // 2 :]
    places.history.write_bytes(data)
    with pytest.raises(StorageError, match="damaged") as caught:
        Database(places.history, backups)
    newest = backups.newest()
    assert newest is not None
    assert str(newest) in caught.value.hint
    assert places.history.read_bytes() == data
    with closing(Database(newest, backups)) as copy:
        assert History(copy).take_names() == {take().name}


def test_damage_deep_inside_is_found_at_opening(places: Places, backups: Backups) -> None:
    with closing(Database(places.history, backups)) as database:
        for number in range(50):
            History(database).add(question(), take(f"take-{number}.wav"), NOW)
    data = bytearray(places.history.read_bytes())
    page = data.index(b"take-25.wav") // PAGE_BYTES * PAGE_BYTES
    data[page : page + 100] = bytes(100)
    places.history.write_bytes(data)
    with pytest.raises(StorageError, match="damaged"):
        Database(places.history, backups)


def test_a_damaged_file_without_a_backup_says_so(places: Places, backups: Backups) -> None:
    places.history.write_bytes(b"nonsense" * 1000)
    with pytest.raises(StorageError) as caught:
        Database(places.history, backups)
    assert "there is no backup" in caught.value.hint


def test_a_file_that_stays_locked_is_told(
    places: Places, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.database.BUSY_TIMEOUT_S", 0.05)
    with closing(Database(places.history, Backups(places.backups))) as second:
        with database.writing(), pytest.raises(StorageError, match="in use"), second.writing():
            pass
        assert History(second).take_names() == set()


def test_a_folder_in_its_place_is_told(places: Places, backups: Backups) -> None:
    places.history.mkdir()
    with pytest.raises(StorageError, match="history cannot be opened"):
        Database(places.history, backups)


def test_a_program_waits_until_it_can_begin_a_write_ahead_log(
    places: Places, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[None] = []
    begin = sqlite_utils.Database.enable_wal

    def busy_at_first(db: sqlite_utils.Database) -> None:
        tries.append(None)
        if len(tries) < 3:
            with closing(sqlite3.connect(places.history)) as other:
                other.execute("BEGIN EXCLUSIVE")
                db.conn.execute("PRAGMA busy_timeout = 0")
                begin(db)
        begin(db)

    monkeypatch.setattr(sqlite_utils.Database, "enable_wal", busy_at_first)
    with closing(Database(places.history, backups)) as database:
        assert database.rows("PRAGMA journal_mode")[0]["journal_mode"] == "wal"
    assert len(tries) == 3


@pytest.mark.slow
def test_programs_that_start_together_share_a_new_file(places: Places, backups: Backups) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_AND_ADD, str(places.history), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for number in range(4)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == b"ready"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write(b"go\n")
        program.stdin.flush()
    for program in programs:
        program.communicate()
    assert [program.returncode for program in programs] == [0, 0, 0, 0]
    with closing(Database(places.history, backups)) as database:
        assert len(History(database).take_names()) == 200
