"""Kills an interview before each single step that writes, and sees whether it can be gone on with.

    python -m tests.benchmarks.kill_interview

The child is a real interview with real takes, fed by a file, and a real database; only the engine
is a stand-in, which understands at once and asks a follow-up. After kill -9 the interview must
stand at the first question without an answer, every question before it must have one, and what was
half recorded must be offered as a recovered take of that question. Then it is gone on with, and in
the end each question must have one answer.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from app.audio.source import WavFile
from app.audio.wav import TakeWriter
from app.bootstrap import CLOCKS
from app.core import practice as p
from app.core import practice_events as e
from app.core.interview import Interview
from app.core.settings import Settings
from app.session.inbox import Inbox
from app.session.interview import InterviewTools
from app.session.interviews import InterviewDesk, InterviewDeskTools
from app.session.record import Record
from app.session.recording import TakeDesk
from app.session.runner import Tools
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.history import History
from app.storage.interviews import Interviews
from app.storage.recordings import Recordings
from tests.benchmarks.killing import die_before
from tests.session.tools import OTHER, QUESTION, FakeListener, FakeVoice

ANSWER_S: Final = 0.6
PLAN: Final = (replace(QUESTION, follow_ups=("How do you watch it?",)), OTHER)
STEPS: Final = 3  # two questions and a follow-up
# Every step that writes.
WRITES: Final = (
    (Database, "writing"),
    (Recordings, "new_take"),
    (Recordings, "settle"),
    (TakeDesk, "stop"),
)


class Room:
    """An interview with real files that goes through by itself."""

    def __init__(self, folder: Path) -> None:
        self.inbox = Inbox()
        self.database = Database(folder / "history.db", Backups(folder / "backups"))
        self.history = History(self.database)
        (folder / "takes").mkdir(exist_ok=True)
        self.recordings = Recordings(folder / "takes")
        self.listener = FakeListener()
        speech = folder / "speech.wav"
        self.takes = TakeDesk(
            lambda: WavFile(speech), lambda: "a file", self.recordings, CLOCKS, self.inbox.post
        )
        record = Record(self.history, self.recordings, CLOCKS)
        answer = Tools(self.takes, self.listener, record, CLOCKS, _fail)
        tools = InterviewTools(
            answer,
            Interviews(self.database),
            FakeVoice(available=False),
            lambda _question, _coverage, on_chosen: on_chosen(0),
            lambda: Settings(interview_break_s=0.0),
        )
        self.desk = InterviewDesk(InterviewDeskTools(tools, self.history, random.Random(1)))
        self._over = False

    def go_through(self, interview: Interview) -> None:
        """Answer whatever is asked, until the end."""
        self._over = False
        self._session = self.desk.run(interview, lambda _view: None, self._end)
        self._session.begin()
        self.inbox.run_until(lambda: self._over, tick=self._tick, every_s=0.05)
        self.listener.answer()

    def answered(self, interview: Interview) -> list[str]:
        """Return the keys of the questions that have an answer, in order."""
        return [each.question_key for each in self.history.session(interview.uid)]

    def close(self) -> None:
        self.takes.close()
        self.recordings.close()
        self.database.close()

    def _tick(self) -> None:
        self._session.tick()
        self.listener.answer()
        view = self._session.view
        match view.answer.state if view.answer else None:
            case p.Think():
                self._session.handle(e.Begin())
            case p.Answer() as state if state.elapsed_s > ANSWER_S:
                self._session.handle(e.Stop())

    def _end(self) -> None:
        self._over = True


def _fail(error: Exception) -> None:
    raise error


# The child ----------------------------------------------------------------------


def work(folder: Path, die_at: int) -> None:
    """Hold an interview, and be killed before a step."""
    room = Room(folder)
    die_before(die_at, WRITES)
    room.go_through(room.desk.begin(PLAN))
    room.close()
    print("done", flush=True)


# The parent ---------------------------------------------------------------------


def prepare(folder: Path) -> None:
    """Put sound for the microphone into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = TakeWriter(folder / "speech.wav")
    noise = np.random.default_rng(1).integers(-3000, 3000, 16_000 * 30)
    writer.write(noise.astype(np.int16).tobytes())
    writer.close()


def killed(folder: Path, die_at: int) -> bool:
    """Hold an interview in a child that is killed before a step; False when there is no such."""
    prepare(folder)
    command = [sys.executable, "-m", "tests.benchmarks.kill_interview"]
    command += ["--folder", str(folder), "--die-at", str(die_at)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout != "done\n"


def faults(folder: Path) -> list[str]:
    """Start again after a kill, go on to the end; return what is not as it should be."""
    with closing(Room(folder)) as room:
        left = room.desk.unfinished()
        if left is None:
            return _faults_of_an_end(room)
        found = []
        keys = [step.question.key for step in left.steps]
        if room.answered(left) != keys[: left.position]:
            found.append("it does not stand behind what was answered")
        leftovers = room.recordings.leftovers(room.history.take_names())
        asked = [each.question.key for each in leftovers if each.question and not each.empty]
        if asked not in ([], [keys[left.position]]):
            found.append("a take is offered that is none of the present question")
        room.go_through(left)
        return found + _faults_of_an_end(room)


def _faults_of_an_end(room: Room) -> list[str]:
    interviews = room.desk.interviews()
    if not interviews:  # killed before it was stored
        return [] if not room.history.summaries() else ["an answer belongs to nothing"]
    (held,) = interviews
    found = []
    if held.ended_at is None or room.desk.unfinished() is not None:
        found.append("it does not end")
    if room.answered(held) != [step.question.key for step in held.steps]:
        found.append("a question has no answer, or two")
    if len(held.steps) not in (STEPS, STEPS - 1):  # a follow-up may fall to a kill
        found.append(f"it has {len(held.steps)} steps")
    return found


def every_step(folder: Path) -> tuple[int, list[str]]:
    """Kill before each step; return how many there are, and all faults."""
    found: list[str] = []
    step = 0
    while killed(folder / str(step), step):
        found += [f"before step {step}: {fault}" for fault in faults(folder / str(step))]
        step += 1
    return step, found


def main() -> int:
    """Run, or be the child."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--die-at", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder:
        work(options.folder, options.die_at)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        steps, found = every_step(Path(folder))
    print(f"killed before {steps} steps, {len(found)} faults")
    for each in found:
        print(each)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
