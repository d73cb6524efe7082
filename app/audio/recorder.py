"""Records one take at a time from a microphone into a file, and watches over it.

A take has two threads. One holds the device, so that a driver that hangs while opening or closing
stops nobody. The other one writes: it empties the ring every 50 ms into the file, feeds the level
meter and the watch, and reports. The file is complete before `Closed` is reported, and is so
without waiting for the device.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np

from app.audio.events import Closed, Failed, Opened, RecorderEvent
from app.audio.level import Level, LevelMeter
from app.audio.ring import Ring
from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.audio.source import Source
from app.audio.watch import LOST_AFTER_S, Watch
from app.audio.wav import TakeWriter, clock
from app.core.errors import AppError, StorageError

log = logging.getLogger(__name__)

WRITE_EVERY_S: Final = 0.05
# A sound server needs 0.1 s, a Bluetooth headset that changes its profile up to 3 s.
OPEN_TIMEOUT_S: Final = 6.0
# What is spoken reaches the callback up to 0.14 s later; without this wait the last syllable of
# somebody who stops quickly is cut off.
TAIL_S: Final = 0.15
RING_S: Final = 60.0

OnEvent = Callable[[RecorderEvent], None]


class TakeRecorder:
    """Records takes, one at a time. May be used from any thread; no method waits."""

    def __init__(self, source_factory: Callable[[], Source], on_event: OnEvent) -> None:
        """Prepare to record.

        Args:
            source_factory: Makes the source of one take; called by start().
            on_event: Called on a foreign thread. Each start() leads to `Failed`, or to
                `Opened` and, exactly once, `Closed`.
        """
        self._source_factory = source_factory
        self._on_event = on_event
        self._take: _Take | None = None

    @property
    def busy(self) -> bool:
        """Whether a take was started and neither `Closed` nor `Failed` has been reported."""
        return self._take is not None and not self._take.over

    def start(self, path: Path) -> None:
        """Begin to record into a file, which is created, or emptied.

        Raises:
            RuntimeError: A take is being recorded already.
        """
        if self.busy:
            raise RuntimeError("a take is being recorded already")
        self._take = _Take(path, self._source_factory(), self._on_event)
        self._take.start()

    def stop(self) -> None:
        """End the take; `Closed` follows within some 0.2 s, also when the device hangs."""
        if self._take is not None:
            self._take.stop()

    def level(self) -> Level:
        """Return how loud it is now; the floor of the scale when nothing is recorded."""
        return self._take.meter.level if self._take is not None and self.busy else Level()

    def duration_s(self) -> float:
        """Return how much of the take is in the file, in seconds."""
        return self._take.duration_s if self._take is not None else 0.0

    def close(self, timeout_s: float = 3.0) -> None:
        """End the take, if there is one, and wait until it is complete on disk."""
        if self._take is not None:
            self._take.stop()
            self._take.wait(timeout_s)


class _Take:
    """One recording: its two threads and what they share."""

    def __init__(self, path: Path, source: Source, on_event: OnEvent) -> None:
        self.meter = LevelMeter(SAMPLE_RATE_HZ)
        self.duration_s = 0.0
        self.over = False
        self._path = path
        self._source = source
        self._on_event = on_event
        self._ring = Ring(int(RING_S * SAMPLE_RATE_HZ))
        self._failure: AppError | None = None
        self._answered = threading.Event()  # the source is open, or has failed
        self._stop = threading.Event()
        self._lost = threading.Event()
        self._release = threading.Event()  # the device may go
        self._thread = threading.Thread(target=self._run, name="take", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()

    def wait(self, timeout_s: float) -> None:
        self._thread.join(timeout_s)

    def _report_last(self, event: Closed | Failed) -> None:
        self.over = True  # first, so that the event's receiver may start the next take
        self._on_event(event)

    # The thread that holds the device --------------------------------------------

    def _hold_source(self) -> None:
        try:
            self._source.open(self._ring.push, self._lost.set)
        except AppError as error:
            self._failure = error
            self._answered.set()
            return
        self._answered.set()
        self._release.wait()
        self._source.close()

    # The thread that writes ------------------------------------------------------

    def _run(self) -> None:
        try:
            self._record()
        finally:
            self._release.set()

    def _record(self) -> None:
        try:
            writer = TakeWriter(self._path)
        except StorageError as error:
            self._report_last(Failed(str(error), error.hint))
            return
        with closing(writer):
            self._record_into(writer)

    def _record_into(self, writer: TakeWriter) -> None:
        threading.Thread(target=self._hold_source, name="microphone", daemon=True).start()
        if failure := self._why_not_open():
            writer.discard()
            self._report_last(failure)
            return
        self._on_event(Opened())
        problem = self._write_until_end(writer)
        self._report_last(Closed(self._path, self.duration_s, problem or self._gaps()))

    def _why_not_open(self) -> Failed | None:
        if not self._answered.wait(OPEN_TIMEOUT_S):
            return Failed(
                "The microphone does not answer.", "Unplug it, plug it in again and retry."
            )
        if self._failure is not None:
            return Failed(str(self._failure), self._failure.hint)
        return None

    def _write_until_end(self, writer: TakeWriter) -> str:
        """Write until the take is over; return why it ended early, or nothing."""
        try:
            problem = self._write_while_it_lasts(writer)
            self._release.set()
            self._write(writer)
            writer.close()
        except StorageError as error:
            return f"{error} {error.hint}"
        return problem

    def _write_while_it_lasts(self, writer: TakeWriter) -> str:
        watch = Watch(time.monotonic())
        while not self._stop.wait(WRITE_EVERY_S):
            lost = self._lost.is_set()  # before writing: the last frames come before the loss
            samples = self._write(writer)
            now_s = time.monotonic()
            for event in watch.look(now_s, samples):
                self._on_event(event)
            if lost or watch.stalled_s(now_s) >= LOST_AFTER_S:
                return (
                    f"The microphone was lost at {clock(self.duration_s)}. What you said up to "
                    "there is saved. Plug it in again, or choose another one in Settings."
                )
        self._lost.wait(TAIL_S)
        return ""

    def _write(self, writer: TakeWriter) -> Samples:
        frames = self._ring.pull()
        samples = np.frombuffer(frames, dtype=np.int16)
        if samples.size:
            writer.write(frames)
            self.meter.feed(samples)
            self.duration_s = writer.duration_s
        return samples

    def _gaps(self) -> str:
        if not self._ring.lost_frames and not self._ring.overflows:
            return ""
        log.warning("%d frames lost, %d overflows", self._ring.lost_frames, self._ring.overflows)
        return "The computer was too busy to keep up, so this take has gaps."
