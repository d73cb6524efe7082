"""What filters and orders of the History page are called."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from app.core.listing import Choices, Order, SortBy
from app.gui.moments import MONTHS
from app.gui.pages.history_values import Period, Wanted

PERIODS: Final = {
    Period.ANY: "Any time",
    Period.WEEK: "Last 7 days",
    Period.MONTH: "Last month",
    Period.QUARTER: "Three months",
    Period.YEAR: "This year",
    Period.CUSTOM: "From … to …",
}
SCORES: Final[tuple[tuple[tuple[int, int] | None, str], ...]] = (
    (None, "Any rating"),
    ((5, 5), "Rated 5"),
    ((4, 5), "Rated 4 or 5"),
    ((3, 5), "Rated 3 or more"),
    ((1, 3), "Rated 3 or less"),
    ((1, 2), "Rated 1 or 2"),
    ((1, 1), "Rated 1"),
)
MODES: Final = {None: "Both modes", "practice": "Practice", "interview": "Interview"}
DRAFTS: Final = {None: "Drafts too", False: "No drafts", True: "Only drafts"}
BEST: Final = "Best takes"
NOTED: Final = "With a note"

SORT_NAMES: Final = {
    SortBy.WHEN: "Date",
    SortBy.QUESTION: "Question",
    SortBy.TAKE: "Take",
    SortBy.COVERED: "Points covered",
    SortBy.PACE: "Pace",
    SortBy.FILLERS: "Fillers a minute",
    SortBy.LENGTH: "Length",
    SortBy.SCORE: "Your rating",
}
# What stands first: descending, ascending.
_WAYS: Final = {
    SortBy.WHEN: ("Newest first", "Oldest first"),
    SortBy.QUESTION: ("Questions, Z to A", "Questions, A to Z"),
    SortBy.TAKE: ("Last takes first", "First takes first"),
    SortBy.COVERED: ("Most points first", "Fewest points first"),
    SortBy.PACE: ("Fastest first", "Slowest first"),
    SortBy.FILLERS: ("Most fillers first", "Fewest fillers first"),
    SortBy.LENGTH: ("Longest first", "Shortest first"),
    SortBy.SCORE: ("Best rated first", "Worst rated first"),
}
SEARCH_HELP: Final = (
    "Several words must all be there.\n"
    "“In quotes” they must follow one another.\n"
    "monitor* finds every word that begins so.\n"
    "-word leaves out the answers that have it."
)


def order_words(order: Order) -> str:
    """Return "Newest first"."""
    return _WAYS[order.by][0 if order.descending else 1]


def sorted_by(wanted: SortBy, now: Order) -> Order:
    """Return the order for a column: the other way round when it is sorted by already."""
    if wanted is now.by:
        return replace(now, descending=not now.descending)
    return Order(wanted, descending=wanted is not SortBy.QUESTION)


def day_words(day: date) -> str:
    """Return "3 Oct 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def active(wanted: Wanted, choices: Choices) -> list[tuple[str, Wanted]]:
    """Return the filters that are on, each with what is wanted without it; a search is none."""
    found: list[tuple[str, Wanted]] = []
    if words := questions_words(wanted, choices):
        without = replace(wanted, pack_id="", group="", question_key="", ask="")
        found.append((words, without))
    if wanted.tag:
        found.append((f"Tag: {wanted.tag}", replace(wanted, tag="")))
    if wanted.period is not Period.ANY and (words := period_words(wanted)):
        without = replace(wanted, period=Period.ANY, first_day=None, last_day=None)
        found.append((words, without))
    if wanted.scores:
        found.append((dict(SCORES)[wanted.scores], replace(wanted, scores=None)))
    if wanted.mode:
        found.append((MODES[wanted.mode], replace(wanted, mode=None)))
    if wanted.draft is not None:
        found.append((DRAFTS[wanted.draft], replace(wanted, draft=None)))
    if wanted.best:
        found.append((BEST, replace(wanted, best=False)))
    if wanted.noted:
        found.append((NOTED, replace(wanted, noted=False)))
    return found


def questions_words(wanted: Wanted, choices: Choices) -> str:
    """Return which questions are wanted; empty for all."""
    if wanted.question_key:
        return wanted.ask or wanted.question_key
    pack = dict(choices.packs).get(wanted.pack_id, wanted.pack_id)
    return ", ".join(filter(None, (pack, wanted.group)))


def period_words(wanted: Wanted) -> str:
    """Return which days are wanted; empty when none were chosen yet."""
    if wanted.period is not Period.CUSTOM:
        return PERIODS[wanted.period]
    first, last = wanted.first_day, wanted.last_day
    if first and last:
        return f"{day_words(first)} to {day_words(last)}"
    if first:
        return f"Since {day_words(first)}"
    return f"Until {day_words(last)}" if last else ""


def searched_words(wanted: Wanted, filters: Sequence[str]) -> tuple[str, str]:
    """Return a heading and a sentence for when nothing was found."""
    among = f" Looked among: {'; '.join(filters)}." if filters else ""
    if wanted.text:
        quoted = wanted.text.replace('"', "").strip()
        title = f"No answer has “{quoted}”"
        return title, f"Spoken words may be spelt differently in a transcript.{among}"
    return "No answer is like that", among.strip()
