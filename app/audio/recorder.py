"""Records one take at a time into a file, and watches over it; a take outlives its microphone.

A take is made of stretches, one per microphone. Each has a thread that holds the device; another
one, the same for the whole take, writes: it empties the ring every 50 ms into the file, feeds the
level meter and the watch, and reports. When a microphone is lost, or a pause is asked for, the
file stays open and is valid; the next stretch is joined on to it. The file is complete before
`Closed` is reported, and is so without waiting for the device.
"""

import queue
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np

from app.audio.events import Closed, Failed, Interrupted, Opened, RecorderEvent
from app.audio.held import HeldSource
from app.audio.joint import Joint
from app.audio.level import Level, LevelMeter
from app.audio.noise import NoiseFloor
from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.audio.source import Source
from app.audio.watch import LOST_AFTER_S, Watch
from app.audio.wav import TakeWriter, clock
from app.core.errors import StorageError

WRITE_EVERY_S: Final = 0.05
# What is spoken reaches the callback up to 0.14 s later; without this wait the last syllable of
# somebody who stops quickly is cut off.
TAIL_S: Final = 0.15
GAPS: Final = "The computer was too busy to keep up, so this take has gaps."

OnEvent = Callable[[RecorderEvent], None]


class TakeRecorder:
    """Records takes, one at a time. May be used from any thread; no method waits."""

    def __init__(self, source_factory: Callable[[], Source], on_event: OnEvent) -> None:
        """Prepare to record.

        Args:
            source_factory: Makes the source of one stretch; called by start() and go_on().
            on_event: Called on a foreign thread. Each start() leads to `Failed`, or to
                `Opened`, any number of pairs of `Interrupted` and `Opened`, and, exactly once,
                `Closed`. A go_on() that fails leads to one more `Interrupted`.
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

    def pause(self) -> None:
        """Switch the microphone off and keep the take open; `Interrupted` follows in 0.2 s."""
        if self._take is not None:
            self._take.pause()

    def go_on(self) -> None:
        """Go on with an interrupted take, in the same file, with the source chosen now."""
        if self._take is not None:
            self._take.go_on(self._source_factory())

    def lose(self) -> None:
        """Take the microphone for lost: somebody else knows that it was unplugged."""
        if self._take is not None:
            self._take.lose()

    def stop(self) -> None:
        """End the take; `Closed` follows within some 0.2 s, also when the device hangs."""
        if self._take is not None:
            self._take.stop()

    def level(self) -> Level:
        """Return how loud it is now; the floor of the scale when nothing is recorded."""
        return self._take.meter.level if self._take is not None and self.busy else Level()

    def noise_dbfs(self) -> float | None:
        """Return how loud the room is; None in the first second, and when nothing is recorded."""
        return self._take.noise.noise_dbfs if self._take is not None and self.busy else None

    def duration_s(self) -> float:
        """Return how much of the take is in the file, in seconds."""
        return self._take.duration_s if self._take is not None else 0.0

    def close(self, timeout_s: float = 3.0) -> None:
        """End the take, if there is one, and wait until it is complete on disk."""
        if self._take is not None:
            self._take.stop()
            self._take.wait(timeout_s)


class _Take:
    """One recording: the thread that writes it, and what is asked of that thread."""

    def __init__(self, path: Path, source: Source, on_event: OnEvent) -> None:
        self.meter = LevelMeter(SAMPLE_RATE_HZ)
        self.noise = NoiseFloor()
        self.duration_s = 0.0
        self.over = False
        self._path = path
        self._on_event = on_event
        self._held = HeldSource(source)
        self._joint: Joint | None = None
        self._last_sample = 0
        self._has_gaps = False
        self._stop = threading.Event()
        self._pause = threading.Event()
        self._next: queue.SimpleQueue[Source | None] = queue.SimpleQueue()  # None: no more
        self._thread = threading.Thread(target=self._run, name="take", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def pause(self) -> None:
        self._pause.set()

    def go_on(self, source: Source) -> None:
        self._next.put(source)

    def lose(self) -> None:
        self._held.lose()

    def stop(self) -> None:
        self._stop.set()
        self._next.put(None)

    def wait(self, timeout_s: float) -> None:
        self._thread.join(timeout_s)

    # The thread that writes ------------------------------------------------------

    def _run(self) -> None:
        try:
            self._record()
        finally:
            self._held.release()

    def _record(self) -> None:
        try:
            writer = TakeWriter(self._path)
        except StorageError as error:
            self._report_last(Failed(str(error), error.hint))
            return
        with closing(writer):
            if failure := self._held.open():
                writer.discard()
                self._report_last(Failed(str(failure), failure.hint))
                return
            problem = self._write_all(writer)
            self._report_last(
                Closed(self._path, self.duration_s, problem or (GAPS if self._has_gaps else ""))
            )

    def _report_last(self, event: Closed | Failed) -> None:
        self.over = True  # first, so that the event's receiver may start the next take
        self._on_event(event)

    def _write_all(self, writer: TakeWriter) -> str:
        """Write stretch after stretch; return why the take ended early, or nothing."""
        try:
            problem = self._write_stretch(writer)
            while not self._stop.is_set():
                writer.sync()  # nobody knows how long the interruption will be
                self._on_event(Interrupted(self.duration_s, problem))
                if not self._open_next():
                    break
                problem = self._write_stretch(writer)
            writer.close()
        except StorageError as error:
            return f"{error} {error.hint}"
        return problem

    def _open_next(self) -> bool:
        """Wait for a source that can be opened; False when the take is to end instead."""
        while (source := self._next.get()) is not None:
            self._pause.clear()
            self._held = HeldSource(source)
            failure = self._held.open()
            if failure is None:
                self._joint = Joint(self._last_sample)
                return True
            self._on_event(Interrupted(self.duration_s, f"{failure} {failure.hint}".strip()))
        return False

    def _write_stretch(self, writer: TakeWriter) -> str:
        """Write what one microphone gives; return how it was lost, if it was."""
        self._on_event(Opened(self.duration_s))
        problem = self._write_while_it_lasts(writer)
        self._held.release()
        self._write(writer)
        self._has_gaps = self._has_gaps or self._held.has_gaps()
        self.meter, self.noise = LevelMeter(SAMPLE_RATE_HZ), NoiseFloor()
        return problem

    def _write_while_it_lasts(self, writer: TakeWriter) -> str:
        watch = Watch(time.monotonic())
        while not self._stop.wait(WRITE_EVERY_S):
            lost = self._held.lost  # before writing: the last frames come before the loss
            samples = self._write(writer)
            now_s = time.monotonic()
            for event in watch.look(now_s, samples):
                self._on_event(event)
            if lost or watch.stalled_s(now_s) >= LOST_AFTER_S:
                return (
                    f"The microphone was lost at {clock(self.duration_s)}. What you said up to "
                    "there is saved. Plug it in again, or choose another one."
                )
            if self._pause.is_set():
                break
        self._held.wait_for_tail(TAIL_S)
        return ""

    def _write(self, writer: TakeWriter) -> Samples:
        samples = np.frombuffer(self._held.pull(), dtype=np.int16)
        if samples.size:
            if self._joint is not None:
                samples = self._joint.smooth(samples)
            writer.write(samples.tobytes())
            self.meter.feed(samples)
            self.noise.feed(samples)
            self._last_sample = int(samples[-1])
            self.duration_s = writer.duration_s
        return samples
