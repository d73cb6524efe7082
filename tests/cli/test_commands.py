"""The commands as a person types them, run in this process on real files and a real worker."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap import open_services
from app.cli.main import run_command
from app.cli.parser import parse
from app.gui.main import EXIT_NO_SCREEN
from tests.driver import PACKS, TINY_MODEL
from tests.speech.sounds import ANSWER

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run_with(*arguments: str | Path) -> int:
        words = ["--data-dir", str(tmp_path / "data"), *map(str, arguments)]
        return run_command(open_services, parse(words))

    return run_with


def test_the_demo_prints_one_json_object_with_everything_in_it(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("demo", "--model", TINY_MODEL, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["engine"] == "whisper"
    assert printed["draft"] is False
    assert printed["duration_s"] > 20
    assert "canary deployment" in printed["transcript"]["text"]
    word = printed["transcript"]["words"][0]
    assert set(word) == {"word", "start_s", "end_s", "probability"}
    point = printed["coverage"][0]
    assert {"point", "state", "score", "evidence", "start_s", "end_s"} <= set(point)
    assert "covered" in {each["state"] for each in printed["coverage"]}
    assert printed["delivery"]["pace"]["unit"] == "words/min"
    content = printed["content"]
    canary = next(term for term in content["terms"] if term["text"] == "canary")
    assert canary["count"] == len(canary["places"]) > 0
    assert {"start_s", "end_s"} == set(canary["places"][0])
    assert {"text", "count", "places"} == set(content["words"][0])
    assert {"point", "state", "evidence"} <= set(content["model_answer"][0])


def test_the_demo_says_what_the_answer_was_made_of(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("demo", "--model", TINY_MODEL) == 0
    printed = capsys.readouterr().out
    assert "Your words" in printed
    assert "Said most" in printed
    assert "Terms not heard" in printed
    assert "A model answer, and what was heard of it" in printed


def test_the_demo_needs_no_whisper_model_and_says_that_it_is_a_draft(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("demo", "--engine", "pocketsphinx") == 0
    printed = capsys.readouterr().out
    assert "This is a draft" in printed
    assert "Key points:" in printed
    assert "Fillers" not in printed


def test_the_language_is_what_the_command_line_says(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("analyse", ANSWER, "--question", "canary-versus-blue-green", "--model", TINY_MODEL)
    assert run(*words, "--language", "en", "--json") == 0
    assert json.loads(capsys.readouterr().out)["language"] == "en"
    assert run(*words, "--language", "de") == 1
    assert "knows English only, not German" in capsys.readouterr().err


def test_a_language_nobody_knows_is_refused_at_once(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run("analyse", ANSWER, "--question", "x", "--language", "klingon")
    assert "Whisper knows no language 'klingon'" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_a_sentence(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("analyse", "nothing.wav", "--question", "canary-versus-blue-green") == 1
    assert "There is no file nothing.wav" in capsys.readouterr().err


def test_a_file_that_is_no_sound_is_a_sentence(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.wav"
    letter.write_text("Dear Sir or Madam")
    assert run("analyse", letter, "--question", "canary-versus-blue-green") == 1
    assert capsys.readouterr().err.startswith("greenroom: ")


def test_a_question_that_is_not_there_brings_the_nearest(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = tmp_path / "sound.wav"
    sound.touch()
    assert run("analyse", sound, "--question", "canary-versus-blue-gren") == 1
    assert "Did you mean" in capsys.readouterr().err


def test_whisper_without_a_model_says_what_to_do(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("demo", "--engine", "whisper") == 1
    assert "--model" in capsys.readouterr().err


def test_the_shipped_packs_have_no_mistakes(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("packs", "check") == 0
    assert "no problem(s)" in capsys.readouterr().out


def test_a_mistake_in_a_pack_is_told_with_file_and_line(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (PACKS / "rehearsal.yaml").read_text()
    (tmp_path / "broken.yaml").write_text(text.replace("answer_s: 60", "answer_s: sixty"))
    line = text.split("answer_s: 60")[0].count("\n") + 1
    assert run("packs", "check", tmp_path / "broken.yaml") == 1
    assert f"broken.yaml, line {line}:" in capsys.readouterr().out


def test_questions_are_listed_by_group(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("questions", "--pack", "mlops", "--group", "Technical") == 0
    printed = capsys.readouterr().out
    assert printed.count("mlops/") == 8
    assert run("questions", "--group", "Nonsense") == 1
    assert "MLOps basics" in capsys.readouterr().err


def test_the_doctor_names_what_it_has_looked_at(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run("doctor")
    printed = capsys.readouterr().out
    heads = ("Greenroom", "Microphone", "Reading aloud", "Whisper model", "Embedding model")
    for what in (*heads, "Questions"):
        assert what in printed
    assert str(tmp_path / "data") in printed


def test_preparing_the_models_twice_is_fine(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models", "prepare") == 0
    assert run("models", "prepare") == 0
    assert "ready" in capsys.readouterr().out


def test_a_data_folder_that_cannot_be_used_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    arguments = parse(["--data-dir", str(tmp_path / "file" / "inside"), "questions"])
    assert run_command(open_services, arguments) == 1
    assert "data folder" in capsys.readouterr().err


def test_without_a_screen_one_sentence_names_what_works(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "app", "--data-dir", str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == EXIT_NO_SCREEN
    assert done.stderr.count("\n") == 1
    assert "no screen" in done.stderr
    assert "practise" in done.stderr


def test_the_folder_after_the_command_counts_as_well(tmp_path: Path) -> None:
    arguments = parse(["doctor", "--data-dir", str(tmp_path)])
    assert arguments.data_dir == tmp_path
    assert parse(["--data-dir", str(tmp_path), "doctor"]).data_dir == tmp_path
