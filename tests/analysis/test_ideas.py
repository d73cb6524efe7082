from app.analysis.ideas import ideas_of
from tests.benchmarks.coverage_answers import shipped_questions


def test_ideas_together_are_the_whole_model_answer() -> None:
    for question in shipped_questions().values():
        assert " ".join(ideas_of(question.model_answer)) == question.model_answer.strip()


def test_a_sentence_that_only_announces_goes_with_the_next() -> None:
    text = "Then there's testing. I check whether recall is above the agreed bar."
    assert ideas_of(text) == (text,)


def test_a_short_last_sentence_goes_with_the_one_before() -> None:
    text = "I check whether recall stays above the agreed bar. That's it."
    assert ideas_of(text) == (text,)


def test_each_full_sentence_is_an_idea_of_its_own() -> None:
    first = "A container packs the code with its libraries."
    second = "Dashboards follow latency, failures and predictions."
    assert ideas_of(f"{first} {second}") == (first, second)


def test_no_model_answer_has_no_ideas() -> None:
    assert ideas_of("") == ()
    assert ideas_of("Yes.") == ("Yes.",)
