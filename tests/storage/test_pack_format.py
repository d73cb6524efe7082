"""The schema, and the packs that are shipped."""

import json
import subprocess
import sys

from app.storage.pack_format import DESCRIPTIONS, json_schema
from app.storage.packs import load_packs
from app.storage.places import shipped_questions


def test_the_shipped_schema_is_current() -> None:
    shipped = (shipped_questions() / "pack.schema.json").read_text("utf-8")
    assert shipped == json_schema(), (
        "python -m app.storage.pack_format > questions/pack.schema.json"
    )


def test_the_module_prints_the_schema() -> None:
    command = [sys.executable, "-m", "app.storage.pack_format"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed == json_schema()


def test_every_key_has_a_description_for_the_editor() -> None:
    properties = json.loads(json_schema())["$defs"]["QuestionEntry"]["properties"]
    assert all(described["description"] for described in properties.values())
    assert all(DESCRIPTIONS.values())


def test_the_shipped_packs_have_no_mistake() -> None:
    loaded = load_packs([shipped_questions()])
    assert [str(problem) for problem in loaded.problems] == []
    assert {pack.id for pack in loaded.packs} >= {"mlops", "behavioural"}
