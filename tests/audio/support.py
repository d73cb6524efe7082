"""What the tests of sound share: a listener for events, and sources that misbehave."""

import threading
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeVar, cast

import numpy as np

from app.audio.events import RecorderEvent
from app.audio.source import OnFrames, OnLost
from app.core.errors import AppError

WAIT_S = 20.0

Event = TypeVar("Event", bound=RecorderEvent)


class Listener:
    """Keeps what a recorder reports, and lets a test wait for it."""

    def __init__(self) -> None:
        self.events: list[RecorderEvent] = []
        self._news = threading.Condition()

    def __call__(self, event: RecorderEvent) -> None:
        with self._news:
            self.events.append(event)
            self._news.notify_all()

    def wait_for(self, event_type: type[Event], **fields: object) -> Event:
        """Return the first event of a kind whose fields are as given; fail after 20 s."""

        def matches(event: RecorderEvent) -> bool:
            return isinstance(event, event_type) and all(
                getattr(event, name) == value for name, value in fields.items()
            )

        with self._news:
            if self._news.wait_for(lambda: any(map(matches, self.events)), timeout=WAIT_S):
                return cast("Event", next(filter(matches, self.events)))
        raise AssertionError(f"no {event_type.__name__} {fields} among {self.events}")

    def count(self, kind: type[RecorderEvent]) -> int:
        return sum(isinstance(event, kind) for event in self.events)


class FakeSource:
    """A microphone that does what a test tells it."""

    def __init__(self, failure: AppError | None = None) -> None:
        self.closed = threading.Event()
        self._failure = failure
        self._on_frames: OnFrames | None = None
        self._on_lost: OnLost | None = None

    def open(self, on_frames: OnFrames, on_lost: OnLost) -> None:
        if self._failure is not None:
            raise self._failure
        self._on_frames, self._on_lost = on_frames, on_lost

    def close(self) -> None:
        self.closed.set()

    def hear(self, frames: bytes, overflowed: bool = False) -> None:
        assert self._on_frames is not None
        self._on_frames(frames, overflowed)

    def lose(self) -> None:
        assert self._on_lost is not None
        self._on_lost()


class HangingSource(FakeSource):
    """A microphone whose driver never comes back from one call, until released."""

    def __init__(self, where: Literal["open", "close"]) -> None:
        super().__init__()
        self.opening = threading.Event()
        self.released = threading.Event()
        self._where = where

    def open(self, on_frames: OnFrames, on_lost: OnLost) -> None:
        super().open(on_frames, on_lost)
        self.opening.set()
        if self._where == "open":
            self.released.wait(WAIT_S)

    def close(self) -> None:
        if self._where == "close":
            self.released.wait(WAIT_S)
        super().close()


def wait_until(is_so: Callable[[], bool], within_s: float = WAIT_S) -> None:
    """Return as soon as it is so; fail when it takes too long."""
    until_s = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < until_s, "it never came about"
        time.sleep(0.01)


def tone(length_s: float, amplitude: int = 8000, hertz: float = 440.0) -> bytes:
    """Return a sine, as mono int16 at 16 kHz."""
    times = np.arange(int(length_s * 16000)) / 16000
    return (amplitude * np.sin(2 * np.pi * hertz * times)).astype(np.int16).tobytes()


def write_wav(path: Path, frames: bytes, *, channels: int = 1, rate_hz: int = 16000) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate_hz, 0, "NONE", ""))
        file.writeframes(frames)
    return path


class Finish:
    """Waits for the end of playing."""

    def __init__(self) -> None:
        self.problems: list[AppError | None] = []
        self._news = threading.Event()

    def __call__(self, problem: AppError | None) -> None:
        self.problems.append(problem)
        self._news.set()

    def wait(self) -> AppError | None:
        assert self._news.wait(WAIT_S), "it never finished"
        return self.problems[0]
