"""One source of sound, held by a thread of its own, so that a driver that hangs stops nobody."""

import logging
import threading
from typing import Final

from app.audio.ring import Ring
from app.audio.sound import SAMPLE_RATE_HZ
from app.audio.source import Source
from app.core.errors import AppError, AudioError

log = logging.getLogger(__name__)

# A sound server needs 0.1 s, a Bluetooth headset that changes its profile up to 3 s.
OPEN_TIMEOUT_S: Final = 6.0
RING_S: Final = 60.0


class HeldSource:
    """Opens a source, collects what it gives, and closes it; good for one stretch of a take.

    For the thread that writes the take; lose() and release() may be called from any thread.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._ring = Ring(int(RING_S * SAMPLE_RATE_HZ))
        self._failure: AppError | None = None
        self._answered = threading.Event()  # the source is open, or has failed
        self._lost = threading.Event()
        self._release = threading.Event()  # the device may go

    def open(self) -> AppError | None:
        """Open the source and wait for that; return why it cannot be used, if so."""
        threading.Thread(target=self._hold, name="microphone", daemon=True).start()
        if not self._answered.wait(OPEN_TIMEOUT_S):
            self._release.set()  # should it open after all
            return AudioError(
                "The microphone does not answer.", hint="Unplug it, plug it in again and retry."
            )
        return self._failure

    @property
    def lost(self) -> bool:
        """Whether no more sound will come."""
        return self._lost.is_set()

    def lose(self) -> None:
        """Take the source for lost: somebody else knows that it is gone."""
        self._lost.set()

    def wait_for_tail(self, length_s: float) -> None:
        """Wait for what was said already and is still on its way; not for a lost source."""
        self._lost.wait(length_s)

    def pull(self) -> bytes:
        """Return all frames that have arrived since the last time: mono int16."""
        return self._ring.pull()

    def release(self) -> None:
        """Have the source closed, without waiting for it."""
        self._release.set()

    def has_gaps(self) -> bool:
        """Return whether sound was dropped on its way."""
        lost, overflows = self._ring.lost_frames, self._ring.overflows
        if lost or overflows:
            log.warning("%d frames lost, %d overflows", lost, overflows)
        return bool(lost or overflows)

    def _hold(self) -> None:
        try:
            self._source.open(self._ring.push, self._lost.set)
        except AppError as error:
            self._failure = error
            self._answered.set()
            return
        self._answered.set()
        self._release.wait()
        self._source.close()
