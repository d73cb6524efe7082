from dataclasses import replace

import pytest

from app.analysis.content import ContentReader
from app.analysis.coverage import CoverageChecker
from app.analysis.embedder import Embedder
from app.analysis.review import Analyst
from app.core.feedback import Content, PointState
from app.core.question import KeyPoint
from tests.analysis.answers import DEPLOY, spoken
from tests.benchmarks.coverage_answers import read_answers, shipped_questions

QUESTIONS = shipped_questions()
REPEATED = "wir messen die Werte jeden Tag, und wir messen die Werte jeden Tag"


@pytest.fixture(scope="module", params=["semantic", "lexical"])
def reader(request: pytest.FixtureRequest) -> ContentReader:
    semantic = request.param == "semantic"
    embedder: Embedder | None = request.getfixturevalue("embedder") if semantic else None
    return ContentReader(CoverageChecker(embedder), None)


def states(reader: ContentReader, key: str, answer: str) -> list[PointState]:
    ideas = reader.assess(QUESTIONS[key], spoken(answer), ()).ideas
    return [idea.state for idea in ideas]


def test_a_model_answer_covers_all_of_its_own_ideas(reader: ContentReader) -> None:
    for key, question in QUESTIONS.items():
        assert set(states(reader, key, question.model_answer)) == {PointState.COVERED}, key


def test_an_answer_to_another_question_covers_hardly_any_idea(reader: ContentReader) -> None:
    keys = list(QUESTIONS)
    found = [
        state
        for index, key in enumerate(keys)
        for state in states(reader, key, QUESTIONS[keys[index - 20]].model_answer)
    ]
    assert found.count(PointState.COVERED) < 0.08 * len(found)


def test_an_idea_said_in_other_words_is_found_with_the_words_that_show_it(
    embedder: Embedder,
) -> None:
    question = replace(
        DEPLOY,
        model_answer="I pack the model into a container together with pinned libraries. "
        "Then replicas come and go with the traffic. Costs are reviewed by finance each month.",
    )
    answer = (
        "First the serving code goes into a container, every library pinned. When traffic "
        "grows the replicas grow with it, and at night they go."
    )
    ideas = Analyst(embedder).assess(question, spoken(answer), 30.0).content
    assert ideas is not None
    container, scaling, costs = ideas.ideas
    assert container.state is PointState.COVERED
    assert container.evidence is not None
    assert "goes into a container" in container.evidence.text
    assert scaling.state is PointState.COVERED
    assert costs.state is PointState.NOT_FOUND


def test_a_question_without_a_model_answer_has_no_ideas(reader: ContentReader) -> None:
    assert reader.assess(DEPLOY, spoken("I build an image."), ()).ideas == ()


def test_nothing_said_has_no_content(reader: ContentReader) -> None:
    assert reader.assess(DEPLOY, spoken(""), ()) == Content()


def test_of_another_language_less_is_said(reader: ContentReader) -> None:
    point = KeyPoint("Werte werden gemessen.", must=(("Werte",), ("Alarm",)))
    question = replace(DEPLOY, key_points=(point,), model_answer="Wir messen täglich alle Werte.")
    german = replace(spoken(REPEATED), language="de")
    content = reader.assess(question, german, ())
    assert (content.words, content.ideas) == ((), ())
    assert [(term.text, term.count) for term in content.terms] == [("Werte", 2), ("Alarm", 0)]
    assert [(said.text, said.count) for said in content.phrases] == [
        ("wir messen die Werte jeden Tag", 2)
    ]


def test_a_language_without_spaces_has_no_content(reader: ContentReader) -> None:
    chinese = replace(spoken("模 型 漂 移 模 型 漂 移 模 型 漂 移"), language="zh")
    assert reader.assess(DEPLOY, chinese, ()) == Content()


def test_every_place_lies_in_the_transcript(embedder: Embedder) -> None:
    analyst = Analyst(embedder)
    for answer in read_answers():
        transcript = spoken(answer.answer)
        content = analyst.assess(QUESTIONS[answer.question], transcript, 60.0).content
        assert content is not None
        for said in (*content.words, *content.terms, *content.phrases):
            for place in said.places:
                assert 0 <= place.first_word <= place.last_word < len(transcript.words)
