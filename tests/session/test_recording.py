"""The take desk with a real recorder and real files; a WAV file stands in for the microphone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.audio import events as audio
from app.audio.source import WavFile
from app.audio.wav import TakeWriter, read_frames
from app.core import practice_events as e
from app.core.attempt import Take
from app.session.inbox import Inbox
from app.session.recording import TakeDesk
from app.storage.recordings import Recordings
from tests.session.tools import QUESTION, FakeTime


class Desk:
    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.inbox = Inbox()
        self.events: list[e.Event] = []
        self.recordings = Recordings(folder)
        sound = folder.parent / "sound.wav"
        writer = TakeWriter(sound)
        writer.write(np.full(16_000 * 20, 3000, np.int16).tobytes())
        writer.close()
        clocks = FakeTime().clocks()
        self.desk = TakeDesk(
            lambda: WavFile(sound), lambda: "File", self.recordings, clocks, self.inbox.post
        )

    def start(self) -> None:
        self.desk.start(QUESTION, self.events.append)

    def wait_for(self, kind: type[e.Event], count: int = 1) -> None:
        self.inbox.run_until(lambda: sum(isinstance(x, kind) for x in self.events) >= count)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "takes")
    yield desk
    desk.desk.close()
    desk.recordings.close()


def taken(events: list[e.Event]) -> list[Take]:
    return [event.take for event in events if isinstance(event, e.Recorded)]


def test_a_take_is_complete_under_its_final_name_when_it_is_reported(desk: Desk) -> None:
    desk.start()
    desk.wait_for(e.RecordingStarted)
    desk.desk.stop()
    desk.wait_for(e.Recorded)
    (take,) = taken(desk.events)
    path = desk.recordings.path_of(take.name)
    assert path.suffixes == [".wav"]
    assert read_frames(path).size / 16_000 == pytest.approx(take.duration_s)
    assert not desk.desk.busy


def test_a_take_asked_for_while_the_last_one_closes_follows_it(desk: Desk) -> None:
    desk.start()
    desk.wait_for(e.RecordingStarted)
    desk.desk.stop()
    desk.start()
    desk.wait_for(e.RecordingStarted, 2)
    desk.desk.stop()
    desk.wait_for(e.Recorded, 2)
    first, second = taken(desk.events)
    assert first.name != second.name


def test_a_take_that_had_not_begun_yet_can_be_called_off(desk: Desk) -> None:
    desk.start()
    desk.wait_for(e.RecordingStarted)
    desk.desk.stop()
    desk.start()
    desk.desk.stop()
    desk.wait_for(e.Recorded)
    assert e.RecordingFailed("") in desk.events
    assert len(taken(desk.events)) == 1


def test_a_folder_that_is_gone_is_a_problem_in_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "takes").rmdir()
    desk.start()
    (event,) = desk.events
    assert isinstance(event, e.RecordingFailed)
    assert "cannot be started" in event.problem
    assert not desk.desk.busy


RECORD_UNTIL_LOST = """
import sys, time
from datetime import datetime
from pathlib import Path
from app.audio.recorder import TakeRecorder
from app.audio.source import WavFile
from app.storage.recordings import Recordings
takes, sound = map(Path, sys.argv[1:])
source = WavFile(sound, pace="fast", at_end="lost")
recorder = TakeRecorder(lambda: source, lambda event: print(type(event).__name__, flush=True))
recorder.start(Recordings(takes).new_take(datetime.now().astimezone()))
time.sleep(60)
"""


def test_a_program_that_is_killed_while_the_take_is_interrupted_loses_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    killed, sound = tmp_path / "killed", tmp_path / "sound.wav"
    killed.mkdir()
    command = [sys.executable, "-c", RECORD_UNTIL_LOST, str(killed), str(sound)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert [program.stdout.readline().strip() for _ in range(2)] == ["Opened", "Interrupted"]
        program.kill()
    (left,) = Recordings(killed).leftovers(set())
    assert read_frames(left.path).tobytes() == read_frames(sound).tobytes()


def test_of_two_dangers_the_graver_is_told_and_the_other_when_it_is_over(desk: Desk) -> None:
    desk.start()
    desk.wait_for(e.RecordingStarted)
    for event in (
        audio.Warned("silent", "Silent.", calm=True),
        audio.Warned("stalled", "Stalled."),
        audio.Recovered("stalled"),
        audio.Recovered("silent"),
    ):
        desk.desk._hear(event)
    warned = [event for event in desk.events if isinstance(event, e.RecordingWarned)]
    assert warned == [
        e.RecordingWarned("Silent.", calm=True),
        e.RecordingWarned("Stalled."),
        e.RecordingWarned("Silent.", calm=True),
        e.RecordingWarned(""),
    ]


def test_a_paused_take_goes_on_in_the_same_file(desk: Desk) -> None:
    desk.start()
    desk.wait_for(e.RecordingStarted)
    desk.desk.pause()
    desk.wait_for(e.RecordingInterrupted)
    desk.desk.go_on()
    desk.wait_for(e.RecordingStarted, 2)
    desk.desk.stop()
    desk.wait_for(e.Recorded)
    (interrupted,) = (each for each in desk.events if isinstance(each, e.RecordingInterrupted))
    again = [each for each in desk.events if isinstance(each, e.RecordingStarted)][1]
    (take,) = taken(desk.events)
    assert again.recorded_s == interrupted.recorded_s < take.duration_s
    assert interrupted.problem == take.problem == ""


def test_deleting_a_take_leaves_nothing_of_it(desk: Desk, tmp_path: Path) -> None:
    desk.start()
    desk.wait_for(e.RecordingStarted)
    desk.desk.stop()
    desk.wait_for(e.Recorded)
    desk.desk.delete(taken(desk.events)[0])
    assert list((tmp_path / "takes").iterdir()) == []
