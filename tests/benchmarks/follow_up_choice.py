"""How well the stored follow-up that probes what an answer left out is chosen.

    python -m tests.benchmarks.follow_up_choice

Each case is a question of the shipped packs, a key point that the answer left out, and which of the
question's follow-ups would bring it up, as somebody decided who had seen no scores. Two settings:
the point alone is missing, or two others with it that no follow-up is about. Prints how often one
of the right ones comes first, or among the first two, by meaning, by words and by chance, and how
often a follow-up is asked at all; for all cases, and for every other one, to show by how much the
figures jump about. The weights were looked at on both halves: there is no set that is kept apart.
"""

import random
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.analysis.embedder import Embedder
from app.analysis.follow_ups import rank_follow_ups
from app.analysis.weights import prepare
from app.core.feedback import Coverage, PointFinding, PointState
from app.core.question import Question
from app.storage.packs import load_packs

QUESTIONS: Final = Path(__file__).parents[2] / "questions"

# Question -> number of a key point -> the follow-ups that would bring it up.
LABELS: Final[dict[str, dict[int, set[int]]]] = {
    "mlops-versus-devops": {1: {1}, 4: {2}},
    "model-and-concept-drift": {3: {1, 3}, 4: {2}, 5: {2}, 6: {0}},
    "testing-before-release": {0: {3}, 7: {2}},
    "version-control-for-ml": {2: {0}, 3: {2}},
    "packaging-a-model": {2: {2}, 4: {0, 1}},
    "common-deployment-problems": {0: {0}, 3: {2}},
    "canary-versus-blue-green": {0: {0}, 1: {0}},
    "retraining-strategy": {1: {3}, 2: {0, 3}, 5: {2}},
    "ci-cd-pipeline-for-models": {1: {0}, 3: {0}, 4: {1}, 7: {3}},
    "managing-data": {0: {1}, 1: {0}, 5: {2}, 6: {0}, 7: {1}},
    "feature-engineering-in-the-pipeline": {3: {0}, 4: {1}},
    "implementing-monitoring": {0: {1}, 1: {0}, 3: {2}},
    "reproducible-experiments": {3: {2}, 6: {1}},
    "from-notebook-to-product": {1: {1}, 7: {1}},
    "building-a-retraining-pipeline": {4: {1, 2}, 5: {0}, 7: {3}},
    "model-explainability": {0: {1}, 1: {1}},
    "deploy-a-model-on-the-cloud": {0: {1}, 1: {1}, 6: {2}, 7: {2}},
    "serverless-for-model-serving": {2: {1}, 3: {1}, 5: {0}, 6: {2}},
    "compute-for-training-in-the-cloud": {1: {2}, 3: {0}, 4: {3}, 7: {1}},
    "security-and-compliance-in-the-cloud": {4: {3}, 5: {0}},
    "managing-cloud-costs": {2: {0}, 4: {0}, 5: {2}},
    "edge-or-cloud-deployment": {5: {1}, 7: {2}},
    "high-availability-and-fault-tolerance": {1: {0}, 3: {2}, 4: {3}, 6: {1}},
    "troubleshooting-a-production-model": {0: {1}, 1: {2}, 7: {3}},
    "model-versioning-in-a-team": {1: {2}, 2: {0}},
    "working-with-cross-functional-teams": {3: {1}, 5: {2}, 6: {0}},
    "scaling-for-more-users": {4: {1}, 5: {3}, 6: {2}},
    "when-a-model-disappoints-stakeholders": {1: {0}, 3: {1}},
    "technical-debt-against-a-deadline": {2: {2}, 4: {0}, 6: {1}},
    "tell-me-about-yourself": {0: {2}, 1: {0}, 2: {1}},
    "why-this-job": {1: {1}, 2: {0}},
    "a-real-weakness": {1: {1}, 5: {0}},
    "conflict-with-a-colleague": {1: {0}, 2: {0}},
    "leading-without-authority": {1: {0}, 4: {2}},
    "disagreeing-with-your-manager": {5: {0}},
    "difficult-customer": {1: {1}, 4: {2}},
    "giving-hard-feedback": {6: {1}},
    "a-failure": {3: {0}, 2: {1}},
    "tight-deadline": {1: {0}, 4: {1}},
    "learning-something-quickly": {1: {0}},
    "an-unclear-task": {4: {0}},
    "everything-at-once": {2: {0, 1}},
}


@dataclass(frozen=True, slots=True)
class Case:
    """An answer that left something out, and which follow-ups would be right."""

    question: Question
    missed: frozenset[int]
    right: frozenset[int]


def cases(others: int) -> list[Case]:
    """Return the labelled cases, each with some other points missing, too."""
    questions = {q.id: q for pack in load_packs([QUESTIONS]).packs for q in pack.questions}
    chance = random.Random(1)
    found = []
    for name, points in LABELS.items():
        question = questions[name]
        free = [i for i in range(len(question.key_points)) if i not in points]
        for point, right in points.items():
            more = chance.sample(free, min(others, len(free)))
            found.append(Case(question, frozenset({point, *more}), frozenset(right)))
    return found


def coverage_of(case: Case) -> Coverage:
    """Return a coverage in which the points of a case are missing."""
    findings = (
        PointFinding(
            point.text, PointState.NOT_FOUND if i in case.missed else PointState.COVERED, 0.0
        )
        for i, point in enumerate(case.question.key_points)
    )
    return Coverage(tuple(findings), "semantic")


def measure(found: Iterable[Case], embedder: Embedder | None) -> str:
    """Return the shares of right choices, in words."""
    ranked = [(case, rank_follow_ups(case.question, coverage_of(case), embedder)) for case in found]
    asked = [(case, order) for case, order in ranked if order]
    first = sum(order[0] in case.right for case, order in asked)
    two = sum(bool(case.right & set(order[:2])) for case, order in asked)
    share = len(asked) / len(ranked)
    return f"{first / len(asked):.2f} first, {two / len(asked):.2f} in two, asked {share:.2f}"


def by_chance(found: Iterable[Case]) -> str:
    """Return what guessing would reach."""
    first, two = [], []
    for case in found:
        count, right = len(case.question.follow_ups), len(case.right)
        first.append(right / count)
        two.append(1 - (count - right) / count * (count - right - 1) / (count - 1))
    return f"{sum(first) / len(first):.2f} first, {sum(two) / len(two):.2f} in two"


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        ready = prepare(Path(folder) / "model")
        embedder = Embedder(ready) if ready else None
        for others in (0, 2):
            every = cases(others)
            for name, part in (("all", every), ("1st half", every[::2]), ("2nd", every[1::2])):
                print(f"{others} others missing, {name}, {len(part)} cases")
                print("  meaning:", measure(part, embedder) if embedder else "no model")
                print("  words:  ", measure(part, None))
                print("  chance: ", by_chance(part))


if __name__ == "__main__":
    main()
