import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.words import SOUND_MATCH, alike, content_words, handles, stem

WORDS = [
    "cache",
    "cash",
    "knight",
    "night",
    "running",
    "ran",
    "json",
    "jason",
    "write",
    "right",
    "5",
]


def test_words_without_meaning_are_left_out() -> None:
    assert content_words("Um, so the Model is in the registry") == ["model", "registry"]


def test_a_text_of_such_words_only_keeps_them() -> None:
    assert content_words("to be or not to be") == ["to", "be", "or", "not", "to", "be"]


def test_one_stem_serves_all_forms_of_a_word() -> None:
    assert stem("deployed") == stem("deploys") == stem("deploying")


@pytest.mark.parametrize(("wanted", "said"), [("cache", "cash"), ("kubernetes", "kubernetties")])
def test_a_misheard_word_counts_less_than_the_word_itself(wanted: str, said: str) -> None:
    assert alike(wanted, said) == SOUND_MATCH
    assert alike(wanted, wanted) == 1.0


def test_words_that_only_share_letters_are_not_alike() -> None:
    assert alike("model", "metal") == 0.0
    assert alike("cat", "car") == 0.0


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_words_without_a_handle_in_common_are_never_alike(wanted: str, said: str) -> None:
    if not set(handles(wanted)) & set(handles(said)):
        assert alike(wanted, said) == 0.0


def test_letters_of_any_alphabet_make_words() -> None:
    assert content_words("Überwachung für größere Modelle") == [
        "überwachung", "für", "größere", "modelle",
    ]  # fmt: skip
    assert content_words("изменение данных, p99") == ["изменение", "данных", "p99"]
