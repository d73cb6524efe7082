"""PortAudio: loaded late, its streams counted, its errors in words for a person.

PortAudio may print "Expression ... failed" on stderr when a device vanishes; that is left alone,
since silencing it would silence every other thread's stderr with it.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Final, Protocol, TypeVar

from app.core.errors import AudioError

log = logging.getLogger(__name__)

T = TypeVar("T")

# Opening takes 20 to 150 ms, re-initialising 50 to 120 ms; beyond this a driver hangs.
TURN_TIMEOUT_S: Final = 3.0

# portaudio.h, PaErrorCode
_INVALID_SAMPLE_RATE: Final = -9997
_DEVICE_UNAVAILABLE: Final = -9985


class Stream(Protocol):
    """The part of a sounddevice stream that is used here."""

    @property
    def time(self) -> float:
        """The device's clock, in seconds; the one that callbacks are told."""

    def start(self) -> None:
        """Begin to call back."""

    def abort(self) -> None:
        """End at once. Unlike stop(), which was seen to block for 19 s, it waits for nothing."""

    def close(self) -> None:
        """Give the device back."""


@dataclass(frozen=True, slots=True)
class Words:
    """How to speak of a device.

    Attributes:
        name: What it is called in a sentence.
        remedy: What to do when there is none.
    """

    name: str
    remedy: str


MICROPHONE: Final = Words(
    "microphone",
    "Connect one, and allow programs to use it in the privacy settings of the system.",
)
LOUDSPEAKER: Final = Words("loudspeaker", "Connect headphones or loudspeakers and try again.")


class PortAudio:
    """The one door to PortAudio, which is not safe to enter from two threads at once.

    A program needs one of these, shared by all that record or play.
    """

    def __init__(self) -> None:
        self._turn_lock = threading.Lock()
        self._open_count = 0
        self._closing: set[int] = set()

    @property
    def in_use(self) -> bool:
        """Whether something records or plays; a stream that hangs on its way out does not count."""
        return self._open_count > len(self._closing)

    def load(self) -> ModuleType:
        """Return the sounddevice module; loading it the first time takes 0.1 to 0.3 s.

        Raises:
            AudioError: The PortAudio library is not installed.
        """
        try:
            import sounddevice  # late: it raises OSError where the library is missing
        except OSError as error:
            raise AudioError(
                "The PortAudio library, which records and plays sound, is not installed.",
                hint="On Debian or Ubuntu: sudo apt install libportaudio2",
            ) from error
        module: ModuleType = sounddevice
        return module

    def ask(self, question: Callable[[ModuleType], T]) -> T:
        """Return what a question about the devices, put to the sounddevice module, is answered.

        Raises:
            AudioError: The PortAudio library is not installed, or does not answer.
        """
        sounddevice = self.load()
        with self._turn():  # the list must not be renewed while it is read
            return question(sounddevice)

    def open(self, make: Callable[[ModuleType], Stream], words: Words) -> Stream:
        """Open and start a stream; a stale list of devices is renewed on the way.

        Args:
            make: Builds the stream from the sounddevice module.
            words: How to speak of the device.

        Raises:
            AudioError: There is no such device, or it cannot be used now.
        """
        sounddevice = self.load()
        with self._turn():
            try:
                stream = self._start(make, sounddevice)
            except sounddevice.PortAudioError as error:
                raise _in_words(error, words, sounddevice) from error
            self._open_count += 1
            return stream

    def close(self, stream: Stream) -> None:
        """End a stream and give its device back; a stream may be closed only once.

        With a driver that hangs this never returns; other streams work all the same.
        """
        # Outside of the turn: in a rare case of loss PortAudio before 2025 loops for ever
        # (https://github.com/PortAudio/portaudio/issues/1037) and abort() waits for it.
        self._closing.add(id(stream))
        stream.abort()
        try:
            with self._turn():
                stream.close()
                self._open_count -= 1
                self._closing.discard(id(stream))
        except AudioError as error:
            log.warning("a stream is left open: %s", error)

    def refresh(self) -> bool:
        """Renew the list of devices, which PortAudio otherwise reads only once (50-120 ms).

        Returns:
            False when nothing was done, because a stream is open and would die.
        """
        self.load()
        with self._turn():
            return self._renew()

    def _start(self, make: Callable[[ModuleType], Stream], sounddevice: ModuleType) -> Stream:
        try:
            return _started(make, sounddevice)
        except sounddevice.PortAudioError as error:
            if not self._renew():
                raise
            log.info("trying again with a new list of devices, after: %s", error)
        return _started(make, sounddevice)

    def _renew(self) -> bool:
        if self._open_count:
            return False
        sounddevice = self.load()
        sounddevice._terminate()  # there is no public way
        sounddevice._initialize()
        return True

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turn_lock.acquire(timeout=TURN_TIMEOUT_S):
            raise AudioError(
                "The sound system does not answer.",
                hint="Unplug the microphone and the headphones, plug them in again and retry.",
            )
        try:
            yield
        finally:
            self._turn_lock.release()


def _started(make: Callable[[ModuleType], Stream], sounddevice: ModuleType) -> Stream:
    stream = make(sounddevice)
    try:
        stream.start()
    except sounddevice.PortAudioError:
        stream.close()
        raise
    return stream


def _in_words(error: Exception, words: Words, sounddevice: ModuleType) -> AudioError:
    name = words.name
    kind = "max_input_channels" if words is MICROPHONE else "max_output_channels"
    if not any(device[kind] for device in sounddevice.query_devices()):
        return AudioError(f"No {name} was found.", hint=words.remedy)
    code = error.args[1] if len(error.args) > 1 else None
    if code == _DEVICE_UNAVAILABLE:
        return AudioError(
            f"Another program is using the {name}.", hint="Close that program and try again."
        )
    if code == _INVALID_SAMPLE_RATE:
        return AudioError(
            f"This {name} cannot work at 16 kHz.", hint="Choose the system default instead."
        )
    return AudioError(f"The {name} could not be opened: {error}", hint=words.remedy)
