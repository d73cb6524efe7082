"""Has answers whose text is a draft read again, once there is a better engine to do it.

Works for itself, one answer at a time, and gives way to everything else: an answer in progress
never waits for it.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from app.core.attempt import Attempt
from app.core.errors import StorageError
from app.core.feedback import Feedback
from app.core.transcript import Transcript
from app.session.assistant import Assistant, Reply
from app.session.listening import terms_of
from app.session.model_views import DraftsView
from app.session.record import Record
from app.session.toolbox import AnalyseAnswer
from app.speech.engine import ENGINES, EngineChoice
from app.speech.jobs import TranscribeFile, TranscribeProgress
from app.storage.history import History
from app.storage.recordings import Recordings

log = logging.getLogger(__name__)

# So many in a row are the fault of the engine or of the folder, not of the takes.
MOST_FAILURES_IN_A_ROW: Final = 3
GONE: Final = "The recording of an answer is not there any more. Its draft stays."


@dataclass(frozen=True, slots=True)
class RedraftTools:
    """What reading drafts again needs.

    Attributes:
        history: The attempts.
        record: Writes feedback beside them.
        recordings: The takes.
        assistant: The worker process.
        engine: Says which engine the settings choose, without terms.
        quiet: Says whether nobody is answering just now, or is about to.
    """

    history: History
    record: Record
    recordings: Recordings
    assistant: Assistant
    engine: Callable[[], EngineChoice]
    quiet: Callable[[], bool]


class Redraft:
    """Lives on the session's thread; begins only when it is asked to.

    A draft that the person has confirmed meanwhile, or that another reading has replaced, is left
    as it is.

    Attributes:
        on_change: Called whenever the view has changed.
        on_read: Called when an attempt has got its new text, or its feedback.
    """

    def __init__(self, tools: RedraftTools) -> None:
        self.on_change: Callable[[], None] = lambda: None
        self.on_read: Callable[[], None] = lambda: None
        self._tools = tools
        self._waiting: deque[int] = deque()
        self._reading: Attempt | None = None
        self._job_id: int | None = None
        self._judging = False  # whether the new text is there, and is being judged
        self._failures_in_a_row = 0
        self._run = DraftsView()

    @property
    def view(self) -> DraftsView:
        """What there is to show."""
        return replace(
            self._run,
            count=self._count(),
            possible=self._possible(),
            waiting=self._run.running and self._job_id is None,
        )

    def start(self) -> None:
        """Begin with all drafts there are; does nothing with the draft engine, or twice.

        Raises:
            StorageError: The history cannot be read.
        """
        if self._run.running or not self._possible():
            return
        self._waiting = deque(self._tools.history.drafts())
        self._failures_in_a_row = 0
        total = len(self._waiting)
        self._run = DraftsView(running=total > 0, total=total)
        self._go_on()

    def cancel(self) -> None:
        """End it; what has been read stays, and the rest are drafts as before."""
        self._give_way()
        self._waiting.clear()
        self._change(running=False, fraction=0.0)

    def look(self) -> None:
        """Give way to others, or go on. Call about once a second, and when an answer begins."""
        if self._run.running:
            if self._job_id is not None and self._must_wait():
                self._give_way()
                self._change(fraction=0.0)
            elif self._job_id is None:
                self._go_on()

    # -------------------------------------------------------------------------------

    def _count(self) -> int:
        try:
            return self._tools.history.draft_count()
        except StorageError as error:
            log.warning("drafts cannot be counted: %s", error)
            return 0

    def _possible(self) -> bool:
        return not ENGINES[self._tools.engine().name].draft

    def _must_wait(self) -> bool:
        own = 0 if self._job_id is None else 1
        return not self._tools.quiet() or self._tools.assistant.job_count > own

    def _give_way(self) -> None:
        """Drop the reading in hand; its attempt is the next again. Judging is quick, and ends."""
        if self._job_id is not None and not self._judging:
            self._tools.assistant.cancel(self._job_id)
            self._job_id = None
            if self._reading is not None:
                self._waiting.appendleft(self._reading.id)
                self._reading = None

    def _go_on(self) -> None:
        if not self._run.running or self._must_wait():
            self._change()
            return
        if not self._possible():  # the draft engine was chosen meanwhile
            self.cancel()
            return
        while self._waiting:
            attempt = self._draft(self._waiting.popleft())
            if attempt is not None:
                self._begin(attempt)
                return
            self._run = replace(self._run, total=self._run.total - 1)
        self._change(running=False)

    def _draft(self, attempt_id: int) -> Attempt | None:
        """Return an attempt if it is still a draft."""
        try:
            attempt = self._tools.history.attempt(attempt_id)
        except StorageError:  # deleted meanwhile
            return None
        open_draft = attempt.draft and not attempt.edited
        return attempt if open_draft and attempt.take.name else None

    def _begin(self, attempt: Attempt) -> None:
        path = self._tools.recordings.path_of(attempt.take.name)
        if not path.is_file():
            self._count_failure(GONE)
            self._finish_one()
            return
        self._reading, self._judging = attempt, False
        choice = replace(self._tools.engine(), terms=terms_of(attempt.question))
        self._ask(TranscribeFile(path, choice), self._hear, self._judge)

    def _ask(self, job: object, hear: Callable[[object], None], then: Callable[[], None]) -> None:
        self._job_id = self._tools.assistant.ask(job, Reply(hear, self._fail, then))
        self._change()

    def _hear(self, value: object) -> None:
        if isinstance(value, TranscribeProgress):
            self._change(fraction=value.fraction)
        elif isinstance(value, Transcript) and self._reading is not None:
            self._keep(self._reading, value)

    def _keep(self, attempt: Attempt, transcript: Transcript) -> None:
        """Replace the draft, unless the person has vouched for it while it was being read."""
        now = self._draft(attempt.id)
        if now is None or now.transcript != attempt.transcript:
            return
        try:
            self._tools.history.set_transcript(attempt.id, transcript)
        except StorageError as error:
            self._count_failure(f"{error} {error.hint}".strip())
            return
        self._judging = True
        self.on_read()

    def _judge(self) -> None:
        """Have the new text judged, where there is one."""
        attempt, self._failures_in_a_row = self._reading, 0
        if attempt is None or not self._judging:
            self._finish_one()
            return
        transcript = self._tools.history.attempt(attempt.id).transcript
        assert transcript is not None  # it has just been written
        job = AnalyseAnswer(attempt.question, transcript, attempt.take.duration_s)
        self._ask(job, self._keep_feedback, self._finish_one)

    def _keep_feedback(self, value: object) -> None:
        if not isinstance(value, Feedback) or self._reading is None:
            return
        try:
            self._tools.record.keep_feedback(self._reading.id, value)
        except StorageError as error:  # the next start of the program catches up
            log.warning("feedback of attempt %d is not kept: %s", self._reading.id, error)
        self.on_read()

    def _fail(self, problem: str) -> None:
        self._count_failure(problem)
        self._failures_in_a_row += 1
        if self._failures_in_a_row >= MOST_FAILURES_IN_A_ROW:
            self._waiting.clear()
        self._finish_one()

    def _count_failure(self, problem: str) -> None:
        self._run = replace(self._run, failed=self._run.failed + 1, problem=problem)

    def _finish_one(self) -> None:
        self._job_id = self._reading = None
        self._judging = False
        self._run = replace(self._run, done=self._run.done + 1, fraction=0.0)
        self._go_on()

    def _change(self, *, running: bool | None = None, fraction: float | None = None) -> None:
        if running is not None:
            self._run = replace(self._run, running=running)
        if fraction is not None:
            self._run = replace(self._run, fraction=fraction)
        self.on_change()
