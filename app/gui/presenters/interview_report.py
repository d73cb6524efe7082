"""The report of an interview: it fills in, and what stands in it can be heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, assert_never

from app.core.errors import AppError
from app.gui.pages import interview_events as i
from app.gui.pages.interview_report import InterviewReportPage
from app.gui.pages.interview_report_values import ReportState
from app.session.interview_views import InterviewReport, SoundBite

if TYPE_CHECKING:
    from app.session.services import Services

PLACES: Final = {"interview": "Interviews", "session": "Session", "home": "Home"}


@dataclass(frozen=True)
class Exits:
    """Where a report leads to.

    Attributes:
        open_attempt: Shows the review of an answer.
        save: Writes the report into a file.
        close: Goes back; gets the key of the page it was opened from.
    """

    open_attempt: Callable[[int], None]
    save: Callable[[InterviewReport], None]
    close: Callable[[str], None]


class ReportPresenter:
    """Shows a report, and keeps it current."""

    def __init__(self, page: InterviewReportPage, services: Services, exits: Exits) -> None:
        self._page = page
        self._services = services
        self._exits = exits
        self._uid = ""
        self._from = "home"
        self._asked = 0
        self._report: InterviewReport | None = None
        services.excerpts.on_change = page.show_playing
        page.happened.connect(self._handle)

    def open(self, uid: str, opened_from: str) -> None:
        """Take another report; `refresh` shows it.

        Args:
            uid: The interview.
            opened_from: Key of the page to go back to.
        """
        self._uid = uid
        self._from = opened_from if opened_from in PLACES else "home"
        self._page.show_top()

    def refresh(self) -> bool:
        """Ask for the report anew; return False, with a notice, when there is none."""
        self._asked += 1
        asked = self._asked
        try:
            self._services.interviews.report(self._uid, lambda report: self._show(report, asked))
        except AppError as error:
            self._services.hooks.complain(error)
            return False
        return True

    def leave(self) -> None:
        """Fall silent: another page is shown."""
        self._services.excerpts.close()

    def _show(self, report: InterviewReport, asked: int) -> None:
        if asked != self._asked:
            return  # an earlier one, for which judging goes on
        if self._report is not None and _knows_less(report, self._report):
            return  # the same answers, being judged again: what is on screen holds meanwhile
        self._report = report
        back = PLACES[self._from]
        self._page.show_state(ReportState(report, datetime.now().astimezone(), back))

    def _handle(self, event: i.ReportEvent) -> None:
        match event:
            case i.Hear(bite):
                self._hear(bite)
            case i.OpenAnswer(attempt_id):
                self._exits.open_attempt(attempt_id)
            case i.SaveReport():
                if self._report is not None:
                    self._exits.save(self._report)
            case i.CloseReport():
                self._exits.close(self._from)
            case _:
                assert_never(event)

    def _hear(self, bite: SoundBite) -> None:
        if self._services.excerpts.playing == bite:
            self._services.excerpts.stop()
        else:
            self._services.excerpts.play(bite)


def _knows_less(report: InterviewReport, before: InterviewReport) -> bool:
    """Whether a report is about the same answers as one before, and not all are judged yet."""
    same = report.interview == before.interview and _attempts(report) == _attempts(before)
    return same and before.complete and not report.complete


def _attempts(report: InterviewReport) -> list[int | None]:
    return [each.attempt.id if each.attempt else None for each in report.answers]
