"""What came of an interview: its answers, judged one by one, and what to say about them all."""

import logging
from collections.abc import Callable
from dataclasses import replace

from app.core import practice_events as e
from app.core.attempt import Attempt
from app.core.errors import StorageError
from app.core.feedback import Feedback
from app.core.interview import Interview
from app.session.interview import InterviewTools
from app.session.interview_remarks import remark_on
from app.session.interview_views import AnswerReport, InterviewReport
from app.storage.history import History

log = logging.getLogger(__name__)

OnReport = Callable[[InterviewReport], None]


class ReportMaker:
    """Makes reports; lives on one thread."""

    def __init__(self, history: History, tools: InterviewTools) -> None:
        self._history = history
        self._tools = tools

    def make(self, interview: Interview, on_report: OnReport) -> None:
        """Report on an interview, at once and whenever more is known.

        Raises:
            StorageError: The history cannot be read.
        """
        _Making(interview, self._history, self._tools, on_report).begin()


class _Making:
    """One report that is being made."""

    def __init__(
        self, interview: Interview, history: History, tools: InterviewTools, on_report: OnReport
    ) -> None:
        self._history = history
        self._tools = tools
        self._on_report = on_report
        self._report = InterviewReport(interview, self._answers(interview))
        self._waiting = {each.attempt.id for each in self._report.answers if each.attempt}

    def begin(self) -> None:
        self._show()
        for each in self._report.answers:
            if each.attempt is not None:
                self._await(each.attempt)

    def _answers(self, interview: Interview) -> tuple[AnswerReport, ...]:
        """Find the answer to each step: the last one, should there be several."""
        attempts: dict[str, Attempt] = {}
        for summary in self._history.session(interview.uid):
            try:
                attempts[summary.question_key] = self._history.attempt(summary.id)
            except StorageError as error:  # one damaged row must not hide the others
                log.warning("an answer is left out of the report: %s", error)
        return tuple(
            AnswerReport(step, attempts.get(step.question.key)) for step in interview.steps
        )

    def _await(self, attempt: Attempt) -> None:
        """Read an answer as soon as the interview itself has done with it."""

        def look() -> None:
            try:
                self._read(self._history.attempt(attempt.id))
            except StorageError as error:
                log.warning("an answer is not judged: %s", error)
                self._done(attempt)

        self._tools.underway.when_done(attempt.id, look)

    def _read(self, attempt: Attempt) -> None:
        """Have an answer judged, and written down before where nobody has."""
        listener = self._tools.answer.listener
        if attempt.transcript is None and attempt.take.name:
            listener.transcribe(
                attempt.take, attempt.question, lambda event: self._hear(attempt, event)
            )
        elif attempt.transcript is not None:
            listener.analyse(
                attempt.question,
                attempt.transcript,
                attempt.take.duration_s,
                lambda event: self._hear(attempt, event),
            )
        else:
            self._done(attempt)

    def _hear(self, attempt: Attempt, event: e.Event) -> None:
        match event:
            case e.TranscriptionAdvanced():
                return
            case e.Transcribed(transcript):
                self._keep(attempt, e.SaveTranscript(transcript))
                self._read(replace(attempt, transcript=transcript))
            case e.Analysed(feedback):
                self._keep(attempt, e.SaveFeedback(feedback))
                self._done(attempt, feedback)
            case _:
                log.info("attempt %d is not judged", attempt.id)
                self._done(attempt)

    def _keep(self, attempt: Attempt, command: e.SaveTranscript | e.SaveFeedback) -> None:
        try:
            self._tools.answer.record.save(attempt.id, command)
        except StorageError as error:
            log.warning("what is new of attempt %d is not kept: %s", attempt.id, error)

    def _done(self, attempt: Attempt, feedback: Feedback | None = None) -> None:
        self._waiting.discard(attempt.id)
        if feedback is not None:
            feedback = replace(
                feedback,
                coverage=feedback.coverage.overruled_by(attempt.ticks),
                structure=feedback.structure
                and feedback.structure.overruled_by(attempt.marked_parts),
            )
        answers = tuple(
            replace(each, attempt=attempt, feedback=feedback)
            if each.attempt is not None and each.attempt.id == attempt.id
            else each
            for each in self._report.answers
        )
        self._report = replace(self._report, answers=answers)
        self._show()

    def _show(self) -> None:
        complete = not self._waiting
        if complete:
            rules = self._report.interview.rules
            strengths, to_work_on, note = remark_on(self._report.answers, rules)
            self._report = replace(
                self._report,
                strengths=strengths,
                to_work_on=to_work_on,
                note=note,
                complete=True,
            )
        self._on_report(self._report)
