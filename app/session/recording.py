"""The microphone and the folder of takes, as an answer in progress uses them."""

import logging
from collections.abc import Callable
from typing import Final, assert_never

from app.audio import events as audio
from app.audio.recorder import TakeRecorder
from app.audio.sound import SAMPLE_RATE_HZ
from app.audio.source import Source
from app.core import practice_events as e
from app.core.attempt import Take
from app.core.errors import StorageError
from app.core.question import Question
from app.session.ports import Clocks, Growing, Loudness, Report, RunSoon
from app.storage.recordings import Recordings

log = logging.getLogger(__name__)

# Of several warnings the first of these is shown.
GRAVEST: Final[tuple[audio.WarningKind, ...]] = ("stalled", "silent", "clipped")


class TakeDesk:
    """Records takes into the folder of takes. Implements `app.session.ports.Recorder`.

    A take that is asked for while the last one is still being closed begins as soon as that is
    done, so that nobody has to wait a fifth of a second before pressing a key.
    """

    def __init__(
        self,
        source_factory: Callable[[], Source],
        microphone: Callable[[], str],
        recordings: Recordings,
        clocks: Clocks,
        run_soon: RunSoon,
    ) -> None:
        """Prepare to record.

        Args:
            source_factory: Opens the chosen microphone; called for each take.
            microphone: Names it, for showing.
            recordings: Where the takes go.
            clocks: The time.
            run_soon: Brings the recorder's events to the session's thread.
        """
        self._microphone = microphone
        self._recordings = recordings
        self._clocks = clocks
        self._recorder = TakeRecorder(
            source_factory, lambda event: run_soon(lambda: self._hear(event))
        )
        self._report: Report | None = None
        self._growing: Growing | None = None
        self._next: tuple[Question, Report] | None = None
        self._warnings: dict[audio.WarningKind, audio.Warned] = {}

    @property
    def microphone(self) -> str:
        """Name of the microphone in use, for showing."""
        return self._microphone()

    @property
    def growing(self) -> Growing | None:
        """The take that is being recorded; see the port."""
        return self._growing

    @property
    def busy(self) -> bool:
        """Whether a take is being recorded or closed."""
        return self._report is not None

    def start(self, question: Question, report: Report) -> None:
        """Begin a take; see the port."""
        if self._report is not None:
            self._next = (question, report)
            return
        self._report = report
        try:
            path = self._recordings.new_take(self._clocks.now(), question)
        except StorageError as error:
            self._finish(e.RecordingFailed(f"{error} {error.hint}".strip()))
        else:
            name = self._recordings.final_name(path)
            self._growing = Growing(name, path, self._frames)
            self._recorder.start(path)

    def pause(self) -> None:
        """Interrupt the take; see the port."""
        self._recorder.pause()

    def go_on(self) -> None:
        """Go on with the take; see the port."""
        self._recorder.go_on()

    def lose_microphone(self) -> None:
        """Interrupt the take: the microphone it is recorded from was unplugged."""
        self._recorder.lose()

    def stop(self) -> None:
        """End the take; see the port."""
        if self._next is not None:  # it has not even begun
            _, report = self._next
            self._next = None
            report(e.RecordingFailed(""))
            return
        self._recorder.stop()

    def delete(self, take: Take) -> None:
        """Delete a take that is no answer."""
        self._recordings.delete(take.name)

    def loudness(self) -> Loudness:
        """Return how loud it is now."""
        level = self._recorder.level()
        noise_dbfs = self._recorder.noise_dbfs()
        return Loudness(level.rms_dbfs, level.peak_dbfs, level.clipped, noise_dbfs)

    def close(self) -> None:
        """End the take that is being recorded, if any; it is complete on disk afterwards."""
        self._recorder.close()

    def _frames(self) -> int:
        return round(self._recorder.duration_s() * SAMPLE_RATE_HZ)

    def _hear(self, event: audio.RecorderEvent) -> None:
        if self._report is None:
            return
        match event:
            case audio.Opened(duration_s):
                self._warnings.clear()
                self._report(e.RecordingStarted(self._clocks.monotonic_s(), duration_s))
            case audio.Warned() | audio.Recovered():
                self._warn(event, self._report)
            case audio.Interrupted(duration_s, problem):
                self._report(e.RecordingInterrupted(duration_s, problem))
            case audio.Failed(text, hint):
                self._finish(e.RecordingFailed(f"{text} {hint}".strip()))
            case audio.Closed():
                self._finish(self._recorded(event))
            case _:
                assert_never(event)

    def _warn(self, event: audio.Warned | audio.Recovered, report: Report) -> None:
        """Report the gravest of what endangers the take now."""
        if isinstance(event, audio.Warned):
            self._warnings[event.kind] = event
        else:
            self._warnings.pop(event.kind, None)
            if event.kind == "stalled":  # nothing was recorded meanwhile, so the clock is ahead
                recorded_s = self._recorder.duration_s()
                report(e.RecordingStarted(self._clocks.monotonic_s(), recorded_s))
        gravest = next((self._warnings[kind] for kind in GRAVEST if kind in self._warnings), None)
        report(e.RecordingWarned(gravest.text, gravest.calm) if gravest else e.RecordingWarned(""))

    def _recorded(self, closed: audio.Closed) -> e.Event:
        try:
            path = self._recordings.finish(closed.path)
        except StorageError as error:
            # The part file stays and is offered at the next start.
            return e.RecordingFailed(f"{error} {error.hint}".strip())
        return e.Recorded(Take(path.name, closed.duration_s, closed.problem))

    def _finish(self, event: e.Event) -> None:
        report, self._report = self._report, None
        self._growing = None
        assert report is not None
        report(event)
        if self._next is not None:
            question, report = self._next
            self._next = None
            self.start(question, report)
