"""Writes an answer into the history as it comes into being."""

from typing import assert_never

from app.core import practice_events as e
from app.core.attempt import Mode, Take
from app.core.feedback import Feedback
from app.core.question import Question
from app.session.ports import Clocks
from app.storage.history import History
from app.storage.recordings import Recordings


class Record:
    """The history and the takes, as an answer in progress needs them.

    Every method raises StorageError when the disk does not do what it is asked.
    """

    def __init__(self, history: History, recordings: Recordings, clocks: Clocks) -> None:
        self._history = history
        self._recordings = recordings
        self._clocks = clocks

    def add(
        self, question: Question, take: Take, session_id: str = "", mode: Mode = "practice"
    ) -> int:
        """Note that a take answers a question; return the number of the attempt."""
        attempt_id = self._history.add(
            question, take, self._clocks.now(), session_id=session_id, mode=mode
        )
        if take.name:  # an answer that was written has no sound
            self._recordings.settle(take.name)
        return attempt_id

    def save(
        self,
        attempt_id: int,
        command: e.SaveTranscript | e.SaveWritten | e.SaveFeedback | e.SaveRating,
    ) -> None:
        """Add what has become known of an attempt."""
        match command:
            case e.SaveTranscript(transcript):
                self._history.set_transcript(attempt_id, transcript)
            case e.SaveWritten(transcript, duration_s):
                self._history.set_written(attempt_id, transcript, duration_s)
            case e.SaveFeedback(feedback):
                self.keep_feedback(attempt_id, feedback)
            case e.SaveRating(self_rating):
                self._history.rate(attempt_id, self_rating)
            case _:
                assert_never(command)

    def keep_feedback(self, attempt_id: int, feedback: Feedback) -> None:
        """Keep what lists show of the feedback."""
        self._history.remember_review(
            attempt_id,
            feedback.version,
            feedback.coverage,
            feedback.delivery.pace.value,
            feedback.delivery.filler_rate.value,
        )

    def take_count(self, question_key: str) -> int:
        """Return how many attempts at a question there are."""
        newest = self._history.summaries(limit=1, question_key=question_key)
        return newest[0].take_number if newest else 0

    def open_note(self, question_key: str) -> str:
        """Return what the person means to do differently in the next answer to a question."""
        note = self._history.open_note(question_key)
        return note.text if note else ""
