"""Measures over time, made of answers: points, and what can be said of a change."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from operator import attrgetter, itemgetter
from statistics import median
from typing import Final

from app.analysis import delivery
from app.core.languages import is_english
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
}
_GUIDES: Final = {
    Measured.PACE: Guide(delivery.PACE.low, delivery.PACE.high, delivery.PACE.source),
    Measured.FILLERS: Guide(delivery.FILLERS.low, delivery.FILLERS.high, delivery.FILLERS.source),
    Measured.LENGTH: Guide(delivery.SHORT_ANSWER, delivery.LONG_ANSWER, delivery.LENGTH_SOURCE),
}
_BEGINS: Final[dict[Step, Callable[[date], date]]] = {
    Step.DAY: lambda day: day,
    Step.WEEK: lambda day: day - timedelta(days=day.weekday()),
    Step.MONTH: lambda day: day.replace(day=1),
}

Valued = tuple[MeasuredAnswer, float]


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
    return tuple(_line(answers, measured, step) for measured in Measured)


def thirds(values: Sequence[float]) -> tuple[float, float] | None:
    """Return the medians of the first and the last third; None with too few values to compare.

    Args:
        values: From the oldest to the newest.
    """
    if len(values) < LEAST_FOR_CHANGE:
        return None
    third = len(values) // 3
    return median(values[:third]), median(values[-third:])


def _line(answers: Sequence[MeasuredAnswer], measured: Measured, step: Step) -> Line:
    counted, guide, note = answers, _GUIDES.get(measured), ""
    if measured is Measured.PACE:
        counted, guide, note = _one_language(answers, guide)
    value = _VALUES[measured]
    valued = [(answer, found) for answer in counted if (found := value(answer)) is not None]
    values = [found for _, found in valued]
    compared = thirds(values)
    latest = values[-1] if values else None
    return Line(
        measured=measured,
        points=tuple(_points(valued, step)),
        step=step,
        count=len(values),
        now=compared[1] if compared else latest,
        before=compared[0] if compared else None,
        guide=guide,
        note=note,
    )


def _one_language(
    answers: Sequence[MeasuredAnswer], guide: Guide | None
) -> tuple[Sequence[MeasuredAnswer], Guide | None, str]:
    """Return the answers whose pace can be compared, the guide for them, and what to know."""
    paced = [answer for answer in answers if answer.pace_wpm is not None]
    english = [answer for answer in paced if is_english(answer.language)]
    if not english and paced:
        return paced, None, delivery.BAND_IN_ENGLISH
    if others := len(paced) - len(english):
        said = "answer that is not in English is" if others == 1 else "answers not in English are"
        return english, guide, f"{others} {said} left out."
    return english, guide, ""


def _points(valued: Sequence[Valued], step: Step) -> Iterable[Point]:
    if step is Step.ANSWER:
        for answer, value in valued:
            yield Point(answer.made_at, value, 1, answer.attempt_id, answer.question.ask)
        return
    begin, begins, stretches = _BEGINS[step], dict[date, date](), dict[date, list[Valued]]()
    for each in valued:
        day = each[0].made_at.date()
        if day not in begins:  # worked out once a day: it is a third of the time otherwise
            begins[day] = begin(day)
        stretches.setdefault(begins[day], []).append(each)
    for day, stretch in stretches.items():
        yield _median_point(day, stretch)


def _median_point(day: date, stretch: list[Valued]) -> Point:
    stretch.sort(key=itemgetter(1))
    middle, _ = stretch[(len(stretch) - 1) // 2]
    at = datetime.combine(day, time(), middle.made_at.tzinfo)
    value = median(found for _, found in stretch)
    return Point(at, value, len(stretch), middle.attempt_id, middle.question.ask)
