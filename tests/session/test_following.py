"""A take that is followed while it grows, with a real worker process that misbehaves on purpose."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.core import practice_events as e
from app.core.errors import SpeechError
from app.core.transcript import Gap, Word
from app.session.assistant import Assistant
from app.session.following import STEP_FRAMES, Following
from app.session.inbox import Inbox
from app.session.patience import LONGEST_S, SHORTEST_S, Patience
from app.session.ports import Growing
from app.session.toolbox import ReadAhead
from app.speech.engine import WHISPER, EngineChoice
from app.speech.jobs import StretchFound, StretchHeard, TranscribeNext
from app.speech.worker import Handler

pytestmark = pytest.mark.slow
CHOICE = EngineChoice(WHISPER, Path("model"))
STRETCH = 3 * 16_000


@dataclass(frozen=True, slots=True)
class Engine:
    """In the worker: hears the number of each stretch of three seconds.

    Attributes:
        log: File with a line for each try.
        bad: The stretch that goes wrong.
        times: How often it does.
        way: How: "refuse", "blunder", "die", "hang", or "unusable" for before any stretch is found.
    """

    log: Path
    bad: int = -1
    times: int = 99
    way: str = "refuse"

    def __call__(self) -> Mapping[type, Handler]:
        return {TranscribeNext: self.hear, ReadAhead: self.read_ahead}

    def read_ahead(self, job: ReadAhead) -> Iterator[object]:
        with self.log.with_name("log.ahead").open("a") as file:
            file.write(f"{job.text}\n")
        yield from ()

    def hear(self, job: TranscribeNext) -> Iterator[object]:
        until = min(job.from_frame + STRETCH, job.until_frame)
        if until < job.from_frame + STRETCH and not job.final:
            return
        number = job.from_frame // STRETCH
        if self.way == "unusable":
            self.fail(number)
        yield StretchFound(job.from_frame, until)
        if number == self.bad:
            self.fail(number)
        start_s = job.from_frame / 16_000
        yield StretchHeard((Word(f"w{number}", start_s, start_s + 1),), until, "tiny")

    def fail(self, number: int) -> None:
        before = self.log.read_text().count("\n") if self.log.exists() else 0
        if before >= self.times:
            return
        self.log.write_text("\n" * (before + 1))
        match self.way:
            case "hang":
                time.sleep(600)
            case "die":
                time.sleep(0.1)  # what was sent before is on its way
                os._exit(9)
            case "blunder":
                raise ZeroDivisionError
            case _:
                raise SpeechError(f"stretch {number} cannot be heard")


@dataclass
class Take:
    """A take that grows when it is told to."""

    inbox: Inbox
    assistant: Assistant
    patience: Patience
    frames: int = 0
    now_s: float = 0.0
    events: list[e.Event] = field(default_factory=list)
    gave_up: int = 0

    def follow(self) -> Following:
        growing = Growing("a.wav", Path("a.part.wav"), lambda: self.frames)
        return Following(growing, CHOICE, self.assistant, self.patience, self.events.append)

    def grow(self, following: Following, seconds: float) -> None:
        self.frames += round(seconds * 16_000)
        following.look()
        self.inbox.run_until(lambda: not self.assistant.busy)

    def finish(self, following: Following) -> e.Event:
        following.finish(
            Path("a.wav"), self.frames / 16_000, self.events.append, give_up=self._give_up
        )
        last = (e.Transcribed, e.TranscriptionFailed)
        self.inbox.run_until(lambda: any(isinstance(event, last) for event in self.events))
        return self.events[-1]

    def _give_up(self) -> None:
        self.gave_up += 1


Make = Callable[[Engine], Take]


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[Take] = []

    def make(engine: Engine) -> Take:
        inbox = Inbox()

        def now_s() -> float:
            return made[-1].now_s if made else 0.0

        made.append(Take(inbox, Assistant(engine, inbox.post, now_s), Patience(now_s)))
        return made[-1]

    yield make
    for take in made:
        take.assistant.close()


def text(event: e.Event) -> str:
    assert isinstance(event, e.Transcribed)
    return event.transcript.text


def test_stretches_are_written_down_while_the_take_grows_and_the_rest_at_its_end(
    make: Make, tmp_path: Path
) -> None:
    take = make(Engine(tmp_path / "log"))
    following = take.follow()
    for _ in range(7):
        take.grow(following, 1.0)
    captions = [event.text for event in take.events if isinstance(event, e.Captioned)]
    assert captions == ["w0", "w0 w1"]
    event = take.finish(following)
    assert text(event) == "w0 w1 w2"
    assert isinstance(event, e.Transcribed)
    assert (event.transcript.engine, event.transcript.model) == (WHISPER, "tiny")
    assert event.transcript.gaps == ()


def test_it_does_not_ask_before_half_a_second_has_come(make: Make, tmp_path: Path) -> None:
    take = make(Engine(tmp_path / "log"))
    following = take.follow()
    take.frames = STEP_FRAMES - 1
    following.look()
    assert not take.assistant.busy
    take.frames = STEP_FRAMES
    following.look()
    assert take.assistant.busy


@pytest.mark.parametrize("way", ["refuse", "blunder", "die"])
def test_a_stretch_that_fails_once_is_tried_again(make: Make, tmp_path: Path, way: str) -> None:
    take = make(Engine(tmp_path / "log", bad=1, times=1, way=way))
    following = take.follow()
    for _ in range(8):
        take.grow(following, 1.0)
    assert text(take.finish(following)) == "w0 w1 w2"


@pytest.mark.parametrize("way", ["refuse", "blunder", "die"])
def test_a_stretch_that_fails_again_is_a_gap_and_the_rest_stands(
    make: Make, tmp_path: Path, way: str
) -> None:
    take = make(Engine(tmp_path / "log", bad=1, way=way))
    following = take.follow()
    for _ in range(8):
        take.grow(following, 1.0)
    event = take.finish(following)
    assert text(event) == "w0 w2"
    assert isinstance(event, e.Transcribed)
    assert event.transcript.gaps == (Gap(3.0, 6.0),)


def test_a_last_stretch_that_fails_is_a_gap_too(make: Make, tmp_path: Path) -> None:
    take = make(Engine(tmp_path / "log", bad=2))
    following = take.follow()
    take.grow(following, 7.0)
    event = take.finish(following)
    assert isinstance(event, e.Transcribed)
    assert event.transcript.gaps == (Gap(6.0, 7.0),)


def test_a_take_of_which_nothing_could_be_read_has_failed(make: Make, tmp_path: Path) -> None:
    take = make(Engine(tmp_path / "log", bad=0))
    take.frames = 16_000
    event = take.finish(take.follow())
    assert event == e.TranscriptionFailed("stretch 0 cannot be heard")


def test_an_engine_that_cannot_be_used_is_left_to_whoever_asked(make: Make, tmp_path: Path) -> None:
    take = make(Engine(tmp_path / "log", way="unusable"))
    following = take.follow()
    for _ in range(4):
        take.grow(following, 1.0)
    following.finish(Path("a.wav"), 4.0, take.events.append, give_up=take._give_up)
    assert take.gave_up == 1
    assert (tmp_path / "log").read_text() == "\n\n"  # and is not asked all the time


def test_stop_in_the_middle_of_a_stretch_waits_for_it(make: Make, tmp_path: Path) -> None:
    take = make(Engine(tmp_path / "log"))
    following = take.follow()
    take.frames = 4 * 16_000
    following.look()
    assert text(take.finish(following)) == "w0 w1"


def test_a_process_that_hangs_over_a_stretch_is_replaced_soon_once_its_pace_is_known(
    make: Make, tmp_path: Path
) -> None:
    take = make(Engine(tmp_path / "log", bad=1, times=1, way="hang"))
    following = take.follow()
    take.grow(following, 4.0)
    take.frames += 4 * 16_000
    following.look()
    take.inbox.run_until(lambda: (tmp_path / "log").exists())
    pid = take.assistant.pid

    def second() -> None:
        take.now_s += 1.0
        take.assistant.watch()

    take.inbox.run_until(lambda: take.assistant.pid != pid, tick=second, every_s=0.01)
    assert take.now_s < LONGEST_S / 2
    assert text(take.finish(following)) == "w0 w1 w2"


def test_patience_follows_the_slowest_stretch_within_bounds() -> None:
    times_s = iter([0.0, 0.5, 10.0, 15.0, 20.0, 90.0])
    patience = Patience(lambda: next(times_s))
    assert patience.limit_s(process=1) == LONGEST_S
    for limit_s in (SHORTEST_S, 50.0, LONGEST_S):
        patience.begin(process=1)
        patience.end()
        assert patience.limit_s(process=1) == limit_s
        assert patience.limit_s(process=2) == LONGEST_S


def test_what_was_said_so_far_is_prepared_for_judging(make: Make, tmp_path: Path) -> None:
    take = make(Engine(tmp_path / "log"))
    following = take.follow()
    for _ in range(7):
        take.grow(following, 1.0)
    take.finish(following)
    assert (tmp_path / "log.ahead").read_text() == "w0\nw0 w1\n"
