"""The history as CSV and JSON: complete, and harmless in a spreadsheet."""

import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.attempt import SelfRating, Take
from app.core.errors import StorageError
from app.core.story import Story, told_with
from app.core.structure import Part
from app.core.written import written_words
from app.session.export_history import COLUMNS, plain_cell, save_csv, save_json
from app.storage.snapshot import Stopped
from tests.storage.two_histories import Computer, spoken
from tests.storage.values import NOW, question


def nothing() -> None:
    """Let it go on."""


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Computer]:
    computer = Computer(tmp_path / "home")
    first, second = computer.answer(0), computer.answer(1)
    computer.transcribe(first, '=HYPERLINK("http://e.vil") the inputs, "change"')
    computer.history.rate(first, SelfRating(4, (1,)))
    computer.history.set_note(first, "+ one more example")
    computer.history.keep_note(first, second)
    computer.history.tick(first, 1, True)
    computer.history.mark_part(first, 2.5, Part.RESULT)
    computer.transcribe(second, "heard")
    computer.history.correct(second, spoken("said"))
    deleted = computer.answer(2)
    with computer.database.writing() as db:
        db.execute(
            "UPDATE attempts SET deleted_at = made_at, changed_at = made_at WHERE id = ?", [deleted]
        )
    yield computer
    computer.close()


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_has_one_row_per_answer_newest_first(computer: Computer, tmp_path: Path) -> None:
    target = tmp_path / "history.csv"
    saved = save_csv(computer.path, target, nothing)
    assert (saved.answers, saved.left_out) == (2, 0)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    newest, oldest = table(target)
    assert tuple(newest) == COLUMNS
    assert newest["What was said"] == "said"
    assert newest["Corrected"] == "1"
    assert oldest["Made at (ISO 8601)"].startswith("2026-03-14T")
    assert oldest["Made at (ISO 8601)"][19] in "+-"
    expected = {
        "Pack": "MLOps",
        "Part": "Basics",
        "Question": "What is drift?",
        "Question key": "mlops/drift",
        "Take": "1",
        "Length (s)": "5.0",
        "Own rating (1 to 5)": "4",
        "Points covered": "2",
        "Points not found": "0",
        "Covered (%)": "100.0",
        "Pace (words/min)": "120.0",
    }
    assert {name: oldest[name] for name in expected} == expected


def test_a_table_says_what_was_written_and_which_story_was_told(
    computer: Computer, tmp_path: Path
) -> None:
    story = Story("=The shifted hour", "uid1", {Part.ACTION: ("I looked at the inputs.",)})
    told = told_with(question(), story)
    number = computer.history.add(told, Take("", 60.0), NOW + timedelta(days=9))
    computer.history.set_written(number, written_words("I looked at them.", 60.0), 60.0)
    save_csv(computer.path, tmp_path / "history.csv", nothing)
    newest, *_, oldest = table(tmp_path / "history.csv")
    assert (newest["Typed"], newest["Story"]) == ("1", "'=The shifted hour")
    assert (oldest["Typed"], oldest["Story"]) == ("0", "")


def test_no_cell_is_a_formula(computer: Computer, tmp_path: Path) -> None:
    save_csv(computer.path, tmp_path / "history.csv", nothing)
    for row in table(tmp_path / "history.csv"):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    oldest = table(tmp_path / "history.csv")[1]
    assert oldest["What was said"] == '\'=HYPERLINK("http://e.vil") the inputs, "change"'
    assert oldest["Next time I will"] == "'+ one more example"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r", "\n=", "＝", "＠"])
def test_what_a_spreadsheet_would_reckon_becomes_text(begin: str) -> None:
    assert plain_cell(f"{begin}1") == f"'{begin}1"
    assert plain_cell(f"a{begin}1") == f"a{begin}1"


def test_the_data_holds_everything_and_says_its_version(computer: Computer, tmp_path: Path) -> None:
    target = tmp_path / "history.json"
    save_json(computer.path, target, nothing)
    data = json.loads(target.read_text("utf-8"))
    assert (data["format"], data["version"]) == ("greenroom-history", 1)
    newest, oldest = data["answers"]
    assert newest["transcript"]["words"] == [
        {"word": "said", "start_s": 0.0, "end_s": 0.4, "probability": 0.9}
    ]
    assert newest["original"]["text"] == "heard"
    assert oldest["note_kept_by"] == newest["uid"]
    assert oldest["self_rating"] == {"score": 4, "remembered": [1]}
    assert oldest["ticks"] == {"1": True}
    assert oldest["marked_parts"] == {"2.5": "result"}
    assert newest["marked_parts"] == {}
    assert oldest["question"]["key_points"][0]["text"] == "Inputs change."
    assert oldest["review"]["points"] == ["covered", "not found"]
    assert oldest["original"] is None


def test_some_answers_alone_can_be_saved(computer: Computer, tmp_path: Path) -> None:
    assert save_csv(computer.path, tmp_path / "a.csv", nothing, {1}).answers == 1
    assert save_json(computer.path, tmp_path / "a.json", nothing, set()).answers == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["answers"] == []


def test_a_damaged_answer_does_not_cost_the_others(computer: Computer, tmp_path: Path) -> None:
    with computer.database.writing() as db:
        db.execute("UPDATE transcripts SET times = x'00' WHERE attempt_id = 1")
    saved = save_json(computer.path, tmp_path / "a.json", nothing)
    assert (saved.answers, saved.left_out) == (1, 1)
    assert len(json.loads((tmp_path / "a.json").read_text("utf-8"))["answers"]) == 1


def test_stopped_in_the_middle_the_file_is_as_it_was(computer: Computer, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("before")

    def look() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        save_csv(computer.path, target, look)
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_that_is_gone_is_told(computer: Computer, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="could not be saved"):
        save_csv(computer.path, tmp_path / "gone" / "a.csv", nothing)
