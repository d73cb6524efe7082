"""What came of the answers of one sitting, or of any others: counts, points, times."""

from collections.abc import Sequence

from app.core.attempt import AttemptSummary


def best_takes(attempts: Sequence[AttemptSummary]) -> list[AttemptSummary]:
    """Return the take of each question that covered most, in the order the questions came.

    Drafts, and what has not been compared, are left out: they cannot be measured against others.
    """
    best: dict[str, AttemptSummary] = {}
    for each in attempts:
        if each.points and not each.draft:
            before = best.get(each.question_key)
            if before is None or each.covered > before.covered:
                best[each.question_key] = each
    return list(best.values())


def points_covered(attempts: Sequence[AttemptSummary]) -> tuple[int, int]:
    """Return how many key points the best takes covered, and how many there were."""
    best = best_takes(attempts)
    return sum(each.covered for each in best), sum(len(each.points or ()) for each in best)


def spoken_s(attempts: Sequence[AttemptSummary]) -> float:
    """Return how long all takes are together, in seconds."""
    return sum(each.take.duration_s for each in attempts)


def length_s(attempts: Sequence[AttemptSummary]) -> float:
    """Return the time from the first word of a sitting to its last, in seconds.

    Args:
        attempts: Oldest first, at least one. An attempt is dated when its take has ended.
    """
    first, last = attempts[0], attempts[-1]
    return (last.made_at - first.made_at).total_seconds() + first.take.duration_s
