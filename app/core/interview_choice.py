"""Which questions an interview asks, and in which order."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.interview import Choice
from app.core.question import Question

Mix = Mapping[str, float]
"""Group of questions -> its share, in any unit; what is not named is not asked."""

EASY: Final = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants to be asked.

    Attributes:
        count: How many questions, at least 1.
        choice: How they are chosen.
        difficulty: Only questions of this difficulty, 1 to 3; None for all.
        mix: How the groups are mixed; None for evenly.
    """

    count: int
    choice: Choice = "mix"
    difficulty: int | None = None
    mix: Mix | None = None


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """What is known of the last answer to a question.

    Attributes:
        score: The person's own rating, 1 to 5; None for none.
        covered_share: Share of its key points that was covered, 0..1; None when not known.
    """

    score: int | None = None
    covered_share: float | None = None

    @property
    def strength(self) -> float:
        """How well it went, 0..1: the mean of what is known; the middle when nothing is."""
        rated = None if self.score is None else (self.score - 1) / 4
        known = [each for each in (rated, self.covered_share) if each is not None]
        return sum(known) / len(known) if known else 0.5


def choose_questions(
    questions: Sequence[Question],
    wish: Wish,
    last: Mapping[str, LastAnswer],
    chance: random.Random,
) -> tuple[Question, ...]:
    """Return what an interview asks, in order; fewer than wished for when there are no more.

    It begins with something easy or with an experience to tell, as interviews do, and goes from
    group to group.

    Args:
        questions: What there is to choose from; keys that come twice are asked once.
        wish: What the person wants.
        last: The last answer to each question, by its key; for "weakest".
        chance: Where there is nothing else to go by.
    """
    pool = list({each.key: each for each in questions}.values())
    pool = [each for each in pool if wish.difficulty in (None, each.difficulty)]
    chance.shuffle(pool)
    if wish.choice == "weakest":
        pool.sort(key=lambda each: _weakness(last.get(each.key)))
        chosen = pool[: wish.count]
    elif wish.choice == "random":
        chosen = pool[: wish.count]
    else:
        chosen = _mixed(pool, wish)
    return _in_order(chosen)


def _weakness(last: LastAnswer | None) -> tuple[bool, float]:
    """Return a key that sorts the weakest answer first, and what was never tried behind all."""
    return (True, 0.0) if last is None else (False, last.strength)


def _mixed(pool: Sequence[Question], wish: Wish) -> list[Question]:
    """Take from each group by its share; what a group lacks, the others give."""
    groups = _by_group(pool)
    shares = dict.fromkeys(groups, 1.0)
    if wish.mix is not None:
        named = {name: wish.mix[name] for name in groups if wish.mix.get(name, 0.0) > 0.0}
        shares = named or shares
    taken = dict.fromkeys(shares, 0)
    chosen: list[Question] = []
    while len(chosen) < wish.count:
        open_groups = [name for name in shares if taken[name] < len(groups[name])]
        if not open_groups:
            break
        # Sainte-Lague: of all ways to give out seats it strays least from the shares.
        # https://en.wikipedia.org/wiki/Sainte-Lagu%C3%AB_method
        name = max(open_groups, key=lambda each: shares[each] / (2 * taken[each] + 1))
        chosen.append(groups[name][taken[name]])
        taken[name] += 1
    return chosen


def _in_order(chosen: Sequence[Question]) -> tuple[Question, ...]:
    """Put an opener first, and then let the groups take turns as evenly as they can."""
    if not chosen:
        return ()
    opener = min(chosen, key=_opening)
    rest = [each for each in chosen if each is not opener]
    ordered = [opener]
    while rest:
        left = _by_group(rest)
        other = [name for name in left if name != ordered[-1].group] or list(left)
        # The largest group first, or its questions would all be left to the end.
        following = max(other, key=lambda name: len(left[name]))
        ordered.append(left[following][0])
        rest = [each for each in rest if each is not ordered[-1]]
    return tuple(ordered)


def _opening(question: Question) -> tuple[int, int]:
    """Return a key that sorts the best opener first: easy ones, experiences before knowledge."""
    if question.difficulty == EASY:
        return (0, int(question.kind != "behavioural"))
    return (1, int(question.kind != "behavioural"))


def _by_group(questions: Sequence[Question]) -> dict[str, list[Question]]:
    groups: dict[str, list[Question]] = {}
    for each in questions:
        groups.setdefault(each.group, []).append(each)
    return groups
