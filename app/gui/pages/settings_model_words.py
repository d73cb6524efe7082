"""How the models of Settings are described: sizes, times and what has arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.core.sizes import size_in_words

if TYPE_CHECKING:
    from app.session.model_views import Arrival, ModelView

ANSWER_MIN: Final = 2  # the length of the answer that times are given for


def time_words(work_s: float | None, *, measuring: bool) -> str:
    """Return how long an answer of ANSWER_MIN takes, such as "about 6 s".

    Args:
        work_s: Seconds of work for a minute of speech; None when not measured.
        measuring: Whether that is just being found out.
    """
    if work_s is None:
        return "being measured" if measuring else "not measured"
    return f"about {duration_words(ANSWER_MIN * work_s)}"


def duration_words(seconds: float) -> str:
    """Return a time as it is said: "6 s", "40 s", "3 min", "2 h"; it is never more exact."""
    if seconds < 10:
        return f"{max(1, round(seconds))} s"
    if seconds < 97.5:
        return f"{5 * round(seconds / 5)} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    return f"{round(seconds / 3600)} h"


def detail_words(model: ModelView) -> str:
    """Return the second line of a model: what it is good for, or why it cannot be used."""
    if not model.fits and model.memory_bytes is not None:
        return f"Needs {size_in_words(model.memory_bytes)} of memory: too much for this computer"
    known = ", ".join(filter(None, (model.languages, model.remark)))
    return known or model.folder


def part_words(done_bytes: int, total_bytes: int) -> str:
    """Return "62 of 145 MB", or "0.4 of 1.6 GB"."""
    total = size_in_words(total_bytes)
    if total.endswith("GB"):
        return f"{done_bytes / 1e9:.1f} of {total}"
    if total.endswith("kB"):
        return f"{done_bytes / 1e3:.0f} of {total}"
    return f"{done_bytes / 1e6:.0f} of {total}"


def pace_words(arrival: Arrival) -> str:
    """Return "3.1 MB/s, 27 s left"; empty in the first moments."""
    if arrival.rate_bytes_per_s is None:
        return ""
    rate = arrival.rate_bytes_per_s
    said = f"{rate / 1e6:.1f} MB/s" if rate >= 95_000 else f"{rate / 1e3:.0f} kB/s"
    if arrival.left_s is None:
        return said
    left = f"{arrival.left_s:.0f} s" if arrival.left_s < 60 else duration_words(arrival.left_s)
    return f"{said}, {left} left"
