"""Answers out of the program and into it again, as a person types it."""

import base64
import json
import re
import wave
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.audio.flac import read_flac
from app.bootstrap import open_services
from app.cli.main import run_command
from app.cli.parser import parse
from app.core.transcript import Transcript, Word
from app.session.inbox import Inbox
from tests.storage.blank import blank
from tests.storage.values import NOW, question, take

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run_with(*arguments: str | Path, home: str = "data") -> int:
        words = ["--data-dir", str(tmp_path / home), *map(str, arguments)]
        return run_command(open_services, parse(words))

    return run_with


@pytest.fixture(autouse=True)
def answered(tmp_path: Path) -> None:
    blank(tmp_path / "data" / "history.db")
    with open_services(tmp_path / "data", Inbox().post) as services:
        attempt_id = services.history.add(question(), take(), NOW)
        words = ("The", "inputs", "change.")
        spoken = (Word(word, i, i + 0.5) for i, word in enumerate(words))
        services.history.set_transcript(attempt_id, Transcript(tuple(spoken), "whisper"))
        services.history.set_note(attempt_id, "Breathe.")
        (services.places.takes / take().name).write_bytes(b"RIFF")


def names_in(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_answers_are_listed_with_their_numbers(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("history") == 0
    printed = capsys.readouterr().out
    assert "What is drift?" in printed
    assert "Breathe." in printed
    assert "1 of 1 answers." in printed
    assert run("history", "--search", "nothing") == 0
    assert "0 of 0 answers." in capsys.readouterr().out
    assert run("history", "--search", "input*", "--limit", "5") == 0
    assert "1 of 1 answers." in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("md", "## What was said\n\nThe inputs change."),
        ("html", "<h1>What is drift?</h1>"),
        ("srt", "00:00:00,000 --> 00:00:02,500\nThe inputs change."),
        ("vtt", "WEBVTT"),
    ],
)
def test_one_answer_is_saved(kind: str, words: str, run: Run, tmp_path: Path) -> None:
    target = tmp_path / f"answer.{kind}"
    assert run("export", "attempt", "1", "--format", kind, "--to", target) == 0
    text = target.read_text("utf-8")
    assert words in text
    if kind in ("md", "html"):
        assert "Key points: " in text  # it was judged, by the worker


@pytest.mark.slow
def test_a_page_holds_the_recording_when_asked(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "answer.html"
    assert run("export", "attempt", "1", "--format", "html", "--audio", "--to", target) == 0
    assert "data:audio/wav;base64,UklGRg==" in target.read_text("utf-8")


@pytest.mark.slow
def test_the_recording_in_a_page_is_flac(run: Run, tmp_path: Path) -> None:
    sound = tmp_path / "data" / "takes" / take().name
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", "not compressed"))
        file.writeframes(bytes(range(200)) * 160)
    target = tmp_path / "answer.html"
    assert run("export", "attempt", "1", "--format", "html", "--audio", "--to", target) == 0
    page = target.read_text("utf-8")
    (data,) = re.findall(r'src="data:audio/flac;base64,([^"]+)"', page)
    (tmp_path / "sound.flac").write_bytes(base64.b64decode(data))
    assert read_flac(tmp_path / "sound.flac").tobytes() == bytes(range(200)) * 160


def test_a_number_that_is_not_there_is_a_sentence(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "attempt", "99", "--format", "md", "--to", tmp_path / "x.md") == 1
    assert "not in the history" in capsys.readouterr().err


def test_a_file_that_is_there_is_not_overwritten(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "all.zip"
    target.write_text("precious")
    assert run("export", "all", target) == 1
    assert "is there already" in capsys.readouterr().err
    assert target.read_text() == "precious"


def test_the_history_is_saved_as_table_and_as_data(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "history", "--format", "csv", "--to", tmp_path / "h.csv") == 0
    assert run("export", "history", "--format", "json", "--to", tmp_path / "h.json") == 0
    assert "Saved 1 answer to" in capsys.readouterr().out
    assert "The inputs change." in (tmp_path / "h.csv").read_text("utf-8-sig")
    assert len(json.loads((tmp_path / "h.json").read_text("utf-8"))["answers"]) == 1


def test_everything_goes_to_another_computer_and_a_second_time_nothing_more(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "all.zip"
    assert run("export", "all", target) == 0
    assert "1 answer and 1 recording" in capsys.readouterr().out
    assert "manifest.json" in names_in(target)
    assert run("import", target, "--dry-run", home="other") == 0
    assert "1 answer: 1 new, 0 known already" in capsys.readouterr().out
    assert run("history", home="other") == 0
    assert "0 of 0 answers." in capsys.readouterr().out
    assert run("import", target, home="other") == 0
    printed = capsys.readouterr().out
    assert "1 answer added, 0 brought up to date" in printed
    assert "1 recording added" in printed
    assert "The history as it was before:" in printed
    assert (tmp_path / "other" / "takes" / take().name).read_bytes() == b"RIFF"
    assert run("import", target, home="other") == 0
    assert "0 new, 1 known already\nEverything in it is here already" in capsys.readouterr().out
    assert run("history", "--search", "breathe", home="other") == 0
    assert "1 of 1 answers." in capsys.readouterr().out


def test_a_file_that_is_no_archive_is_a_sentence(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.zip"
    letter.write_text("Dear Sir or Madam")
    assert run("import", letter) == 1
    assert "not an archive of Greenroom" in capsys.readouterr().err
    assert run("import", tmp_path / "nothing.zip") == 1
    assert "could not be read" in capsys.readouterr().err
