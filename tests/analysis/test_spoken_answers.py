"""The answers that the cuts were set with fit the packs that are shipped."""

from collections import Counter

from tests.benchmarks.coverage_answers import read_answers, shipped_questions


def test_every_point_that_an_answer_says_is_a_point_of_its_question() -> None:
    questions = shipped_questions()
    drifted = [
        (answer.question, text)
        for answer in read_answers()
        for text in answer.said
        if text not in {point.text for point in questions[answer.question].key_points}
    ]
    assert drifted == [], "a point was reworded: see whether the answer still says it"


def test_every_shipped_question_has_two_answers_that_say_something() -> None:
    answered = Counter(answer.question for answer in read_answers() if answer.said)
    assert answered == dict.fromkeys(shipped_questions(), 2)


def test_there_are_vague_answers_to_both_kinds_of_questions() -> None:
    questions = shipped_questions()
    vague = {questions[answer.question].kind for answer in read_answers() if not answer.said}
    assert vague == {"knowledge", "behavioural"}
