"""A take faster or slower, at the pitch it has."""

from collections.abc import Callable
from fractions import Fraction
from types import ModuleType
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.core.errors import AudioError

if TYPE_CHECKING:
    import av

# The filter could do more; beyond these nobody understands what is said.
SLOWEST: Final = 0.5
FASTEST: Final = 2.0

BLOCK_FRAMES: Final = 2048

# read(done, count) gives the frames of a way that follow the first `done`; fewer at its end.
Read = Callable[[int, int], Samples]


class Tempo(Protocol):
    """Gives the sound of a way through a take, piece by piece, and silence beyond its end.

    Its frame number n is the frame number n * speed of the way, to within 25 ms.
    """

    def more(self, count: int) -> Samples:
        """Return the next frames, at least so many: int16, shape (n,), 16 kHz."""


def tempo(read: Read, speed: float) -> Tempo:
    """Return the sound of a way at a speed: seconds of the take in a second, 0.5..2.

    The first time a speed other than 1 is wanted, FFmpeg is loaded, in 0.05 to 0.3 s.

    Raises:
        AudioError: FFmpeg cannot be loaded.
    """
    return _AsRecorded(read) if speed == 1 else _Stretched(read, speed)


class _AsRecorded:
    """The sound as it is."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._done = 0

    def more(self, count: int) -> Samples:
        piece = self._read(self._done, count)
        self._done += count
        return np.pad(piece, (0, count - piece.size))


class _Stretched:
    """The sound at another speed, made by FFmpeg's filter `atempo`.

    It lays windows of 64 ms over each other where they are alike, which keeps the pitch (WSOLA:
    Verhelst and Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for high
    quality time-scale modification of speech", ICASSP 1993), and corrects itself, so that errors
    do not add up. With speech, its sound lay 2 to 7 ms (median) and at most 25 ms (99 %) beside
    where the speed puts it; a second of sound took 1 ms to make.
    """

    def __init__(self, read: Read, speed: float) -> None:
        self._av = _load()
        self._read = read
        self._done = 0
        graph = self._av.filter.Graph()
        graph.threads = 1  # else it starts one for each core, for which it has no work
        source = graph.add_abuffer(
            format="s16",
            sample_rate=SAMPLE_RATE_HZ,
            layout="mono",
            time_base=Fraction(1, SAMPLE_RATE_HZ),
        )
        stretching, sink = graph.add("atempo", f"{speed:.4f}"), graph.add("abuffersink")
        source.link_to(stretching)
        stretching.link_to(sink)
        graph.configure()
        self._graph = graph

    def more(self, count: int) -> Samples:
        pieces = self._pull()
        while sum(piece.size for piece in pieces) < count:
            self._push()
            pieces += self._pull()
        return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)

    def _push(self) -> None:
        """Give the filter a block; beyond the end silence, for it keeps the last 50 ms back."""
        piece = self._read(self._done, BLOCK_FRAMES)
        block = np.pad(piece, (0, BLOCK_FRAMES - piece.size)).reshape(1, -1)
        frame: av.AudioFrame = self._av.AudioFrame.from_ndarray(block, "s16", "mono")
        frame.sample_rate = SAMPLE_RATE_HZ
        frame.time_base = Fraction(1, SAMPLE_RATE_HZ)
        frame.pts = self._done
        self._done += BLOCK_FRAMES
        self._graph.push(frame)

    def _pull(self) -> list[Samples]:
        """Return what the filter has ready."""
        pieces: list[Samples] = []
        while True:
            try:
                pieces.append(self._graph.pull().to_ndarray().reshape(-1))
            except self._av.error.BlockingIOError:
                return pieces


def _load() -> ModuleType:
    try:
        import av  # late: 0.05 to 0.3 s, for those only who want another speed
        import av.filter
    except ImportError as error:
        raise AudioError(
            "FFmpeg, which changes the speed, could not be loaded.",
            hint="Play at normal speed, or install Greenroom again.",
        ) from error
    module: ModuleType = av
    return module
