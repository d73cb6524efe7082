"""Takes: made, completed, lost and found."""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.core.attempt import Take
from app.core.errors import StorageError
from app.storage.recordings import Recordings
from tests.storage.test_wav_repair import heard, write_take
from tests.storage.values import NOW, question

# Records as the program does, far faster than real time, until it is killed.
RECORD = """
import sys, wave
from datetime import datetime, timezone
from pathlib import Path
from app.storage.recordings import Recordings
from tests.storage.values import question
recordings = Recordings(Path(sys.argv[1]))
path = recordings.new_take(datetime.now(timezone.utc), question())
with wave.open(str(path), "wb") as take:
    take.setparams((1, 2, 16000, 0, "NONE", ""))
    for number in range(1_000_000):
        take.writeframes(bytes([number % 256]) * 3200)
        if number == 5:
            print(path.name, flush=True)
"""


@pytest.fixture
def recordings(tmp_path: Path) -> Iterator[Recordings]:
    recordings = Recordings(tmp_path)
    yield recordings
    recordings.close()


def after_a_crash(folder: Path) -> Recordings:
    """Return what the next start would see."""
    return Recordings(folder)


def test_a_take_has_a_time_a_name_of_its_own_and_one_reader(
    recordings: Recordings, tmp_path: Path
) -> None:
    before = os.umask(0)
    try:
        first, second = recordings.new_take(NOW), recordings.new_take(NOW)
    finally:
        os.umask(before)
    assert first.name.startswith("20260314-184205-")
    assert first.name.endswith(".part.wav")
    assert first != second
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def test_a_take_that_cannot_be_made_leaves_nothing_behind(
    recordings: Recordings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.urandom", lambda _: b"\x7f\x3a")
    in_the_way = tmp_path / "20260314-184205-7f3a.part.wav"
    in_the_way.touch()
    with pytest.raises(StorageError, match="cannot be started"):
        recordings.new_take(NOW, question())
    assert list(tmp_path.iterdir()) == [in_the_way]


def test_a_complete_take_loses_its_part_and_later_its_note(
    recordings: Recordings, tmp_path: Path
) -> None:
    part = recordings.new_take(NOW, question())
    sound = write_take(part, 8_000)
    path = recordings.finish(part)
    assert path.name == part.name.replace(".part", "")
    assert heard(path) == sound
    assert recordings.duration_s(path.name) == 0.5
    recordings.settle(path.name)
    assert list(tmp_path.iterdir()) == [path]
    assert recordings.path_of(path.name) == path


def test_a_running_recording_is_offered_to_nobody(recordings: Recordings, tmp_path: Path) -> None:
    part = recordings.new_take(NOW, question())
    write_take(part, 100)
    assert after_a_crash(tmp_path).leftovers(set()) == []
    whole = recordings.finish(part)  # complete, but not yet in the history
    assert after_a_crash(tmp_path).leftovers(set()) == []
    recordings.close()
    assert [leftover.path for leftover in after_a_crash(tmp_path).leftovers(set())] == [whole]


def test_a_leftover_keeps_its_question_its_time_and_its_sound(
    recordings: Recordings, tmp_path: Path
) -> None:
    begun = datetime(2026, 3, 14, 9, 30, tzinfo=timezone(timedelta(hours=5)))
    part = recordings.new_take(begun, question())
    sound = write_take(part, 8_000)
    with part.open("ab") as file:
        file.write(b"\x01\x02\x03")
    recordings.close()

    later = after_a_crash(tmp_path)
    (leftover,) = later.leftovers(set())
    assert leftover.question == question()
    assert leftover.recorded_at == begun
    assert heard(leftover.path) == sound + b"\x01\x02"
    assert leftover.duration_s == 8_001 / 16_000
    assert not leftover.empty
    taken = later.adopt(leftover)
    assert taken == Take(part.name.replace(".part", ""), leftover.duration_s)
    later.settle(taken.name)
    assert [file.name for file in tmp_path.iterdir()] == [taken.name]
    assert later.leftovers({taken.name}) == []


def test_a_complete_take_the_history_missed_is_a_leftover_too(
    recordings: Recordings, tmp_path: Path
) -> None:
    part = recordings.new_take(NOW, question())
    write_take(part, 160)
    whole = recordings.finish(part)
    recordings.close()
    later = after_a_crash(tmp_path)
    (leftover,) = later.leftovers({"other.wav"})
    assert later.adopt(leftover) == Take(whole.name, 0.01)


def test_the_notes_of_known_takes_are_tidied_away(recordings: Recordings, tmp_path: Path) -> None:
    part = recordings.new_take(NOW, question())
    write_take(part, 160)
    whole = recordings.finish(part)
    recordings.close()
    assert after_a_crash(tmp_path).leftovers({whole.name}) == []
    assert list(tmp_path.iterdir()) == [whole]


def test_an_empty_leftover_says_so_and_can_be_deleted(
    recordings: Recordings, tmp_path: Path
) -> None:
    recordings.new_take(NOW, question())
    recordings.close()
    later = after_a_crash(tmp_path)
    (leftover,) = later.leftovers(set())
    assert leftover.empty
    later.delete(leftover.path.name)
    later.delete(leftover.path.name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "note", [None, b"", b"[]", b'"x"', b"{}", b'{"recorded_at": 5, "question": {}}', b"\xff"]
)
def test_a_take_without_a_readable_note_is_still_found(
    recordings: Recordings, tmp_path: Path, note: bytes | None
) -> None:
    part = recordings.new_take(NOW, question())
    write_take(part, 160)
    recordings.close()
    sidecar = tmp_path / part.name.replace(".part.wav", ".json")
    if note is None:
        sidecar.unlink()
    else:
        sidecar.write_bytes(note)
    (leftover,) = after_a_crash(tmp_path).leftovers(set())
    assert leftover.question is None
    assert leftover.recorded_at.tzinfo is not None
    assert leftover.duration_s == 0.01


def test_a_note_of_a_newer_version_is_understood(recordings: Recordings, tmp_path: Path) -> None:
    part = recordings.new_take(NOW, question())
    recordings.close()
    sidecar = tmp_path / part.name.replace(".part.wav", ".json")
    note = json.loads(sidecar.read_bytes())
    note["mood"] = note["question"]["mood"] = "calm"
    sidecar.write_text(json.dumps(note))
    assert after_a_crash(tmp_path).leftovers(set())[0].question == question()


def test_other_files_in_the_folder_are_left_alone(recordings: Recordings, tmp_path: Path) -> None:
    names = ["song.wav", "20260314-184205-7f3a.flac", "20260314-184205-zzzz.wav"]
    for name in names:
        write_take(tmp_path / name, 10)
    (tmp_path / "20260314-184205-7f3a.wav").mkdir()
    (tmp_path / "20260314-184206-7f3a.part.wav").write_bytes(b"words, not sound. " * 10)
    assert recordings.leftovers(set()) == []
    assert len(list(tmp_path.iterdir())) == 5


def test_two_programs_cannot_adopt_the_same_leftover(
    recordings: Recordings, tmp_path: Path
) -> None:
    write_take(recordings.new_take(NOW, question()), 160)
    recordings.close()
    one, two = after_a_crash(tmp_path), after_a_crash(tmp_path)
    seen_by_one, seen_by_two = one.leftovers(set()), two.leftovers(set())
    one.adopt(seen_by_one[0])
    with pytest.raises(StorageError, match="could not be completed"):
        two.adopt(seen_by_two[0])


@pytest.mark.parametrize("name", ["", "../history.db", "/etc/passwd", "a/b.wav", ".."])
def test_a_name_leads_nowhere_else(recordings: Recordings, name: str) -> None:
    with pytest.raises(StorageError):
        recordings.path_of(name)


def test_a_missing_take_is_told(recordings: Recordings) -> None:
    with pytest.raises(StorageError, match="it is not there"):
        recordings.duration_s("20260314-184205-7f3a.wav")
    with pytest.raises(StorageError, match="could not be completed"):
        recordings.finish(recordings.path_of("20260314-184205-7f3a.part.wav"))


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path / "missing")
    with pytest.raises(StorageError, match="cannot be started"):
        recordings.new_take(NOW)
    with pytest.raises(StorageError, match="cannot be listed"):
        recordings.leftovers(set())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX thing")
def test_takes_survive_a_kill_at_any_moment(tmp_path: Path) -> None:
    for _ in range(5):
        command = [sys.executable, "-c", RECORD, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            program.stdout.readline()
            assert after_a_crash(tmp_path).leftovers(set()) == []
            program.send_signal(signal.SIGKILL)
        later = after_a_crash(tmp_path)
        (leftover,) = later.leftovers(set())
        assert leftover.question == question()
        sound = heard(leftover.path)
        assert len(sound) >= 6 * 3_200
        assert all(sound[at] == at // 3_200 % 256 for at in range(0, len(sound), 1_601))
        later.delete(leftover.path.name)
