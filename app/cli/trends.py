"""Prints how the answers have changed over time."""

from datetime import datetime
from typing import Final

from rich.console import Console
from rich.table import Table

from app.cli.parser import Arguments
from app.core.errors import StorageError
from app.core.trend import EVERY_ANSWER, Period, Row, Scope, TrendsView
from app.session import trend_words as words
from app.session.inbox import Inbox
from app.session.services import OpenServices
from app.session.trends import Trends

THIRDS: Final = "Now and before are the medians of the last and the first third, from 6 answers on."


def trends(open_services: OpenServices, arguments: Arguments) -> int:
    """Print the figures of the answers that were asked for, or write them as a table."""
    now = datetime.now().astimezone()
    with open_services(arguments.data_dir, Inbox().post, debug=arguments.debug) as services:
        services.trends.load(now)
        scope = _scope(services.trends, arguments, now)
        view = services.trends.view(scope, now)
        if arguments.csv is not None:
            services.trends.save_csv(scope, now, arguments.csv)
    if arguments.csv is not None:
        print(f"{words.count_words(view)}: {arguments.csv}")
        return 0
    _print(Console(markup=False, highlight=False), view)
    return 0


def _scope(trends: Trends, arguments: Arguments, now: datetime) -> Scope:
    """Return what was asked for.

    Raises:
        StorageError: There are no answers to it.
    """
    period = Period(arguments.period or Period.ALL)
    choices = trends.view(EVERY_ANSWER, now).choices
    key = arguments.question
    if key and "/" not in key:  # by the second half of its key alone, as elsewhere
        found = [each for each, _ in choices.questions if each.partition("/")[2] == key]
        if len(found) > 1:
            hint = f"Say which: {', '.join(found)}"
            raise StorageError(f"More than one question is called '{key}'.", hint=hint)
        key = found[0] if found else key
    scope = Scope(arguments.pack, arguments.group, key, period)
    wanted = any((scope.pack_id, scope.group, scope.question_key))
    view = trends.view(scope, now)
    if wanted and not view.count + view.drafts:
        raise StorageError("There are no answers to such questions.", hint=_known(view, scope))
    return scope


def _known(view: TrendsView, scope: Scope) -> str:
    if scope.period is not Period.ALL:
        return "Try a longer --period."
    packs = ", ".join(key for key, _ in view.choices.packs)
    return f"Packs with answers: {packs}. Questions: greenroom trends" if packs else ""


def _print(console: Console, view: TrendsView) -> None:
    console.print(words.count_words(view))
    if not view.count:
        return
    console.print()
    console.print(_lines(view))
    console.print(THIRDS)
    for line in view.lines:
        if line.note:
            console.print(f"{words.TITLES[line.measured]}: {line.note}")
    console.print(f"{words.RATINGS_TITLE}: {words.rating_words(view.ratings)}")
    for heading, rows in (("Group", view.groups), ("Question", view.questions)):
        if rows:
            console.print()
            console.print(_rows(heading, rows))


def _lines(view: TrendsView) -> Table:
    table = _table("Measure", "Now", "Before", "Guide", "Answers")
    for line in view.lines:
        table.add_row(
            words.TITLES[line.measured],
            words.figure(line.measured, line.now),
            words.before_words(line),
            words.guide_words(line.measured, line.guide),
            str(line.count),
        )
    return table


def _rows(heading: str, rows: tuple[Row, ...]) -> Table:
    best = any(row.best is not None for row in rows)
    table = _table(heading, "Answers", "First", "Latest", *(["Best", "Name"] if best else []))
    for row in rows:
        cells = [row.words, str(row.count), words.percent(row.first), words.percent(row.latest)]
        table.add_row(*cells, *([words.percent(row.best), row.key] if best else []))
    return table


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
