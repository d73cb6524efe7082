"""What the terminal says of how a story was told."""

import io
from dataclasses import replace

from rich.console import Console

from app.cli.analyse import as_json
from app.cli.report import print_answer, print_structure
from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import Place, Transcript, Word
from app.session.reading import ReadAnswer
from app.session.structure_words import ESTIMATE
from tests.session.tools import FEEDBACK, QUESTION

SAID = Transcript(tuple(Word(f"w{i}", i * 1.0, i + 1.0) for i in range(10)), "fake")
TOLD = Structure(
    (
        TaggedSentence(0, 5, 0.0, 6.0, Part.SITUATION, sure=0.9),
        TaggedSentence(6, 7, 6.0, 8.0, Part.ACTION, sure=0.8),
        TaggedSentence(8, 9, 8.0, 10.0, Part.RESULT, sure=0.7),
    ),
    singular=4,
    plural=1,
    numbers=(Place(9, 9),),
)


def answer(told: Structure | None = TOLD) -> ReadAnswer:
    return ReadAnswer(QUESTION, 10.0, SAID, replace(FEEDBACK, structure=told))


def printed(told: Structure | None) -> str:
    out = io.StringIO()
    print_answer(Console(file=out, width=100, markup=False, highlight=False), answer(told))
    return out.getvalue()


def test_the_terminal_tells_the_shape_of_a_story_softly() -> None:
    words = printed(TOLD)
    lines = [" ".join(line.split()) for line in words.splitlines()]
    at = lines.index("Story shape")
    assert lines[at + 1 : at + 8] == [
        "Situation and Task 60 % usually up to 30 %",
        "Action 20 % usually 50 to 65 %",
        "Result 20 %",
        "· 4 × I, 1 × we",
        "· The Result has a number",
        "· The first Action comes after 60 % of the time",
        "· No clear Task heard",
    ]
    assert " ".join(ESTIMATE.split()) in " ".join(words.split())


def test_of_a_question_of_knowledge_the_terminal_tells_no_shape() -> None:
    assert "Story shape" not in printed(None)
    out = io.StringIO()
    print_structure(Console(file=out), Structure())
    assert out.getvalue() == ""


def test_the_shape_of_a_story_is_in_the_json() -> None:
    told = as_json(answer())["structure"]
    assert told == {
        "shares": {"situation": 0.6, "task": 0.0, "action": 0.2, "result": 0.2},
        "action_from": 0.6,
        "missing": ["task"],
        "singular": 4,
        "plural": 1,
        "result_number": "w9",
        "sentences": [
            {"part": "situation", "start_s": 0.0, "end_s": 6.0, "sure": 0.9},
            {"part": "action", "start_s": 6.0, "end_s": 8.0, "sure": 0.8},
            {"part": "result", "start_s": 8.0, "end_s": 10.0, "sure": 0.7},
        ],
    }
    assert as_json(answer(None))["structure"] is None
