"""Which engine is asked for which language."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.settings import Settings
from app.session.models import engine_choice, knows_english_only
from app.session.reading import choose_engine
from app.speech.model_folder import check_model_folder
from app.speech.shapes import ENGLISH_TOKENS, LARGE_V3_TOKENS, MULTILINGUAL_TOKENS
from tests.speech.sounds import TINY_MODEL

GERMAN = Settings(language="de")


def model(folder: Path, name: str, tokens: int, *, text: bool = False) -> Path:
    """Return a model with so many tokens; its weights are another's."""
    path = Path(shutil.copytree(TINY_MODEL, folder / name))
    words = [f"word{n}" for n in range(tokens)]
    if text:
        (path / "vocabulary.json").unlink()
        (path / "vocabulary.txt").write_text("\n".join(words))
    else:
        (path / "vocabulary.json").write_text(json.dumps(words))
    return path


def test_no_engine_is_told_another_language_than_the_one_chosen() -> None:
    assert engine_choice(GERMAN).language == "de"
    assert engine_choice(replace(GERMAN, whisper_folder="/models/base")).language == "de"


def test_the_command_line_has_the_last_word_about_the_language() -> None:
    assert choose_engine(GERMAN, "", None).language == "de"
    assert choose_engine(GERMAN, "", None, "fr").language == "fr"
    assert choose_engine(GERMAN, "pocketsphinx", None, "en").language == "en"
    assert choose_engine(GERMAN, "", Path("/models/base"), "fr").language == "fr"


@pytest.mark.parametrize(
    ("name", "tokens", "english_only"),
    [
        ("base.en", ENGLISH_TOKENS, True),
        ("base", MULTILINGUAL_TOKENS, False),
        ("faster-whisper-large-v3", LARGE_V3_TOKENS, False),
        ("faster-distil-whisper-large-v3", LARGE_V3_TOKENS, True),
        ("distil-large-v3", LARGE_V3_TOKENS, True),
        ("distil-large-v3-german", LARGE_V3_TOKENS, False),
    ],
)
@pytest.mark.parametrize("text", [False, True], ids=["json", "text"])
def test_a_model_for_english_alone_is_known_by_its_tokens(
    tmp_path: Path, name: str, tokens: int, english_only: bool, text: bool
) -> None:
    folder = model(tmp_path, name, tokens, text=text)
    assert check_model_folder(folder).multilingual is not english_only
    assert knows_english_only(Settings(whisper_folder=str(folder))) is english_only


def test_the_draft_engine_knows_english_only_and_a_broken_model_is_no_matter_of_language() -> None:
    assert knows_english_only(Settings())
    assert not knows_english_only(Settings(whisper_folder="/nowhere"))
