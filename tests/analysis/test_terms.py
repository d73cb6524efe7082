import os
import subprocess
import sys
from dataclasses import replace

import pytest

from app.analysis.embedder import Embedder
from app.analysis.spoken import spoken_words
from app.analysis.term_places import used_terms
from app.analysis.terms import MOST_TERMS, terms_of
from app.analysis.vocabulary import FIRST_RARE, CommonWords, Term
from app.core.question import KeyPoint, Question
from tests.analysis.answers import spoken
from tests.benchmarks.coverage_answers import ROOT, shipped_questions

QUESTIONS = shipped_questions()


def names(question: Question, common: CommonWords | None) -> list[str]:
    return [term.text for term in terms_of(question, common)]


def places(term: str, answer: str) -> list[str]:
    """Return the words of an answer that count as a term."""
    (said,) = used_terms([Term(term, (term,))], spoken_words(spoken(answer).words))
    words = answer.split()
    return [" ".join(words[p.first_word : p.last_word + 1]) for p in said.places]


@pytest.fixture(scope="module")
def common(embedder: Embedder) -> CommonWords:
    return CommonWords(embedder.common_words(FIRST_RARE))


def test_terms_of_the_trade_are_found(common: CommonWords) -> None:
    found = names(QUESTIONS["mlops/model-and-concept-drift"], common)
    assert {"concept drift", "data drift", "PSI", "retraining"} <= set(found)
    assert {"SHAP", "LIME"} <= set(names(QUESTIONS["mlops/model-explainability"], common))
    assert "blue-green" in names(QUESTIONS["mlops/canary-versus-blue-green"], common)


def test_there_are_few_of_them_and_no_ordinary_words(common: CommonWords) -> None:
    found = {term for each in QUESTIONS.values() for term in names(each, common)}
    assert max(len(names(each, common)) for each in QUESTIONS.values()) <= MOST_TERMS
    ordinary = "model data team time somebody latest customer colleague week different people"
    assert found.isdisjoint(ordinary.split())


def test_a_story_has_no_terms_but_required_ones(common: CommonWords) -> None:
    story = QUESTIONS["behavioural/difficult-customer"]
    assert names(story, common) == []
    point = KeyPoint("I put it right.", must=(("refund", "money back"),))
    assert names(replace(story, key_points=(point,)), common) == ["refund"]


def test_without_a_list_of_ordinary_words_only_names_are_terms() -> None:
    found = names(QUESTIONS["mlops/retraining-strategy"], None)
    assert found == ["Airflow", "Kubeflow"]


def test_the_order_of_terms_does_not_depend_on_how_python_orders_sets() -> None:
    script = (
        "from app.analysis.terms import terms_of;"
        "from tests.benchmarks.coverage_answers import ROOT, shipped_questions;"
        "print([terms_of(each, None) for each in shipped_questions().values()])"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_another_form_of_a_term_is_the_term() -> None:
    assert places("snapshot", "We keep snapshots, each a snapshot.") == ["snapshots,", "snapshot."]
    assert places("GPU", "Two GPUs and a GPU") == ["GPUs", "GPU"]


def test_what_the_engine_misspelt_is_the_term() -> None:
    assert places("cache", "then I cash the result") == ["cash"]
    assert places("Prometheus", "with Promethius and Grafana") == ["Promethius"]
    assert places("Airflow", "we run air flow at night") == ["air flow"]
    assert places("blue-green", "a bluegreen switch") == ["bluegreen"]
    assert places("CI/CD", "our CI CD and the CI/CD") == ["CI CD", "CI/CD"]


def test_a_word_that_only_looks_alike_is_not_the_term() -> None:
    assert places("dataset", "the database is full") == []
    assert places("CPU", "the GPU is full") == []
    assert places("pickle", "pick one") == []
    assert places("bucket", "it is baked in") == []
    assert places("rollout", "we rolled it back") == []


def test_both_words_of_a_term_are_needed_and_near() -> None:
    assert places("concept drift", "the concept drifts") == ["concept drifts"]
    assert places("concept drift", "a concept that people call drift") == []


def test_either_of_several_terms_will_do() -> None:
    term = Term("SHAP", ("SHAP", "Shapley"))
    (said,) = used_terms([term], spoken_words(spoken("I use Shapley values").words))
    assert (said.text, said.count) == ("SHAP", 1)


def test_a_term_not_used_has_no_places() -> None:
    assert places("lineage", "I tag each run") == []
