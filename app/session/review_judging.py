"""Having the attempt under review read and judged, now or again."""

from dataclasses import replace

from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import Attempt, StoredWords
from app.core.moving import moved
from app.core.transcript import Transcript
from app.session.review_editing import Edits
from app.session.review_screen import ReviewScreen
from app.session.review_sound import SOUND_REMOVED
from app.session.review_tools import ReviewTools
from app.session.second_reading import compare


class Judging:
    """Asks for words and verdicts, and shows them if they are still wanted when they come."""

    def __init__(self, tools: ReviewTools, edits: Edits, screen: ReviewScreen) -> None:
        self._tools = tools
        self._edits = edits
        self._screen = screen
        self._turn = 0  # counts what was asked of the engine
        self._turns: dict[int, int] = {}  # the newest for each attempt that was read or judged here

    def knows(self, attempt_id: int) -> bool:
        """Return whether an attempt was read or judged here."""
        return attempt_id in self._turns

    def forget(self, attempt_id: int) -> None:
        """Leave an attempt to somebody else, who has it read."""
        self._turns.pop(attempt_id, None)

    def read_again(self) -> None:
        """Have the engine of the settings read the take carefully, and replace the transcript."""
        view = self._screen.view
        if view is None:
            return
        attempt = view.attempt
        if not attempt.take.name:  # there is nothing to read
            if attempt.transcript is None:
                self._screen.take_over(p.Unread(SOUND_REMOVED, None))
            return
        before = self._screen.attempt_to(lambda: self._tools.history.words(attempt.id))
        if before is None:
            return
        self._next_turn(attempt.id)
        self._screen.feedback = None
        self._screen.view = replace(view, second_reading=None, original=None)
        self._screen.show(reading=p.Transcribing())
        self._tools.listener.read_whole(
            attempt.take, attempt.question, lambda event: self._hear(attempt.id, before, event)
        )

    def judge(self, attempt: Attempt) -> None:
        """Have an answer judged; only the verdict on the newest of its words counts."""
        turn = self._next_turn(attempt.id)
        if attempt.transcript is not None:
            self._tools.listener.analyse(
                attempt.question,
                attempt.transcript,
                attempt.take.duration_s,
                lambda event: self._hear_verdict(attempt.id, turn, event),
            )

    def judge_rewritten(self, attempt: Attempt, before: Transcript | None) -> None:
        """Show an answer whose words, or whose points, have changed, and have it judged.

        What is known of the words before is shown until then; of other points nothing is known.
        """
        screen, transcript = self._screen, attempt.transcript
        if screen.view is None or transcript is None:
            return
        if screen.feedback is not None and before is not None:
            screen.feedback = moved(screen.feedback, before, transcript)
            if screen.view.attempt.question != attempt.question:
                unknown = replace(screen.feedback.coverage, findings=())
                screen.feedback = replace(screen.feedback, coverage=unknown)
        screen.view = replace(screen.view, second_reading=None, original=None)
        screen.show(reading=p.Analysing(transcript), attempt=attempt)
        self.judge(attempt)

    def _hear(self, attempt_id: int, before: StoredWords, event: e.Event) -> None:
        """Take in what is read; save it even when another attempt is open by now."""
        screen = self._screen
        waiting = screen.is_open(attempt_id, p.Transcribing)
        match event:
            case e.TranscriptionAdvanced(fraction) if waiting:
                screen.show(reading=p.Transcribing(fraction))
            case e.Transcribed(transcript):
                read = screen.attempt_to(lambda: self._edits.reread(attempt_id, before, transcript))
                if read or waiting:  # else the person has changed the words while it was read
                    self._show_read(attempt_id, before, transcript)
            case e.TranscriptionFailed(problem) if waiting:
                screen.take_over(p.Unread(problem, before.transcript))
            case _:
                pass

    def _show_read(self, attempt_id: int, before: StoredWords, transcript: Transcript) -> None:
        screen = self._screen
        attempt = self._tools.history.attempt(attempt_id)
        if screen.view is not None and screen.view.attempt.id == attempt_id:
            first = before.transcript
            if first is not None and first.draft == transcript.draft:
                second = compare(first, attempt.transcript or transcript)
                screen.view = replace(screen.view, second_reading=second)
            screen.feedback = None
            screen.show(reading=p.Analysing(attempt.transcript or transcript), attempt=attempt)
        self.judge(attempt)

    def _hear_verdict(self, attempt_id: int, turn: int, event: e.Event) -> None:
        if self._turns.get(attempt_id) != turn:
            return  # it is about words that have changed since
        screen = self._screen
        waiting = screen.is_open(attempt_id, p.Analysing)
        match event:
            case e.Analysed(feedback):
                screen.attempt_to(lambda: self._tools.record.keep_feedback(attempt_id, feedback))
                if waiting and screen.view and isinstance(screen.view.reading, p.Analysing):
                    screen.take_over(p.Read(screen.view.reading.transcript, feedback))
            case e.AnalysisFailed(problem) if waiting:
                attempt = self._tools.history.attempt(attempt_id)
                screen.take_over(p.Unread(problem, attempt.transcript))
            case _:
                pass

    def _next_turn(self, attempt_id: int) -> int:
        self._turn += 1
        self._turns[attempt_id] = self._turn
        return self._turn
