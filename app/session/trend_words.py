"""How trends are put into words: the same in the window, for screen readers and in the terminal."""

from datetime import datetime
from typing import Final

from app.core.own_view import APART
from app.core.trend import (
    LEAST_FOR_CHANGE,
    LEAST_FOR_RATING,
    Guide,
    Line,
    Measured,
    Period,
    Point,
    Ratings,
    Step,
    TrendsView,
)

TITLES: Final = {
    Measured.COVERED: "Points covered",
    Measured.PACE: "Pace, words per minute",
    Measured.FILLERS: "Fillers per minute, at least",
    Measured.LENGTH: "Length, share of the target",
    Measured.OWN_VIEW: "Your rating above what was heard",
}
RATINGS_TITLE: Final = "Your rating beside what was heard"
PERIODS: Final = {
    Period.MONTH: "30 days",
    Period.QUARTER: "Three months",
    Period.YEAR: "A year",
    Period.ALL: "All time",
}
# English whatever the system speaks, as all other words are.
MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_SHARES: Final = (Measured.COVERED, Measured.LENGTH)
_STRETCHES: Final = {Step.DAY: "day", Step.WEEK: "week", Step.MONTH: "month"}


def figure(measured: Measured, value: float | None) -> str:
    """Return a value as "75 %", "120" or "1.2"; a dash when there is none."""
    if value is None:
        return "–"
    if measured in _SHARES:
        return percent(value)
    if measured is Measured.OWN_VIEW:
        return signed_percent(value)
    return f"{value:.1f}" if measured is Measured.FILLERS else f"{value:.0f}"


def percent(share: float | None) -> str:
    """Return a share as "75 %"; empty when there is none."""
    return "" if share is None else f"{100 * share:.0f} %"


def signed_percent(share: float) -> str:
    """Return a difference of shares as "+12 %" or "−8 %"."""
    rounded = round(100 * share)
    return f"{rounded:+d} %".replace("-", "−") if rounded else "0 %"


def guide_words(measured: Measured, guide: Guide | None) -> str:
    """Return where a measure is fine, as "usual 100 to 165"; empty where nobody says."""
    if guide is None or guide.high is None:
        return ""
    if guide.low is None:
        return f"fine up to {guide.high:g}"
    if measured is Measured.OWN_VIEW:
        return f"close within {100 * guide.high:.0f} %"
    if measured in _SHARES:
        return f"guide {100 * guide.low:.0f} to {100 * guide.high:.0f} %"
    return f"usual {guide.low:g} to {guide.high:g}"


def before_words(line: Line) -> str:
    """Return what it was before, "was 48 %", or "as before"; empty with too little to compare."""
    if line.before is None:
        return ""
    before = figure(line.measured, line.before)
    return "as before" if before == figure(line.measured, line.now) else f"was {before}"


def basis_words(line: Line) -> str:
    """Return what the number rests on, from how many answers."""
    if line.count == 0:
        return "Nothing measured yet"
    if line.count == 1:
        return "One answer so far"
    if line.before is None:
        return f"Latest of {line.count}; changes are told from {LEAST_FOR_CHANGE} on"
    return f"Medians of the last and first {line.count // 3} of {line.count}"


def step_words(step: Step) -> str:
    """Return what a point of a line stands for."""
    if step is Step.ANSWER:
        return "Each point is an answer"
    return f"Each point is the median of a {_STRETCHES[step]}"


def line_summary(line: Line) -> str:
    """Return all a line says, for those who cannot see it."""
    said = [f"{TITLES[line.measured]}: {figure(line.measured, line.now)}"]
    said += [
        words for words in (before_words(line), guide_words(line.measured, line.guide)) if words
    ]
    sentences = [", ".join(said), basis_words(line)]
    if len(line.points) > 1:
        first, last = line.points[0].at, line.points[-1].at
        sentences.append(f"{day_words(first)} to {day_words(last)}. {step_words(line.step)}")
    if line.note:
        sentences.append(line.note.rstrip("."))
    return ". ".join(sentences) + "."


def point_words(line: Line, point: Point) -> str:
    """Return when and what a point is, "3 Nov 2026: 75 %, What is drift?"."""
    value = figure(line.measured, point.value)
    if line.step is Step.ANSWER:
        return f"{day_words(point.at)}: {value}, {point.ask}"
    when = _stretch_words(line.step, point.at)
    if point.count == 1:
        return f"{when}: {value}, {point.ask}"
    return f"{when}: {value}, {_answers(point.count)}"


def rating_words(ratings: Ratings) -> str:
    """Return how ratings and key points go together, softly, or how few there are."""
    if ratings.count == 0:
        return "No answer was rated yet"
    if ratings.apart is None:
        return f"{_answers(ratings.count)} rated; compared from {LEAST_FOR_RATING} on"
    if ratings.apart > APART:
        return "You tend to rate yourself higher than what was heard."
    if ratings.apart < -APART:
        return "You tend to rate yourself lower than what was heard."
    return "Your ratings are close to what was heard."


def ratings_summary(ratings: Ratings) -> str:
    """Return all the ratings say, for those who cannot see them."""
    rated = f" {_answers(ratings.count)} rated." if ratings.apart is not None else ""
    return f"{RATINGS_TITLE}: {rating_words(ratings).rstrip('.')}.{rated}"


def count_words(view: TrendsView) -> str:
    """Return how many answers are looked at, and what was left out."""
    said = [_answers(view.count)]
    if view.drafts:
        said.append(f"{_plural(view.drafts, 'draft')} left out")
    if view.unread:
        said.append(f"{view.unread} not compared yet")
    return ", ".join(said)


def scope_words(view: TrendsView) -> str:
    """Return which answers are looked at, for the head of a picture."""
    scope, choices = view.scope, view.choices
    what = "All questions"
    if scope.question_key:
        what = dict(choices.questions).get(scope.question_key, scope.question_key)
    elif scope.pack_id:
        what = dict(choices.packs).get(scope.pack_id, scope.pack_id)
        what = f"{what}: {scope.group}" if scope.group else what
    return f"{what}, {PERIODS[scope.period].lower()}"


def day_words(moment: datetime) -> str:
    """Return a day as "3 Nov 2026"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def axis_words(moment: datetime, first: datetime, last: datetime) -> str:
    """Return a moment below a chart from first to last: no longer than needed to tell it."""
    if first.year == last.year:
        return f"{moment.day} {MONTHS[moment.month - 1]}"
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def _stretch_words(step: Step, at: datetime) -> str:
    match step:
        case Step.WEEK:
            return f"Week of {day_words(at)}"
        case Step.MONTH:
            return f"{MONTHS[at.month - 1]} {at.year}"
        case _:
            return day_words(at)


def _answers(count: int) -> str:
    return _plural(count, "answer")


def _plural(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
