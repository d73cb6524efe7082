"""Neighbours of different groups."""

import random
from collections import Counter
from itertools import pairwise

from app.core.mixing import by_turns, mixed


def group(thing: str) -> str:
    return thing[0]


def neighbours(things: tuple[str, ...]) -> int:
    """Return how often two things of one group stand side by side."""
    return sum(group(left) == group(right) for left, right in pairwise(things))


def test_neighbours_are_of_different_groups_and_the_most_urgent_comes_first() -> None:
    assert mixed(["a1", "a2", "b1", "b2"], group) == ("a1", "b1", "a2", "b2")


def test_a_large_group_is_begun_early_so_that_there_is_something_to_put_between() -> None:
    assert mixed(["a1", "a2", "b1", "b2", "b3"], group) == ("b1", "a1", "b2", "a2", "b3")


def test_one_group_alone_stays_as_it_is() -> None:
    assert mixed(["a1", "a2", "a3"], group) == ("a1", "a2", "a3")
    assert mixed([], group) == ()


def test_whatever_the_groups_as_few_as_possible_stand_side_by_side() -> None:
    chance = random.Random(1)
    for _ in range(300):
        groups = chance.choices("abcd", k=chance.randrange(1, 30))
        things = [f"{name}{number:02}" for number, name in enumerate(groups)]
        order = mixed(things, group)
        assert sorted(order) == sorted(things)
        for name in set(groups):  # inside a group nothing changes places
            assert [each for each in order if group(each) == name] == [
                each for each in things if group(each) == name
            ]
        most = max(Counter(groups).values())
        assert neighbours(order) == max(0, 2 * most - len(things) - 1)


def test_by_turns_every_group_has_its_first_before_any_has_its_second() -> None:
    things = ["a1", "a2", "a3", "b1", "b2", "c1"]
    assert by_turns(things, group) == ("a1", "b1", "c1", "a2", "b2", "a3")
