"""Catches up with what a crash, or an older version of the program, has left undone."""

import logging
from collections import deque
from collections.abc import Callable

from app.core import practice_events as e
from app.core.errors import StorageError
from app.session.ports import Listener
from app.session.record import Record
from app.storage.history import History

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
        self._waiting: deque[int] = deque()
        self._busy = False

    def catch_up(self) -> None:
        """Begin with everything that is undone now; what is being done already goes on.

        Raises:
            StorageError: The history cannot be read.
        """
        self._waiting = deque(self._history.without_transcript())
        self._listener.ask_version(self._add_outdated)
        self._go_on()

    def _add_outdated(self, version: str) -> None:
        try:
            self._waiting += self._history.unreviewed(version)
        except StorageError as error:
            log.warning("outdated reviews stay: %s", error)
        self._go_on()

    def _go_on(self) -> None:
        if self._busy or not self._waiting:
            return
        try:
            attempt = self._history.attempt(self._waiting.popleft())
        except StorageError as error:  # one damaged row must not stop the others
            log.warning("an attempt could not be brought up to date: %s", error)
            self._go_on()
            return
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
