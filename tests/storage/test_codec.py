"""Values as JSON, also of other versions."""

import json

import pytest

from app.core.errors import StorageError
from app.core.feedback import PointState
from app.core.transcript import Word
from app.storage.codec import QUESTION, STATES, TICKS, WORDS
from tests.storage.values import question


def test_values_come_back_as_they_were() -> None:
    states = (PointState.COVERED, PointState.NOT_FOUND)
    words = (Word("ünder", 0.0, 0.25, 0.5),)
    assert QUESTION.load(QUESTION.dump(question())) == question()
    assert STATES.load(STATES.dump(states)) == states
    assert WORDS.load(WORDS.dump(words)) == words
    assert TICKS.load('{"0": 1, "3": 0}') == {0: True, 3: False}


def test_keys_of_a_newer_version_are_passed_over() -> None:
    stored = json.loads(QUESTION.dump(question()))
    stored["mood"] = "hard"
    stored["key_points"][0]["picture"] = {"url": "x"}
    assert QUESTION.load(json.dumps(stored)) == question()


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[1]", '[{"text": "secret", "start_s": 2, "end_s": 1}]']
)
def test_damage_is_told_without_quoting_it(text: str) -> None:
    with pytest.raises(StorageError, match="transcript cannot be read") as caught:
        WORDS.load(text)
    assert "secret" not in caught.value.hint
    assert caught.value.__suppress_context__
