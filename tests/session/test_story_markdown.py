"""Stories are written as Markdown, and read from what people write by hand."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import StoryError
from app.core.story import Story, tidied
from app.core.structure import Part
from app.session.story_markdown import read_stories, write_stories
from tests.storage.values import FUZZ

HOUR = Story(
    title="The shifted hour",
    bullets={
        Part.SITUATION: ("Calls were counted twice in one night of the year.",),
        Part.TASK: ("I had to find out why before the report went out.",),
        Part.ACTION: ("I looked at the time zones.", "I wrote a test for the hour."),
        Part.RESULT: ("The report was right.",),
    },
    competencies=("ownership", "problem solving"),
    numbers=("40 percent fewer calls",),
    question_keys=("behavioural/owning-a-mistake", "behavioural/tight-deadline"),
)
WRITTEN = """\
# The shifted hour

Competencies: ownership, problem solving

Questions: behavioural/owning-a-mistake, behavioural/tight-deadline

## Situation

- Calls were counted twice in one night of the year.

## Task

- I had to find out why before the report went out.

## Action

- I looked at the time zones.
- I wrote a test for the hour.

## Result

- The report was right.

## Numbers

- 40 percent fewer calls
"""
BY_HAND = """\
\ufeff# The shifted hour
skills: Ownership, Problem solving
question: behavioural/owning-a-mistake,behavioural/tight-deadline
<!-- to be told slowly -->
S: Calls were counted twice
in one night of the year.

**Task:** I had to find out why before the report went out.

### ACTIONS:
1. I looked at the time zones.
2) I wrote a test
   for the hour.
***
## result
The report was right.
Numbers:
* 40 percent fewer calls
"""
LINES = st.lists(st.text(), max_size=4).map(tuple)
AWKWARD = st.lists(
    st.sampled_from(["- ", "# ", "## Task", "S:", "Questions: a/b", "1.", "a, b", "---", " ", "x"]),
    max_size=4,
).map("".join)
WORDS = st.lists(st.text() | AWKWARD, max_size=4).map(tuple)
STORIES = st.builds(
    Story,
    title=st.text() | AWKWARD,
    bullets=st.dictionaries(st.sampled_from(Part), WORDS),
    competencies=WORDS,
    numbers=WORDS,
    question_keys=st.lists(st.from_regex(r"[a-z0-9-]+/[a-z0-9-]+", fullmatch=True)).map(tuple),
)


def test_a_story_is_written_as_a_person_would_write_it() -> None:
    assert write_stories([HOUR]) == WRITTEN


def test_what_is_written_by_hand_is_read() -> None:
    assert read_stories(BY_HAND) == (HOUR,)


def test_windows_line_ends_make_no_difference() -> None:
    assert read_stories(WRITTEN.replace("\n", "\r\n")) == (HOUR,)


def test_a_file_holds_many_stories() -> None:
    other = Story("Another one")
    assert read_stories(write_stories([HOUR, other, HOUR])) == (HOUR, other, HOUR)
    assert read_stories("\n\n") == ()


def test_bullets_right_under_the_title_say_themselves_where_they_belong() -> None:
    (story,) = read_stories("# One\n- S: It rained.\n- A: I ran.\n- Fast.\n")
    assert story.bullets == {Part.SITUATION: ("It rained.",), Part.ACTION: ("I ran.", "Fast.")}


def test_a_bullet_in_a_section_is_taken_word_by_word() -> None:
    (story,) = read_stories("# One\n## Result\n- A: we won\n")
    assert story.bullets == {Part.RESULT: ("A: we won",)}


def test_the_example_in_the_document_is_what_is_written() -> None:
    text = (Path(__file__).parents[2] / "DATA.md").read_text("utf-8")
    block = text.split("## Stories as Markdown")[1].split("    # The", 1)[1]
    lines = f"    # The{block}".split("\nA line with one")[0].splitlines()
    example = "\n".join(line.removeprefix("    ") for line in lines).strip() + "\n"
    (story,) = read_stories(example)
    assert len(story.points) == 6
    assert write_stories([story]) == example


@FUZZ
@given(st.lists(STORIES, max_size=3))
def test_whatever_is_written_is_read_back_as_it_was(stories: list[Story]) -> None:
    kept = tuple(replace(tidied(story), uid="") for story in stories)
    assert read_stories(write_stories(stories)) == kept


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("\nI was there.\n", 2, "title"),
        ("## Situation\n", 1, "title"),
        ("# One\n\n#\n", 3, "Write one"),
        ("# One\nIt rained.\n", 2, "heading"),
        ("# One\n## Weather\n", 2, "Situation, Task, Action, Result, Numbers"),
        ("# One\n\nQuestions: failure\n", 3, "behavioural/owning-a-mistake"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_is_expected(
    text: str, line: int, expected: str
) -> None:
    with pytest.raises(StoryError) as caught:
        read_stories(text)
    assert str(caught.value).startswith(f"Line {line}: ")
    assert expected in f"{caught.value} {caught.value.hint}"
