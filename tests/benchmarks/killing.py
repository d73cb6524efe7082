"""Has a process killed in the middle of its work."""

import os
import signal
from collections.abc import Callable, Iterable
from typing import Any


def die_before(step: int, places: Iterable[tuple[Any, str]]) -> None:
    """Have this process killed with SIGKILL before a step.

    Args:
        step: Which of the calls, counted from 0.
        places: The functions whose calls count: a module or class, and a name in it.
    """
    left = [step]

    def counted(owner: Any, name: str) -> None:
        original: Callable[..., object] = getattr(owner, name)

        def call(*arguments: Any, **named: Any) -> object:
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return original(*arguments, **named)

        setattr(owner, name, call)

    for owner, name in places:
        counted(owner, name)
