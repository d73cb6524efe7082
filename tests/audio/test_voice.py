"""The computer's voice: a program that reads what it says from its input."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from queue import Queue

import pytest

from app.audio.voice import SystemVoice, find_voice

Calls = Queue[Callable[[], None]]


def voice_that(script: str, calls: Calls) -> SystemVoice:
    return SystemVoice(calls.put, lambda: "en", lambda _language: (sys.executable, "-c", script))


@pytest.fixture
def calls() -> Calls:
    return Queue()


def test_what_is_said_reaches_the_voice_and_its_end_is_told(calls: Calls, tmp_path: Path) -> None:
    heard, ended = tmp_path / "heard.txt", []
    script = f"import sys, pathlib; pathlib.Path({str(heard)!r}).write_text(sys.stdin.read())"
    voice_that(script, calls).say("What is drift?", lambda: ended.append(True))
    calls.get(timeout=20)()
    assert heard.read_text() == "What is drift?"
    assert ended == [True]


def test_a_voice_that_is_stopped_is_silent_at_once_and_tells_nothing(calls: Calls) -> None:
    ended: list[bool] = []
    voice = voice_that("import time; time.sleep(60)", calls)
    begun_s = time.monotonic()
    voice.say("What is drift?", lambda: ended.append(True))
    voice.stop()
    calls.get(timeout=20)()
    assert time.monotonic() - begun_s < 20
    assert ended == []


def test_another_text_ends_the_first(calls: Calls) -> None:
    ended: list[str] = []
    voice = voice_that("import sys; sys.stdin.read()", calls)
    voice.say("one", lambda: ended.append("one"))
    voice.say("two", lambda: ended.append("two"))
    for _ in range(2):
        calls.get(timeout=20)()
    assert ended == ["two"]


def test_a_voice_that_does_not_start_is_as_good_as_done(calls: Calls) -> None:
    ended: list[bool] = []
    voice = SystemVoice(calls.put, lambda: "en", lambda _language: ("no-such-program",))
    voice.say("What is drift?", lambda: ended.append(True))
    calls.get(timeout=20)()
    assert ended == [True]


def test_without_a_program_there_is_no_voice(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", "")
    assert find_voice("en") == ()
    assert not SystemVoice(calls.put, lambda: "en").available
