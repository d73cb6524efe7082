"""The terms of a question: written where they were said, and nowhere else."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from app.core.transcript import Word
from app.speech.engines.terms import MAX_TERMS_CHARS, hotwords_of, may_be_misheard, mend
from app.speech.engines.whisper import load
from app.speech.hearing import SAMPLE_RATE_HZ, Audio, Request
from tests.speech.fakes import Write, Written, fake_engine, segment
from tests.speech.sounds import ANSWER, TINY_MODEL, plain, read_wav

TERMS: Final = ("Kubeflow", "Kubernetes", "SageMaker", "blue-green", "p99")


def words(text: str, probability: float = 0.9, start_s: float = 0.0) -> list[Word]:
    return [
        Word(word, start_s + n / 3, start_s + (n + 1) / 3, probability)
        for n, word in enumerate(text.split())
    ]


def text_of(heard: list[Word]) -> str:
    return " ".join(word.text for word in heard)


def test_a_misheard_term_is_mended_in_the_time_it_was_said() -> None:
    first = [
        *words("we used"),
        *words("cooper floor", 0.3, 0.7),
        *words("for the pipelines", 0.9, 2),
    ]
    again = words("We used Kubeflow for some pipelines.", 0.95)
    mended = mend(first, again, TERMS)
    assert text_of(mended) == "we used Kubeflow for the pipelines"
    assert (mended[2].start_s, mended[2].end_s) == (0.7, first[3].end_s)


def test_a_word_that_sounds_just_like_a_term_is_mended_even_when_it_was_sure() -> None:
    first = words("on a Cabernet's cluster", 0.74)
    assert may_be_misheard(first, TERMS)
    assert (
        text_of(mend(first, words("on a Kubernetes cluster"), TERMS)) == "on a Kubernetes cluster"
    )


def test_a_name_that_sounds_just_so_need_not_be_surer() -> None:
    first = [*words("it was"), *words("gubaflow.", 0.63, 1)]
    again = [*words("It was"), *words("Kubeflow.", 0.09, 1)]
    assert text_of(mend(first, again, TERMS)) == "it was Kubeflow."


@pytest.mark.parametrize(
    "again",
    [
        "Kubeflow, Kubernetes, SageMaker, blue-green, p99",
        "we trained SageMaker every week Kubeflow",
        "we trained the SageMaker every week",
        "",
    ],
)
def test_terms_nobody_said_are_not_written(again: str) -> None:
    first = [*words("we trained the"), *words("model", 0.2, 1), *words("every week", 0.9, 1.4)]
    assert mend(first, words(again, 0.99), TERMS) == first


def test_a_less_sure_second_reading_changes_nothing() -> None:
    first = words("cooper floor", 0.3)
    assert mend(first, words("Kubeflow", 0.2), TERMS) == first


def test_terms_are_tried_only_where_one_may_have_been_misheard() -> None:
    sure = words("we used Kubeflow every day")
    assert not may_be_misheard(sure, TERMS)
    assert not may_be_misheard([*sure, Word("is", 9, 9.2, 0.1)], TERMS)  # too short for a term
    assert may_be_misheard([*sure, Word("floor", 9, 9.2, 0.1)], TERMS)
    assert not may_be_misheard([*sure, Word("floor", 9, 9.2, 0.1)], ())


def test_more_terms_than_fit_are_left_out() -> None:
    hotwords = hotwords_of(tuple(f"term{i}" for i in range(1000)))
    assert hotwords is not None
    assert hotwords.startswith("term0, term1, ")
    assert len(hotwords) <= MAX_TERMS_CHARS
    assert hotwords_of(()) is None


# Through the engine, with a model that is fond of its hotwords ------------------------


def obedient(said: str) -> Write:
    """Return a model that hears something, unsurely, and with hotwords only those."""

    def write(audio: Audio, _prompt: str | None, hotwords: str | None) -> Written:
        length_s = len(audio) / SAMPLE_RATE_HZ
        if hotwords:
            return [segment(hotwords.replace(",", ""), 0.0, length_s, probability=0.99)]
        return [segment(said, 0.0, length_s, probability=0.35)]

    return write


def heard(write: Write, terms: tuple[str, ...]) -> tuple[str, list[object]]:
    engine, model = fake_engine(write)
    sound = read_wav(ANSWER)[: 9 * SAMPLE_RATE_HZ]
    steps = engine.transcribe([sound], Request("en", terms))
    text = " ".join(word.text for step in steps for word in step.words)
    return text, [told["hotwords"] for told in model.asked]


def test_a_model_that_always_writes_the_terms_is_not_believed() -> None:
    said = "we trained the model every single week with data of the customers"
    text, told = heard(obedient(said), TERMS)
    assert set(text.split()) == set(said.split())
    assert told[:2] == [None, "Kubeflow, Kubernetes, SageMaker, blue-green, p99"]


def test_a_model_that_spells_a_term_better_is_believed() -> None:
    def write(audio: Audio, _prompt: str | None, hotwords: str | None) -> Written:
        length_s = len(audio) / SAMPLE_RATE_HZ
        text = "we ran it with Kubeflow daily" if hotwords else "we ran it with cooper floor daily"
        return [segment(text, 0.0, length_s, probability=0.9 if hotwords else 0.3)]

    text, _told = heard(write, TERMS)
    assert text.startswith("we ran it with Kubeflow daily")


def test_without_terms_there_is_no_second_reading() -> None:
    _text, told = heard(obedient("we trained the model"), ())
    assert set(told) == {None}


@pytest.mark.slow
def test_the_test_model_does_not_hear_terms_nobody_said(
    render_speech: Callable[[str], Path],
) -> None:
    terms = ("Terraform", "SageMaker", "blue-green", "quantization", "GPUs")
    said = "We compared the new model with the baseline after the code review."
    sound = read_wav(render_speech(said))
    steps = load(TINY_MODEL).transcribe([sound], Request("en", terms))
    text = " ".join(word.text for step in steps for word in step.words)
    assert not set(plain(" ".join(terms))) & set(plain(text))
