"""The speed test as a session uses it: a real process, with a test that is quick."""

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.errors import SpeechError
from app.session.inbox import Inbox
from app.session.speed import SpeedTest, describe_computer
from app.speech.jobs import MeasureSpeed, SpeedMeasured
from app.speech.worker import Handler

pytestmark = pytest.mark.slow

FIRST = SpeedMeasured({}, 12.0)
LAST = SpeedMeasured({"tiny.en": 2.0, "base.en": 4.5}, 12.0)


@dataclass(frozen=True)
class Quick:
    """A toolbox whose test answers at once, and then ends as it is told to."""

    then: str = "end"

    def __call__(self) -> Mapping[type, Handler]:
        return {MeasureSpeed: self._measure}

    def _measure(self, job: MeasureSpeed) -> Iterator[SpeedMeasured]:
        assert job.sound.is_file()
        yield FIRST
        yield LAST
        if self.then == "hang":
            time.sleep(600)
        if self.then == "refuse":
            raise SpeechError("There is no room for the test.", hint="Free some space.")
        if self.then == "die":
            os._exit(3)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def make(tmp_path: Path, inbox: Inbox) -> Iterator[Callable[..., SpeedTest]]:
    made: list[SpeedTest] = []

    def make(then: str = "end", computer: str = "a computer") -> SpeedTest:
        made.append(SpeedTest(tmp_path / "speed.json", inbox.post, Quick(then), computer))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_what_is_measured_once_is_known_the_next_time(
    make: Callable[..., SpeedTest], inbox: Inbox
) -> None:
    test = make()
    seen: list[bool] = []
    test.on_change = lambda: seen.append(test.measuring)
    test.start_once()
    inbox.run_until(lambda: seen[-1:] == [False])
    assert seen == [True, True, True, False]
    assert dict(test.speeds.models_s) == {"tiny.en": 2.0, "base.en": 4.5}
    again = make()
    assert again.speeds == test.speeds
    again.start_once()
    assert not again.measuring


def test_what_another_computer_has_measured_does_not_count(
    make: Callable[..., SpeedTest], inbox: Inbox
) -> None:
    test = make()
    test.start()
    inbox.run_until(lambda: not test.measuring)
    assert dict(make(computer="another one").speeds.models_s) == {}


def test_a_test_can_be_ended_at_any_time(make: Callable[..., SpeedTest], inbox: Inbox) -> None:
    test = make("hang")
    test.start()
    inbox.run_until(lambda: bool(test.speeds.models_s))
    test.cancel()
    assert not test.measuring
    assert dict(test.speeds.models_s) == LAST.models_s
    assert dict(make().speeds.models_s) == {}, "half a test is not kept"


@pytest.mark.parametrize(("then", "said"), [("refuse", "no room"), ("die", "stopped")])
def test_a_test_that_fails_says_why_and_is_not_begun_again_by_itself(
    make: Callable[..., SpeedTest], inbox: Inbox, then: str, said: str
) -> None:
    test = make(then)
    test.start()
    inbox.run_until(lambda: not test.measuring)
    assert said in test.problem
    test.speeds = make().speeds
    test.start_once()
    assert not test.measuring


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"computer": "a computer", "models_s": {"tiny.en": -1, "base.en": "x"}}'],
)
def test_a_file_that_makes_no_sense_is_as_good_as_none(
    make: Callable[..., SpeedTest], tmp_path: Path, content: str
) -> None:
    (tmp_path / "speed.json").write_text(content, "utf-8")
    assert dict(make().speeds.models_s) == {}


def test_a_file_that_cannot_be_written_costs_only_the_memory(
    make: Callable[..., SpeedTest], inbox: Inbox, tmp_path: Path
) -> None:
    (tmp_path / "speed.json").mkdir()
    test = make()
    test.start()
    inbox.run_until(lambda: not test.measuring)
    assert test.speeds.models_s


def test_a_computer_is_told_by_its_processor_and_the_library() -> None:
    described = describe_computer()
    assert f"{os.cpu_count()}, ctranslate2 " in described
    assert json.dumps(described)
