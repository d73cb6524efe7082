"""Where sound comes from: a microphone, or a file that stands in for one."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Final, Literal, Protocol

from app.audio.devices import InputDevice
from app.audio.portaudio import MICROPHONE, PortAudio, Stream
from app.audio.sound import SAMPLE_BYTES, SAMPLE_RATE_HZ
from app.audio.wav import read_frames
from app.core.errors import AudioError

# Leads to blocks of 50 ms: 20 callbacks a second suit a level meter and take the interpreter's lock
# seldom. The size of a block is left to PortAudio: when it has to cut blocks to a given size, it
# may loop for ever on a lost device (https://github.com/PortAudio/portaudio/issues/1037).
LATENCY_S: Final = 0.2
BLOCK_FRAMES: Final = 800

OnFrames = Callable[[bytes, bool], None]
OnLost = Callable[[], None]


class Source(Protocol):
    """Gives mono int16 sound at 16 kHz, block by block; good for one take."""

    def open(self, on_frames: OnFrames, on_lost: OnLost) -> None:
        """Begin. May take a while, so it is called on a thread of its own.

        Args:
            on_frames: Called on a foreign thread with each block, and whether the device
                dropped sound before it. Must be quick, and must not raise.
            on_lost: Called on a foreign thread, at most once, when no more sound will come
                though nobody closed the source.

        Raises:
            AudioError: It could not be opened; nothing was or will be called.
        """

    def close(self) -> None:
        """End, and give the device back; called once, after open() has returned.

        Nothing is called any more once this has returned. With a device that hangs it may
        never return, so no one should wait for it.
        """


class Microphone:
    """A microphone of this computer, by PortAudio."""

    def __init__(self, portaudio: PortAudio, device: InputDevice) -> None:
        self._portaudio = portaudio
        self._device = device
        self._stream: Stream | None = None
        self._closing = False

    def open(self, on_frames: OnFrames, on_lost: OnLost) -> None:
        """Begin to record."""

        def callback(data: bytes, _count: int, _time: object, status: "_Flags") -> None:
            on_frames(bytes(data), status.input_overflow)

        def finished() -> None:
            if not self._closing:
                on_lost()

        def make(sounddevice: ModuleType) -> Stream:
            stream: Stream = sounddevice.RawInputStream(
                samplerate=SAMPLE_RATE_HZ,
                channels=1,
                dtype="int16",
                latency=LATENCY_S,
                device=_index_of(self._device, sounddevice),
                callback=callback,
                finished_callback=finished,
            )
            return stream

        with _pulse_source(self._device):
            self._stream = self._portaudio.open(make, MICROPHONE)

    def close(self) -> None:
        """End the recording."""
        self._closing = True
        if self._stream is not None:
            self._portaudio.close(self._stream)


class _Flags(Protocol):
    @property
    def input_overflow(self) -> bool: ...


def _index_of(device: InputDevice, sounddevice: ModuleType) -> int | None:
    """Return PortAudio's number of a device; numbers change whenever the list is renewed."""
    if not device.name:
        return None
    wanted = "pulse" if device.route == "pulse" else device.name
    for index, found in enumerate(sounddevice.query_devices()):
        if found["name"] == wanted and found["max_input_channels"] > 0:
            return index
    raise AudioError(
        f"The microphone “{device.label}” is not there any more.",
        hint="Connect it, or choose another one in the settings.",
    )


@contextmanager
def _pulse_source(device: InputDevice) -> Iterator[None]:
    """Tell libpulse which source to take: it reads the variable when a stream connects."""
    if device.route != "pulse" or not sys.platform.startswith("linux"):
        yield
        return
    before = os.environ.get("PULSE_SOURCE")
    os.environ["PULSE_SOURCE"] = device.name
    try:
        yield
    finally:
        if before is None:
            del os.environ["PULSE_SOURCE"]
        else:
            os.environ["PULSE_SOURCE"] = before


class WavFile:
    """A take that is played into the recorder, for tests and demonstrations."""

    def __init__(
        self,
        path: Path,
        *,
        pace: Literal["real time", "fast"] = "real time",
        at_end: Literal["silence", "lost"] = "silence",
    ) -> None:
        """Prepare to play a take.

        Args:
            path: A 16 kHz mono 16 bit WAV.
            pace: How fast; silence after the end always comes in real time.
            at_end: Whether the room falls silent or the microphone is lost when it is over.
        """
        self._path = path
        self._pace = pace
        self._at_end = at_end
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def open(self, on_frames: OnFrames, on_lost: OnLost) -> None:
        """Begin to play.

        Raises:
            StorageError: The file is not there, is damaged, or is not a take.
        """
        data = read_frames(self._path).tobytes()
        arguments = (data, on_frames, on_lost)
        self._thread = threading.Thread(target=self._play, args=arguments, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the playing."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join()

    def _play(self, data: bytes, on_frames: OnFrames, on_lost: OnLost) -> None:
        block_bytes = BLOCK_FRAMES * SAMPLE_BYTES
        blocks = [data[at : at + block_bytes] for at in range(0, len(data), block_bytes)]
        self._deliver(iter(blocks), on_frames, in_real_time=self._pace == "real time")
        if self._at_end == "lost":
            on_lost()
            return
        self._deliver(iter(lambda: bytes(block_bytes), b""), on_frames, in_real_time=True)

    def _deliver(self, blocks: Iterator[bytes], on_frames: OnFrames, *, in_real_time: bool) -> None:
        due_s = time.monotonic()
        for block in blocks:
            due_s += len(block) / SAMPLE_BYTES / SAMPLE_RATE_HZ
            wait_s = max(0.0, due_s - time.monotonic()) if in_real_time else 0.0
            if self._closed.wait(wait_s):
                return
            on_frames(block, False)
