"""Carries out what `app.core.practice` decides about one answer."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import Mode, Take
from app.core.errors import AppError, StorageError
from app.core.question import Question
from app.session.one_by_one import OneByOne
from app.session.ports import Clocks, Listener, Recorder
from app.session.record import Record

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What an answer needs from outside.

    Attributes:
        recorder: The microphone.
        listener: Writes down and judges.
        record: The history.
        clocks: The time.
        complain: Shows a problem that does not stop the answer.
    """

    recorder: Recorder
    listener: Listener
    record: Record
    clocks: Clocks
    complain: Callable[[AppError], None]


class AnswerRunner:
    """Feeds events to the state machine of one answer and performs its commands.

    Lives on the session's thread and refuses all others; events from elsewhere come through
    `run_soon`. It goes on after the person has left, until the transcript is saved.
    """

    def __init__(
        self,
        question: Question,
        rules: p.Rules,
        tools: Tools,
        on_change: Callable[[p.State], None],
        session_id: str = "",
        mode: Mode = "practice",
    ) -> None:
        now_s = tools.clocks.monotonic_s()
        self.question = question
        self.state: p.State = p.Think(rules, since_s=now_s, now_s=now_s)
        self.attempt_id: int | None = None
        self._tools = tools
        self._on_change = on_change
        self._session_id = session_id
        self._mode = mode
        self._events = OneByOne(self._step)
        self._thread = threading.get_ident()

    def ask(self, question: Question) -> None:
        """Have the question measured by other points; only while the person thinks."""
        if isinstance(self.state, p.Think):
            self.question = question

    def handle(self, event: e.Event) -> None:
        """Process event, then every event its commands caused, in order.

        Raises:
            RuntimeError: It was called from another thread.
        """
        if threading.get_ident() != self._thread:
            raise RuntimeError("AnswerRunner.handle was called from another thread")
        self._events.take(event)

    def tick(self) -> None:
        """Tell the machine what time it is."""
        self.handle(e.Tick(self._tools.clocks.monotonic_s()))
        self._tools.listener.look()

    def _step(self, event: e.Event) -> None:
        step = p.advance(self.state, event)
        if step.state == self.state and not step.commands:
            return
        if type(step.state) is not type(self.state):
            log.debug("%s -> %s", type(event).__name__, type(step.state).__name__)
        self.state = step.state
        for command in step.commands:
            try:
                self._perform(command)
            except StorageError as error:
                # The take is on disk whatever happens here, and is offered again at the next start.
                log.warning("%s failed: %s", type(command).__name__, error)
                self._tools.complain(error)
        self._on_change(self.state)

    def _perform(self, command: e.Command) -> None:
        tools = self._tools
        match command:
            case e.StartRecording():
                tools.recorder.start(self.question, self.handle)
            case e.PauseRecording() | e.GoOnRecording() | e.StopRecording():
                self._turn(command)
            case e.DeleteTake(take):
                tools.recorder.delete(take)
            case e.SaveAttempt(take):
                self._add(take)
            case e.Follow() | e.Transcribe() | e.Analyse():
                self._have_read(command)
            case e.SaveWritten():
                self._save_written(command)
            case e.SaveTranscript() | e.SaveFeedback() | e.SaveRating():
                if self.attempt_id is not None:  # else SaveAttempt has failed, and said so
                    tools.record.save(self.attempt_id, command)

    def _add(self, take: Take) -> None:
        record = self._tools.record
        self.attempt_id = record.add(self.question, take, self._session_id, self._mode)

    def _save_written(self, command: e.SaveWritten) -> None:
        """Save words that are nowhere else: where SaveAttempt has failed, it is done now."""
        if self.attempt_id is None:
            self._add(Take("", command.duration_s))
        if self.attempt_id is not None:
            self._tools.record.save(self.attempt_id, command)

    def _have_read(self, command: e.Follow | e.Transcribe | e.Analyse) -> None:
        listener = self._tools.listener
        match command:
            case e.Follow():
                if growing := self._tools.recorder.growing:
                    listener.follow(growing, self.question, self.handle)
            case e.Transcribe(take):
                listener.transcribe(take, self.question, self.handle)
            case e.Analyse(transcript, duration_s):
                listener.analyse(self.question, transcript, duration_s, self.handle)

    def _turn(self, command: e.PauseRecording | e.GoOnRecording | e.StopRecording) -> None:
        """Switch the microphone off or on again in the middle of a take."""
        recorder = self._tools.recorder
        match command:
            case e.PauseRecording():
                recorder.pause()
            case e.GoOnRecording():
                recorder.go_on()
            case e.StopRecording():
                recorder.stop()
