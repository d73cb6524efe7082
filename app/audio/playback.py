"""A take on its way to the loudspeaker."""

import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from app.audio.portaudio import LOUDSPEAKER, PortAudio, Stream
from app.audio.route import Route
from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.audio.tape import Tape
from app.core.errors import AudioError

# Low enough that a seek is heard at once, high enough to survive a busy machine.
LATENCY_S: Final = 0.1
# A block (some 25 ms) is remembered until it has been heard; this covers more than a second.
REMEMBERED_BLOCKS: Final = 64
# How often more sound is made ready; there is always enough for a second.
PREPARE_EVERY_S: Final = 0.1


class StreamTimes(Protocol):
    """What PortAudio tells a callback about time, in seconds of its own clock."""

    @property
    def currentTime(self) -> float:  # noqa: N802 - PortAudio's name
        """When the callback was called."""

    @property
    def outputBufferDacTime(self) -> float:  # noqa: N802 - PortAudio's name
        """When the first sample of the block will be heard."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be played.

    Attributes:
        route: The way through the take.
        speed: Seconds of the take that are heard in a second, 0.5..2.
        goes_on: Whether the way is entered where the sound is by then, not at its start.
    """

    route: Route
    speed: float
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """What was handed over at once: when it will be heard, and what of which tape it is."""

    heard_s: float
    tape: Tape
    begin: int
    end: int

    def frame(self, now_s: float) -> int:
        """Return which frame of the take is heard at a time within this block."""
        ahead = int((now_s - self.heard_s) * SAMPLE_RATE_HZ)
        return self.tape.frame_at(min(self.begin + ahead, self.end))


class Playback:
    """Plays one thing after the other through one stream. run() has a thread of its own.

    The rest may be called from any thread and does not wait.
    """

    def __init__(self, wish: Wish) -> None:
        self.over = False
        self.stopped = False
        self._lock = threading.Lock()  # held for a copy only; the callback takes it too
        self._playing = wish
        self._wish: Wish | None = wish  # what the thread has not done yet
        self._tape: Tape | None = None
        self._heard = wish.route.start
        self._end_s: float | None = None  # when the last frame will have been heard
        self._complete = False
        self._blocks: deque[_Block] = deque(maxlen=REMEMBERED_BLOCKS)
        self._ended = False
        self._wake = threading.Event()

    def run(self, portaudio: PortAudio) -> None:
        """Play until the end, a stop or a loss; the loudspeaker is free again on return.

        Raises:
            AudioError: There is no loudspeaker, or it was lost; or the speed cannot be changed.
        """
        try:
            self._follow()
            if self._tape is not None:
                self._play(portaudio)
        finally:
            self.over = True
        if not self.stopped and not self._complete:
            raise AudioError("The loudspeaker was lost.", hint="Connect it again, then press play.")

    def stop(self) -> None:
        """Fall silent."""
        self.stopped = True
        self._end()

    def change(self, wish: Wish) -> bool:
        """Play something else from now on; False when it is too late for that.

        What plays goes on until the other is ready, some milliseconds later.
        """
        with self._lock:
            if self._ended or self._complete:
                return False
            before = self._wish
            if wish.goes_on and before is not None and not before.goes_on:
                route = wish.route.beginning_at(before.route.start)
                wish = replace(wish, route=route, goes_on=False)
            self._wish = self._playing = wish
        self._wake.set()
        return True

    @property
    def wish(self) -> Wish:
        """What plays, or will in a moment."""
        return self._playing

    def heard_frame(self) -> int:
        """Return the frame that is being heard; after the end, the one that was heard last.

        After a jump it stands where that leads to, until the sound has come there.
        """
        with self._lock:
            if self._wish is not None and not self._wish.goes_on:
                return self._wish.route.start
            now_s = time.monotonic()
            while len(self._blocks) > 1 and self._blocks[1].heard_s <= now_s:
                self._blocks.popleft()
            if self._blocks and self._blocks[0].heard_s <= now_s:
                self._heard = self._blocks[0].frame(now_s)
            return self._heard

    # On the thread of run() ------------------------------------------------------------

    def _play(self, portaudio: PortAudio) -> None:
        """Keep enough sound ready, and do what is wished, until it ends."""
        stream = portaudio.open(self._stream, LOUDSPEAKER)
        try:
            while not self._ended:
                self._wake.wait(PREPARE_EVERY_S)
                self._wake.clear()
                self._follow()
                if self._tape is not None:
                    self._tape.prepare()
        finally:
            self._rest()
            portaudio.close(stream)

    def _follow(self) -> None:
        """Take up what was wished, until nothing is left to do."""
        while (wish := self._wish) is not None and not self._ended:
            before = self._tape
            left_at = before.given if before else 0
            tape = _tape_for(wish, before, left_at)
            tape.prepare()
            with self._lock:
                if self._wish is not wish:
                    continue  # something else has been wished since
                self._take_up(tape, wish, left_at)

    def _take_up(self, tape: Tape, wish: Wish, left_at: int) -> None:
        """Let the callback go over to another tape. The lock is held."""
        before, self._tape, self._wish, self._end_s = self._tape, tape, None, None
        if before is None:
            return
        skip = 0
        if wish.goes_on:  # leave out what was handed over while the tape was made
            skip = round((before.given - left_at) * before.speed / tape.speed)
        else:
            self._blocks.clear()
            self._heard = tape.route.start
        tape.follow(before, skip)

    def _rest(self) -> None:
        heard = self.heard_frame()
        with self._lock:
            if self._complete and not self.stopped:
                heard = self._playing.route.until
            self._blocks.clear()
            self._heard = heard

    def _end(self) -> None:
        self._ended = True
        self._wake.set()

    # On the thread of the stream ---------------------------------------------------------

    def _stream(self, sounddevice: ModuleType) -> Stream:
        def callback(
            out: npt.NDArray[np.int16], count: int, times: StreamTimes, _status: object
        ) -> None:
            heard_s = time.monotonic() + times.outputBufferDacTime - times.currentTime
            if not self._fill(out[:, 0], count, heard_s):
                raise sounddevice.CallbackStop

        stream: Stream = sounddevice.OutputStream(
            samplerate=SAMPLE_RATE_HZ,
            channels=1,
            dtype="int16",
            latency=LATENCY_S,
            callback=callback,
            finished_callback=self._end,
        )
        return stream

    def _fill(self, out: Samples, count: int, heard_s: float) -> bool:
        """Hand the next block over; return whether the stream must go on.

        It goes on with silence until the last frame has been heard: a stream that is ended
        earlier was seen to swallow the last tenth of a second.
        """
        with self._lock:
            tape = self._tape
            assert tape is not None  # the stream is opened after the first was made
            begin = tape.given
            given = tape.take(out[:count])
            out[given:] = 0
            self._blocks.append(_Block(heard_s, tape, begin, begin + given))
            if tape.over and self._end_s is None:
                self._end_s = heard_s + given / SAMPLE_RATE_HZ
            over = self._end_s is not None and time.monotonic() >= self._end_s
            self._complete = over and self._wish is None
            return not self._complete


def _tape_for(wish: Wish, before: Tape | None, left_at: int) -> Tape:
    """Return a tape, which begins where the one before was left if the wish is to go on."""
    if before is None or not wish.goes_on:
        return Tape(wish.route, wish.speed)
    return Tape(wish.route.beginning_at(before.frame_at(left_at)), wish.speed)
