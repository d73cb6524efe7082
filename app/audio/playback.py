"""One stretch of a take on its way to the loudspeaker."""

import threading
import time
from collections import deque
from types import ModuleType
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from app.audio.portaudio import LOUDSPEAKER, PortAudio, Stream
from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.core.errors import AudioError

# Low enough that a seek is heard at once, high enough to survive a busy machine.
LATENCY_S: Final = 0.1
# A block (some 25 ms) is remembered until it has been heard; this covers more than a second.
REMEMBERED_BLOCKS: Final = 64


class StreamTimes(Protocol):
    """What PortAudio tells a callback about time, in seconds of its own clock."""

    @property
    def currentTime(self) -> float:  # noqa: N802 - PortAudio's name
        """When the callback was called."""

    @property
    def outputBufferDacTime(self) -> float:  # noqa: N802 - PortAudio's name
        """When the first sample of the block will be heard."""


class Playback:
    """Plays from one frame to another, once. run() has a thread of its own.

    The rest may be called from any thread and does not wait.
    """

    def __init__(self, samples: Samples, start: int, until: int) -> None:
        """Prepare to play samples[start:until]: int16, shape (n,), 16 kHz."""
        self.over = False
        self.stopped = False
        self._samples = samples
        self._lock = threading.Lock()  # held for a copy only; the callback takes it too
        self._next = start
        self._until = until
        self._heard = start
        self._end_s: float | None = None  # when the last frame will have been heard
        self._complete = False
        self._blocks: deque[tuple[float, int]] = deque(maxlen=REMEMBERED_BLOCKS)
        self._ended = threading.Event()

    def run(self, portaudio: PortAudio) -> None:
        """Play until the end, a stop or a loss; the loudspeaker is free again on return.

        Raises:
            AudioError: There is no loudspeaker, or it was lost.
        """
        try:
            stream = portaudio.open(self._stream, LOUDSPEAKER)
            self._ended.wait()
            self._rest()
            portaudio.close(stream)
        finally:
            self.over = True
        if not self.stopped and not self._complete:
            raise AudioError("The loudspeaker was lost.", hint="Connect it again, then press play.")

    def stop(self) -> None:
        """Fall silent."""
        self.stopped = True
        self._ended.set()

    def jump(self, start: int, until: int) -> bool:
        """Go on at another frame, to another end; False when it is too late for that."""
        with self._lock:
            if self._ended.is_set() or self._complete:
                return False
            self._next = self._heard = start
            self._until = until
            self._end_s = None
            self._blocks.clear()
            return True

    def heard_frame(self) -> int:
        """Return the frame that is being heard; after the end, the one that was heard last."""
        with self._lock:
            now_s = time.monotonic()
            while len(self._blocks) > 1 and self._blocks[1][0] <= now_s:
                self._blocks.popleft()
            if self._blocks and self._blocks[0][0] <= now_s:
                heard_s, frame = self._blocks[0]
                ahead = int((now_s - heard_s) * SAMPLE_RATE_HZ)
                self._heard = max(self._heard, min(frame + ahead, self._next))
            return self._heard

    def _rest(self) -> None:
        heard = self._until if self._complete and not self.stopped else self.heard_frame()
        with self._lock:
            self._blocks.clear()
            self._heard = heard

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
            finished_callback=self._ended.set,
        )
        return stream

    def _fill(self, out: Samples, count: int, heard_s: float) -> bool:
        """Hand the next block over; return whether the stream must go on.

        It goes on with silence until the last frame has been heard: a stream that is ended
        earlier was seen to swallow the last tenth of a second.
        """
        with self._lock:
            given = min(count, self._until - self._next)
            out[:given] = self._samples[self._next : self._next + given]
            out[given:] = 0
            self._blocks.append((heard_s, self._next))
            self._next += given
            if self._next == self._until and self._end_s is None:
                self._end_s = heard_s + given / SAMPLE_RATE_HZ
            self._complete = self._end_s is not None and time.monotonic() >= self._end_s
            return not self._complete
