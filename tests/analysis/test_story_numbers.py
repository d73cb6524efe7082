"""A number that belongs to a story counts when it was said, and is missed when it was not."""

from collections import Counter
from dataclasses import replace

import pytest

from app.analysis.coverage import CoverageChecker
from app.analysis.embedder import Embedder
from app.core.feedback import PointState
from app.core.question import Question
from app.core.story import Story, told_with
from app.core.structure import Part
from app.session.listening import terms_of
from tests.analysis.answers import spoken
from tests.analysis.story_numbers import ENDINGS, Ending, stories

QUESTION = Question("hard", "p", "P", "g", "Tell me about a hard problem at work.", "behavioural")
STORIES = stories()
# The story says "forty depots" in its Situation, too.
SAID_ELSEWHERE = ENDINGS[1]


def state_of(checker: CoverageChecker, ending: Ending, words: str) -> PointState:
    """Return the verdict on a number of a story that is told in full, and ends with some words."""
    story = STORIES[ending.title]
    told = (Part.SITUATION, Part.TASK, Part.ACTION)
    body = " ".join(line for part in told for line in story.bullets[part])
    question = told_with(QUESTION, story)
    findings = checker.assess(question, spoken(f"{body} {words}")).findings
    return findings[len(findings) - len(story.numbers) + ending.number].state


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda each: f"{each.title}-{each.number}")
def test_a_number_that_is_said_counts_however_it_is_written(
    embedder: Embedder, ending: Ending
) -> None:
    assert state_of(CoverageChecker(embedder), ending, ending.said) is PointState.COVERED


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda each: f"{each.title}-{each.number}")
def test_a_number_that_is_left_out_is_missed(embedder: Embedder, ending: Ending) -> None:
    if ending is not SAID_ELSEWHERE:
        state = state_of(CoverageChecker(embedder), ending, ending.left_out)
        assert state is not PointState.COVERED


def test_by_words_alone_numbers_are_told_from_none_as_well() -> None:
    checker = CoverageChecker(None)
    said = Counter(state_of(checker, each, each.said) for each in ENDINGS)
    missed = Counter(
        state_of(checker, each, each.left_out) for each in ENDINGS if each is not SAID_ELSEWHERE
    )
    assert said[PointState.NOT_FOUND] == 0
    assert missed[PointState.COVERED] == 0


def test_no_engine_is_told_which_numbers_to_expect() -> None:
    story = replace(STORIES["The shifted hour"], numbers=("it saves us 40k and 95% of the work",))
    terms = terms_of(told_with(QUESTION, story))
    assert not any(character.isdigit() for term in terms for character in term)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("40 %", "forty percent"),
        ("40 %", "40%"),
        ("forty percent", "40 percent"),
        ("1,200", "twelve hundred"),
        ("1,200", "one thousand two hundred"),
        ("half", "fifty percent"),
        ("£3m", "three million pounds"),
        ("from 31 to 18", "eighteen where it had been thirty one"),
    ],
)
def test_a_number_without_any_words_is_found_in_any_writing(number: str, said: str) -> None:
    story = Story("The hour", "u", numbers=(number,))
    told = spoken(f"I looked at the inputs first. In the end it was {said}. We kept the test.")
    (finding,) = CoverageChecker(None).assess(told_with(QUESTION, story), told).findings
    assert finding.state is PointState.COVERED
    assert finding.evidence is not None
    assert said.split()[0] in finding.evidence.text
    other = spoken("I looked at the inputs first. In the end it was 41, then seven.")
    (finding,) = CoverageChecker(None).assess(told_with(QUESTION, story), other).findings
    assert finding.state is PointState.NOT_FOUND


def test_a_small_number_alone_may_have_been_said_of_anything() -> None:
    story = Story("The hour", "u", numbers=("3x",))
    told = spoken("Three people looked at the inputs first.")
    (finding,) = CoverageChecker(None).assess(told_with(QUESTION, story), told).findings
    assert finding.state is PointState.UNCLEAR
