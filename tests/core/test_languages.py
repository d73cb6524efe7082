"""The languages that can be chosen."""

from faster_whisper.tokenizer import _LANGUAGE_CODES

from app.core.languages import LANGUAGES, UNSPACED, is_english, language_name


def test_they_are_those_whisper_knows_english_first_and_the_rest_by_name() -> None:
    assert set(LANGUAGES) == set(_LANGUAGE_CODES)
    first, *names = LANGUAGES.values()
    assert first == "English"
    assert names == sorted(names)
    assert set(LANGUAGES) >= UNSPACED


def test_a_region_does_not_make_another_language() -> None:
    assert is_english("en-GB")
    assert not is_english("enm")
    assert language_name("pt-BR") == "Portuguese"
    assert language_name("tlh") == "tlh"
