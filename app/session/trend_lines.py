"""Measures over time, made of answers: points, and what can be said of a change."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from statistics import median
from typing import Final

from app.analysis import delivery
from app.core.languages import is_english
from app.core.own_view import APART
from app.core.trend import (
    LEAST_FOR_CHANGE,
    Guide,
    Line,
    Measured,
    MeasuredAnswer,
    Point,
    Step,
)

# More points than this stand so close in a chart of 300 pixels that no one can be pointed at.
MOST_POINTS: Final = 60

_VALUES: Final[dict[Measured, Callable[[MeasuredAnswer], float | None]]] = {
    Measured.COVERED: attrgetter("covered_share"),
    Measured.PACE: attrgetter("pace_wpm"),
    Measured.FILLERS: attrgetter("fillers_per_min"),
    Measured.LENGTH: attrgetter("length_share"),
    Measured.OWN_VIEW: attrgetter("rated_above"),
}
_GUIDES: Final = {
    Measured.PACE: Guide(delivery.PACE.low, delivery.PACE.high, delivery.PACE.source),
    Measured.FILLERS: Guide(delivery.FILLERS.low, delivery.FILLERS.high, delivery.FILLERS.source),
    Measured.LENGTH: Guide(delivery.SHORT_ANSWER, delivery.LONG_ANSWER, delivery.LENGTH_SOURCE),
    Measured.OWN_VIEW: Guide(-APART, APART, "Little more than half a step of the rating"),
}
_BEGINS: Final[dict[Step, Callable[[date], date]]] = {
    Step.DAY: lambda day: day,
    Step.WEEK: lambda day: day - timedelta(days=day.weekday()),
    Step.MONTH: lambda day: day.replace(day=1),
}

Stretch = tuple[datetime, int, int]
"""When it begins, and from which answer up to before which one it goes."""


def step_for(answers: Sequence[MeasuredAnswer]) -> Step:
    """Return the shortest step at which the points can be told apart; a month at most."""
    if len(answers) <= MOST_POINTS:
        return Step.ANSWER
    days = {answer.made_at.date() for answer in answers}
    for step in (Step.DAY, Step.WEEK):
        if len({_BEGINS[step](day) for day in days}) <= MOST_POINTS:
            return step
    return Step.MONTH


def lines_of(answers: Sequence[MeasuredAnswer]) -> tuple[Line, ...]:
    """Return a line for each measure.

    Args:
        answers: Those that count, the oldest first.
    """
    step = step_for(answers)
    stretches = tuple(_stretches(answers, step))
    return tuple(_line(answers, stretches, measured, step) for measured in Measured)


def thirds(values: Sequence[float]) -> tuple[float, float] | None:
    """Return the medians of the first and the last third; None with too few values to compare.

    Args:
        values: From the oldest to the newest.
    """
    if len(values) < LEAST_FOR_CHANGE:
        return None
    third = len(values) // 3
    return median(values[:third]), median(values[-third:])


def _line(
    answers: Sequence[MeasuredAnswer],
    stretches: Sequence[Stretch],
    measured: Measured,
    step: Step,
) -> Line:
    values: list[float | None] = list(map(_VALUES[measured], answers))
    guide, note = _GUIDES.get(measured), ""
    if measured is Measured.PACE:
        guide, note = _leave_out_languages(answers, values, guide)
    known = [value for value in values if value is not None]
    compared = thirds(known)
    latest = known[-1] if known else None
    return Line(
        measured=measured,
        points=tuple(_points(answers, values, stretches)),
        step=step,
        count=len(known),
        now=compared[1] if compared else latest,
        before=compared[0] if compared else None,
        guide=guide,
        note=note,
    )


def _leave_out_languages(
    answers: Sequence[MeasuredAnswer], values: list[float | None], guide: Guide | None
) -> tuple[Guide | None, str]:
    """Leave out paces that cannot be compared; return the guide for the others, and what to know.

    Args:
        answers: The answers.
        values: Their paces; those of other languages become None, unless there is no English.
        guide: The guide for English.
    """
    spoken = {answer.language for answer in answers if answer.pace_wpm is not None}
    others = {language for language in spoken if not is_english(language)}
    if not others:
        return guide, ""
    if others == spoken:
        return None, delivery.BAND_IN_ENGLISH
    count = 0
    for index, answer in enumerate(answers):
        if answer.language in others and values[index] is not None:
            values[index] = None
            count += 1
    said = "answer that is not in English is" if count == 1 else "answers not in English are"
    return guide, f"{count} {said} left out."


def _stretches(answers: Sequence[MeasuredAnswer], step: Step) -> Iterator[Stretch]:
    """Yield where each stretch of a step begins and ends, worked out once for all measures."""
    if step is Step.ANSWER:
        for index, answer in enumerate(answers):
            yield answer.made_at, index, index + 1
        return
    begin, first = _BEGINS[step], 0
    days = [answer.made_at.date() for answer in answers]
    for index in range(1, len(days) + 1):
        if index < len(days) and days[index] == days[index - 1]:
            continue  # the same day: the cheap answer to most
        day = begin(days[first])
        if index == len(days) or begin(days[index]) != day:
            yield datetime.combine(day, time(), answers[first].made_at.tzinfo), first, index
            first = index


def _points(
    answers: Sequence[MeasuredAnswer],
    values: Sequence[float | None],
    stretches: Sequence[Stretch],
) -> Iterator[Point]:
    for at, first, end in stretches:
        found = [
            (value, index)
            for index, value in enumerate(values[first:end], first)
            if value is not None
        ]
        if not found:
            continue
        found.sort()
        middle = answers[found[(len(found) - 1) // 2][1]]
        value = median(value for value, _ in found)
        yield Point(at, value, len(found), middle.attempt_id, middle.question.ask)
