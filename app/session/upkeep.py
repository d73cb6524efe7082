"""Catches up with what a crash, or an older version of the program, has left undone."""

import logging
from collections import deque
from collections.abc import Callable

from app.core import practice_events as e
from app.core.attempt import Attempt, Take
from app.core.errors import PackError, StorageError
from app.core.question import Question
from app.session.ports import Listener
from app.session.record import Record
from app.storage.history import History
from app.storage.recordings import Leftover, Recordings

log = logging.getLogger(__name__)


class Upkeep:
    """Has takes read that nobody has read yet, one at a time; lives on one thread.

    `on_change` is called whenever an attempt has become more complete.
    """

    def __init__(
        self, history: History, record: Record, listener: Listener, on_change: Callable[[], None]
    ) -> None:
        self._history = history
        self._record = record
        self._listener = listener
        self._on_change = on_change
        self._waiting: deque[Attempt] = deque()
        self._busy = False

    def catch_up(self) -> None:
        """Begin with everything that is undone now; what is being done already goes on.

        Raises:
            StorageError: The history cannot be read.
        """
        self._waiting = deque(self._history.without_transcript())
        self._waiting += [
            summary.attempt
            for summary in self._history.summaries(limit=1000)
            if summary.coverage is None and summary.attempt.transcript is not None
        ]
        self._go_on()

    def _go_on(self) -> None:
        if self._busy or not self._waiting:
            return
        attempt = self._waiting.popleft()
        self._busy = True
        if attempt.transcript is None:
            self._listener.transcribe(
                attempt.take, attempt.question, lambda event: self._hear(attempt.id, event)
            )
        else:
            self._analyse(attempt.id)

    def _analyse(self, attempt_id: int) -> None:
        attempt = self._history.attempt(attempt_id)
        assert attempt.transcript is not None
        self._listener.analyse(
            attempt.question,
            attempt.transcript,
            attempt.take.duration_s,
            lambda event: self._hear(attempt_id, event),
        )

    def _hear(self, attempt_id: int, event: e.Event) -> None:
        try:
            match event:
                case e.TranscriptionAdvanced():
                    return
                case e.Transcribed(transcript):
                    self._history.set_transcript(attempt_id, transcript)
                    self._on_change()
                    self._analyse(attempt_id)
                    return
                case e.Analysed(feedback):
                    self._record.keep_feedback(attempt_id, feedback)
                    self._on_change()
                case _:
                    log.info("attempt %d stays as it is", attempt_id)
        except StorageError as error:
            log.warning("attempt %d could not be brought up to date: %s", attempt_id, error)
        self._busy = False
        self._go_on()


def keep_leftover(
    leftover: Leftover, recordings: Recordings, history: History, question: Question | None
) -> int:
    """Take a recording that a crash left behind into the history; return its attempt's number.

    Args:
        leftover: The recording.
        recordings: Where it is.
        history: Where it goes.
        question: The question it answers, where the recording does not know it itself.

    Raises:
        PackError: Nobody knows which question it answers.
        StorageError: The disk does not do what it is asked.
    """
    asked = leftover.question or question
    if asked is None:
        raise PackError(
            "It is not known which question this take answers.",
            hint="Choose the question on the Home page, then keep the take.",
        )
    take: Take = recordings.adopt(leftover)
    attempt_id = history.add(asked, take, leftover.recorded_at, recovered=True)
    recordings.settle(take.name)
    return attempt_id
