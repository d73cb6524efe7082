"""The trends: what becomes of the answers, all of them or those to some questions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from app.core.errors import StorageError
from app.core.trend import EVERY_ANSWER, MeasuredAnswer, Period, Scope, TrendsView
from app.session.trend_csv import csv_of
from app.session.trend_lines import lines_of
from app.session.trend_tables import choices_of, group_rows, question_rows, ratings_of
from app.storage.files import explained, write_private
from app.storage.trend_rows import TrendRows

PERIOD_DAYS: Final = {Period.MONTH: 30, Period.QUARTER: 91, Period.YEAR: 365}


class Trends:
    """Reads the answers once, and looks at them as often as is asked for. Lives on one thread."""

    def __init__(self, rows: TrendRows) -> None:
        self._rows = rows
        self._answers: list[MeasuredAnswer] = []

    def load(self, now: datetime) -> None:
        """Read the answers as they are now, at a moment in the time zone of the person.

        Raises:
            StorageError: The history cannot be read.
        """
        self._answers = self._rows.answers(now.tzinfo)

    def view(self, scope: Scope, now: datetime) -> TrendsView:
        """Look at the answers of a scope, as they were when last read."""
        return view_of(self._answers, scope, now)

    def save_csv(self, scope: Scope, now: datetime, path: Path, *, replace: bool = False) -> None:
        """Write the answers of a scope as a table; drafts are left out, as in the view.

        Args:
            scope: Which answers.
            now: The present, in the time zone of the person.
            path: The file.
            replace: Whether a file that is there may be replaced.

        Raises:
            StorageError: It could not be written, or was there already.
        """
        answers = [answer for answer in _within(self._answers, scope, now) if not answer.draft]
        save_file(path, csv_of(answers), replace=replace)


def save_file(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Write a file whole or not at all.

    Raises:
        StorageError: It could not be written, or was there already and may not be replaced.
    """
    if path.exists() and not replace:
        raise StorageError(f"There is a file {path} already.", hint="Choose another name.")
    with explained("The file could not be written", path):
        write_private(path, data)


def view_of(answers: Sequence[MeasuredAnswer], scope: Scope, now: datetime) -> TrendsView:
    """Return all that is shown of the answers of a scope.

    Args:
        answers: Every answer, the oldest first.
        scope: Which of them to look at.
        now: The present, in the time zone of the person.
    """
    within = _within(answers, scope, now)
    counted = [answer for answer in within if not answer.draft]
    return TrendsView(
        scope=scope,
        choices=choices_of(answers, scope),
        known=len(answers),
        count=len(counted),
        drafts=len(within) - len(counted),
        unread=sum(answer.covered_share is None for answer in counted),
        lines=lines_of(counted),
        ratings=ratings_of(counted),
        questions=question_rows(counted),
        groups=group_rows(counted),
    )


def _within(
    answers: Sequence[MeasuredAnswer], scope: Scope, now: datetime
) -> Sequence[MeasuredAnswer]:
    """Return the answers of a scope, drafts among them."""
    if scope == EVERY_ANSWER:
        return answers
    since = datetime.min.replace(tzinfo=now.tzinfo)
    if scope.period is not Period.ALL:
        since = now - timedelta(days=PERIOD_DAYS[scope.period])
    return [answer for answer in answers if answer.made_at >= since and scope.has(answer.question)]
