"""Work for a real worker process, and stand-ins for the microphone and the clock."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from app.core import practice_events as e
from app.core.attempt import Take
from app.core.errors import SpeechError
from app.core.feedback import (
    Coverage,
    Delivery,
    Feedback,
    Measure,
    PointFinding,
    PointState,
)
from app.core.question import KeyPoint, Question
from app.core.transcript import Transcript, Word
from app.session.ports import Clocks, Growing, Loudness, Report
from app.speech.worker import Handler
from app.storage.history import History
from app.storage.kept_sound import KeptSound

QUESTION = Question(
    id="drift",
    pack_id="test",
    pack_title="Test",
    group="Basics",
    ask="What is drift?",
    key_points=(KeyPoint("Inputs change."), KeyPoint("Meaning changes."), KeyPoint("Watch it.")),
    prep_s=10,
    answer_s=60,
)
OTHER = replace(QUESTION, id="canary", ask="What is a canary release?")
TEXT = Transcript((Word("inputs", 0.5, 1.0), Word("change", 1.0, 1.5)), engine="fake")
DRAFT = replace(TEXT, engine="pocketsphinx", draft=True)
NUMBER = Measure("Pace", 120.0, "words/min")
FEEDBACK = Feedback(
    Coverage(
        (
            PointFinding("Inputs change.", PointState.COVERED, 0.6),
            PointFinding("Meaning changes.", PointState.UNCLEAR, 0.3),
            PointFinding("Watch it.", PointState.NOT_FOUND, 0.1),
        ),
        "semantic",
    ),
    Delivery(5.0, 2, NUMBER, NUMBER, (), NUMBER, NUMBER, (), NUMBER, NUMBER),
    version="1",
)


# For the worker process -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Say:
    """Yield these values."""

    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class CrashUntil:
    """End the process until a file has as many lines as `times`; then say 'well'."""

    path: Path
    times: int


@dataclass(frozen=True, slots=True)
class Hang:
    """Say nothing for a long time."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """Fail in a way that was foreseen."""


@dataclass(frozen=True, slots=True)
class Blunder:
    """Fail in a way that nobody foresaw."""


def toolbox() -> Mapping[type, Handler]:
    handlers: dict[type, Handler] = {Say: _say, CrashUntil: _crash, Hang: _hang, Refuse: _refuse}
    return {**handlers, Blunder: _blunder}


def broken_toolbox() -> Mapping[type, Handler]:
    raise SpeechError("The engine is not installed.", hint="Install it.")


def _say(job: Say) -> Iterator[object]:
    yield from job.values


def _crash(job: CrashUntil) -> Iterator[object]:
    before = job.path.read_text().count("\n") if job.path.exists() else 0
    if before < job.times:
        job.path.write_text("\n" * (before + 1))
        os._exit(9)
    yield "well"


def _hang(_job: Hang) -> Iterator[object]:
    time.sleep(60)
    yield "too late"


def _refuse(_job: Refuse) -> Iterator[object]:
    yield from ()
    raise SpeechError("The take cannot be read.", hint="Record it again.")


def _blunder(_job: Blunder) -> Iterator[object]:
    yield from ()
    raise ZeroDivisionError


# Instead of the outside world ------------------------------------------------------


@dataclass
class FakeTime:
    """A clock that stands still until it is moved."""

    now_s: float = 0.0

    def clocks(self) -> Clocks:
        return Clocks(lambda: self.now_s, lambda: datetime(2026, 3, 14, 18, 42, tzinfo=UTC))


@dataclass
class FakeRecorder:
    """A microphone that records at once what `takes` says."""

    takes: list[Take] = field(default_factory=lambda: [Take("a.wav", 5.0)])
    deleted: list[Take] = field(default_factory=list)
    running: bool = False
    microphone: str = "Fake microphone"
    report: Report = field(default=lambda event: None)

    @property
    def growing(self) -> Growing | None:
        return Growing(self.takes[0].name, Path(), lambda: 0) if self.running else None

    def start(self, question: Question, report: Report) -> None:
        assert not self.running
        self.running, self.report = True, report
        report(e.RecordingStarted(0.0))

    def pause(self) -> None:
        assert self.running
        self.report(e.RecordingInterrupted(2.0))

    def go_on(self) -> None:
        assert self.running
        self.report(e.RecordingStarted(0.0, 2.0))

    def stop(self) -> None:
        assert self.running
        self.running = False
        self.report(e.Recorded(self.takes.pop(0)))

    def delete(self, take: Take) -> None:
        self.deleted.append(take)

    def loudness(self) -> Loudness:
        return Loudness(-20.0, -12.0, clipped=False)


@dataclass
class FakeListener:
    """An engine that answers when it is told to, with `transcript` and `feedback`."""

    transcript: Transcript = TEXT
    feedback: Feedback = FEEDBACK
    waiting: list[Callable[[], None]] = field(default_factory=list)
    problem: str = ""
    followed: list[str] = field(default_factory=list)
    looks: int = 0

    def follow(self, growing: Growing, question: Question, report: Report) -> None:
        self.followed.append(growing.name)

    def look(self) -> None:
        self.looks += 1

    def transcribe(self, take: Take, question: Question, report: Report) -> None:
        event = (
            e.TranscriptionFailed(self.problem) if self.problem else e.Transcribed(self.transcript)
        )
        self.waiting.append(lambda: report(event))

    def read_whole(self, take: Take, question: Question, report: Report) -> None:
        self.transcribe(take, question, report)

    def analyse(
        self, question: Question, transcript: Transcript, duration_s: float, report: Report
    ) -> None:
        self.waiting.append(lambda: report(e.Analysed(self.feedback)))

    def ask_version(self, on_version: Callable[[str], None]) -> None:
        self.waiting.append(lambda: on_version("1"))

    def answer(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@dataclass
class FakeVoice:
    """A voice that is heard when `end` is called."""

    available: bool = True
    said: list[str] = field(default_factory=list)
    saying: Callable[[], None] | None = None

    def say(self, text: str, on_done: Callable[[], None]) -> None:
        self.said.append(text)
        self.saying = on_done

    def stop(self) -> None:
        self.saying = None

    def end(self) -> None:
        assert self.saying
        done, self.saying = self.saying, None
        done()


def move_sound(history: History, attempt_id: int, to: str) -> None:
    """Note that the sound of an attempt is in another file; empty for not kept any more."""
    name = history.attempt(attempt_id).take.name
    assert KeptSound(history._database).change(attempt_id, name, to)
