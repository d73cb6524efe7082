"""DATA.md says what there is: every table, column and key, and its lines of code work."""

import json
import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.core.transcript import Transcript, Word
from app.session.export_history import save_json
from app.storage.archive_format import Manifest
from tests.storage.two_histories import Computer

TEXT = (Path(__file__).parents[1] / "DATA.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", TEXT))


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Computer]:
    computer = Computer(tmp_path)
    yield computer
    computer.close()


def test_every_table_and_column_is_named(computer: Computer) -> None:
    with closing(sqlite3.connect(computer.path)) as db:
        sql = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        tables = {name for (name,) in db.execute(sql) if not name.startswith("sqlite_")}
        assert tables - NAMED == set()
        inner = {name for name in tables if name.startswith(("search_", "_sqlite"))}
        inner -= {"search_source"}
        for table in tables - inner:
            columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
            assert columns - NAMED == set(), table


def test_what_is_named_as_a_table_is_there(computer: Computer) -> None:
    with closing(sqlite3.connect(computer.path)) as db:
        for table in re.findall(r"^\*\*`(\w+)`\*\*", TEXT, re.MULTILINE):
            assert db.execute(f"PRAGMA table_info({table})").fetchall()


def test_every_key_of_the_data_and_of_the_manifest_is_named(
    computer: Computer, tmp_path: Path
) -> None:
    attempt_id = computer.answer(0)
    computer.transcribe(attempt_id, "the inputs")
    save_json(computer.path, tmp_path / "h.json", lambda: None)
    data = json.loads((tmp_path / "h.json").read_text("utf-8"))
    answer = data["answers"][0]
    nested = (data, answer, answer["take"], answer["transcript"], answer["review"])
    for each in (*nested, answer["transcript"]["words"][0]):
        assert set(each) - NAMED == set()
    assert set(Manifest.__dataclass_fields__) - NAMED == set()


def test_its_lines_of_python_read_the_times_of_words(computer: Computer) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    names: dict[str, object] = {"json": json, "zlib": zlib}
    exec(code, names)
    for spoken in (
        (Word("The", 0.1, 0.4, 0.97), Word("inputs", 0.4, 0.9, 0.3), Word("change.", 2.0, 2.5)),
        (Word("New York", 0.1, 0.4), Word("is", 0.3, 0.5)),
        (),
    ):
        attempt_id = computer.answer(len(computer.uids()))
        computer.history.set_transcript(attempt_id, Transcript(spoken, "whisper"))
        (row,) = computer.database.rows(
            f"SELECT text, times FROM transcripts WHERE attempt_id = {attempt_id}"
        )
        read = names["words"](row["text"], row["times"])  # type: ignore[operator]  # as it says
        assert list(read) == [
            (word.text, word.start_s, word.end_s, word.probability) for word in spoken
        ]


@pytest.mark.parametrize("query", re.findall(r"(SELECT .*?)(?:\"|$)", TEXT, re.MULTILINE))
def test_its_queries_work(query: str, computer: Computer) -> None:
    computer.transcribe(computer.answer(0), "drift and monitoring")
    with closing(sqlite3.connect(computer.path)) as db:
        assert len(db.execute(query).fetchall()) == 1
