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
    waiting = dict[Hashable, deque[tuple[int, T]]]()
    for rank, thing in enumerate(things):
        waiting.setdefault(group_of(thing), deque()).append((rank, thing))
    names = list(waiting)
    queues = [waiting[name] for name in names]
    heads = [(queue[0][0], number) for number, queue in enumerate(queues)]
    sizes = [(-len(queue), number) for number, queue in enumerate(queues)]
    heapq.heapify(heads)
    heapq.heapify(sizes)
    order = list[T]()
    last = -1
    while len(order) < len(things):
        last = _next_group(queues, heads, sizes, last, len(things) - len(order))
        order.append(queues[last].popleft()[1])
        if queues[last]:
            heapq.heappush(heads, (queues[last][0][0], last))
            heapq.heappush(sizes, (-len(queues[last]), last))
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


def _next_group(
    queues: Sequence[deque[tuple[int, T]]],
    heads: list[tuple[int, int]],
    sizes: list[tuple[int, int]],
    last: int,
    left: int,
) -> int:
    """Return the group whose turn it is; both heaps may hold entries that are out of date."""
    while -sizes[0][0] != len(queues[sizes[0][1]]):
        heapq.heappop(sizes)
    largest = sizes[0][1]
    if len(queues[largest]) * 2 > left and largest != last:
        return largest  # left for later, there would be nothing to put between its own
    held = None
    while heads:
        rank, number = heapq.heappop(heads)
        if not queues[number] or queues[number][0][0] != rank:
            continue
        if number != last:
            if held is not None:
                heapq.heappush(heads, held)
            return number
        held = (rank, number)
    return last
