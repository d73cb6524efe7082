"""Puts things in an order in which neighbours are of different groups."""

import heapq
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")


def mixed(things: Sequence[T], group_of: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Return things so that neighbours are of different groups, wherever that can be.

    Inside a group the order stays; between groups, what came first still comes as early as it can.
    Questions of one kind in a row are answered by what was just said, and seem better known than
    they are (Rohrer and Taylor 2007, "The shuffling of mathematics problems improves learning").

    Args:
        things: What to mix, the most urgent first.
        group_of: Returns the group of a thing.
    """
    groups = dict[Hashable, deque[tuple[int, T]]]()
    for rank, thing in enumerate(things):
        groups.setdefault(group_of(thing), deque()).append((rank, thing))
    waiting = list(groups.values())
    # The rank of the first one of each group, and how many are left in each: never too few.
    heads = [(each[0][0], group) for group, each in enumerate(waiting)]
    sizes = [(-len(each), group) for group, each in enumerate(waiting)]
    heapq.heapify(sizes)
    order = list[T]()
    last = -1
    for left in range(len(things), 0, -1):
        group = _too_large(waiting, sizes, left)
        if group is None or group == last:
            group = _most_urgent(waiting, heads, last)
        order.append(waiting[group].popleft()[1])
        if waiting[group]:
            heapq.heappush(heads, (waiting[group][0][0], group))
        last = group
    return tuple(order)


def by_turns(things: Sequence[T], group_of: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Return one thing of each group, then a second one of each ...; the order inside stays."""
    seen = dict[Hashable, int]()
    turns = list[int]()
    for thing in things:
        group = group_of(thing)
        seen[group] = seen.get(group, 0) + 1
        turns.append(seen[group])
    order = sorted(range(len(things)), key=turns.__getitem__)
    return mixed([things[index] for index in order], group_of)


def _too_large(
    waiting: Sequence[deque[tuple[int, T]]], sizes: list[tuple[int, int]], left: int
) -> int | None:
    """Return the group that makes up more than half of what is left, if one does.

    Left for later, there would be nothing to put between its own.
    """
    while -sizes[0][0] * 2 > left:
        size, group = sizes[0]
        if len(waiting[group]) == -size:
            return group
        heapq.heapreplace(sizes, (-len(waiting[group]), group))
    return None


def _most_urgent(
    waiting: Sequence[deque[tuple[int, T]]], heads: list[tuple[int, int]], last: int
) -> int:
    """Return the group that has the most urgent thing, another one than the last where it can."""
    held = None
    while heads:
        rank, group = heapq.heappop(heads)
        if not waiting[group] or waiting[group][0][0] != rank:
            continue  # it was taken out of turn
        if group != last:
            if held is not None:
                heapq.heappush(heads, held)
            return group
        held = rank, group
    return last
